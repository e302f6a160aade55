//! The sender of all mail.

use super::error::{ConfigError, refuse};
use lettre::Address;
use lettre::message::Mailbox;
use url::Host;

/// What is copied along with the address of a link.
const MAILTO: &str = "mailto:";

/// The one address in `text`, with the name around it: a name needs no quotation marks here, because there is nothing
/// else it could be.
///
/// # Errors
/// There is none, or more than one.
pub fn parse(text: &str) -> Result<Mailbox, ConfigError> {
    let text = text.trim();
    let (name, address) = if let Some((name, address)) = text.strip_suffix('>').unwrap_or(text).rsplit_once('<') {
        (name, address)
    } else if let Some((address, name)) = text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        (name, address)
    } else {
        ("", text)
    };
    let name = name.trim();
    let name = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(name).replace("\\\"", "\"");
    let name = name.replace("\\\\", "\\");
    // A sign alone stands for "at".
    let has_address = name.split_whitespace().any(|word| word != "@" && word.contains('@'));
    if has_address || name.contains(['<', '>']) || name.chars().any(char::is_control) {
        return refuse("GANGWAY_MAIL_FROM", t!(server::config::mail_from_many));
    }
    let address = address.trim();
    let address = address
        .split_at_checked(MAILTO.len())
        .map_or(address, |(scheme, rest)| if scheme.eq_ignore_ascii_case(MAILTO) { rest } else { address });
    let Some(email) = address.rsplit_once('@').and_then(|(user, domain)| ascii(user, domain)) else {
        return refuse("GANGWAY_MAIL_FROM", t!(server::config::mail_from_invalid));
    };
    Ok(Mailbox::new(Some(name).filter(|name| !name.is_empty()), email))
}

/// An address with its domain as mail servers have it: an international one converted (RFC 5890).
fn ascii(user: &str, domain: &str) -> Option<Address> {
    // A mail server that knows SMTPUTF8 (RFC 6531) would be needed, and so would those behind it.
    let user = Some(user).filter(|user| user.is_ascii())?;
    let Ok(Host::Domain(domain)) = Host::parse(domain) else { return None };
    Address::new(user, domain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c14_the_sender_is_taken_as_people_write_it() {
        for (text, name, address) in [
            ("p@acme.example", None, "p@acme.example"),
            ("<p@acme.example>", None, "p@acme.example"),
            ("Acme <p@acme.example>", Some("Acme"), "p@acme.example"),
            ("Acme, Inc. <p@acme.example>", Some("Acme, Inc."), "p@acme.example"),
            ("\"Acme, Inc.\" <p@acme.example>", Some("Acme, Inc."), "p@acme.example"),
            ("\"Acme \\\"North\\\"\" <p@acme.example>", Some("Acme \"North\""), "p@acme.example"),
            ("Acme (Partners) <p@acme.example>", Some("Acme (Partners)"), "p@acme.example"),
            ("Åcme Ümlaut GmbH <p@acme.example>", Some("Åcme Ümlaut GmbH"), "p@acme.example"),
            ("Acme: Partners <p@acme.example>", Some("Acme: Partners"), "p@acme.example"),
            ("Acme; Partners<p@acme.example>", Some("Acme; Partners"), "p@acme.example"),
            ("Acme's \"best\" <p@acme.example>", Some("Acme's \"best\""), "p@acme.example"),
            ("p@acme.example (Acme)", Some("Acme"), "p@acme.example"),
            ("Acme & Co. @ Berlin <p@acme.example>", Some("Acme & Co. @ Berlin"), "p@acme.example"),
            ("mailto:p@acme.example", None, "p@acme.example"),
            ("<MAILTO:p@acme.example>", None, "p@acme.example"),
            ("Acme <mailto:p@acme.example>", Some("Acme"), "p@acme.example"),
            ("Acme <p@acme.example", Some("Acme"), "p@acme.example"),
            ("<p@acme.example", None, "p@acme.example"),
            ("mailto@acme.example", None, "mailto@acme.example"),
            ("p@bücher.example", None, "p@xn--bcher-kva.example"),
            ("Bücher <p@BÜCHER.example>", Some("Bücher"), "p@xn--bcher-kva.example"),
        ] {
            let sender = parse(text).unwrap();
            assert_eq!((sender.name.as_deref(), sender.email.to_string().as_str()), (name, address), "{text}");
            assert_eq!(parse(&sender.to_string()).unwrap(), sender, "as we write it: {sender}");
        }
    }

    #[test]
    fn a_sender_that_cannot_be_meant_is_refused_with_the_way_to_write_it() {
        for text in [
            "",
            "nobody",
            "Acme",
            "Acme <>",
            "Acme <nobody>",
            "@acme.example",
            "p@",
            "p@acme example",
            "jörg@acme.example",
            "Acme <nobody",
            "mailto:",
            "A <a@acme.example>, B <b@acme.example",
            "a@acme.example, b@acme.example",
            "a@acme.example; b@acme.example",
            "A <a@acme.example>, B <b@acme.example>",
            "a@acme.example <b@acme.example>",
            "Acme\u{7} <p@acme.example>",
        ] {
            let refused = parse(text).unwrap_err();
            let said = refused.to_string();
            assert!(
                said.starts_with("GANGWAY_MAIL_FROM: ") && said.contains("Acme <partners@acme.example>"),
                "{text}: {said}"
            );
        }
    }
}
