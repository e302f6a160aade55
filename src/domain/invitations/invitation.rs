//! An invitation: the promise to one person, at one address, of one thing, for a limited time.

use super::refusal::Refusal;
use crate::domain::auth::role::Role;
use crate::domain::forms::FieldErrors;
use crate::domain::ids::{InvitationId, PersonId};
use crate::domain::organisation::terms::AcceptedTerms;
use crate::domain::password::{Password, hide};
use crate::domain::text::ReportComment;
use crate::domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The facts the state of an invitation is computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvitationFacts {
    pub expires_at: Timestamp,
    pub accepted_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
    pub superseded_at: Option<Timestamp>,
}

/// State of an invitation at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    /// Its links work.
    Pending,
    /// Expired before it was used.
    Expired,
    /// Used to activate the access.
    Accepted,
    /// Staff withdrew it.
    Revoked,
    /// A newer invitation, or a changed address, took its place.
    Superseded,
}

impl InvitationFacts {
    /// A link works at the very instant of `expires_at` and no later.
    pub fn state(&self, now: Timestamp) -> InvitationState {
        if self.accepted_at.is_some() {
            InvitationState::Accepted
        } else if self.revoked_at.is_some() {
            InvitationState::Revoked
        } else if self.superseded_at.is_some() {
            InvitationState::Superseded
        } else if now > self.expires_at {
            InvitationState::Expired
        } else {
            InvitationState::Pending
        }
    }
}

/// What is known of one message, and never more than is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmailState {
    /// Waiting for its first attempt.
    Queued,
    /// Waiting for the time that staff chose.
    Scheduled { at: Timestamp },
    /// Being handed to the mail server right now.
    Sending,
    /// An attempt failed in a way that may pass; the next is planned.
    Retrying { next_at: Timestamp, reply: String, why: Refusal },
    /// The mail server took it, with this reply.
    Accepted { at: Timestamp, reply: String },
    /// It reached the recipient's side: the mail server there took it, or a program there `answered`.
    Delivered { at: Timestamp, answered: bool },
    /// The mail server could not deliver it yet, and keeps trying.
    Delayed { at: Timestamp, reply: String, why: Refusal },
    /// It came back after the mail server had taken it.
    Bounced { at: Timestamp, reply: String, why: Refusal },
    /// The recipient reported it as spam.
    Complained { at: Timestamp },
    /// Written to the outbox folder because no mail server is configured.
    Filed { at: Timestamp },
    /// The mail server refused it for good, or the time for retries ran out.
    Failed { at: Timestamp, reply: String, why: Refusal },
    /// No longer wanted: its invitation ended before it was sent. With what was last heard of it, if
    /// anything: the mail server's words, or why Gangway held it back.
    Cancelled { reply: String },
}

impl EmailState {
    /// The mail server's own words, as far as it said any.
    pub fn reply(&self) -> Option<&str> {
        match self {
            Self::Accepted { reply, .. }
            | Self::Retrying { reply, .. }
            | Self::Failed { reply, .. }
            | Self::Delayed { reply, .. }
            | Self::Bounced { reply, .. }
            | Self::Cancelled { reply } => Some(reply.as_str()).filter(|reply| !reply.is_empty()),
            Self::Queued
            | Self::Scheduled { .. }
            | Self::Sending
            | Self::Filed { .. }
            | Self::Delivered { .. }
            | Self::Complained { .. } => None,
        }
    }

    /// Why it did not arrive, once that is certain: it was refused, or came back.
    pub fn undelivered(&self) -> Option<&Refusal> {
        match self {
            Self::Failed { why, .. } | Self::Bounced { why, .. } => Some(why),
            _ => None,
        }
    }
}

/// One attempt to hand a message over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    pub number: i64,
    /// What worded it, once that is known.
    pub wording: Option<SentText>,
    pub started_at: Timestamp,
    pub address: String,
    /// What happened, in words, including the mail server's reply or that it is unknown; none while in progress.
    pub outcome: Option<String>,
}

/// The words of a message as they were sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentText {
    /// The template's name, version and language then.
    pub label: String,
    /// Where the message can be read.
    pub href: String,
}

/// A message and its history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailProgress {
    pub state: EmailState,
    /// In how many seconds a queued one leaves; 0 where that is not known.
    pub leaves_in: i64,
    /// Sending is paused, so queued emails wait.
    pub paused: bool,
    /// What cannot be delivered comes back to Gangway, and is shown.
    pub returns_here: bool,
    pub attempts: Vec<Attempt>,
}

/// The newest invitation of a person, for staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    pub id: InvitationId,
    pub state: InvitationState,
    pub invited_at: Timestamp,
    pub invited_by: String,
    pub expires_at: Timestamp,
    /// None while nothing was asked to be mailed: the link goes another way.
    pub email: Option<EmailProgress>,
    /// The holder of one of its links said it is not for them.
    pub reported: Option<Reported>,
    /// It is pending, and its links end within days.
    pub ends_soon: bool,
    /// When the next reminder is planned.
    pub next_reminder: Option<Timestamp>,
    /// Staff want no reminders.
    pub reminders_off: bool,
}

/// What the holder of a link said who is not the one invited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    pub at: Timestamp,
    /// May be empty.
    pub comment: String,
}

/// *This is not me*, as sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportForm {
    /// The invitation that the page showed.
    pub invitation: String,
    pub comment: String,
}

impl ReportForm {
    /// Checks what was written.
    pub fn comment(&self) -> Result<ReportComment, FieldErrors> {
        ReportComment::parse(&self.comment).map_err(|invalid| FieldErrors::one("comment", invalid.0))
    }
}

/// Whether and how a contact can reach the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Cannot sign in. The last invitation, if there was one, tells why.
    None,
    /// Has access but has not activated it yet.
    Invited,
    /// Chose a password and can sign in.
    Active { since: Timestamp },
}

/// A main contact's state on the way to "active", as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub access: Access,
    /// For invited contacts: the newest invitation's mail, and when its time ran out.
    pub email_state: Option<EmailState>,
    pub expired_at: Option<Timestamp>,
    /// The holder of a link said it is not for them.
    pub reported: bool,
}

impl Standing {
    /// The same of a person whose newest invitation is known, for those who are invited.
    pub fn of(access: Access, invitation: Option<Invitation>) -> Self {
        let invitation = invitation.filter(|_| access == Access::Invited);
        let expired = invitation.as_ref().filter(|invitation| invitation.state == InvitationState::Expired);
        Self {
            expired_at: expired.map(|invitation| invitation.expires_at),
            reported: invitation.as_ref().is_some_and(|invitation| invitation.reported.is_some()),
            email_state: invitation.and_then(|invitation| invitation.email).map(|email| email.state),
            access,
        }
    }
}

/// The part of a partner's page that updates live: one contact's way to "active".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactAccess {
    pub person: PersonId,
    pub first_name: String,
    pub name: String,
    pub email: String,
    pub access: Access,
    pub invitation: Option<Invitation>,
    pub email_to_files: bool,
    /// Where times are chosen; empty where there is nothing to choose.
    pub time_zone: String,
    /// The terms that an active contact accepted.
    pub terms: Option<AcceptedTerms>,
    /// A link that was minted in this browser a moment ago, to pass on by hand.
    pub link: Option<ActivationLink>,
}

impl ContactAccess {
    /// The state of the newest invitation's mail, if one was asked for.
    pub fn email_state(&self) -> Option<&EmailState> {
        self.email_progress().map(|email| &email.state)
    }

    /// The newest invitation's mail, if one was asked for.
    pub fn email_progress(&self) -> Option<&EmailProgress> {
        self.invitation.as_ref()?.email.as_ref()
    }
}

/// A freshly minted link, shown once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivationLink {
    pub url: String,
    pub expires_at: Timestamp,
    /// The link as a QR code, an SVG document.
    pub qr_svg: String,
    /// A message ready to be pasted into any chat.
    pub message: String,
}

/// What the activation page shows to the holder of a link. `place` is what it opens in words: "Acme's partner portal".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Activation {
    /// The form.
    Ready(Welcome),
    /// A real link whose time ran out: a fresh one can be sent to the address on file.
    Expired { place: String, email_hint: String },
    /// Access was withdrawn.
    Withdrawn { organisation: String },
    /// A newer invitation went to the address on file.
    Replaced { organisation: String, place: String },
    /// Already used: sign in, or continue where its owner is signed in here.
    AlreadyActive { place: String, email_hint: String, is_signed_in: bool },
    /// The link of the first owner's set-up.
    SetUp { invitation: InvitationId },
    /// Of the set-up, but ended: `is_done` once there is an owner.
    SetUpOver { is_done: bool },
    /// This browser does not hold the link (any more).
    NotHere,
    /// A part of the link was missing.
    CutShort,
    /// No such link. Says nothing more.
    Unknown,
}

/// Who invites whom to what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    pub invitation: InvitationId,
    pub first_name: String,
    pub email: String,
    pub organisation: String,
    pub role: Role,
    /// The company of a contact.
    pub partner: String,
    pub invited_by: String,
    pub expires_at: Timestamp,
    /// The version of the terms that is to be accepted.
    pub terms: Option<i64>,
    /// Another person is signed in in this browser.
    pub signed_in_as: Option<String>,
}

/// The activation form. `invitation` says which invitation the page showed, so that this form cannot answer a second
/// link that was opened since in another tab.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ActivateForm {
    pub invitation: String,
    pub password: String,
    /// The version of the terms whose box was ticked.
    pub terms: String,
}

/// A password reset form.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ResetForm {
    /// The address that the page showed.
    pub account: String,
    pub password: String,
}

hide!(ActivateForm, ResetForm);

/// The password in a form that has no other field to check.
pub fn parse_password(raw: &str) -> Result<Password, FieldErrors> {
    Password::parse(raw).map_err(|invalid| FieldErrors::one("password", invalid.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_works_until_its_last_instant_and_no_longer() {
        let facts =
            InvitationFacts { expires_at: Timestamp(100), accepted_at: None, revoked_at: None, superseded_at: None };
        assert_eq!(facts.state(Timestamp(100)), InvitationState::Pending);
        assert_eq!(facts.state(Timestamp(101)), InvitationState::Expired);
        let used = InvitationFacts { accepted_at: Some(Timestamp(50)), revoked_at: Some(Timestamp(60)), ..facts };
        assert_eq!(used.state(Timestamp(10)), InvitationState::Accepted);
    }
}
