//! Return addresses: each email has one of its own (VERP), so that a report that comes back says which email it is about.
//! The signature keeps others from reporting what they did not get. Message-IDs have the same, for mail servers that
//! take no return address but the sender's.

use crate::domain::ids::EmailId;
use crate::server::signing_key::{SigningKey, signature};
use hmac::Mac;
use uuid::Uuid;

/// Hexadecimal digits of an id, and of its signature.
const ID: usize = 32;
const SIGNATURE: usize = 16;

/// What ties reports to `email`.
pub fn token(key: &SigningKey, email: EmailId) -> String {
    let id = email.0.simple().to_string();
    let signed = signature(key, &[b"return path ", id.as_bytes()].concat()).finalize().into_bytes();
    let digits: String = signed.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{id}.{}", &digits[..SIGNATURE])
}

/// The Message-ID of `email`, for which `stored` was kept.
pub fn message_id(key: &SigningKey, email: EmailId, stored: &str) -> String {
    let host = stored.split_once('@').map_or("", |(_, host)| host);
    format!("{}@{host}", token(key, email))
}

/// The email whose token is somewhere in `text`, an address or a Message-ID: forwarders write around it, and some
/// change the case.
pub fn email_of(key: &SigningKey, text: &str) -> Option<EmailId> {
    let text = text.to_ascii_lowercase();
    text.match_indices('.').find_map(|(dot, _)| {
        let candidate = text.get(dot.checked_sub(ID)?..dot + 1 + SIGNATURE)?;
        let email = EmailId(Uuid::try_parse(&candidate[..ID]).ok()?);
        (token(key, email) == candidate).then_some(email)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: SigningKey = [7; 32];

    #[test]
    fn a_token_is_found_whatever_is_around_it() {
        let email = EmailId(Uuid::from_u128(0x0192_aaaa_bbbb_7ccc_8ddd_eeee_ffff_0001));
        let token = token(&KEY, email);
        for text in [
            format!("bounces+{token}@acme.example"),
            format!("<{token}@partners.acme.example>"),
            format!("BOUNCES+{}@ACME.EXAMPLE", token.to_uppercase()),
            format!("SRS0=aB1=XY=acme.example=bounces+{token}@forwarder.example"),
            format!("prvs=1234abcdef=bounces+{token}@acme.example"),
            format!("rfc822; bounces+{token}@acme.example"),
            format!("a.b.c....{token}"),
            format!("ä.{token}.ä"),
        ] {
            assert_eq!(email_of(&KEY, &text), Some(email), "{text}");
        }
    }

    #[test]
    fn a_token_that_we_did_not_sign_is_none() {
        let token = token(&KEY, EmailId(Uuid::from_u128(1)));
        for n in 0..token.len() {
            let other = if token.as_bytes()[n] == b'0' { "1" } else { "0" };
            let changed = [&token[..n], other, &token[n + 1..]].concat();
            assert_eq!(email_of(&KEY, &changed), None, "{changed}");
            assert_eq!(email_of(&KEY, &token[n + 1..]), None);
            assert_eq!(email_of(&KEY, &token[..n]), None);
        }
        assert_eq!(email_of(&[8; 32], &token), None, "another installation's");
        assert_eq!(email_of(&KEY, &token.replace('.', "-")), None);
        assert_eq!(email_of(&KEY, ""), None);
    }
}
