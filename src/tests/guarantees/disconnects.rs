//! R42: a visitor who goes away in the middle leaves neither half work nor a broken connection behind.

use crate::domain::ids::PartnerId;
use crate::domain::invitations::delivery::Delivery;
use crate::server::people::search_index;
use crate::server::platform::db::{Db, execute, read, run};
use crate::server::platform::random::Random;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::invariants::Watch;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use std::str::FromStr;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use uuid::Uuid;

on_both_engines! {
    r42_visitors_who_go_away_leave_nothing_half_done,
}

/// The same database with `places` connections; SQLite writes over one however many there are.
async fn with_places(app: &TestApp, places: u32) -> Db {
    match &app.state.db {
        Db::Sqlite { .. } => Db::open(&app.state.config.database_url()).await.unwrap(),
        Db::Postgres { .. } => {
            let options = PgConnectOptions::from_str(&app.state.config.database_url()).unwrap();
            let options = options.application_name("gangway r42");
            let pool = PgPoolOptions::new().max_connections(places).connect_with(options).await.unwrap();
            Db::Postgres { pool, commits: Default::default() }
        }
    }
}

/// What `browser` sends for a form, byte for byte.
fn written(browser: &Browser, endpoint: &str, fields: &[(String, String)]) -> String {
    let host = browser.base.trim_start_matches("http://");
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    format!(
        "POST {endpoint} HTTP/1.1\r\nhost: {host}\r\norigin: {}\r\nsec-fetch-site: same-origin\r\ncookie: {}\r\n\
         accept: application/json\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        browser.base,
        browser.cookie_header(),
        body.len()
    )
}

/// Sends `request` and hangs up `after` that. The answer, if there is one, is not read, so the
/// connection is reset.
async fn send_and_hang_up(host: String, request: String, after: Duration) {
    let mut stream = TcpStream::connect(host).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    tokio::time::sleep(after).await;
}

async fn r42_visitors_who_go_away_leave_nothing_half_done(app: &TestApp) {
    let (staff, maya) = app.maya().await;
    let ana = app.alder(&staff, Some(Delivery::Link)).await;
    let watch = Watch::over(app);
    let chance = Random::seeded(42);
    for places in [1, 2, 4] {
        let db = with_places(app, places).await;
        let url = app.second_instance(|app| app.db = db.clone()).await;
        let mut browser = app.browser_at(&url);
        browser.cookies = maya.cookies.clone();
        let mut visits = Vec::new();
        for n in 0..60 {
            let endpoint =
                ["invitations/mint-link", "partners/add-contact", "onboarding/keep", "onboarding/details"][n % 4];
            let fields = [
                ("form[person]", ana.contact.to_string()),
                ("form[partner]", ana.partner.to_string()),
                ("draft", app.state.id().to_string()),
                ("form[name]", format!("Gone {places} {n}")),
                ("form[status]", app.status("Prospect").await),
                ("form[first_name]", "Gone".to_owned()),
                ("form[last_name]", "Away".to_owned()),
                ("form[email]", format!("gone{places}.{n}@alder.example")),
                ("form[delivery]", "link".to_owned()),
            ]
            .map(|(name, value)| (name.to_owned(), value));
            let after = Duration::from_micros(u64::try_from(chance.below(25_000)).unwrap());
            visits.push((written(&browser, &format!("/api/{endpoint}"), &fields), after));
        }
        let host = url.trim_start_matches("http://");
        for some in visits.chunks(12) {
            let gone: Vec<_> = some
                .iter()
                .map(|(request, after)| tokio::spawn(send_and_hang_up(host.to_owned(), request.clone(), *after)))
                .collect();
            for visit in gone {
                visit.await.unwrap();
            }
        }

        for n in 0..25 {
            let email = format!("clean{places}.{n}@alder.example");
            let fields = [
                ("form[partner]", ana.partner.to_string()),
                ("form[first_name]", "Clean".to_owned()),
                ("form[last_name]", "Request".to_owned()),
                ("form[email]", email.clone()),
            ];
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = browser.call("/api/partners/add-contact", &fields).await;
            assert!(answer.status < 400, "{places} connections, request {n}: {answer:?}");
        }
        if let Db::Postgres { pool, .. } = &app.state.db {
            let idle = "
                select count(*)
                from pg_stat_activity
                where application_name = 'gangway r42' and state like 'idle in transaction%'";
            let idle: i64 = sqlx::query_scalar(idle).fetch_one(pool).await.unwrap();
            assert_eq!(idle, 0, "no transaction was left open");
        }
        whole(app).await;
        // Room for the next round: a partner has 100 contacts at most.
        clear(app).await;
        db.close().await;
    }
    watch.end().await;
}

/// What belongs together was written together.
async fn whole(app: &TestApp) {
    for (what, sql) in [
        (
            "a contact without its entry",
            "select count(*) from person p where p.first_name in ('Gone', 'Clean')
             and not exists (select 1 from audit a where a.person_id = p.id)",
        ),
        (
            "a partner without its main contact",
            "select count(*) from partner c
             where not exists (select 1 from person p where p.partner_id = c.id and p.is_main)",
        ),
        (
            "a link without its entry",
            "select abs((select count(*) from token) - 1 - (select count(*) from audit where action = 'link_copied'))",
        ),
    ] {
        let count: i64 = read!(&app.state.db, c => sqlx::query_scalar(sql).fetch_one(c)).unwrap();
        assert_eq!(count, 0, "{what}");
    }
}

async fn clear(app: &TestApp) {
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, "delete from partner where name like 'Gone %'").unwrap();
    execute!(&mut tx, "delete from person where first_name in ('Gone', 'Clean')").unwrap();
    let left: Vec<Uuid> = run!(&mut tx, c => sqlx::query_scalar("select id from partner").fetch_all(c)).unwrap();
    for partner in left {
        search_index::refresh_search(&mut tx, PartnerId(partner)).await.unwrap();
    }
    tx.commit().await.unwrap();
}
