//! A copy of the whole database, so that many calls begin in the same state.

use crate::server::mail_server;
use crate::server::platform::clock::Clock;
use crate::server::platform::db::{Db, execute};
use crate::server::platform::random::Random;
use crate::tests::app::{Engine, TestApp};
use serde::{Deserialize, Serialize};
use sqlx::AssertSqlSafe;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// The instant, and how often randomness was asked for: what comes next is new.
#[derive(Serialize, Deserialize)]
pub struct Moment {
    now: i64,
    count: u64,
}

impl Moment {
    /// That of `app`.
    pub fn of(app: &TestApp) -> Self {
        let (now, counter) = clock_and_counter(app);
        Self { now: now.load(Ordering::SeqCst), count: counter.load(Ordering::SeqCst) }
    }

    /// Takes `app` to it.
    pub fn restore(&self, app: &TestApp) {
        let (now, counter) = clock_and_counter(app);
        now.store(self.now, Ordering::SeqCst);
        counter.store(self.count, Ordering::SeqCst);
    }
}

fn clock_and_counter(app: &TestApp) -> (&AtomicI64, &AtomicU64) {
    match (&app.state.clock, &app.state.random) {
        (Clock::Fixed(now), Random::Seeded { counter, .. }) => (now, counter),
        _ => unreachable!("tests repeat themselves"),
    }
}

/// All tables as they were, and the moment that goes with them.
pub struct Snapshot {
    /// In the order in which they refer to each other, each with its columns as a list.
    tables: Vec<(String, String)>,
    moment: Moment,
}

impl Snapshot {
    /// Copies every table into another one named `kept_…`; those are no contents to compare.
    pub async fn take(app: &TestApp) -> Self {
        let mut tables: Vec<(String, String)> = Vec::new();
        for (table, column) in columns(app).await {
            match tables.last_mut().filter(|(last, _)| *last == table) {
                Some((_, columns)) => *columns += &format!(", {column}"),
                None => tables.push((table, column)),
            }
        }
        let keep =
            |(table, columns): &(String, String)| format!("create table kept_{table} as select {columns} from {table}");
        execute_all(app, tables.iter().map(keep)).await;
        Self { tables, moment: Moment::of(app) }
    }

    /// Makes everything as it was.
    pub async fn restore(&self, app: &TestApp) {
        let empty = self.tables.iter().rev().map(|(table, _)| format!("delete from {table}"));
        let fill = self.tables.iter();
        let fill = fill.map(|(table, columns)| format!("insert into {table} ({columns}) select * from kept_{table}"));
        // `pg_dump` makes tables in another order. Nothing refers to nothing once all are filled again.
        let unordered = "set local session_replication_role = replica".to_owned();
        let begin = (app.engine() == Engine::Postgres).then_some(unordered);
        execute_all(app, begin.into_iter().chain(empty).chain(fill)).await;
        self.moment.restore(app);
        mail_server::refresh(&app.state).await.unwrap();
    }
}

/// Runs `statements` in one transaction.
pub async fn execute_all(app: &TestApp, statements: impl IntoIterator<Item = String>) {
    let mut tx = app.state.db.begin().await.unwrap();
    for sql in statements {
        execute!(&mut tx, AssertSqlSafe(sql)).unwrap();
    }
    tx.commit().await.unwrap();
}

/// Tables and their columns, in the order in which they were made; without generated ones, which cannot be set and
/// which SQLite's `table_info` leaves out, and without the search index, which follows the partners.
pub async fn columns(app: &TestApp) -> Vec<(String, String)> {
    const SQLITE: &str = "
        select t.name, c.name
        from sqlite_master t, pragma_table_info(t.name) c
        where t.type = 'table' and t.name not like 'sqlite%' and t.name not like '#_sqlx%' escape '#'
            and t.name not like 'partner#_text%' escape '#'
        order by t.rowid, c.cid";
    const POSTGRES: &str = "
        select t.relname::text, c.attname::text
        from pg_class t
        join pg_attribute c on c.attrelid = t.oid
        where t.relnamespace = current_schema()::regnamespace and t.relkind = 'r' and c.attnum > 0
            and not c.attisdropped and c.attgenerated = '' and t.relname not like '#_sqlx%' escape '#'
        order by t.oid, c.attnum";
    match &app.state.db {
        Db::Sqlite { read, .. } => sqlx::query_as(SQLITE).fetch_all(read).await.unwrap(),
        Db::Postgres { pool, .. } => sqlx::query_as(POSTGRES).fetch_all(pool).await.unwrap(),
    }
}
