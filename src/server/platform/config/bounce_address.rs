//! The address that undeliverable email returns to.

use super::sender;
use std::fmt;

/// The longest local part of an address (RFC 5321, section 4.5.3.1.1), and what a token needs of it.
const LONGEST: usize = 64;
const TOKEN: usize = 49;
/// Where the token goes, if that is said.
const PLACE: char = '*';

/// A mailbox with a place for what names the email, behind a plus sign (RFC 5233) unless it is written otherwise:
/// `bounces@acme.example`, or `bounces-*@acme.example`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BounceAddress {
    before: String,
    after: String,
}

impl BounceAddress {
    /// Reads it.
    ///
    /// # Errors
    /// It is no address, or leaves no room.
    pub fn parse(text: &str) -> Result<Self, String> {
        let invalid = || t!(server::config::bounce_address_invalid).to_owned();
        let text = text.trim().trim_start_matches('<').trim_end_matches('>');
        let address = match text.matches(PLACE).count() {
            0 if !text.starts_with('@') => text.replacen('@', "+*@", 1),
            1 => text.to_owned(),
            _ => return Err(invalid()),
        };
        let local = address.split('@').next().unwrap_or_default();
        let (before, after) = local.split_once(PLACE).ok_or_else(invalid)?;
        let mailbox = sender::parse(&address.replace(PLACE, "0")).map_err(|_| invalid())?;
        if mailbox.name.is_some() {
            return Err(invalid());
        }
        if mailbox.email.user().len() - 1 + TOKEN > LONGEST {
            return Err(t!(server::config::bounce_address_long, most = (LONGEST - TOKEN - 1) as i64));
        }
        Ok(Self { before: before.to_owned(), after: format!("{after}@{}", mailbox.email.domain()) })
    }

    /// The address for the email that `token` names.
    pub fn with(&self, token: &str) -> String {
        format!("{}{token}{}", self.before, self.after)
    }
}

impl fmt::Display for BounceAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.with(&PLACE.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_goes_behind_a_plus_sign_or_where_it_is_said() {
        for (text, address) in [
            ("bounces@acme.example", "bounces+TOKEN@acme.example"),
            ("bounces+*@acme.example", "bounces+TOKEN@acme.example"),
            ("bounces-*@acme.example", "bounces-TOKEN@acme.example"),
            ("*@bounces.acme.example", "TOKEN@bounces.acme.example"),
            ("<b.*.x@acme.example>", "b.TOKEN.x@acme.example"),
            ("bounces@bücher.example", "bounces+TOKEN@xn--bcher-kva.example"),
            ("fourteen-chars@acme.example", "fourteen-chars+TOKEN@acme.example"),
        ] {
            let parsed = BounceAddress::parse(text).unwrap();
            assert_eq!(parsed.with("TOKEN"), address, "{text}");
            assert_eq!(BounceAddress::parse(&parsed.to_string()).unwrap(), parsed, "as we write it");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for text in [
            "",
            "bounces",
            "@acme.example",
            "bounces@*.example",
            "*-*@acme.example",
            "Acme <bounces@acme.example>",
            "a@acme.example, b@acme.example",
            "böunces@acme.example",
            "fifteen-letters@acme.example",
            "a-very-long-name-for-a-mailbox@acme.example",
        ] {
            assert!(BounceAddress::parse(text).is_err(), "{text}");
        }
    }
}
