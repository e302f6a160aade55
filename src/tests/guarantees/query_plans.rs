//! What a page reads: with many partners, no statement of a list looks through a whole table. The plans of both engines
//! are asked for, not the time.

use crate::paths;
use crate::server::ops::sample;
use crate::server::partners::{duplicates, find};
use crate::server::platform::db::Db;
use crate::tests::app::{Engine, TestApp};
use sqlx::{AssertSqlSafe, Executor, Row};
use std::collections::BTreeSet;
use std::fmt::{Debug, Write};
use std::sync::Mutex;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

mod sqlite {
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn lists_are_read_by_an_index() {
        super::lists_are_read_by_an_index(crate::tests::app::Engine::Sqlite).await;
    }
}

mod postgres {
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn lists_are_read_by_an_index() {
        super::lists_are_read_by_an_index(crate::tests::app::Engine::Postgres).await;
    }
}

/// More than are counted.
const PARTNERS: i64 = 20_050;

/// What grows with the partners.
const LARGE: [&str; 6] = ["partner", "person", "invitation", "queued_email", "audit", "partner_program"];

static STATEMENTS: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Keeps each statement that sqlx logs.
struct Statements;

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event, _: Context<S>) {
        let mut statement = String::new();
        event.record(&mut Statement(&mut statement));
        STATEMENTS.lock().unwrap().insert(statement);
    }
}

/// The field that has its text: short ones are in their summary as a whole.
struct Statement<'a>(&'a mut String);

impl Visit for Statement<'_> {
    fn record_str(&mut self, field: &Field, text: &str) {
        if field.name() == "db.statement" && !text.is_empty() || field.name() == "summary" && self.0.is_empty() {
            *self.0 = text.trim().to_owned();
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}

async fn lists_are_read_by_an_index(engine: Engine) {
    // Before the log of all tests is.
    let queries = Targets::new().with_target("sqlx::query", Level::DEBUG);
    tracing_subscriber::registry().with(Statements.with_filter(queries)).init();
    TestApp::run(engine, every_plan).await;
}

async fn every_plan(app: &TestApp) {
    app.stay_in_memory().await;
    sample::fill(&app.state, PARTNERS).await.unwrap();
    let (staff, mut maya) = app.maya().await;
    STATEMENTS.lock().unwrap().clear();
    let partner = app.id("select id from partner limit 1").await;
    let program = app.id("select id from program limit 1").await;
    let mut pages = vec![
        paths::MANAGE_STATUSES.to_owned(),
        paths::MANAGE_PROGRAMS.to_owned(),
        paths::MANAGE_MAIL.to_owned(),
        paths::MANAGE_AUDIT.to_owned(),
        format!("/partners/{partner}"),
        format!("/partners?program={program}"),
    ];
    for sort in
        ["name", "status", "contact", "email", "language", "access", "invited", "signed-up", "last-seen", "added"]
    {
        pages.extend(["", "-"].map(|sign| format!("/partners?sort={sign}{sort}")));
    }
    for part in
        ["none", "invited", "active", "attention", "refused", "expired", "reported", "silent", "requested", "scheduled"]
    {
        pages.push(format!("/partners?access={part}"));
    }
    for words in ["harbor", "arbo", "carla+novak", "office@", "a", "17", "nothing-like-this"] {
        pages.push(format!("/partners?q={words}"));
    }
    for page in pages {
        let opened = maya.open(&page).await;
        assert_eq!(opened.status, 200, "{page}");
    }
    // An email is written, too.
    let contact = app.id("select p.id from person p where p.is_main and p.access_at is null limit 1").await;
    let person = contact.to_string();
    let given = [("form[person]", &*person), ("form[delivery]", "email")];
    assert!(maya.call("/api/invitations/give-access", &given).await.status < 400);
    app.emails().await;
    duplicates::find(&app.state, &staff, "Harbor Freight & Co. GmbH", "carla@novak.example").await.unwrap();
    find::find(&app.state, &staff, "harbor fr").await.unwrap();
    let statements = std::mem::take(&mut *STATEMENTS.lock().unwrap());
    let views = views(&app.state.db).await;
    let mut found = String::new();
    for statement in statements.iter().filter(|statement| statement.contains("select")) {
        let plan = plan(&app.state.db, statement).await;
        let read = with_views(statement, &views);
        for line in plan.iter().filter(|line| is_scan(line, &read)) {
            writeln!(found, "{line}\n{statement}\n{}\n", plan.join("\n")).unwrap();
        }
    }
    assert!(statements.len() > 50, "statements are logged");
    assert_eq!(found, "", "a large table is looked through");
}

/// The views that give names of their own to tables: SQLite's plans have those, PostgreSQL's the tables'.
async fn views(db: &Db) -> Vec<(String, String)> {
    const VIEWS: &str = "select name, sql from sqlite_master where type = 'view'";
    match db {
        Db::Sqlite { read, .. } => sqlx::query_as(VIEWS).fetch_all(read).await.unwrap(),
        Db::Postgres { .. } => Vec::new(),
    }
}

/// A statement, and the text of each view that it reads.
fn with_views(statement: &str, views: &[(String, String)]) -> String {
    let mut text = statement.to_owned();
    let mut left: Vec<_> = views.iter().collect();
    while let Some(at) = left.iter().position(|(name, _)| words(&text).contains(&name.as_str())) {
        text += &[" ", &left.swap_remove(at).1].concat();
    }
    text
}

fn words(statement: &str) -> Vec<&str> {
    statement.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect()
}

/// The steps of a statement, a line each.
async fn plan(db: &Db, statement: &str) -> Vec<String> {
    match db {
        Db::Sqlite { read, .. } => {
            let explain = format!("explain query plan {statement}");
            let steps: Vec<(i64, i64, i64, String)> =
                sqlx::query_as(AssertSqlSafe(explain)).fetch_all(read).await.unwrap();
            steps.into_iter().map(|(.., step)| step).collect()
        }
        Db::Postgres { pool, .. } => {
            let mut connection = pool.acquire().await.unwrap();
            let count = statement.matches('$').count();
            let count = (1..=count).rev().find(|n| statement.contains(&format!("${n}"))).unwrap_or_default();
            let values = vec!["null"; count].join(", ");
            let execute = if count > 0 { format!("execute asked({values})") } else { "execute asked".to_owned() };
            let begin = "set enable_seqscan = off; set plan_cache_mode = force_generic_plan";
            for setting in [begin.to_owned(), format!("prepare asked as {statement}")] {
                connection.execute(sqlx::raw_sql(AssertSqlSafe(setting.clone()))).await.expect(&setting);
            }
            let explain = sqlx::raw_sql(AssertSqlSafe(format!("explain {execute}"))).fetch_all(&mut *connection).await;
            connection.execute("deallocate asked").await.unwrap();
            explain.unwrap().into_iter().map(|row| row.get::<String, _>(0).trim().to_owned()).collect()
        }
    }
}

/// Whether a step looks through a large table that `statement` reads. In the order of an index, up to a limit, it does not.
fn is_scan(step: &str, statement: &str) -> bool {
    let words = words(statement);
    let is_large =
        |name: &str| LARGE.contains(&name) || words.windows(2).any(|pair| LARGE.contains(&pair[0]) && pair[1] == name);
    // One row is enough to know whether there is any.
    let is_any = |name: &str| statement.contains(&format!("(select 1 from {name})"));
    // The few in an index of the team are all wanted.
    let is_walk =
        |step: &&str| step.contains(" INDEX ") && (statement.contains("limit") || step.contains("person_team"));
    let sqlite = step.strip_prefix("SCAN ").filter(|step| !is_walk(step));
    let scan = sqlite.or_else(|| step.trim_start_matches("->").trim().strip_prefix("Seq Scan on "));
    let name = scan.and_then(|scan| scan.split(' ').next()).unwrap_or_default();
    // PostgreSQL looks at each row to see whether it is in the one list or in the other.
    let is_either = step.starts_with("Filter: ") && step.contains(" OR ") && step.contains("hashed SubPlan");
    is_large(name) && !is_any(name) || is_either
}
