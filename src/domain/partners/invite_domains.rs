//! The email domains at which managers of a partner invite colleagues at once. They are of addresses that staff
//! entered, and only staff change them.

use crate::domain::email::{self, EmailAddress, international};
use crate::domain::text::Invalid;
use serde::{Deserialize, Serialize};

/// Providers at which anyone gets a mailbox: sharing one says nothing about a company. No such list is complete, so it
/// decides nothing alone: staff see each domain on the partner's page.
const PUBLIC_MAILBOXES: &str = include_str!("public_mailboxes.txt");
/// The same under many endings.
const PUBLIC_MAILBOX_NAMES: [&str; 7] = ["gmx", "hotmail", "live", "outlook", "protonmail", "yahoo", "yandex"];

/// The domains of those providers.
pub fn public_mailboxes() -> impl Iterator<Item = &'static str> {
    PUBLIC_MAILBOXES.lines()
}

/// An email domain in lower case. A subdomain is another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InviteDomain(String);

impl InviteDomain {
    /// The domain of an address, whoever provides it.
    pub fn of(email: &EmailAddress) -> Self {
        let key = email.key();
        Self(key.rsplit_once('@').map(|(_, domain)| domain.to_owned()).unwrap_or_default())
    }

    /// A domain by the policy for addresses, with or without `@` in front.
    pub fn parse(raw: &str) -> Option<Self> {
        let text = raw.trim();
        let domain = international::ascii(text.strip_prefix('@').unwrap_or(text))?.to_ascii_lowercase();
        email::is_domain(&domain).then_some(Self(domain))
    }

    /// The domain, an international one in its `xn--` form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The domain as it is shown.
    pub fn shown(&self) -> String {
        international::shown(&self.0, &self.0)
    }

    /// Whether anyone gets a mailbox there.
    pub fn is_public_mailbox(&self) -> bool {
        // `de`, `com`, `co.uk`, `com.br`: below anything else is a company's own name.
        let is_ending = |text: &str| match text.split_once('.') {
            Some((second, country)) => ["co", "com"].contains(&second) && country.len() == 2,
            None => true,
        };
        let parts = self.0.split_once('.').filter(|(_, ending)| is_ending(ending));
        public_mailboxes().any(|domain| domain == self.0)
            || parts.is_some_and(|(name, _)| PUBLIC_MAILBOX_NAMES.contains(&name))
    }
}

/// The domains of a partner, as staff type them: with commas, spaces or line breaks between them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InviteDomains(Vec<InviteDomain>);

impl InviteDomains {
    /// The most domains of one partner.
    pub const MOST: usize = 20;
    /// The most characters of the list as typed.
    pub const MAX: usize = 2_000;

    /// Each once, in the order of the alphabet. Empty for none.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let length = raw.chars().count();
        if length > Self::MAX {
            return Err(Invalid::too_long(length, Self::MAX));
        }
        let mut domains = Vec::new();
        for word in raw.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|word| !word.is_empty()) {
            let domain = InviteDomain::parse(word);
            domains.push(domain.ok_or_else(|| Invalid::new(t!(partners::not_an_email_domain, text = word)))?);
        }
        domains.sort();
        domains.dedup();
        if domains.len() > Self::MOST {
            return Err(Invalid::new(t!(partners::too_many_domains, most = Self::MOST as i64)));
        }
        Ok(Self(domains))
    }

    /// The domains.
    pub fn iter(&self) -> impl Iterator<Item = &InviteDomain> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(email: &str) -> InviteDomain {
        InviteDomain::of(&EmailAddress::parse(email).unwrap())
    }

    #[test]
    fn two_domains_are_the_same_without_case_and_differ_in_every_label() {
        let alder = InviteDomain::parse("alder.example").unwrap();
        for same in ["a@alder.example", "A@ALDER.Example", "a+b@alder.example"] {
            assert_eq!(domain(same), alder, "{same}");
        }
        for other in [
            "a@sub.alder.example",
            "a@alder.example.evil.example",
            "a@evil-alder.example",
            "a@alder-example.com",
            "a@alder.exampl",
            "a@xn--lder-loa.example",
        ] {
            assert_ne!(domain(other), alder, "{other}");
        }
        assert_eq!(domain("a@XN--bcher-kva.example"), InviteDomain::parse("xn--Bcher-KVA.example").unwrap());
    }

    #[test]
    fn staff_type_domains_as_they_like() {
        let typed = InviteDomains::parse(" Beta.example,@alder.example;\n beta.example\t,, ").unwrap();
        assert_eq!(typed.iter().map(InviteDomain::as_str).collect::<Vec<_>>(), ["alder.example", "beta.example"]);
        assert_eq!(InviteDomains::parse(" \n "), Ok(InviteDomains::default()));
        let typed =
            InviteDomains::parse("b\u{fc}cher.example \u{ff41}lder\u{3002}example XN--bcher-kva.example").unwrap();
        let shown: Vec<String> = typed.iter().map(InviteDomain::shown).collect();
        assert_eq!(shown, ["alder.example", "b\u{fc}cher.example"], "C38");
        for wrong in [
            "alder",
            "com",
            ".alder.example",
            "alder.example.",
            "alder..example",
            "*.alder.example",
            "a@alder.example",
            "@@alder.example",
            "https://alder.example",
            "alder.example/x",
            "127.0.0.1",
            "alder_finch.example",
        ] {
            let Err(Invalid(message)) = InviteDomains::parse(&["beta.example ", wrong].concat()) else {
                panic!("{wrong} was kept")
            };
            assert!(message.contains(wrong), "{wrong}: {message}");
        }
        let many = |count: usize| (0..count).map(|n| format!("d{n}.example ")).collect::<String>();
        assert!(InviteDomains::parse(&many(20)).is_ok() && InviteDomains::parse(&many(21)).is_err());
        assert!(InviteDomains::parse(&"x".repeat(2_001)).is_err());
    }

    #[test]
    fn public_mailboxes_are_known_where_they_are_common() {
        for public in [
            "a@gmail.com",
            "a@GMX.de",
            "a@outlook.com",
            "a@yahoo.co.uk",
            "a@yahoo.com.br",
            "a@live.nl",
            "a@hotmail.fr",
            "a@bk.ru",
            "a@ukr.net",
            "a@comcast.net",
            "a@seznam.cz",
            "a@posteo.de",
            "a@mailbox.org",
            "a@wanadoo.fr",
            "a@bluewin.ch",
            "a@naver.com",
        ] {
            assert!(domain(public).is_public_mailbox(), "{public}");
        }
        for company in [
            "a@alder.example",
            "a@mail.alder.example",
            "a@notgmail.com",
            "a@gmail.com.alder.example",
            "a@live.alder.example",
            "a@yahoo.alder.co.uk",
            "a@outlook.sap.de",
        ] {
            assert!(!domain(company).is_public_mailbox(), "{company}");
        }
    }
}
