//! What must hold after every test, whatever it did.

use super::app::TestApp;
use crate::server::db::Db;
use crate::server::metrics;
use sqlx::{AssertSqlSafe, PgPool, SqlitePool};
use std::collections::HashSet;

/// The database is sound, and no secret is anywhere in it (R2).
pub async fn check(app: &TestApp) {
    let at_rest = at_rest(app).await;
    let secrets = app.secrets.all();
    let hex = |secret: &String| secret.bytes().take(12).map(|byte| format!("{byte:02x}")).collect();
    let clear: Vec<String> = secrets.iter().map(|secret| secret[..12].to_owned()).collect();
    assert!(!has_any(&at_rest, &clear), "R2: a secret is kept in clear");
    assert!(!has_any(&at_rest, &secrets.iter().map(hex).collect::<Vec<String>>()), "R2: a secret is kept as bytes");
    let metrics = metrics::text(&app.app).await.unwrap();
    assert!(metrics.ends_with("# EOF\n") && !metrics.contains('@'), "{metrics}");
    assert!(!has_any(&metrics, &clear), "R2: a secret is among the metrics: {metrics}");
}

/// Whether one of `words`, which are equally long, is in `text`: in one pass, because some tests see
/// thousands of secrets and leave megabytes.
fn has_any(text: &str, words: &[String]) -> bool {
    let words: HashSet<&[u8]> = words.iter().map(String::as_bytes).collect();
    let Some(length) = words.iter().next().map(|word| word.len()) else { return false };
    let mut begins = vec![false; 1 << 16];
    let pair = |bytes: &[u8]| usize::from(bytes[0]) << 8 | usize::from(bytes[1]);
    words.iter().for_each(|word| begins[pair(word)] = true);
    text.as_bytes().windows(length).any(|piece| begins[pair(piece)] && words.contains(piece))
}

#[test]
fn a_secret_is_found_wherever_it_is() {
    let words = ["abcdef".to_owned(), "zzzzzz".to_owned()];
    for text in ["abcdef", "x abcdef", "aabcdefg", "\u{e9}zzzzzz", "zzzzzzz"] {
        assert!(has_any(text, &words), "{text}");
    }
    for text in ["", "abcde", "abcdeg", "zzzzz", "ABCDEF"] {
        assert!(!has_any(text, &words), "{text}");
    }
    assert!(!has_any("anything", &[]));
}

/// Every row of every table, so that two looks can be compared. Copies that a test `kept` do not count.
pub async fn contents(app: &TestApp) -> String {
    let mut all = String::new();
    match &app.app.db {
        Db::Sqlite { read, .. } => {
            for table in tables_of_sqlite(read).await {
                // SQLite has no text of a whole row.
                let row = "select group_concat('quote(' || name || ')', ' || '' '' || ') from pragma_table_info($1)";
                let row: String = sqlx::query_scalar(row).bind(&table).fetch_one(read).await.unwrap();
                let rows = format!("select {row} from {table} order by 1");
                let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(rows)).fetch_all(read).await.unwrap();
                all += &[&table, ": ", &rows.join("\n"), "\n"].concat();
            }
        }
        Db::Postgres(pool) => {
            for table in tables_of_postgres(pool).await {
                let rows = format!("select t::text from {table} t order by 1");
                let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(rows)).fetch_all(pool).await.unwrap();
                all += &[&table, ": ", &rows.join("\n"), "\n"].concat();
            }
        }
    }
    all
}

async fn tables_of_sqlite(pool: &SqlitePool) -> Vec<String> {
    let tables = "select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like 'kept%' order by name";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(pool).await.unwrap();
    assert!(tables.len() > 10, "the tables of this test are found");
    tables
}

async fn tables_of_postgres(pool: &PgPool) -> Vec<String> {
    let tables = "select table_name::text from information_schema.tables where table_schema = current_schema() and table_name not like 'kept%' order by 1";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(pool).await.unwrap();
    assert!(tables.len() > 10, "the tables of this test are found");
    tables
}

/// Everything that is kept, as text, after a look at whether it is sound.
pub async fn at_rest(app: &TestApp) -> String {
    match &app.app.db {
        Db::Sqlite { read, .. } => {
            let integrity: String = sqlx::query_scalar("pragma integrity_check").fetch_one(read).await.unwrap();
            assert_eq!(integrity, "ok");
            let broken = sqlx::query("pragma foreign_key_check").fetch_all(read).await.unwrap();
            assert!(broken.is_empty(), "{} rows refer to nothing", broken.len());
            files_of(app)
        }
        Db::Postgres(_) => contents(app).await,
    }
}

fn files_of(app: &TestApp) -> String {
    let read = |name: &str| std::fs::read(app.folder.path().join(name)).unwrap_or_default();
    let bytes = [read("gangway.db"), read("gangway.db-wal")].concat();
    assert!(!bytes.is_empty(), "the files of this test are found");
    String::from_utf8_lossy(&bytes).into_owned()
}
