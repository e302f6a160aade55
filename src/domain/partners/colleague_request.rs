//! Colleagues whom a partner's managers bring into the portal themselves.

use super::contact::{ContactDetails, ContactInput};
use crate::domain::forms::FieldErrors;
use crate::domain::ids::RequestId;
use crate::domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A colleague as a manager typed them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InviteColleagueForm {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub job_title: String,
}

impl InviteColleagueForm {
    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<ContactDetails, FieldErrors> {
        let contact = ContactInput {
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            email: self.email.clone(),
            job_title: self.job_title.clone(),
            ..ContactInput::default()
        };
        contact.parse()
    }
}

/// What a manager is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteOffer {
    /// The domains whose people are invited without approval; none where every person needs approval.
    pub domains: Vec<String>,
    /// How many seats are taken, and of how many.
    pub taken: i64,
    pub seats: Option<i64>,
}

impl InviteOffer {
    /// Whether no seat is left.
    pub fn is_full(&self) -> bool {
        self.seats.is_some_and(|seats| self.taken >= seats)
    }
}

/// A colleague whom a manager asked for, as both sides see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestedColleague {
    pub id: RequestId,
    pub name: String,
    pub email: String,
    pub job_title: String,
    /// Who asked, where they are still there.
    pub asked_by: String,
    pub asked_at: Timestamp,
    /// Staff said no.
    pub declined: bool,
    /// To the partner they are invited. Only staff see such a request.
    pub seems_invited: bool,
}

#[cfg(test)]
mod tests {
    use crate::domain::catalog::invite_rule::InviteRule;

    #[test]
    fn the_most_generous_program_counts() {
        let rule = |managers_invite, seats| InviteRule { managers_invite, seats };
        let nobody = rule(false, None);
        assert_eq!(nobody.or(rule(true, Some(3))), rule(true, Some(3)));
        assert_eq!(rule(true, Some(3)).or(nobody), rule(true, Some(3)), "no end where nobody may is no end");
        assert_eq!(rule(true, Some(3)).or(rule(true, Some(5))), rule(true, Some(5)));
        assert_eq!(rule(true, Some(3)).or(rule(true, None)), rule(true, None));
        assert!(!nobody.or(rule(false, Some(9))).managers_invite);
    }

    #[test]
    fn seats_are_a_whole_number_or_no_end() {
        assert_eq!(InviteRule::parse_seats(" "), Ok(None));
        assert_eq!(InviteRule::parse_seats(" 12 "), Ok(Some(12)));
        for bad in ["0", "-1", "101", "1.5", "ten", "1e2", "99999999999999999999"] {
            assert!(InviteRule::parse_seats(bad).is_err(), "{bad}");
        }
    }
}
