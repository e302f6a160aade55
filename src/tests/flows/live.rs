//! The news of pages that are open: across instances, on both engines.

use crate::domain::ids::PartnerId;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::live::News;
use crate::server::authz::{Owner, Staff};
use crate::server::live;
use crate::server::outbox::worker;
use crate::server::platform::commits;
use crate::server::platform::db::{Db, read};
use crate::server::platform::live_feed::LiveFeed;
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines, on_postgres};
use crate::tests::people::PASSWORD;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::time::timeout;

on_both_engines! {
    what_another_instance_did_is_heard,
    what_happened_just_before_is_heard_too,
    nobody_watches_where_nobody_listens,
    a_commit_is_heard_at_once,
}

on_postgres! {
    a_listener_whose_connection_is_lost_hears_again,
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
    assert!(!app.state.live.is_over().await);
    drop(listening);
    assert!(app.state.live.is_over().await);
}

/// An instance that never looks without having heard of a commit; on PostgreSQL it has connections of its own, and
/// hears those of `app` through the database alone.
async fn listener(app: &TestApp) -> AppState {
    let mut state = AppState { live: Arc::new(LiveFeed::polling(Duration::MAX)), ..app.state.clone() };
    if let Db::Postgres { .. } = app.state.db {
        state.db = Db::open(&app.state.config.database_url()).await.unwrap();
        tokio::spawn(commits::announce(app.state.db.clone()));
    }
    state
}

async fn add_and_hear(app: &TestApp, staff: &Owner, news: &mut Receiver<Arc<News>>, email: &str) {
    let added = app.add(staff, app.details(email, email).await, None).await;
    hear(news, added.partner).await;
}

async fn hear(news: &mut Receiver<Arc<News>>, partner: PartnerId) {
    while !timeout(LONG, news.recv()).await.expect("news come").unwrap().concerns(Some(partner)) {}
}

async fn a_commit_is_heard_at_once(app: &TestApp) {
    let staff = app.staff().await;
    let (_, mut news) = live::listen(&listener(app).await, &staff).await.unwrap();
    add_and_hear(app, &staff, &mut news, "a@a.example").await;
    add_and_hear(app, &staff, &mut news, "b@b.example").await;
}

async fn a_listener_whose_connection_is_lost_hears_again(app: &TestApp) {
    const LISTENING: &str = "
        select a.pid
        from pg_stat_activity a
        join pg_namespace n on a.query like 'LISTEN \"gangway_' || n.oid || '\"%' and n.nspname = current_schema()
        where a.pid <> $1";
    let staff = app.staff().await;
    let (_, mut news) = live::listen(&listener(app).await, &staff).await.unwrap();
    let listening = async |other_than: i32| {
        let look = async || {
            read!(&app.state.db, c => sqlx::query_scalar(LISTENING).bind(other_than).fetch_optional(c)).unwrap()
        };
        let found = async {
            loop {
                if let Some(pid) = look().await {
                    break pid;
                }
            }
        };
        timeout(LONG, found).await.expect("it listens")
    };
    add_and_hear(app, &staff, &mut news, "a@a.example").await;
    let first: i32 = listening(0).await;
    let killed = "select pg_terminate_backend($1)";
    let is_killed: bool = read!(&app.state.db, c => sqlx::query_scalar(killed).bind(first).fetch_one(c)).unwrap();
    assert!(is_killed);
    listening(first).await;
    add_and_hear(app, &staff, &mut news, "b@b.example").await;
    add_and_hear(app, &staff, &mut news, "c@c.example").await;
}
