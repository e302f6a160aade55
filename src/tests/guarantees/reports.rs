//! R12: a link in the wrong hands.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::MINUTE;
use crate::paths;
use crate::server::authz::{Confirmed, Owner};
use crate::server::members::member;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::people::PASSWORD;

on_both_engines! {
    r12_whoever_invited_is_told_and_nothing_is_consumed,
    r12_said_again_it_is_heard_once,
    r12_where_whoever_invited_has_left_an_owner_is_told,
    r12_only_a_living_link_can_be_reported,
    r12_what_is_written_is_bounded_and_stays,
}

const REPORT: &str = "/api/invitations/report";
const ACTIVATE: &str = "/api/invitations/activate";

async fn r12_whoever_invited_is_told_and_nothing_is_consumed(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    let link = app.message().await.link();
    let mut stranger = app.browser();
    stranger.open(&link).await;
    assert_eq!(app.rows("activation_report").await, 0, "looking tells nobody");
    stranger.submit(REPORT, &[("comment", "Ask Li <li@alder.example>")]).await;
    assert!(stranger.page.text().contains("has been notified."), "{}", stranger.page.text());
    let message = app.message().await;
    assert_eq!(message.to, "maya@acme.example");
    assert_eq!(message.subject, "The invitation to Ana Ruiz reached someone else");
    let text = message.text.replace('\u{2060}', "");
    assert!(text.contains("Ask Li <li@alder.example>") && message.html.contains("Ask Li &lt;"), "{message:#?}");
    assert!(!message.text.contains("li@alder.example"), "no mail program makes a link of it: {}", message.text);
    assert!(
        message.text.contains(&paths::partner(known.partner)) && !message.text.contains("/activate/"),
        "{}",
        message.text
    );
    let text = maya.open(&paths::partner(known.partner)).await.text();
    assert!(text.contains("says it is not for them.") && text.contains("Ask Li"), "{text}");
    assert!(maya.open(paths::MANAGE_MAIL).await.text().contains("Link in the wrong hands"));
    let mut ana = app.browser();
    ana.open(&link).await;
    assert_eq!(ana.submit(ACTIVATE, &[("password", PASSWORD)]).await.path, paths::PORTAL, "the link still works");
}

async fn r12_said_again_it_is_heard_once(app: &TestApp) {
    let (staff, _) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let link = app.message().await.link();
    let mut stranger = app.browser();
    for _ in 0..3 {
        stranger.open(&link).await;
        stranger.submit(REPORT, &[]).await;
        assert!(stranger.page.text().contains("has been notified."), "the answer is the same");
    }
    assert_eq!(app.emails().await.len(), 1);
    app.wait(11 * MINUTE);
    stranger.open(&link).await;
    stranger.submit(REPORT, &[]).await;
    assert_eq!(app.emails().await.len(), 1);
}

async fn r12_only_a_living_link_can_be_reported(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    let mut stranger = app.browser();
    stranger.open(&app.message().await.link()).await;
    crate::server::invitations::invite::remove_access(&app.state, &staff, known.contact).await.unwrap();
    let page = stranger.post(REPORT, &[]).await;
    assert!(page.status >= 400 || page.location().is_some(), "{}", page.status);
    let nobody = app.browser().call(REPORT, &[("form[invitation]", "01990000-0000-7000-8000-000000000000")]).await;
    assert!((400..500).contains(&nobody.status), "{nobody:?}");
    assert_eq!(app.rows("activation_report").await, 0);
}

async fn r12_what_is_written_is_bounded_and_stays(app: &TestApp) {
    let (staff, _) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let mut stranger = app.browser();
    stranger.open(&app.message().await.link()).await;
    let long = "x".repeat(501);
    stranger.submit(REPORT, &[("comment", &long)]).await;
    assert!(!stranger.page.complaint("comment").is_empty(), "{}", stranger.page.text());
    assert!(stranger.page.body.contains(&long), "what was typed stays");
    assert_eq!(app.rows("activation_report").await, 0);
}

async fn r12_where_whoever_invited_has_left_an_owner_is_told(app: &TestApp) {
    let (owner, mut maya) = app.maya().await;
    let adam = app.staff_as(Role::Admin, "Adam").await;
    let known = app.alder(&Owner::for_system(adam, "Adam Vogel"), Some(Delivery::Email)).await;
    let link = app.message().await.link();
    member::remove(&app.state, &Confirmed::for_system(owner), adam).await.unwrap();
    let mut stranger = app.browser();
    stranger.open(&link).await;
    stranger.submit(REPORT, &[]).await;
    let message = app.message().await;
    assert_eq!(message.to, "maya@acme.example");
    assert!(message.text.contains(&paths::partner(known.partner)), "{}", message.text);
    assert!(maya.open(paths::MANAGE_MAIL).await.text().contains("Link in the wrong hands"));
}
