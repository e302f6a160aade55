//! Mailgun, by <https://documentation.mailgun.com/docs/mailgun/user-manual/events/webhooks>.

use super::event::{Event, is_same, permanent, text};
use crate::domain::outbox::DeliveryReport;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;

/// Whether `body` is signed with the webhook signing `key`. When is no matter: what is sent again is known already.
pub fn is_signed(key: &str, body: &[u8]) -> bool {
    let Ok(body) = serde_json::from_slice::<Value>(body) else { return false };
    let signed = &body["signature"];
    let Ok(hmac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else { return false };
    let said = [text(&signed["timestamp"]), text(&signed["token"])].concat();
    let expected = hmac.chain_update(said).finalize().into_bytes();
    let expected: String = expected.iter().map(|byte| format!("{byte:02x}")).collect();
    is_same(text(&signed["signature"]).as_bytes(), expected.as_bytes())
}

pub fn event(value: &Value) -> Option<Event> {
    let status = &value["delivery-status"];
    let words = [&status["message"], &status["description"]].into_iter().find(|words| !text(words).is_empty());
    let words = words.unwrap_or(&Value::Null);
    let what = match (text(&value["event"]), text(&value["severity"])) {
        ("delivered", _) => DeliveryReport::Delivered,
        ("complained", _) => DeliveryReport::Complained,
        ("failed", "temporary") => DeliveryReport::Delayed,
        // Others have another reason: `espblock`, `old`, `suppress-complaint`.
        ("failed", _) if ["bounce", "suppress-bounce"].contains(&text(&value["reason"])) => permanent(words),
        ("failed", _) => DeliveryReport::Returned,
        _ => return None,
    };
    let code = status["code"].as_u64().filter(|code| (400..600).contains(code));
    let reply = match code {
        Some(code) if !text(words).starts_with(&code.to_string()) => format!("{code} {}", text(words)),
        _ => text(words).to_owned(),
    };
    Some(Event { reply, ..Event::of(what, &value["recipient"], words) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::outbox::DeliveryReport::{Bounced, Complained, Delayed, Delivered, Returned};
    use serde_json::json;

    #[test]
    fn mailgun_reports_are_understood() {
        let failed = |severity: &str, reason: &str, code: u16, words: &str| {
            json!({"event": "failed", "severity": severity, "reason": reason, "recipient": "ana@alder.example",
                "delivery-status": {"code": code, "message": words, "description": ""}})
        };
        for (body, what) in [
            (failed("permanent", "bounce", 550, "5.1.1 User unknown"), Some(Bounced)),
            (
                failed("permanent", "suppress-bounce", 605, "Not delivering to previously bounced address"),
                Some(Bounced),
            ),
            (failed("permanent", "bounce", 552, "5.2.2 mailbox full"), Some(Returned)),
            (failed("permanent", "espblock", 550, "5.7.1 blocked"), Some(Returned)),
            (failed("permanent", "old", 602, "Too old"), Some(Returned)),
            (failed("temporary", "generic", 450, "4.2.0 try later"), Some(Delayed)),
            (json!({"event": "delivered", "recipient": "ana@alder.example"}), Some(Delivered)),
            (json!({"event": "complained", "recipient": "ana@alder.example"}), Some(Complained)),
            (json!({"event": "opened"}), None),
            (json!({}), None),
        ] {
            assert_eq!(event(&body).map(|event| event.what), what, "{body}");
        }
    }

    #[test]
    fn what_mailgun_signs_is_authentic() {
        let signed = |signature: &str| {
            json!({"signature": {"timestamp": "1529006854", "token": "a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0", "signature": signature}}).to_string()
        };
        // The example of Mailgun's documentation has no key: this one is made with "key-0123456789abcdef".
        let key = "key-0123456789abcdef";
        let mac = Hmac::<Sha256>::new_from_slice(key.as_bytes())
            .unwrap()
            .chain_update("1529006854a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0");
        let signature: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let is_authentic = |key: &str, body: &str| is_signed(key, body.as_bytes());
        assert!(is_authentic(key, &signed(&signature)));
        assert!(!is_authentic("key-of-another-one", &signed(&signature)));
        assert!(!is_authentic(key, &signed("")) && !is_authentic(key, "{}") && !is_authentic(key, ""));
    }
}
