//! What comes back of an email after the mail server took it, and what staff see of it and do about it.

use crate::domain::invitations::delivery::Delivery;
use crate::domain::outbox::DeliveryReport;
use crate::paths;
use crate::server::bounces::record::Kept;
use crate::server::bounces::{message, report};
use crate::server::outbox::worker;
use crate::server::platform::config::{BounceAddress, Config, Webhooks};
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::fake_smtp::{Play, Sink, through};
use crate::tests::people::{Known, PASSWORD};
use crate::tests::received_email::ReceivedEmail;
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::sync::Arc;

on_both_engines! {
    each_email_returns_to_an_address_of_its_own,
    without_such_an_address_the_message_id_names_the_email,
    f12_a_bounce_is_seen_everywhere_and_its_address_fixed,
    what_came_back_for_now_is_no_fault_of_the_address,
    a_delay_and_a_complaint_are_told_apart,
    an_automatic_reply_shows_that_it_arrived,
    the_report_that_says_most_counts_in_any_order,
    r49_f12_a_report_without_our_token_changes_nothing,
    a_bounce_of_an_address_that_it_was_forwarded_to_is_not_its_own,
    a_bounce_after_the_activation_lowers_nothing,
    a_new_invitation_is_not_held_to_what_became_of_the_old_one,
    providers_report_by_webhook_with_their_secret,
}

/// The same server with an address for what comes back.
fn with_bounces(app: &AppState) -> AppState {
    let bounce_address = Some(BounceAddress::parse("bounces@acme.example").unwrap());
    AppState { config: Arc::new(Config { bounce_address, ..(*app.config).clone() }), ..app.clone() }
}

/// Sends what is due, and returns each email with the address that it returns to.
async fn sent(app: &TestApp) -> Vec<(String, ReceivedEmail)> {
    let sink = Sink::start([]).await;
    worker::drain(&with_bounces(&through(app, &sink))).await.unwrap();
    let heard = sink.heard();
    let from = |line: &String| Some(line.strip_prefix("MAIL FROM:<")?.split('>').next()?.to_owned());
    let emails = sink.messages().into_iter().map(|message| ReceivedEmail::read(&message.data, &app.secrets));
    heard.iter().filter_map(from).zip(emails).collect()
}

/// An invited contact whose email the mail server took, and the address that it returns to.
pub(super) async fn invited(app: &TestApp) -> (Known, Browser, String) {
    let (staff, maya) = app.maya().await;
    let alder = app.alder(&staff, Some(Delivery::Email)).await;
    let [(address, _)] = &sent(app).await[..] else { panic!("one email") };
    (alder, maya, address.clone())
}

/// A report to `address` (RFC 3464), of which `fields` are about one recipient.
pub fn report_to(address: &str, fields: &str) -> Vec<u8> {
    format!(
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.alder.example\r\nTo: {address}\r\n\
         Subject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nYour message could not be delivered.\r\n\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.alder.example\r\n\r\n{fields}\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: Your access\r\n\r\n--b--\r\n"
    )
    .into_bytes()
}

pub fn failed(recipient: &str, status: &str, words: &str) -> String {
    format!(
        "Final-Recipient: rfc822; {recipient}\r\nAction: failed\r\nStatus: {status}\r\nDiagnostic-Code: smtp; {words}"
    )
}

const UNKNOWN: &str = "550 5.1.1 <ana@alder.example>: Recipient address rejected: User unknown";

pub(super) fn bounce(address: &str) -> Vec<u8> {
    report_to(address, &failed("ana@alder.example", "5.1.1", UNKNOWN))
}

async fn receive(app: &TestApp, bytes: &[u8]) -> Option<Kept> {
    message::receive(&app.state, &report::read(bytes)).await.unwrap()
}

async fn each_email_returns_to_an_address_of_its_own(app: &TestApp) {
    let (staff, _) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    let [(one, _), (other, _)] = &sent(app).await[..] else { panic!("two emails") };
    assert_ne!(one, other);
    for address in [one, other] {
        assert!(address.starts_with("bounces+") && address.ends_with("@acme.example"), "{address}");
        assert!(address.split('@').next().unwrap().len() <= 64, "{address}");
    }
}

async fn without_such_an_address_the_message_id_names_the_email(app: &TestApp) {
    let (staff, _) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let sink = Sink::start([Play::Accept]).await;
    worker::drain(&through(app, &sink)).await.unwrap();
    assert!(sink.heard().iter().any(|line| line.starts_with("MAIL FROM:<partners@acme.example>")), "the sender");
    let data = String::from_utf8(sink.messages().remove(0).data).unwrap();
    let headers = data.split("\r\n\r\n").next().unwrap();
    let returned = format!("Content-Type: text/rfc822-headers\r\n\r\n{headers}\r\n");
    let bounced = String::from_utf8(bounce("partners@acme.example")).unwrap();
    let bounced = bounced.replace("Content-Type: text/rfc822-headers\r\n\r\n", &returned);
    assert_eq!(receive(app, bounced.as_bytes()).await, Some(Kept::New(DeliveryReport::Bounced)));
}

async fn f12_a_bounce_is_seen_everywhere_and_its_address_fixed(app: &TestApp) {
    let (alder, mut maya, address) = invited(app).await;
    assert_eq!(receive(app, &bounce(&address)).await, Some(Kept::New(DeliveryReport::Bounced)));
    assert_eq!(receive(app, &bounce(&address)).await, Some(Kept::Known), "the same report again");

    let page = maya.open(&paths::partner(alder.partner)).await;
    let text = page.text();
    for words in
        ["Bounced", "The email to ana@alder.example bounced", "Fix the address", "The email to Ana Ruiz bounced."]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(page.attribute(".access-mend", "hidden").is_none(), "the way to fix it is shown");
    let row = maya.open(paths::PARTNERS).await.find("tbody tr").concat();
    assert!(row.contains("Bounced") && row.contains("Fix"), "{row}");
    let list = maya.open(&format!("{}?access=bounced", paths::PARTNERS)).await;
    assert!(list.find("tbody tr").len() == 1 && list.text().contains("1 email bounced"), "{}", list.text());
    let list = maya.open(&format!("{}?access=attention", paths::PARTNERS)).await;
    assert_eq!(list.find("tbody tr").len(), 1);
    let mail = maya.open(&format!("{}?pile=bounced", paths::MANAGE_MAIL)).await;
    let rows = mail.find(".mail-table tbody tr");
    assert!(rows.len() == 1 && rows[0].contains("Bounced") && rows[0].contains("Fix the address"), "{rows:?}");
    assert!(mail.find(".choices a").contains(&"Sent 0".to_owned()), "{:?}", mail.find(".choices a"));
    let log = maya.open(paths::MANAGE_AUDIT).await.text();
    assert!(log.contains("The email to Ana Ruiz bounced."), "{log}");
    let metrics = crate::server::ops::metrics_export::text(&app.state).await.unwrap();
    assert!(metrics.contains("gangway_mail_reports{report=\"bounced\"} 1"), "{metrics}");

    maya.open(&paths::fix_address(alder.partner, alder.contact)).await;
    maya.submit("/api/partners/update-contact", &[("email", "ana.ruiz@alder.example")]).await;
    let [(address, _)] = &sent(app).await[..] else { panic!("the new invitation leaves") };
    assert!(
        !maya.open(&paths::partner(alder.partner)).await.text().contains("bounced {"),
        "of the new one nothing is heard"
    );
    assert_eq!(maya.open(&format!("{}?access=bounced", paths::PARTNERS)).await.find("tbody tr").len(), 0);
    assert_eq!(
        receive(app, &report_to(address, &failed("ana.ruiz@alder.example", "5.1.1", UNKNOWN))).await,
        Some(Kept::New(DeliveryReport::Bounced))
    );
}

async fn what_came_back_for_now_is_no_fault_of_the_address(app: &TestApp) {
    let (alder, mut maya, address) = invited(app).await;
    let full = failed("ana@alder.example", "5.2.2", "552 5.2.2 Mailbox full");
    assert_eq!(receive(app, &report_to(&address, &full)).await, Some(Kept::New(DeliveryReport::Returned)));
    let text = maya.open(&paths::partner(alder.partner)).await.text();
    assert!(text.contains("came back") && text.contains("mailbox is full"), "{text}");
    let rows = maya.open(&format!("{}?pile=bounced", paths::MANAGE_MAIL)).await.find(".mail-table tbody tr");
    assert!(rows.len() == 1 && !rows[0].contains("Fix the address"), "{rows:?}");
}

async fn a_delay_and_a_complaint_are_told_apart(app: &TestApp) {
    let (alder, mut maya, address) = invited(app).await;
    let delayed = "Final-Recipient: rfc822; ana@alder.example\r\nAction: delayed\r\nStatus: 4.4.1";
    assert_eq!(receive(app, &report_to(&address, delayed)).await, Some(Kept::New(DeliveryReport::Delayed)));
    let text = maya.open(&paths::partner(alder.partner)).await.text();
    assert!(text.contains("Delayed") && text.contains("keeps trying"), "{text}");
    assert_eq!(maya.open(&format!("{}?access=attention", paths::PARTNERS)).await.find("tbody tr").len(), 0);
    let complaint = format!(
        "From: feedback@provider.example\r\nTo: {address}\r\nSubject: Complaint\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nThis is an abuse report.\r\n\r\n\
         --b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nUser-Agent: x/1\r\nVersion: 1\r\n\r\n\
         --b\r\nContent-Type: message/rfc822\r\n\r\nSubject: Your access\r\n\r\nHello\r\n\r\n--b--\r\n"
    );
    assert_eq!(receive(app, complaint.as_bytes()).await, Some(Kept::New(DeliveryReport::Complained)));
    let text = maya.open(&paths::partner(alder.partner)).await.text();
    assert!(text.contains("Marked as spam") && text.contains("talk to them"), "{text}");
    assert_eq!(maya.open(&format!("{}?access=bounced", paths::PARTNERS)).await.find("tbody tr").len(), 1);
}

async fn an_automatic_reply_shows_that_it_arrived(app: &TestApp) {
    let (alder, mut maya, address) = invited(app).await;
    let reply = format!(
        "From: Ana Ruiz <ana@alder.example>\r\nTo: {address}\r\nAuto-Submitted: auto-replied\r\n\
         Subject: Out of office: Your access\r\n\r\nI am away until Monday.\r\n"
    );
    assert_eq!(receive(app, reply.as_bytes()).await, Some(Kept::New(DeliveryReport::Answered)));
    let text = maya.open(&paths::partner(alder.partner)).await.text();
    assert!(text.contains("Delivered to ana@alder.example: an automatic reply came back"), "{text}");
}

async fn the_report_that_says_most_counts_in_any_order(app: &TestApp) {
    use DeliveryReport::*;
    let (_, _, address) = invited(app).await;
    let delayed = "Final-Recipient: rfc822; ana@alder.example\r\nAction: delayed\r\nStatus: 4.4.1";
    let full = failed("ana@alder.example", "5.2.2", "552 5.2.2 Mailbox full");
    for (bytes, new, counts) in [
        (report_to(&address, &full), Returned, "returned"),
        (report_to(&address, delayed), Delayed, "returned"),
        (bounce(&address), Bounced, "bounced"),
    ] {
        assert_eq!(receive(app, &bytes).await, Some(Kept::New(new)));
        assert_eq!(app.text("select delivery from queued_email").await, counts);
    }
    assert_eq!(app.rows("delivery_report").await, 3);
}

async fn r49_f12_a_report_without_our_token_changes_nothing(app: &TestApp) {
    let (_, _, address) = invited(app).await;
    let (local, _) = address.split_once('@').unwrap();
    let last = if local.ends_with('0') { "1" } else { "0" };
    let forged = format!("{}{last}@acme.example", &local[..local.len() - 1]);
    let id = local.trim_start_matches("bounces+").split('.').next().unwrap();
    for address in [
        "partners@acme.example",
        "bounces@acme.example",
        "bounces+@acme.example",
        &forged,
        &format!("{id}@acme.example"),
    ] {
        assert_eq!(receive(app, &bounce(address)).await, None, "{address}");
    }
    assert_eq!(app.rows("delivery_report").await, 0);
}

async fn a_bounce_of_an_address_that_it_was_forwarded_to_is_not_its_own(app: &TestApp) {
    let (_, _, address) = invited(app).await;
    let other = report_to(&address, &failed("former.colleague@elsewhere.example", "5.1.1", "550 5.1.1 User unknown"));
    assert_eq!(receive(app, &other).await, Some(Kept::New(DeliveryReport::Returned)));
}

async fn a_bounce_after_the_activation_lowers_nothing(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let alder = app.alder(&staff, Some(Delivery::Email)).await;
    let [(address, email)] = &sent(app).await[..] else { panic!("one email") };
    let mut ana = app.browser();
    ana.open(&email.link()).await;
    ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    receive(app, &bounce(address)).await.unwrap();
    let page = maya.open(&paths::partner(alder.partner)).await;
    assert!(page.find(".access-status").concat().contains("Signed up"), "{}", page.text());
    assert_eq!(maya.open(&format!("{}?access=bounced", paths::PARTNERS)).await.find("tbody tr").len(), 0);
    assert_eq!(maya.open(&format!("{}?access=active", paths::PARTNERS)).await.find("tbody tr").len(), 1);
}

async fn a_new_invitation_is_not_held_to_what_became_of_the_old_one(app: &TestApp) {
    let (alder, mut maya, address) = invited(app).await;
    app.wait(1);
    maya.open(&paths::partner(alder.partner)).await;
    maya.submit("/api/invitations/resend", &[]).await;
    receive(app, &bounce(&address)).await.unwrap();
    sent(app).await;
    let text = maya.open(&paths::partner(alder.partner)).await.find(".access-status").concat();
    assert!(!text.contains("Bounced"), "{text}");
}

async fn providers_report_by_webhook_with_their_secret(app: &TestApp) {
    const SECRET: &str = "0123456789abcdef";
    let (_, _, address) = invited(app).await;
    let webhooks = Webhooks::parse(&format!("postmark:{SECRET} ses:{SECRET}")).unwrap();
    let base = app
        .second_instance(|app| {
            app.config = Arc::new(Config { bounce_webhooks: Some(webhooks.clone()), ..(*app.config).clone() })
        })
        .await;
    let post = async |provider: &str, secret: &str, body: &Value| {
        let request = reqwest::Client::new().post(format!("{base}/webhooks/{provider}")).bearer_auth(secret);
        request.json(body).send().await.unwrap().status()
    };
    let bounce = json!({"RecordType": "Bounce", "Type": "HardBounce", "Email": "ana@alder.example",
        "Details": "smtp;550 5.1.1 user unknown", "Metadata": {"gangway": address}});
    assert_eq!(post("postmark", "another secret!!", &bounce).await, StatusCode::UNAUTHORIZED);
    assert_eq!(post("mailgun", SECRET, &bounce).await, StatusCode::NOT_FOUND, "nothing is set for it");
    assert_eq!(post("acme", SECRET, &bounce).await, StatusCode::NOT_FOUND);
    assert_eq!(app.rows("delivery_report").await, 0);
    let foreign = json!({"RecordType": "Bounce", "Type": "HardBounce", "Email": "ana@alder.example"});
    assert_eq!(post("postmark", SECRET, &foreign).await, StatusCode::OK, "so that it is not sent again");
    assert_eq!(app.rows("delivery_report").await, 0);
    assert_eq!(post("postmark", SECRET, &bounce).await, StatusCode::OK);
    assert_eq!(app.text("select delivery from queued_email").await, "bounced");
    let complaint = json!({"Type": "Notification", "Message": json!({"notificationType": "Complaint",
        "mail": {"source": address}, "complaint": {"complainedRecipients": [{"emailAddress": "ana@alder.example"}]}}).to_string()});
    assert_eq!(post("ses", SECRET, &complaint).await, StatusCode::OK);
    assert_eq!(app.text("select delivery from queued_email").await, "complained");
}
