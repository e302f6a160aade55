//! R33: one address is one recipient, at every door that takes an address: each function that does, and the
//! file that brings many.

use super::mass_assignment::send;
use super::scenario::Scenario;
use super::snapshot::Snapshot;
use super::valid_calls::{self, ValidCall};
use crate::paths;
use crate::server::platform::csv::CsvFile;
use crate::server::platform::db::read;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use std::collections::BTreeSet;

on_both_engines! {
    r33_one_address_is_one_recipient_at_every_door,
    r33_one_address_is_one_recipient_in_a_spreadsheet,
}

/// The functions that take an address, found by the fields that their forms have.
const SENDING_ENDPOINTS: &[&str] = &[
    "account/change-address",
    "account/forgot-password",
    "account/sign-in",
    "invitations/set-up",
    "onboarding/details",
    "onboarding/keep",
    "organisation/save",
    "partners/add-contact",
    "partners/update-contact",
    "portal/invite-colleague",
    "staff/invite",
];
/// What is typed there is kept as it is, right or wrong, and judged by what comes next.
const DRAFT: &str = "onboarding/keep";

/// Fields that are no single address: what follows the field's name, and a value.
const FIELDS: &[&[(&str, &str)]] = &[
    &[("[]", "a@a.example"), ("[]", "b@b.example")],
    &[("[]", "a@a.example")],
    &[("[0]", "a@a.example"), ("[1]", "b@b.example")],
    &[("[to]", "a@a.example")],
    &[("", "a@a.example"), ("", "b@b.example")],
    &[("", "a@a.example"), ("[]", "b@b.example")],
    &[("[]", "a@a.example"), ("", "b@b.example")],
];

/// Texts that some mail program would read as several addresses, or as another one.
const TEXTS: &[&str] = &[
    "a@a.example,b@b.example",
    "a@a.example, b@b.example",
    "a@a.example;b@b.example",
    "a@a.example b@b.example",
    "a@a.example\tb@b.example",
    "a@a.example\r\nb@b.example",
    "a@a.example\r\nBcc: b@b.example",
    "Ana <a@a.example>, Ben <b@b.example>",
    "a@a.example <b@b.example>",
    "\"a@a.example\" b@b.example",
    "group: a@a.example, b@b.example;",
    "a@a.example@b.example",
    "a@a.example(b@b.example)",
    "[\"a@a.example\",\"b@b.example\"]",
];

/// The field of a form that is an address.
fn address_field(fields: &[(&'static str, String)]) -> Option<&'static str> {
    let names = fields.iter().map(|(name, _)| *name);
    names.into_iter().find(|name| ["email", "form[email]", "form[reply_to]"].contains(name))
}

/// Every address that mail could go to, and how many mails there are.
async fn known(app: &TestApp) -> (Vec<String>, i64) {
    const ADDRESSES: &str = "select email from person union all select email from invitation
         union all select email from address_change union all select email from password_reset
         union all select email from colleague_request union all select reply_to from organisation order by 1";
    let addresses = read!(&app.state.db, c => sqlx::query_scalar(ADDRESSES).fetch_all(c)).unwrap();
    (addresses, app.rows("queued_email").await)
}

/// Sends the form of `valid` with `field` replaced by `other`, and continues from what was only kept; returns the last
/// status.
async fn send_with(app: &TestApp, browser: &Browser, valid: &ValidCall, field: &str, other: &[(&str, &str)]) -> u16 {
    let rest = valid.fields.iter().filter(|(name, _)| *name != field);
    let rest = rest.map(|(name, value)| ((*name).to_owned(), value.clone()));
    let other = other.iter().map(|(suffix, value)| (format!("{field}{suffix}"), (*value).to_owned()));
    let fields: Vec<_> = rest.chain(other).collect();
    let status = send(app, browser, valid.endpoint, &fields).await;
    if valid.endpoint != DRAFT || status >= 400 {
        return status;
    }
    let mut finish: Vec<_> = fields.into_iter().filter(|(name, _)| name == "draft").collect();
    finish.push(("form[delivery]".to_owned(), "email".to_owned()));
    send(app, browser, "onboarding/finish", &finish).await
}

async fn r33_one_address_is_one_recipient_at_every_door(app: &TestApp) {
    app.stay_in_memory().await;
    let scenario = Scenario::build(app).await;
    app.emails().await;
    let snapshot = Snapshot::take(app).await;
    let before = known(app).await;
    let mut endpoints = BTreeSet::new();
    for call in &valid_calls::all(&scenario.ids) {
        // What is typed there is kept for the report, which judges it.
        let Some(field) = address_field(&call.fields).filter(|_| call.endpoint != "partners/fix-row") else { continue };
        endpoints.insert(call.endpoint);
        snapshot.restore(app).await;
        let texts: Vec<_> = TEXTS.iter().map(|text| [("", *text)]).collect();
        for other in FIELDS.iter().copied().chain(texts.iter().map(|text| &text[..])) {
            let status = send_with(app, scenario.browser(call.caller), call, field, other).await;
            assert!((400..500).contains(&status), "{} with {field} as {other:?}: {status}", call.endpoint);
            assert_eq!(known(app).await, before, "{} with {field} as {other:?}", call.endpoint);
        }
    }
    assert_eq!(endpoints.into_iter().collect::<Vec<_>>(), SENDING_ENDPOINTS);
    snapshot.restore(app).await;
}

async fn r33_one_address_is_one_recipient_in_a_spreadsheet(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let before = known(app).await;
    let mut sheet = CsvFile::with_bom();
    sheet.add_line(&["Company", "Contact", "Email"]);
    for (n, text) in TEXTS.iter().enumerate() {
        sheet.add_line(&[&format!("Alder {n}"), "Ana Ruiz", text]);
    }
    sheet.add_line(&["Bluewater", "Jo Hall", "jo@blue.example"]);
    maya.open(paths::PARTNERS_IMPORT).await;
    maya.upload(paths::PARTNERS_IMPORT_FILE, "file", sheet.finish().as_bytes()).await;
    maya.submit("/api/partners/import", &[]).await;
    let (mut addresses, emails) = before;
    // Of several in a cell the first is taken, and the report says so. A second person with an address in brackets is a
    // row of their own there.
    addresses.extend(["a@a.example", "b@b.example", "jo@blue.example"].map(str::to_owned));
    addresses.sort();
    assert_eq!(known(app).await, (addresses, emails), "{}", maya.page.text());
}
