//! A session that ends while something is typed: the page says why one signs in again, and what was typed is there.

use crate::domain::auth::role::Role;
use crate::paths;
use crate::server::platform::db::execute;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::people::PASSWORD;

on_both_engines! {
    c63_what_was_typed_survives_the_end_of_a_session_however_long_it_is,
    c63_what_was_typed_is_for_whom_it_was_typed_by,
}

const SIGN_IN: &str = "/api/account/sign-in";
const TEMPLATE: &str = "/api/templates/save";

async fn end_all_sessions(app: &TestApp) {
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, "delete from session").unwrap();
    tx.commit().await.unwrap();
}

async fn sign_in(browser: &mut Browser, email: &str) {
    browser.submit(SIGN_IN, &[("email", email), ("password", PASSWORD)]).await;
}

async fn c63_what_was_typed_survives_the_end_of_a_session_however_long_it_is(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    // A session ends; a page that is opened says so, once.
    end_all_sessions(app).await;
    maya.open(paths::PARTNERS_IMPORT).await;
    assert!(maya.page.path.starts_with("/sign-in?next=%2Fpartners%2Fimport&"), "{}", maya.page.path);
    assert!(maya.page.text().contains("Your session has ended. Sign in again."), "{}", maya.page.text());
    sign_in(&mut maya, "maya@acme.example").await;
    assert_eq!(maya.page.path, paths::PARTNERS_IMPORT);

    let row = |n: usize| format!("Alder {n};Ana Ruiz;ana{n}@alder.example\n");
    for (rows, file) in [(400, &b""[..]), (10, b""), (400, b"Company;Contact;Email\nx;y z;z@alder.example\n")] {
        let rows = format!("Company;Contact;Email\n{}", (0..rows).map(row).collect::<String>());
        maya.open(paths::PARTNERS_IMPORT).await;
        end_all_sessions(app).await;
        maya.upload_with(paths::PARTNERS_IMPORT_FILE, "file", file, &[("rows", &rows)]).await;
        assert!(maya.page.text().contains("what you typed is kept."), "{}", maya.page.text());
        sign_in(&mut maya, "maya@acme.example").await;
        assert_eq!(maya.page.path, paths::PARTNERS_IMPORT);
        assert_eq!(maya.page.value("rows").trim(), rows.trim(), "{} characters", rows.len());
        let complaint = maya.page.complaint("file");
        assert_eq!(complaint.contains("Choose it again."), !file.is_empty(), "a file cannot be kept: {complaint:?}");
    }

    // The longest form of all.
    maya.open(paths::NEW_EMAIL_TEMPLATE).await;
    let body = "Grüße 🦀 ".repeat(2_000);
    end_all_sessions(app).await;
    maya.submit(TEMPLATE, &[("name", "Autumn"), ("body", &body)]).await;
    sign_in(&mut maya, "maya@acme.example").await;
    assert_eq!(maya.page.value("name"), "Autumn");
    assert_eq!(maya.page.value("body").trim(), body.trim());
}

async fn c63_what_was_typed_is_for_whom_it_was_typed_by(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    sign_in_afresh(&mut maya).await;
    maya.open(paths::PARTNERS_IMPORT).await;
    end_all_sessions(app).await;
    maya.upload_with(paths::PARTNERS_IMPORT_FILE, "file", b"", &[("rows", &"Secret plans\n".repeat(500))]).await;
    // Another person at the same machine.
    let cookies = std::mem::take(&mut maya.cookies);
    let (_, mut jonas) = app.colleague_as(Role::Admin, "Jonas").await;
    for (name, value) in cookies {
        jonas.cookies.entry(name).or_insert(value);
    }
    let page = jonas.open(paths::PARTNERS_IMPORT).await;
    assert!(!page.body.contains("Secret plans"));

    // A browser that nobody signed in with: nothing of what it sends is kept, or even read.
    let mut stranger = app.browser();
    stranger.open(paths::SIGN_IN).await;
    let sent = stranger.upload_request(paths::PARTNERS_IMPORT_FILE, "file", b"x").send().await.unwrap();
    assert_eq!(sent.status(), 303);
    assert_eq!(app.number("select count(*) from saved_form where fields like '%Secret%'").await, 1);
}

async fn sign_in_afresh(browser: &mut Browser) {
    browser.cookies.clear();
    browser.open(paths::SIGN_IN).await;
    sign_in(browser, "maya@acme.example").await;
}
