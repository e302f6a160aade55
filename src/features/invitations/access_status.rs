//! Portal access in words, with the mail's true state: the same words in the list and in the panel.

use crate::domain::invitations::invitation::{Access, ContactAccess, EmailState, InvitationState, Standing};
use crate::domain::invitations::refusal::Refusal;
use crate::domain::time::Timestamp;
use crate::paths;

/// A contact's state on the way to "active".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessStatus {
    /// The badge's tone.
    pub tone: &'static str,
    /// The badge's icon.
    pub icon: &'static str,
    /// What is so.
    pub label: &'static str,
    /// Since when, or when next.
    pub at: Option<Timestamp>,
    /// What happens at a time ahead.
    ahead: Option<Ahead>,
    /// Why an email was refused, or put off.
    pub why: Option<String>,
    /// Where the help page on emails explains it; empty where it does not.
    topic: &'static str,
}

/// The help page on what becomes of emails.
const HELP: &str = "email-does-not-arrive";

/// What a time ahead is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ahead {
    Send,
    Retry,
}

impl AccessStatus {
    /// `email` and `expired_at` are those of the newest invitation.
    pub fn of(access: &Access, email: Option<&EmailState>, expired_at: Option<Timestamp>) -> Self {
        match (access, expired_at) {
            (Access::None, _) => Self::new("neutral", "minus", t!(invitations::no_access)),
            (Access::Active { since }, _) => Self::new("success", "check", t!(invitations::signed_up)).at(*since),
            (Access::Invited, Some(expired_at)) => {
                Self::new("critical", "clock", t!(invitations::link_expired)).at(expired_at).explained("expired")
            }
            (Access::Invited, None) => {
                email.map_or_else(|| Self::new("info", "link", t!(invitations::invited_by_link)), Self::of_email)
            }
        }
    }

    /// The same for a row of a list.
    pub fn of_standing(standing: &Standing) -> Self {
        if standing.reported {
            return Self::new("critical", "alert", t!(invitations::opened_by_someone_else));
        }
        Self::of(&standing.access, standing.email_state.as_ref(), standing.expired_at)
    }

    /// The same for a contact with everything known.
    pub fn of_contact(contact: &ContactAccess) -> Self {
        let expired = contact.invitation.as_ref().filter(|i| i.state == InvitationState::Expired);
        Self::of(&contact.access, contact.email_state(), expired.map(|i| i.expires_at))
    }

    /// The same for a message alone.
    pub fn of_email(email: &EmailState) -> Self {
        let status = match email {
            EmailState::Queued => Self::new("warning", "clock", t!(invitations::email_queued)),
            EmailState::Scheduled { at } => {
                Self::new("warning", "clock", t!(invitations::scheduled)).ahead(Ahead::Send, *at)
            }
            EmailState::Sending => Self::new("warning", "send", t!(invitations::sending_email)),
            EmailState::Retrying { next_at, why, .. } => {
                Self::new("warning", "refresh", t!(invitations::retrying)).ahead(Ahead::Retry, *next_at).because(why)
            }
            EmailState::Accepted { at, .. } => Self::new("info", "mail", t!(invitations::sent)).at(*at),
            EmailState::Delivered { at, .. } => Self::new("info", "mail", t!(invitations::delivered)).at(*at),
            EmailState::Delayed { at, why, .. } => {
                Self::new("warning", "clock", t!(invitations::delivery_delayed)).at(*at).because(why)
            }
            EmailState::Bounced { at, why, .. } => {
                Self::new("critical", "alert", t!(invitations::bounced)).at(*at).because(why)
            }
            EmailState::Complained { at } => Self::new("critical", "alert", t!(invitations::marked_as_spam)).at(*at),
            EmailState::Filed { at } => Self::new("info", "inbox", t!(invitations::saved_as_a_file)).at(*at),
            EmailState::Failed { why, .. } => {
                Self::new("critical", "alert", t!(invitations::not_delivered)).because(why)
            }
            EmailState::Cancelled { .. } => Self::new("neutral", "minus", t!(invitations::email_cancelled)),
        };
        status.explained(topic(email))
    }

    /// Where the help says what this means, and what to do.
    pub fn help(&self) -> Option<String> {
        (!self.topic.is_empty()).then(|| [&paths::help(HELP), "#", self.topic].concat())
    }

    /// The same where the time is shown elsewhere, or says nothing.
    pub fn without_time(self) -> Self {
        Self { ahead: None, at: None, ..self }
    }

    /// Whether its time is still to come.
    pub fn is_ahead(&self) -> bool {
        self.ahead.is_some()
    }

    /// The words with their `time`.
    pub fn with_time(&self, time: &str) -> String {
        match self.ahead {
            Some(Ahead::Send) => t!(invitations::badge_scheduled, time = time),
            Some(Ahead::Retry) => t!(invitations::badge_retrying, time = time),
            None => t!(invitations::badge_since, label = self.label, time = time),
        }
    }

    /// The words with the reason, without the time: for those who hear the page.
    pub fn sentence(&self) -> String {
        self.why.as_deref().map_or_else(
            || self.label.to_owned(),
            |why| t!(invitations::status_with_reason, status = self.label, reason = why),
        )
    }

    fn new(tone: &'static str, icon: &'static str, label: &'static str) -> Self {
        Self { tone, icon, label, at: None, ahead: None, why: None, topic: "" }
    }

    fn at(self, at: Timestamp) -> Self {
        Self { at: Some(at), ..self }
    }

    fn because(self, why: &Refusal) -> Self {
        Self { why: Some(why.words.clone()), ..self }
    }

    fn explained(self, topic: &'static str) -> Self {
        Self { topic, ..self }
    }

    fn ahead(self, ahead: Ahead, at: Timestamp) -> Self {
        Self { ahead: Some(ahead), ..self.at(at) }
    }
}

/// The heading of the help page that explains this state.
fn topic(email: &EmailState) -> &'static str {
    match email {
        EmailState::Queued | EmailState::Sending => "queued",
        EmailState::Scheduled { .. } => "scheduled",
        EmailState::Retrying { .. } => "retrying",
        EmailState::Accepted { .. } => "sent",
        EmailState::Delivered { .. } => "delivered",
        EmailState::Delayed { .. } => "delayed",
        EmailState::Bounced { .. } => "bounced",
        EmailState::Complained { .. } => "marked-as-spam",
        EmailState::Filed { .. } => "saved",
        EmailState::Failed { .. } => "not-delivered",
        EmailState::Cancelled { .. } => "cancelled",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_never_claims_more_than_is_known() {
        let label = |email: Option<&EmailState>, expired| AccessStatus::of(&Access::Invited, email, expired).label;
        assert_eq!(label(None, None), "Invited by link");
        assert_eq!(label(Some(&EmailState::Queued), None), "Email queued");
        let taken = EmailState::Accepted { at: Timestamp(0), reply: "250 OK".to_owned() };
        assert_eq!(label(Some(&taken), None), "Sent");
        assert_eq!(label(Some(&taken), Some(Timestamp(1))), "Link expired");
    }

    #[test]
    fn a_refusal_is_said_in_plain_words() {
        let why = Refusal { words: "The mailbox does not exist.".to_owned(), is_of_address: true };
        let failed = EmailState::Failed { at: Timestamp(0), reply: "550 5.1.1 unknown".to_owned(), why };
        let status = AccessStatus::of(&Access::Invited, Some(&failed), None);
        assert_eq!(status.sentence(), "Not delivered: The mailbox does not exist.");
    }
}
