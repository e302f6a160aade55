//! The news of pages that are open: across instances, on both engines.

use crate::domain::invitations::delivery::Delivery;
use crate::server::authz::Staff;
use crate::server::live;
use crate::server::outbox::worker;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::people::PASSWORD;
use std::time::Duration;
use tokio::time::timeout;

on_both_engines! {
    what_another_instance_did_is_heard,
    what_happened_just_before_is_heard_too,
    nobody_watches_where_nobody_listens,
}

/// Longer than news take, even on a busy machine.
const LONG: Duration = Duration::from_secs(30);

async fn what_another_instance_did_is_heard(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    let link = app.message().await.link();
    app.wait(60_000_000);
    let elsewhere = app.second_instance(|_| {}).await;
    let (first, mut news) = live::listen(&app.state, &staff).await.unwrap();
    assert!(first.is_empty(), "{first:?}");

    let mut browser = app.browser_at(&elsewhere);
    browser.open(&link.replace(&app.url, &elsewhere)).await;
    browser.submit("/api/invitations/activate", &[("password", PASSWORD)]).await;
    let heard = timeout(LONG, news.recv()).await.expect("news come").unwrap();
    assert_eq!(heard.activated, ["Ana Ruiz"]);
    assert!(heard.concerns(Some(ana.partner)) && !heard.concerns(None), "{heard:?}");
}

async fn what_happened_just_before_is_heard_too(app: &TestApp) {
    let (staff, _) = app.maya().await;
    app.wait(60_000_000);
    let ana = app.alder(&staff, Some(Delivery::Email)).await;
    worker::drain(&app.state).await.unwrap();
    let (first, _) = live::listen(&app.state, &staff).await.unwrap();
    assert!(first.concerns(Some(ana.partner)), "{first:?}");
}

async fn nobody_watches_where_nobody_listens(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let listening = live::listen(&app.state, &staff as &Staff).await.unwrap();
    assert!(!app.state.live.is_over());
    drop(listening);
    assert!(app.state.live.is_over());
}
