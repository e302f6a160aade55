//! Amazon SES by way of SNS, by <https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html>.

use super::event::{Event, permanent, text};
use crate::domain::outbox::DeliveryReport;
use crate::server::mailer::tls::Encryptor;
use http::header::HOST;
use http::{Request, StatusCode};
use hyper::client::conn::http1 as client;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::io;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use url::{Position, Url};

/// How long Amazon may take to answer.
const DEADLINE: Duration = Duration::from_secs(20);

/// Confirms the subscription that `body` asks about, before which SNS reports nothing.
pub async fn confirm_subscription(body: &Value) {
    let Some(url) = subscription(body) else { return };
    match timeout(DEADLINE, open(&url)).await.unwrap_or_else(|late| Err(io::Error::from(late))) {
        Ok(StatusCode::OK) => tracing::info!("Subscription to SES notifications confirmed"),
        Ok(status) => tracing::error!(%status, "Amazon SNS refused the confirmation of the subscription"),
        Err(error) => tracing::error!(%error, "Failed to confirm the subscription at Amazon SNS"),
    }
}

/// The address that confirms it. None but Amazon's own is opened.
fn subscription(body: &Value) -> Option<Url> {
    if text(&body["Type"]) != "SubscriptionConfirmation" {
        return None;
    }
    let url = Url::parse(text(&body["SubscribeURL"])).ok()?;
    let region = url.host_str()?.strip_prefix("sns.")?;
    let is_of_amazon = [".amazonaws.com", ".amazonaws.com.cn"].iter().any(|domain| region.ends_with(domain));
    (url.scheme() == "https" && url.port().is_none() && is_of_amazon).then_some(url)
}

async fn open(url: &Url) -> io::Result<StatusCode> {
    let host = url.host_str().unwrap_or_default();
    let encryptor = Encryptor::new(host, None).map_err(io::Error::other)?;
    let stream = encryptor.encrypt(TcpStream::connect((host, 443)).await?).await?;
    let (mut sender, connection) = client::handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
    tokio::spawn(connection);
    let path = &url[Position::BeforePath..];
    let request = Request::get(path).header(HOST, host).body(String::new()).map_err(io::Error::other)?;
    let response = sender.send_request(request).await.map_err(io::Error::other)?;
    Ok(response.status())
}

/// What a notification says of each recipient, with the JSON that SES wrote; SNS delivers it as it is or in an envelope.
pub fn events(body: &Value) -> Option<(Value, Vec<Event>)> {
    let inner = match text(&body["Type"]) {
        "Notification" => serde_json::from_str(text(&body["Message"])).ok()?,
        _ => body.clone(),
    };
    let kind = [&inner["notificationType"], &inner["eventType"]].into_iter().find_map(Value::as_str)?;
    let each = |recipients: &Value, what: &dyn Fn(&Value) -> Option<DeliveryReport>| -> Vec<Event> {
        let event = |recipient: &Value| {
            Some(Event::of(what(recipient)?, &recipient["emailAddress"], &recipient["diagnosticCode"]))
        };
        recipients.as_array().into_iter().flatten().filter_map(event).collect()
    };
    let events = match kind {
        "Bounce" => {
            let bounce = &inner["bounce"];
            each(&bounce["bouncedRecipients"], &|recipient| bounced(text(&bounce["bounceType"]), recipient))
        }
        "Complaint" if text(&inner["complaint"]["complaintFeedbackType"]) != "not-spam" => {
            each(&inner["complaint"]["complainedRecipients"], &|_| Some(DeliveryReport::Complained))
        }
        "DeliveryDelay" => each(&inner["deliveryDelay"]["delayedRecipients"], &|_| Some(DeliveryReport::Delayed)),
        "Delivery" => {
            let recipients = inner["delivery"]["recipients"].as_array();
            let delivered = |recipient| Event::of(DeliveryReport::Delivered, recipient, &Value::Null);
            recipients.into_iter().flatten().map(delivered).collect()
        }
        _ => Vec::new(),
    };
    Some((inner, events))
}

/// A bounce of SES. An automatic reply is one of type `Transient` without a word of a mail server.
fn bounced(kind: &str, recipient: &Value) -> Option<DeliveryReport> {
    let code = &recipient["diagnosticCode"];
    match kind {
        "Permanent" => Some(permanent(code)),
        "Transient" if text(code).is_empty() => None,
        _ => Some(DeliveryReport::Returned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::outbox::DeliveryReport::{Bounced, Complained, Delayed, Delivered, Returned};
    use serde_json::json;

    /// What the only event in `body` says.
    fn said(body: &Value) -> Option<DeliveryReport> {
        events(body)?.1.first().map(|event| event.what)
    }

    #[test]
    fn ses_reports_are_understood_in_both_of_their_forms() {
        let bounce = |kind: &str, code: Option<&str>| {
            json!({"notificationType": "Bounce", "bounce": {"bounceType": kind, "bounceSubType": "General",
                "bouncedRecipients": [{"emailAddress": "ana@alder.example", "diagnosticCode": code}]}})
        };
        let complaint = |kind: &str| {
            json!({"eventType": "Complaint", "complaint": {"complaintFeedbackType": kind,
                "complainedRecipients": [{"emailAddress": "ana@alder.example"}]}})
        };
        for (body, what) in [
            (bounce("Permanent", Some("smtp; 550 5.1.1 user unknown")), Some(Bounced)),
            (bounce("Permanent", None), Some(Bounced)),
            (bounce("Permanent", Some("smtp; 550 5.7.1 message content rejected as spam")), Some(Returned)),
            (bounce("Transient", Some("smtp; 552 5.2.2 mailbox full")), Some(Returned)),
            (bounce("Undetermined", None), Some(Returned)),
            // An automatic reply.
            (bounce("Transient", None), None),
            (complaint("abuse"), Some(Complained)),
            (complaint("not-spam"), None),
            (json!({"eventType": "Delivery", "delivery": {"recipients": ["ana@alder.example"]}}), Some(Delivered)),
            (
                json!({"eventType": "DeliveryDelay", "deliveryDelay": {"delayedRecipients": [{"emailAddress": "a@b.example"}]}}),
                Some(Delayed),
            ),
            (json!({"eventType": "Send"}), None),
            (json!({}), None),
        ] {
            assert_eq!(said(&body), what, "{body}");
            let enveloped = json!({"Type": "Notification", "Message": body.to_string()});
            assert_eq!(said(&enveloped), what, "in an envelope: {body}");
        }
        assert_eq!(said(&json!({"Type": "Notification", "Message": "not JSON"})), None);
    }

    #[test]
    fn only_subscriptions_at_amazon_are_confirmed() {
        let asked = |url: &str| subscription(&json!({"Type": "SubscriptionConfirmation", "SubscribeURL": url}));
        assert!(asked("https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=1").is_some());
        assert!(asked("https://sns.cn-north-1.amazonaws.com.cn/?Action=ConfirmSubscription").is_some());
        for url in [
            "",
            "http://sns.eu-central-1.amazonaws.com/",
            "https://sns.eu-central-1.amazonaws.com:8443/",
            "https://acme.example/?sns.eu-central-1.amazonaws.com",
            "https://sns.eu-central-1.amazonaws.com.acme.example/",
            "https://acme.amazonaws.com/",
            "https://169.254.169.254/latest/meta-data",
            "https://sns.amazonaws.com@acme.example/",
        ] {
            assert!(asked(url).is_none(), "{url}");
        }
    }
}
