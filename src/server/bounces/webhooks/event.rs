//! Events of providers, and what is common to reading them.

use crate::domain::outbox::DeliveryReport;
use crate::server::bounces::report::{Kind, verdict};
use crate::server::mailer::replies::Stage;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// What an event says of one recipient.
pub struct Event {
    pub what: DeliveryReport,
    pub recipient: Option<String>,
    pub reply: String,
}

impl Event {
    /// One about `recipient`, in the words `reply`.
    pub fn of(what: DeliveryReport, recipient: &Value, reply: &Value) -> Self {
        Self { what, recipient: recipient.as_str().map(str::to_owned), reply: text(reply).to_owned() }
    }
}

/// Compares hashes, so that how long it takes tells nothing.
pub fn is_same(given: &[u8], secret: &[u8]) -> bool {
    Sha256::digest(given) == Sha256::digest(secret)
}

/// A text; empty where there is none.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// What a provider calls a permanent failure, as far as the `reply` does not say that the address may be right.
pub fn permanent(reply: &Value) -> DeliveryReport {
    let reply = text(reply);
    match verdict::given_up(Stage::Recipient, reply) {
        Kind::Returned if !verdict::says_nothing(reply) => DeliveryReport::Returned,
        _ => DeliveryReport::Bounced,
    }
}
