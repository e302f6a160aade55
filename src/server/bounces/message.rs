//! Messages that mail servers send back: read, and kept with the email they are about.

use super::record::{self, Kept};
use super::report::{self, Kind};
use crate::domain::outbox::DeliveryReport;
use crate::server::mailer::replies;
use crate::server::outbox::return_path;
use crate::server::platform::error::Result;
use crate::server::signing_key;
use crate::server::state::AppState;

/// The source of what mail servers report themselves.
const SOURCE: &str = "mta";

/// Keeps what `message` says of an email of ours; nothing if it is about none.
pub async fn receive(app: &AppState, message: &report::Report) -> Result<Option<Kept>> {
    let key = signing_key::get(app).await?;
    let mut places = message.addresses.iter().chain(&message.message_ids);
    let email = places.find_map(|place| return_path::email_of(key, place));
    let Some((email, what)) = email.zip(what(message.kind)) else { return Ok(None) };
    let recipient = message.recipient.as_deref();
    let report = record::Report { email, what, recipient, reply: &message.reply, source: SOURCE };
    record::keep(app, report).await.map(Some)
}

fn what(kind: Kind) -> Option<DeliveryReport> {
    Some(match kind {
        Kind::Bounced => DeliveryReport::Bounced,
        Kind::Returned => DeliveryReport::Returned,
        Kind::Delayed => DeliveryReport::Delayed,
        Kind::Complaint => DeliveryReport::Complained,
        Kind::AutomaticReply => DeliveryReport::Answered,
        Kind::Other => return None,
    })
}

/// What `message` is, in a line for people: its kind, whose form it has, the reason in plain words and in those of the
/// mail server.
pub fn in_words(message: &report::Report) -> String {
    let kind = t!(server::bounces::kind, kind = what(message.kind).map_or("", DeliveryReport::as_str));
    let mut words = kind.to_owned();
    if !message.rule.is_empty() {
        words.extend([" (", message.rule, ")"]);
    }
    words.push('.');
    if matches!(message.kind, Kind::Bounced | Kind::Returned | Kind::Delayed) {
        words.extend([" ", &replies::refusal(&message.reply).words, " ", &message.reply]);
    }
    words.trim_end().to_owned()
}
