//! Colleagues whom a partner's managers bring into the portal themselves.

use super::contact::{ContactDetails, ContactInput};
use crate::domain::email::EmailAddress;
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
    /// The domain whose people are invited without approval; none where every person needs approval.
    pub domain: Option<String>,
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
}

/// Public mailbox domains: sharing one says nothing about a company.
const FREE_MAIL: [&str; 34] = [
    "126.com",
    "163.com",
    "aol.com",
    "duck.com",
    "fastmail.com",
    "free.fr",
    "freenet.de",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hey.com",
    "hushmail.com",
    "icloud.com",
    "laposte.net",
    "libero.it",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "orange.fr",
    "pm.me",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "rocketmail.com",
    "t-online.de",
    "tutanota.com",
    "web.de",
    "ymail.com",
];
/// The same under many endings.
const FREE_MAIL_NAMES: [&str; 5] = ["hotmail", "live", "outlook", "yahoo", "yandex"];

/// The domain of a company's address, in lower case; none for a public mailbox domain.
pub fn company_domain(email: &EmailAddress) -> Option<String> {
    let key = email.key();
    let (_, domain) = key.rsplit_once('@')?;
    let name = domain.split('.').next().unwrap_or_default();
    let is_free = FREE_MAIL.contains(&domain) || FREE_MAIL_NAMES.contains(&name);
    (!is_free).then(|| domain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
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

    #[test]
    fn only_the_domain_of_a_company_tells_who_belongs_together() {
        let domain = |email: &str| company_domain(&EmailAddress::parse(email).unwrap());
        assert_eq!(domain("Ana@Alder.Example"), Some("alder.example".to_owned()));
        assert_eq!(domain("ana@sub.alder.example"), Some("sub.alder.example".to_owned()));
        for free in ["a@gmail.com", "a@GMX.de", "a@outlook.com", "a@yahoo.co.uk", "a@hotmail.fr"] {
            assert_eq!(domain(free), None, "{free}");
        }
    }
}
