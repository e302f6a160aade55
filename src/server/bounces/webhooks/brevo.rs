//! Brevo, by <https://developers.brevo.com/docs/transactional-webhooks>.

use super::event::{Event, permanent, text};
use crate::domain::outbox::DeliveryReport;
use serde_json::Value;

pub fn event(value: &Value) -> Option<Event> {
    let reason = &value["reason"];
    let what = match text(&value["event"]) {
        "delivered" => DeliveryReport::Delivered,
        "deferred" => DeliveryReport::Delayed,
        "hard_bounce" | "hardBounce" => permanent(reason),
        "invalid_email" | "invalid" => DeliveryReport::Bounced,
        "soft_bounce" | "softBounce" | "blocked" | "error" => DeliveryReport::Returned,
        "spam" | "complaint" => DeliveryReport::Complained,
        _ => return None,
    };
    Some(Event::of(what, &value["email"], reason))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::outbox::DeliveryReport::{Bounced, Complained, Delayed, Delivered, Returned};
    use serde_json::json;

    #[test]
    fn brevo_reports_are_understood() {
        for (name, reason, what) in [
            ("hard_bounce", "550 5.1.1 user unknown", Some(Bounced)),
            ("hard_bounce", "", Some(Bounced)),
            ("hard_bounce", "552 5.2.2 mailbox full", Some(Returned)),
            ("invalid_email", "", Some(Bounced)),
            ("soft_bounce", "server is down", Some(Returned)),
            ("blocked", "blocked : due to blacklist user", Some(Returned)),
            ("deferred", "", Some(Delayed)),
            ("delivered", "", Some(Delivered)),
            ("spam", "", Some(Complained)),
            ("request", "", None),
            ("opened", "", None),
        ] {
            let body = json!({"event": name, "email": "ana@alder.example", "reason": reason});
            assert_eq!(event(&body).map(|event| event.what), what, "{body}");
        }
    }
}
