//! Databases that are locked, full, away, read-only or silent (F14, F15, F24 to F27). SQLite's files and
//! PostgreSQL's start are in `src/tests/commands.rs`.

use crate::domain::invitations::delivery::Delivery;
use crate::paths;
use crate::server::outbox::worker;
use crate::server::platform::db::{self, Db};
use crate::server::platform::error::Error;
use crate::tests::app::{Engine, TestApp, on_postgres};
use crate::tests::browser::{Answer, Browser};
use crate::tests::db_proxy::Between;
use crate::tests::people::Known;
use crate::tests::time_limits::scaled;
use sqlx::{AssertSqlSafe, ConnectOptions, PgPool, SqlitePool};
use std::time::{Duration, Instant};

const UPDATE: &str = "/api/partners/update";
const ADD_CONTACT: &str = "/api/partners/add-contact";
const CONTACTS: &str = "select count(*) from person where first_name = 'Colleague'";
const ENTRIES: &str =
    "select count(*) from audit a join person p on p.id = a.person_id where p.first_name = 'Colleague'";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f14_a_locked_database_is_read_and_says_when_it_cannot_be_written() {
    TestApp::run(Engine::Sqlite, locked).await;
}

/// C85.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f15_a_full_disk_takes_nothing_by_halves_and_passes() {
    TestApp::run(Engine::Sqlite, full).await;
}

on_postgres! {
    f24_postgresql_may_end_every_connection_and_go_away,
    f25_connections_that_lead_to_a_standby_are_given_up,
    f26_a_line_that_falls_silent_is_noticed,
    a_statement_that_takes_too_long_is_ended_and_means_busy,
    f15_f25_f27_what_postgresql_cannot_do_right_now_is_said_and_leaves_nothing,
}

async fn a_statement_that_takes_too_long_is_ended_and_means_busy(app: &TestApp) {
    let Db::Postgres { pool, .. } = &app.state.db else { unreachable!("it runs on PostgreSQL") };
    let limit: String = sqlx::query_scalar("show statement_timeout").fetch_one(pool).await.unwrap();
    assert_eq!(limit, "70s");
    let mut tx = app.state.db.begin().await.unwrap();
    db::execute!(&mut tx, "set local statement_timeout = '10ms'").unwrap();
    let ended = db::execute!(&mut tx, "select pg_sleep(60)").unwrap_err();
    assert!(matches!(Error::from(ended), Error::Busy));
}

fn writer(app: &TestApp) -> &SqlitePool {
    match &app.state.db {
        Db::Sqlite { write, .. } => &write.pool,
        Db::Postgres { .. } => panic!("this one is about SQLite"),
    }
}

fn pool(db: &Db) -> &PgPool {
    match db {
        Db::Postgres { pool, .. } => pool,
        Db::Sqlite { .. } => panic!("this one is about PostgreSQL"),
    }
}

/// Adds the contact number `n` to the partner of `known`.
async fn add_contact(browser: &mut Browser, known: &Known, n: usize) -> Answer {
    let (partner, email) = (known.partner.to_string(), format!("colleague{n}@alder.example"));
    let fields = [("partner", &*partner), ("first_name", "Colleague"), ("last_name", "Weber"), ("email", &email)];
    let fields = fields.map(|(name, value)| (format!("form[{name}]"), value));
    browser.call(ADD_CONTACT, &fields.each_ref().map(|(name, value)| (name.as_str(), *value))).await
}

/// The answer to a request that cannot be served for now.
fn assert_passes(answer: &Answer) {
    assert_eq!(answer.status, 503, "{answer:?}");
    assert!(answer.headers.contains_key("retry-after"), "{answer:?}");
}

async fn locked(app: &TestApp) {
    sqlx::query("pragma busy_timeout = 200").execute(writer(app)).await.unwrap();
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    let mut other = writer(app).connect_options().as_ref().clone().connect().await.unwrap();
    sqlx::query("begin exclusive").execute(&mut other).await.unwrap();

    assert!(maya.open(&paths::partner(known.partner)).await.text().contains("ana@alder.example"), "it is read");
    maya.open(&paths::edit_partner(known.partner)).await;
    maya.submit(UPDATE, &[("name", "Alder Grown")]).await;
    assert!(maya.page.text().contains("busy right now"), "{}", maya.page.text());
    assert_eq!(maya.page.value("name"), "Alder Grown", "what was typed is kept");
    assert_passes(&add_contact(&mut maya, &known, 0).await);
    assert!(worker::drain(&app.state).await.is_err(), "a mail that cannot be claimed does not leave");

    sqlx::query("rollback").execute(&mut other).await.unwrap();
    maya.submit(UPDATE, &[("name", "Alder Grown")]).await;
    assert_eq!(app.number("select count(*) from partner where name = 'Alder Grown'").await, 1);
    assert!(add_contact(&mut maya, &known, 0).await.status < 400);
    assert_eq!(app.emails().await.len(), 1);
}

/// The disk has no room for another page. A new connection would find some.
async fn fill_up(app: &TestApp) {
    let pages: i64 = sqlx::query_scalar("pragma page_count").fetch_one(writer(app)).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(format!("pragma max_page_count = {pages}"))).execute(writer(app)).await.unwrap();
}

async fn full(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    fill_up(app).await;
    let mut added = 0;
    let answer = loop {
        let answer = add_contact(&mut maya, &known, added).await;
        if answer.status >= 400 {
            break answer;
        }
        added += 1;
        assert!(added < 90, "it never gets full");
    };
    assert_passes(&answer);
    assert!(answer.body.contains("unavailable"), "{}", answer.body);
    assert_eq!((app.number(CONTACTS).await, app.number(ENTRIES).await), (added as i64, added as i64), "no halves");
    assert!(maya.open(&paths::partner(known.partner)).await.text().contains("ana@alder.example"), "it is read");
    for _ in 0..3 {
        fill_up(app).await;
        assert_passes(&add_contact(&mut maya, &known, added).await);
        fill_up(app).await;
        // What cannot be noted first is not sent: else it would be sent again and again.
        let claimed = worker::drain(&app.state).await;
        let attempts = app.rows("email_attempt").await;
        assert!(claimed.is_err() && attempts == 0 || attempts == 1, "{claimed:?}, {attempts}");
    }
    sqlx::query("pragma max_page_count = 1073741823").execute(writer(app)).await.unwrap();
    assert!(add_contact(&mut maya, &known, added).await.status < 400, "it recovers by itself");
    assert_eq!(app.emails().await.len(), 1, "once");
}

async fn f24_postgresql_may_end_every_connection_and_go_away(app: &TestApp) {
    const TERMINATE: &str =
        "select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity where client_port = any($1)) t";
    let (staff, maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    let between = Between::start(app).await;
    let mut browser = at(app, &between.db, &maya).await;
    assert!(add_contact(&mut browser, &known, 0).await.status < 400);
    let ended: i64 = sqlx::query_scalar(TERMINATE).bind(between.ports()).fetch_one(pool(&app.state.db)).await.unwrap();
    assert!(ended > 0);
    assert!(add_contact(&mut browser, &known, 1).await.status < 400, "a restart is not even noticed");
    between.cut();
    for n in 2..4 {
        let asked = Instant::now();
        assert_passes(&add_contact(&mut browser, &known, n).await);
        assert!(asked.elapsed() < scaled(Duration::from_secs(12)), "{:?}", asked.elapsed());
    }
    between.mend();
    assert!(add_contact(&mut browser, &known, 4).await.status < 400, "it is there as soon as PostgreSQL is");
    assert_eq!((app.number(CONTACTS).await, app.number(ENTRIES).await), (3, 3), "what was acknowledged is there");
    between.db.close().await;
}

/// A browser of Maya's at an instance that uses `db`.
async fn at(app: &TestApp, db: &Db, maya: &Browser) -> Browser {
    let url = app.second_instance(|app| app.db = db.clone()).await;
    let mut browser = app.browser_at(&url);
    browser.cookies.clone_from(&maya.cookies);
    browser
}

async fn f25_connections_that_lead_to_a_standby_are_given_up(app: &TestApp) {
    let (staff, maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    let db = Db::open(&app.state.config.database_url()).await.unwrap();
    let mut browser = at(app, &db, &maya).await;
    let mut connections = Vec::new();
    for _ in 0..4 {
        connections.push(pool(&db).acquire().await.unwrap());
    }
    for connection in &mut connections {
        let standby = "set session characteristics as transaction read only";
        sqlx::query(standby).execute(&mut **connection).await.unwrap();
    }
    drop(connections);
    for n in 0..6 {
        assert!(add_contact(&mut browser, &known, n).await.status < 400, "{n}");
    }
    db.close().await;
}

async fn f26_a_line_that_falls_silent_is_noticed(app: &TestApp) {
    let (staff, maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    let between = Between::start(app).await;
    let mut browser = at(app, &between.db, &maya).await;
    assert!(add_contact(&mut browser, &known, 0).await.status < 400);
    between.forget();
    let asked = Instant::now();
    assert!(add_contact(&mut browser, &known, 1).await.status < 400, "dead connections are replaced");
    assert!(asked.elapsed() < scaled(Duration::from_secs(12)), "{:?}", asked.elapsed());
    let asked = Instant::now();
    assert!(add_contact(&mut browser, &known, 2).await.status < 400);
    assert!(asked.elapsed() < scaled(Duration::from_secs(2)), "and then all is as before: {:?}", asked.elapsed());
    // Closing would wait for the connections that fell silent.
}

async fn f15_f25_f27_what_postgresql_cannot_do_right_now_is_said_and_leaves_nothing(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    let execute = async |sql: String| {
        let mut tx = app.state.db.begin().await.unwrap();
        db::execute!(&mut tx, AssertSqlSafe(sql)).unwrap();
        tx.commit().await.unwrap();
    };
    // At the last statement of what belongs together. Serialisation, deadlock, disk, standby, shut-down.
    for (n, code) in ["40001", "40P01", "53100", "25006", "57P01"].into_iter().enumerate() {
        let raise = format!(
            "create or replace function refuse() returns trigger language plpgsql as
             $$ begin raise exception 'for now' using errcode = '{code}'; end $$"
        );
        execute(raise).await;
        execute("create trigger refuse before insert on audit for each row execute function refuse()".to_owned()).await;
        assert_passes(&add_contact(&mut maya, &known, n).await);
        assert_eq!(app.number(CONTACTS).await, n as i64, "{code}: no halves");
        execute("drop trigger refuse on audit".to_owned()).await;
        assert!(add_contact(&mut maya, &known, n).await.status < 400, "{code}");
    }
}
