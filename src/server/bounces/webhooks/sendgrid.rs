//! SendGrid, by <https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event>.

use super::event::{Event, permanent, text};
use crate::domain::outbox::DeliveryReport;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use serde_json::Value;

/// The length of a point of P-256 without compression, with which such a key ends (RFC 5480).
const POINT: usize = 65;

/// Whether `body` is signed with the private half of the verification `key`: ECDSA over the time and the body.
pub fn is_signed(key: &str, headers: &HeaderMap, body: &[u8]) -> bool {
    let header = |name| headers.get(name).map(|value| value.as_bytes()).unwrap_or_default();
    let Ok(key) = STANDARD.decode(key) else { return false };
    let Some(point) = key.len().checked_sub(POINT).and_then(|start| key.get(start..)) else { return false };
    let Ok(signature) = STANDARD.decode(header("x-twilio-email-event-webhook-signature")) else { return false };
    let said = [header("x-twilio-email-event-webhook-timestamp"), body].concat();
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(&said, &signature).is_ok()
}

pub fn event(value: &Value) -> Option<Event> {
    let words = if value["reason"].is_string() { &value["reason"] } else { &value["response"] };
    let what = match (text(&value["event"]), text(&value["type"]), text(&value["reason"])) {
        ("delivered", ..) => DeliveryReport::Delivered,
        ("deferred", ..) => DeliveryReport::Delayed,
        ("spamreport", ..) | ("dropped", _, "Spam Reporting Address") => DeliveryReport::Complained,
        ("bounce", "blocked", _) => DeliveryReport::Returned,
        ("bounce", ..) => permanent(words),
        ("dropped", _, "Bounced Address" | "Invalid") => DeliveryReport::Bounced,
        ("dropped", ..) => DeliveryReport::Returned,
        _ => return None,
    };
    let status = text(&value["status"]);
    let reply = match status.is_empty() || text(words).contains(status) {
        true => text(words).to_owned(),
        false => format!("{status} {}", text(words)),
    };
    Some(Event { reply, ..Event::of(what, &value["email"], words) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::outbox::DeliveryReport::{Bounced, Complained, Delayed, Delivered, Returned};
    use http::HeaderValue;
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
    use serde_json::json;

    #[test]
    fn sendgrid_reports_are_understood() {
        let said = |event: &str, kind: &str, status: &str, reason: &str| json!({"event": event, "type": kind, "status": status, "reason": reason, "email": "ana@alder.example"});
        for (body, what) in [
            (said("bounce", "bounce", "5.1.1", "550 5.1.1 no such user"), Some(Bounced)),
            (said("bounce", "bounce", "5.0.0", "500 unknown recipient"), Some(Bounced)),
            (said("bounce", "bounce", "5.2.2", "552 mailbox full"), Some(Returned)),
            (said("bounce", "blocked", "5.7.1", "550 blocked"), Some(Returned)),
            (said("dropped", "", "", "Bounced Address"), Some(Bounced)),
            (said("dropped", "", "", "Spam Reporting Address"), Some(Complained)),
            (said("dropped", "", "", "Unsubscribed Address"), Some(Returned)),
            (json!({"event": "deferred", "response": "450 try later", "email": "a@b.example"}), Some(Delayed)),
            (json!({"event": "delivered", "response": "250 OK", "email": "a@b.example"}), Some(Delivered)),
            (json!({"event": "spamreport", "email": "a@b.example"}), Some(Complained)),
            (json!({"event": "processed"}), None),
            (json!([]), None),
        ] {
            assert_eq!(event(&body).map(|event| event.what), what, "{body}");
        }
    }

    #[test]
    fn what_sendgrid_signs_is_authentic() {
        /// What precedes the point in the key that SendGrid shows (RFC 5480).
        const HEAD: &str = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE";
        let random = SystemRandom::new();
        let pair = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pair.as_ref(), &random).unwrap();
        // The last letters of the head are the first byte of the point.
        let head = STANDARD.decode(HEAD).unwrap();
        let key = STANDARD.encode([&head[..head.len() - 1], pair.public_key().as_ref()].concat());
        let signature = STANDARD.encode(pair.sign(&random, b"1600112502[{}]").unwrap());
        let headers = HeaderMap::from_iter([
            (
                "x-twilio-email-event-webhook-signature".parse::<http::HeaderName>().unwrap(),
                HeaderValue::from_str(&signature).unwrap(),
            ),
            ("x-twilio-email-event-webhook-timestamp".parse().unwrap(), HeaderValue::from_static("1600112502")),
        ]);
        let is_authentic = |key: &str, body: &[u8]| is_signed(key, &headers, body);
        assert!(is_authentic(&key, b"[{}]"));
        assert!(!is_authentic(&key, b"[{} ]") && !is_authentic("", b"[{}]") && !is_authentic("AAAA", b"[{}]"));
        let other = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==";
        assert!(!is_authentic(other, b"[{}]"));
    }
}
