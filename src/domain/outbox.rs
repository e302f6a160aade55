//! What *Email > Mail* shows: the server status, and every email with its status.

use super::ids::{EmailId, PartnerId, PersonId};
use super::invitations::invitation::EmailState;
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Why nothing is sent right now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailPause {
    pub at: Timestamp,
    /// A sentence: who paused it, or what the mail server said.
    pub why: String,
    /// When sending resumes automatically; none if a person has to resume it.
    pub ends_at: Option<Timestamp>,
}

/// What staff are to know on every page, and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    pub words: String,
    pub href: String,
    pub link: String,
}

/// How mail leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailHealth {
    /// The mail server's name, port and encryption; none where mail is saved as files.
    pub server: Option<String>,
    /// The sender of all mail.
    pub from: String,
    /// When the mail server took a message last, and what it answered.
    pub accepted: Option<(Timestamp, String)>,
}

/// Messages that stand alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QueueFilter {
    /// To be sent in its turn, or being sent.
    Waiting,
    /// To be sent at the time that staff chose.
    Planned,
    /// To be tried again.
    Retrying,
    /// Taken by the mail server.
    Sent,
    /// Came back after that.
    Bounced,
    /// Saved as a file, because no mail server is configured.
    Filed,
    Failed,
    Cancelled,
}

impl QueueFilter {
    /// In the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Waiting,
        Self::Planned,
        Self::Retrying,
        Self::Sent,
        Self::Bounced,
        Self::Filed,
        Self::Failed,
        Self::Cancelled,
    ];

    /// The word in the URL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Planned => "planned",
            Self::Retrying => "retrying",
            Self::Sent => "sent",
            Self::Bounced => "bounced",
            Self::Filed => "filed",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pile| pile.as_str() == word)
    }
}

/// What is heard of an email after a mail server took it. The later in this list, the more it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeliveryReport {
    /// It is still being tried.
    Delayed,
    /// The recipient's mail server took it.
    Delivered,
    /// A program of the recipient answered, so it arrived.
    Answered,
    /// It came back; another one may arrive.
    Returned,
    /// It came back, and so will others to this address.
    Bounced,
    /// The recipient reported it as spam.
    Complained,
}

impl DeliveryReport {
    /// All of them, the one that says most last.
    pub const ALL: [Self; 6] =
        [Self::Delayed, Self::Delivered, Self::Answered, Self::Returned, Self::Bounced, Self::Complained];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Delayed => "delayed",
            Self::Delivered => "delivered",
            Self::Answered => "answered",
            Self::Returned => "returned",
            Self::Bounced => "bounced",
            Self::Complained => "complained",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|report| report.as_str() == word)
    }
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueuedEmail {
    pub id: EmailId,
    /// What it is about, in a few words: `Invitation`, `Password reset`.
    pub about: String,
    pub person: PersonId,
    pub name: String,
    pub email: String,
    /// The partner it concerns, with its name.
    pub partner: Option<(PartnerId, String)>,
    pub state: EmailState,
    pub attempts: i64,
    /// Whether what it is about has ended, so that it is sent no more.
    pub is_over: bool,
    pub created_at: Timestamp,
}

impl QueuedEmail {
    /// The partner of a contact whose address takes no email for good.
    pub fn refused_contact(&self) -> Option<PartnerId> {
        let is_wrong = !self.is_over && self.state.undelivered().is_some_and(|why| why.is_of_address);
        self.partner.as_ref().map(|(partner, _)| *partner).filter(|_| is_wrong)
    }

    /// Whether another attempt can be made at once.
    pub fn can_retry(&self) -> bool {
        let is_left = matches!(
            self.state,
            EmailState::Scheduled { .. } | EmailState::Retrying { .. } | EmailState::Failed { .. }
        );
        is_left && !self.is_over && self.refused_contact().is_none()
    }

    /// Whether it can be taken back.
    pub fn can_cancel(&self) -> bool {
        matches!(self.state, EmailState::Queued | EmailState::Scheduled { .. } | EmailState::Retrying { .. })
    }
}

/// Which part of the queue is shown, as the URL has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QueueQuery {
    /// The word of a [`QueueFilter`], or empty for all.
    pub pile: String,
    /// Part of an address.
    pub q: String,
    /// The cursor of the page, as [`MailPage::next`] gave it.
    pub before: String,
    /// The message that was just tried again.
    pub tried: String,
}

/// A page of messages, the newest first, with what concerns all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailPage {
    pub health: EmailHealth,
    pub pause: Option<EmailPause>,
    /// How many messages each pile has, in the order of [`QueueFilter::ALL`].
    pub counts: [i64; QueueFilter::ALL.len()],
    /// How many can be tried again in one go.
    pub retryable: i64,
    pub rows: Vec<QueuedEmail>,
    /// The email that was just retried, with its status.
    pub tried: Option<QueuedEmail>,
    /// The `before` of the next page, where there is one.
    pub next: Option<String>,
}
