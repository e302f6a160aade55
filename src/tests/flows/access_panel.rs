//! Readiness checks and metrics, and that they are true.

use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::{MINUTE, SECOND};
use crate::server::outbox::worker;
use crate::server::platform::db::{Db, execute};
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::fake_smtp::{Play, Sink, through};
use crate::tests::people::PASSWORD;
use crate::{http, paths};
use std::sync::atomic::Ordering;
use tokio::net::TcpListener;

on_both_engines! {
    readiness_ends_when_the_outbox_stands_still,
    readiness_ends_with_the_database,
    readiness_ends_when_the_tables_are_of_another_version,
    the_metrics_count_what_happened,
    the_metrics_are_not_for_everybody,
}

async fn asked(url: &str, path: &str) -> (u16, String) {
    let answer = reqwest::get(format!("{url}{path}")).await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

fn outbox_looks(app: &TestApp) {
    app.state.outbox_looked.store(app.state.now().0, Ordering::SeqCst);
}

async fn readiness_ends_when_the_outbox_stands_still(app: &TestApp) {
    assert_eq!(
        asked(&app.url, "/readyz").await,
        (503, "The outbox worker is not running.\n".to_owned()),
        "none was started"
    );
    outbox_looks(app);
    assert_eq!(asked(&app.url, "/readyz").await.0, 503, "an answer lasts a second, however many ask");
    app.wait(SECOND);
    assert_eq!(asked(&app.url, "/readyz").await, (200, "ready\n".to_owned()));
    app.wait(3 * MINUTE);
    assert_eq!(asked(&app.url, "/readyz").await, (503, "The outbox worker is not running.\n".to_owned()));
}

async fn readiness_ends_with_the_database(app: &TestApp) {
    outbox_looks(app);
    let url = app.state.config.database_url();
    let read_only = match &app.state.db {
        Db::Sqlite { .. } => format!("{url}?mode=ro"),
        Db::Postgres { .. } => format!("{url}&options[default_transaction_read_only]=on"),
    };
    let read_only = Db::open(&read_only).await.unwrap();
    let other = app.second_instance(|app| app.db = read_only.clone()).await;
    assert_eq!(asked(&other, "/readyz").await, (503, "The database does not accept writes.\n".to_owned()));
    read_only.close().await;
    app.wait(SECOND);
    assert_eq!(asked(&other, "/readyz").await, (503, "The database does not answer.\n".to_owned()));
    assert_eq!(asked(&other, "/healthz").await, (200, "alive\n".to_owned()), "a restart would not help");
    assert_eq!(asked(&app.url, "/readyz").await.0, 200, "to look changes nothing");
}

async fn readiness_ends_when_the_tables_are_of_another_version(app: &TestApp) {
    const NEWER: &str = "update _sqlx_migrations set version = 2099 where version = 2";
    outbox_looks(app);
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, NEWER).unwrap();
    tx.commit().await.unwrap();
    let words = "The database schema has another version.\n";
    assert_eq!(asked(&app.url, "/readyz").await, (503, words.to_owned()));
}

/// What Prometheus reads.
async fn metrics(app: &TestApp) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(http::serve::serve(listener, http::metrics::router(&app.state), std::future::pending()));
    let answer = reqwest::get(format!("{url}/metrics")).await.unwrap();
    assert_eq!(answer.headers()["content-type"], "application/openmetrics-text; version=1.0.0; charset=utf-8");
    assert_eq!(asked(&url, paths::SIGN_IN).await.0, 404, "this listener answers to nothing else");
    answer.text().await.unwrap()
}

async fn the_metrics_count_what_happened(app: &TestApp) {
    let (staff, _) = app.maya().await;
    let (ana, _) = app.active_ana(&staff).await;
    let mut late = app.browser();
    late.open(ana.link.as_ref().unwrap()).await;
    let details = app.details("Bluewater", "jo@blue.example").await;
    let jo = app.add(&staff, details, Some(Delivery::Link)).await;
    let mut browser = app.browser();
    browser.open(jo.link.as_ref().unwrap()).await;
    browser.submit("/api/invitations/activate", &[("password", "password")]).await;
    for password in [PASSWORD, "not hers at all"] {
        let fields = [("form[email]", "ana@alder.example"), ("form[password]", password)];
        app.browser().call("/api/account/sign-in", &fields).await;
    }
    for name in ["Cartograph", "Dunlin", "Ember"] {
        let email = format!("li@{}.example", name.to_lowercase());
        app.add(&staff, app.details(name, &email).await, Some(Delivery::Email)).await;
    }
    let refused = Play::recipient("550 5.1.1 no such mailbox");
    let sink = Sink::start([Play::Accept, refused, Play::recipient("451 later")]).await;
    worker::drain(&through(app, &sink)).await.unwrap();
    app.wait(30 * MINUTE);
    let text = metrics(app).await;
    for line in [
        "gangway_build_info{version=\"0.1.0\"} 1",
        "gangway_activations_total{result=\"activated\"} 1",
        "gangway_activations_total{result=\"password_refused\"} 1",
        "gangway_sign_ins_total{result=\"signed_in\"} 1",
        "gangway_sign_ins_total{result=\"no_match\"} 1",
        "gangway_mail_attempts_total{result=\"accepted\"} 2",
        "gangway_mail_attempts_total{result=\"refused\"} 1",
        "gangway_mail_attempts_total{result=\"retry\"} 1",
        "gangway_mails{state=\"queued\"} 1",
        "gangway_mails{state=\"accepted\"} 2",
        "gangway_mails{state=\"failed\"} 1",
        "gangway_mails{state=\"cancelled\"} 0",
        "gangway_mail_paused 0",
        "gangway_outbox_looked_age_seconds 1800.0",
    ] {
        assert!(text.lines().any(|found| found.eq_ignore_ascii_case(line)), "{line} is not in\n{text}");
    }
    let number = |name: &str| -> f64 {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name}: {text}"));
        line.rsplit(' ').next().unwrap().parse().unwrap()
    };
    let age = number("gangway_mail_oldest_due_age_seconds");
    assert!((1_500.0..1_800.0).contains(&age), "tried again after a minute, due ever since: {age}");
    assert!(number("gangway_request_duration_seconds_count{group=\"links\",status=\"3xx\"}") >= 3.0);
    assert!(number("gangway_request_duration_seconds_count{group=\"functions\",status=\"4xx\"}") >= 1.0);
    assert!(number("gangway_request_duration_seconds_count{group=\"pages\",status=\"2xx\"}") >= 1.0);
    assert!(number("process_resident_memory_bytes") > 1e6);
    for typed in ["Alder", "ana", "blue", "activate/"] {
        assert!(!text.contains(typed), "{typed} is in\n{text}");
    }
}

async fn the_metrics_are_not_for_everybody(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    assert_eq!(maya.get("/metrics").await.status, 404, "even an owner's browser does not find them");
}
