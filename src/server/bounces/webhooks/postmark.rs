//! Postmark, by <https://postmarkapp.com/developer/webhooks/webhooks-overview>; the types of bounces are listed at
//! <https://postmarkapp.com/developer/api/bounce-api#bounce-types>.

use super::event::{Event, permanent, text};
use crate::domain::outbox::DeliveryReport;
use serde_json::Value;

pub fn event(value: &Value) -> Option<Event> {
    let details = &value["Details"];
    let what = match (text(&value["RecordType"]), text(&value["Type"])) {
        ("Delivery", _) => DeliveryReport::Delivered,
        ("SpamComplaint", _) | ("Bounce", "SpamComplaint") => DeliveryReport::Complained,
        ("Bounce", "HardBounce") => permanent(details),
        ("Bounce", "BadEmailAddress") => DeliveryReport::Bounced,
        ("Bounce", "Transient") => DeliveryReport::Delayed,
        ("Bounce", "AutoResponder" | "ChallengeVerification" | "AddressChange") => DeliveryReport::Answered,
        (
            "Bounce",
            "SoftBounce"
            | "DnsError"
            | "SpamNotification"
            | "VirusNotification"
            | "Blocked"
            | "DMARCPolicy"
            | "ManuallyDeactivated"
            | "Undeliverable"
            | "Unknown",
        ) => DeliveryReport::Returned,
        _ => return None,
    };
    let recipient = if value["Email"].is_string() { &value["Email"] } else { &value["Recipient"] };
    Some(Event::of(what, recipient, details))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::outbox::DeliveryReport::{Answered, Bounced, Complained, Delayed, Delivered, Returned};
    use serde_json::json;

    #[test]
    fn postmark_reports_are_understood() {
        let bounce = |kind: &str, details: &str| json!({"RecordType": "Bounce", "Type": kind, "Email": "ana@alder.example", "Details": details});
        for (body, what) in [
            (
                bounce("HardBounce", "smtp;550 5.1.1 The email account that you tried to reach does not exist."),
                Some(Bounced),
            ),
            (bounce("HardBounce", "action failed"), Some(Bounced)),
            (bounce("HardBounce", "smtp;552 5.2.2 mailbox full"), Some(Returned)),
            (bounce("HardBounce", "smtp;550 5.7.1 Message rejected as spam"), Some(Returned)),
            (bounce("BadEmailAddress", ""), Some(Bounced)),
            (bounce("SoftBounce", "smtp;452 4.2.2 over quota"), Some(Returned)),
            (bounce("Blocked", "smtp;550 5.7.1 blocked"), Some(Returned)),
            (bounce("DMARCPolicy", ""), Some(Returned)),
            (bounce("Transient", "smtp;450 4.2.0 try later"), Some(Delayed)),
            (bounce("AutoResponder", "out of office"), Some(Answered)),
            (bounce("SpamComplaint", ""), Some(Complained)),
            (bounce("Unsubscribe", ""), None),
            (bounce("Subscribe", ""), None),
            (
                json!({"RecordType": "SpamComplaint", "Type": "SpamComplaint", "Email": "ana@alder.example"}),
                Some(Complained),
            ),
            (json!({"RecordType": "Delivery", "Recipient": "ana@alder.example", "Details": "250 OK"}), Some(Delivered)),
            (json!({"RecordType": "Open", "Recipient": "ana@alder.example"}), None),
            (json!({}), None),
            (json!([1, 2]), None),
            (json!("text"), None),
        ] {
            assert_eq!(event(&body).map(|event| event.what), what, "{body}");
        }
    }
}
