//! Portal access in words, with the mail's true state: the same words in the list and in the panel.

use crate::domain::invitations::invitation::{Access, ContactAccess, EmailState, InvitationState, Standing};
use crate::domain::time::Timestamp;

/// Where a contact stands on the way to "active".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessStatus {
    /// The badge's tone.
    pub tone: &'static str,
    /// The badge's icon.
    pub icon: &'static str,
    /// What is so, up to where the time would follow.
    pub label: &'static str,
    /// Since when, or when next.
    pub at: Option<Timestamp>,
    /// The mail server's own words, where it refused.
    pub reply: Option<String>,
}

impl AccessStatus {
    /// `email` and `expired` are those of the newest invitation.
    pub fn of(access: &Access, email: Option<&EmailState>, expired: bool) -> Self {
        match access {
            Access::None => Self::new("neutral", "minus", "No access"),
            Access::Active { since } => Self::new("success", "check", "Active since").at(*since),
            Access::Invited if expired => Self::new("critical", "clock", "Link expired"),
            Access::Invited => {
                email.map_or_else(|| Self::new("info", "link", "Invited by link, no email"), Self::of_email)
            }
        }
    }

    /// The same for a row of a list.
    pub fn of_standing(standing: &Standing) -> Self {
        if standing.reported {
            return Self::new("critical", "alert", "Opened by someone else");
        }
        Self::of(&standing.access, standing.email_state.as_ref(), standing.expired)
    }

    /// The same for a contact with everything known.
    pub fn of_contact(contact: &ContactAccess) -> Self {
        let expired = contact.invitation.as_ref().is_some_and(|i| i.state == InvitationState::Expired);
        Self::of(&contact.access, contact.email_state(), expired)
    }

    /// The same for a message alone.
    pub fn of_email(email: &EmailState) -> Self {
        match email {
            EmailState::Queued => Self::new("warning", "clock", "Email queued"),
            EmailState::Scheduled { at } => Self::new("warning", "clock", "Email leaves at").at(*at),
            EmailState::Sending => Self::new("warning", "send", "Sending email"),
            EmailState::Retrying { next_at, reply } => {
                Self::new("warning", "refresh", "Retrying at").at(*next_at).reply(reply)
            }
            EmailState::Accepted { at, .. } => Self::new("info", "mail", "Accepted by mail server").at(*at),
            EmailState::Filed { at } => Self::new("info", "inbox", "Email saved as a file").at(*at),
            EmailState::Failed { reply, .. } => Self::new("critical", "alert", "Email failed").reply(reply),
            EmailState::Cancelled { .. } => Self::new("neutral", "minus", "Email cancelled"),
        }
    }

    /// The words with the server's reply, without the time: for those who hear the page.
    pub fn sentence(&self) -> String {
        let label = self.label.trim_end_matches(" since").trim_end_matches(" at");
        match &self.reply {
            Some(reply) => [label, reply].join(": "),
            None => label.to_owned(),
        }
    }

    fn new(tone: &'static str, icon: &'static str, label: &'static str) -> Self {
        Self { tone, icon, label, at: None, reply: None }
    }

    fn at(self, at: Timestamp) -> Self {
        Self { at: Some(at), ..self }
    }

    fn reply(self, reply: &str) -> Self {
        Self { reply: Some(reply.to_owned()), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_never_claims_more_than_is_known() {
        let label = |email: Option<&EmailState>, expired| AccessStatus::of(&Access::Invited, email, expired).label;
        assert_eq!(label(None, false), "Invited by link, no email");
        assert_eq!(label(Some(&EmailState::Queued), false), "Email queued");
        let taken = EmailState::Accepted { at: Timestamp(0), reply: "250 OK".to_owned() };
        assert_eq!(label(Some(&taken), false), "Accepted by mail server");
        assert_eq!(label(Some(&taken), true), "Link expired");
    }

    #[test]
    fn a_refusal_is_told_in_the_servers_words() {
        let failed = EmailState::Failed { at: Timestamp(0), reply: "550 no such mailbox".to_owned() };
        let status = AccessStatus::of(&Access::Invited, Some(&failed), false);
        assert_eq!((status.tone, status.sentence().as_str()), ("critical", "Email failed: 550 no such mailbox"));
    }
}
