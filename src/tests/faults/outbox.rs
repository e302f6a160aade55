//! The outbox worker is stopped, or panics (F20, F21).

use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::{DAY, MINUTE};
use crate::http::guard;
use crate::paths;
use crate::server::outbox::worker;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::fake_smtp::{Act, Play, Sink, Stage, through};
use crate::tests::invariants;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::watch;

on_both_engines! {
    f20_a_worker_that_is_told_to_stop_ends_what_it_began_and_begins_nothing,
    f21_a_mail_that_panics_is_a_mail_that_waits,
    f21_a_request_that_panics_fails_alone,
}

async fn f20_a_worker_that_is_told_to_stop_ends_what_it_began_and_begins_nothing(app: &TestApp) {
    let staff = app.staff().await;
    for n in 0..12 {
        let details = app.details(&format!("Partner {n}"), &format!("jo@p{n}.example")).await;
        app.add(&staff, details, Some(Delivery::Email)).await;
    }
    let under_way = worker::SESSIONS;
    let sink = Sink::start(vec![Play::At(Stage::Dot, Act::Stall); under_way]).await;
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(worker::run(through(app, &sink), stopped));
    while sink.messages().len() < under_way {
        sink.arrival().await;
    }
    stop.send_replace(true);
    while app.emails_in("sending").await > 0 {
        sink.release();
        tokio::task::yield_now().await;
    }
    worker.await.unwrap();
    assert_eq!(app.emails_in("accepted").await, under_way as i64);
    let untouched = "select count(*) from queued_email where state = 'queued' and attempts = 0";
    assert_eq!(app.number(untouched).await, 12 - under_way as i64);
    worker::drain(&through(app, &sink)).await.unwrap();
    assert_eq!(sink.messages().len(), 12, "each once");
    invariants::arrived_by_the_queue(app, &sink).await;
}

/// No mail can be dated after the year 9999: the library that writes it panics.
async fn f21_a_mail_that_panics_is_a_mail_that_waits(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let mut tx = app.state.db.begin().await.unwrap();
    let forever = "update invitation set expires_at = 9000000000000000000";
    crate::server::platform::db::execute!(&mut tx, forever).unwrap();
    tx.commit().await.unwrap();
    let far = 9_000 * 366 * DAY;
    app.wait(far);
    assert_eq!(worker::drain(&app.state).await.unwrap(), 1, "the worker goes on");
    let waits = "select count(*) from queued_email where state = 'queued' and reply like '%create this email.%'";
    assert_eq!(app.number(waits).await, 1);
    app.wait(-far);
    maya.open(paths::MANAGE_MAIL).await;
    maya.submit("/api/mail/retry", &[]).await;
    assert_eq!(app.message().await.to, "ana@alder.example");
    app.wait(MINUTE);
    let mut tx = app.state.db.begin().await.unwrap();
    crate::server::platform::db::execute!(&mut tx, "update invitation set expires_at = created_at").unwrap();
    tx.commit().await.unwrap();
}

async fn f21_a_request_that_panics_fails_alone(app: &TestApp) {
    let router = Router::new()
        .route(
            "/panics",
            get(async || {
                if true {
                    panic!("on purpose")
                }
            }),
        )
        .route("/works", get(async || "works"))
        .layer(from_fn_with_state(app.state.clone(), guard::spawn_handler));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(crate::http::serve::serve(listener, router, std::future::pending()));
    for _ in 0..3 {
        let answer = reqwest::get(format!("{url}/panics")).await.unwrap();
        assert_eq!(answer.status(), 500);
        let words = answer.text().await.unwrap();
        assert!(words.contains("tell us this reference") && !words.contains("on purpose"), "{words}");
        assert_eq!(reqwest::get(format!("{url}/works")).await.unwrap().text().await.unwrap(), "works");
    }
}
