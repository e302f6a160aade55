//! What providers of email report by webhook. A provider proves who it is; the event must name an email of ours by its
//! token as well, wherever it repeats what we sent.

mod brevo;
mod event;
mod mailgun;
mod postmark;
mod sendgrid;
mod ses;

use self::event::{Event, is_same};
pub use self::ses::confirm_subscription;
use super::record::{self, Report};
use crate::domain::ids::EmailId;
use crate::server::outbox::return_path;
use crate::server::platform::config::Reporter;
use crate::server::platform::error::Result;
use crate::server::signing_key::{self, SigningKey};
use crate::server::state::AppState;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, header};
use serde_json::Value;

/// Asks for a password: Amazon SNS gives its own only then.
pub const CHALLENGE: &str = "Basic realm=\"Gangway\"";

/// Whether what came with `headers` comes from whom we share `secret` with.
pub fn is_authentic(reporter: Reporter, secret: &str, headers: &HeaderMap, body: &[u8]) -> bool {
    match reporter {
        Reporter::Mailgun => mailgun::is_signed(secret, body),
        Reporter::SendGrid => sendgrid::is_signed(secret, headers, body),
        Reporter::Ses | Reporter::Postmark | Reporter::Brevo => knows(secret, headers),
    }
}

/// Whether a request has `secret` as its password or token (RFC 7617, RFC 6750).
fn knows(secret: &str, headers: &HeaderMap) -> bool {
    let said = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Some((scheme, said)) = said.split_once(' ') else { return false };
    let given = match scheme.to_ascii_lowercase().as_str() {
        "bearer" => said.trim().as_bytes().to_vec(),
        "basic" => {
            let pair = STANDARD.decode(said.trim()).unwrap_or_default();
            pair.splitn(2, |byte| *byte == b':').nth(1).unwrap_or_default().to_vec()
        }
        _ => return false,
    };
    is_same(&given, secret.as_bytes())
}

/// Keeps what `body` says of emails of ours, and returns how many reports that were.
pub async fn receive(app: &AppState, reporter: Reporter, body: &Value) -> Result<usize> {
    let key = signing_key::get(app).await?;
    let mut count = 0;
    for (value, events) in events(reporter, body) {
        let Some(email) = email_in(key, &value) else { continue };
        for event in events {
            let source = reporter.as_str();
            let report =
                Report { email, what: event.what, recipient: event.recipient.as_deref(), reply: &event.reply, source };
            record::keep(app, report).await?;
            count += 1;
        }
    }
    Ok(count)
}

/// The events in `body`, each with the JSON that it is read from.
fn events(reporter: Reporter, body: &Value) -> Vec<(Value, Vec<Event>)> {
    let one = |value: &Value, event: fn(&Value) -> Option<Event>| (value.clone(), event(value).into_iter().collect());
    match reporter {
        Reporter::Ses => ses::events(body).into_iter().collect(),
        Reporter::Postmark => vec![one(body, postmark::event)],
        Reporter::Mailgun => vec![one(&body["event-data"], mailgun::event)],
        Reporter::SendGrid => body.as_array().into_iter().flatten().map(|value| one(value, sendgrid::event)).collect(),
        // One, or a batch of them.
        Reporter::Brevo => match body.as_array() {
            Some(batch) => batch.iter().map(|value| one(value, brevo::event)).collect(),
            None => vec![one(body, brevo::event)],
        },
    }
}

/// The email whose token is in any text of `value`.
fn email_in(key: &SigningKey, value: &Value) -> Option<EmailId> {
    match value {
        Value::String(text) => return_path::email_of(key, text),
        Value::Array(values) => values.iter().find_map(|value| email_in(key, value)),
        Value::Object(values) => values.values().find_map(|value| email_in(key, value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn a_secret_is_a_password_or_a_token() {
        let knows = |value: &str| {
            let headers = HeaderMap::from_iter([(header::AUTHORIZATION, HeaderValue::from_str(value).unwrap())]);
            [Reporter::Ses, Reporter::Postmark, Reporter::Brevo]
                .map(|it| is_authentic(it, "s:cret-s:cret-s:cret", &headers, b""))
        };
        let basic = |pair: &str| format!("Basic {}", STANDARD.encode(pair));
        for right in [
            basic("gangway:s:cret-s:cret-s:cret"),
            basic(":s:cret-s:cret-s:cret"),
            "Bearer s:cret-s:cret-s:cret".to_owned(),
        ] {
            assert_eq!(knows(&right), [true; 3], "{right}");
        }
        for wrong in [
            basic("gangway:other"),
            basic("s:cret-s:cret-s:cret"),
            basic(""),
            "Bearer".to_owned(),
            "Bearer ".to_owned(),
            "Basic %".to_owned(),
            "Digest x".to_owned(),
        ] {
            assert_eq!(knows(&wrong), [false; 3], "{wrong}");
        }
        assert!(!is_authentic(Reporter::Postmark, "s:cret-s:cret-s:cret", &HeaderMap::new(), b""));
    }
}
