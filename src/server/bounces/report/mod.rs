//! What mail servers send back: whether an email was given up, and why, is still tried, or was complained about. Nothing
//! here is sure of an address that a known form of report doesn't say to be wrong: a missed one costs an email, a wrong
//! one costs a partner.

mod automatic;
mod dsn;
mod feedback;
mod fields;
mod forms;
mod kind;
mod parsed_message;
mod phrases;
pub(super) mod verdict;

pub use self::kind::Kind;
pub use self::parsed_message::LENGTH;

use self::fields::{addresses, ids};
use self::kind::Found;
use self::parsed_message::ParsedMessage;

/// A message that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub kind: Kind,
    /// Whom the email was for, as the report says.
    pub recipient: Option<String>,
    /// The enhanced status code (RFC 3463).
    pub status: Option<(u16, u16, u16)>,
    /// The reason in the words of the mail server, one line, as the table of replies takes them.
    pub reply: String,
    /// The standard or software whose form it has.
    pub rule: &'static str,
    /// Where it was sent to, and who sent the message that it returns: places of a token.
    pub addresses: Vec<String>,
    /// Of the message that it returns or answers, without brackets: other places of a token.
    pub message_ids: Vec<String>,
}

/// How many places of a token are kept.
const PLACES: usize = 50;

/// Says what `message` is, whatever bytes it has.
pub fn read(message: &[u8]) -> Report {
    let parsed = ParsedMessage::read(message);
    let found = feedback::read(&parsed)
        .or_else(|| receipt(&parsed))
        .or_else(|| dsn::read(&parsed))
        .or_else(|| forms::read(&parsed))
        // A gateway puts the report of another into its own.
        .or_else(|| parsed.inner().and_then(|inner| dsn::read(&inner)))
        .or_else(|| automatic::read(&parsed))
        .unwrap_or(Found { kind: Kind::Other, recipient: None, status: None, reply: String::new(), rule: "" });
    let Found { kind, recipient, status, reply, rule } = found;
    let (addresses, message_ids) = places(&parsed);
    Report { kind, recipient, status, reply, rule, addresses, message_ids }
}

/// A receipt of a mail program (RFC 8098): it came, whatever became of it.
fn receipt(parsed: &ParsedMessage) -> Option<Found> {
    // Dovecot rejects in the same form.
    let is_rejected = || parsed.texts().any(|text| text.contains("was automatically rejected"));
    let is_receipt = parsed.report_type() == "disposition-notification" && !is_rejected();
    is_receipt.then_some(Found {
        kind: Kind::Other,
        recipient: None,
        status: None,
        reply: String::new(),
        rule: "RFC 8098",
    })
}

/// The addresses and message IDs that could be ours.
fn places(parsed: &ParsedMessage) -> (Vec<String>, Vec<String>) {
    const SENT_TO: [&str; 10] = [
        "to",
        "cc",
        "delivered-to",
        "x-original-to",
        "envelope-to",
        "x-envelope-to",
        "x-apparently-to",
        "apparently-to",
        "x-rcpt-to",
        "resent-to",
    ];
    const SENT_BY: [&str; 7] = [
        "return-path",
        "x-postfix-sender",
        "x-yandex-sender",
        "x-sendgrid-sender",
        "original-mail-from",
        "envelope-from",
        "errors-to",
    ];
    let mut returned = parsed.returned();
    if let Some(text) = forms::in_text(parsed) {
        returned.append(text.returned);
    }
    for part in parsed.parts.iter().filter(|part| part.mime.ends_with("-status") || part.mime.ends_with("-report")) {
        fields::Fields::blocks(&part.text).into_iter().for_each(|block| returned.append(block));
    }
    let of = |fields: &fields::Fields, names: &[&str]| -> Vec<String> {
        names
            .iter()
            .flat_map(|name| fields.all(name).flat_map(addresses).map(str::to_owned).collect::<Vec<_>>())
            .collect()
    };
    let mut found_addresses = of(&parsed.headers, &SENT_TO);
    found_addresses.extend(of(&returned, &SENT_BY));
    let of_ids = |fields: &fields::Fields, names: &[&str]| -> Vec<String> {
        names.iter().flat_map(|name| fields.all(name).flat_map(ids).map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    let mut message_ids = of_ids(&returned, &["message-id", "x-original-message-id"]);
    message_ids.extend(of_ids(&parsed.headers, &["in-reply-to", "references", "x-original-message-id"]));
    message_ids.extend(of_ids(&returned, &["in-reply-to", "references"]));
    (kept(found_addresses), kept(message_ids))
}

/// Each once, as many as could be of use.
fn kept(found: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for place in found {
        if kept.len() < PLACES && !kept.contains(&place) {
            kept.push(place);
        }
    }
    kept
}
