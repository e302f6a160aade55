//! What must hold after every test, whatever it did.

use super::app::TestApp;
use crate::server::db::Db;
use sqlx::{AssertSqlSafe, PgPool, SqlitePool};

/// The database is sound, and no secret is anywhere in it (R2).
pub async fn check(app: &TestApp) {
    let at_rest = at_rest(app).await;
    for secret in app.secrets.all() {
        let hex: String = secret.bytes().take(12).map(|byte| format!("{byte:02x}")).collect();
        assert!(!at_rest.contains(&secret[..12]), "R2: a secret is kept in clear");
        assert!(!at_rest.contains(&hex), "R2: a secret is kept in clear, as bytes");
    }
}

/// Every row of every table, so that two looks can be compared.
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
    let tables = "select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(pool).await.unwrap();
    assert!(tables.len() > 10, "the tables of this test are found");
    tables
}

async fn tables_of_postgres(pool: &PgPool) -> Vec<String> {
    let tables =
        "select table_name::text from information_schema.tables where table_schema = current_schema() order by 1";
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
