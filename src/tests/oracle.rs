//! What must hold after every test, whatever it did.

use super::app::TestApp;
use crate::server::db::Db;
use sqlx::AssertSqlSafe;

/// The database is sound, and no secret is anywhere in it (R2).
pub async fn check(app: &TestApp) {
    let at_rest = at_rest(app).await;
    for secret in app.secrets.all() {
        let hex: String = secret.bytes().take(12).map(|byte| format!("{byte:02x}")).collect();
        assert!(!at_rest.contains(&secret[..12]), "R2: a secret is kept in clear");
        assert!(!at_rest.contains(&hex), "R2: a secret is kept in clear, as bytes");
    }
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
        Db::Postgres(pool) => {
            let tables: Vec<String> = sqlx::query_scalar(
                "select table_name::text from information_schema.tables where table_schema = current_schema()",
            )
            .fetch_all(pool)
            .await
            .unwrap();
            assert!(tables.len() > 10, "the tables of this test are found");
            let mut all = String::new();
            for table in tables {
                let rows = format!("select coalesce(string_agg(t::text, ' '), '') from {table} t");
                all += &sqlx::query_scalar::<_, String>(AssertSqlSafe(rows)).fetch_one(pool).await.unwrap();
            }
            all
        }
    }
}

fn files_of(app: &TestApp) -> String {
    let read = |name: &str| std::fs::read(app.folder.path().join(name)).unwrap_or_default();
    let bytes = [read("gangway.db"), read("gangway.db-wal")].concat();
    assert!(!bytes.is_empty(), "the files of this test are found");
    String::from_utf8_lossy(&bytes).into_owned()
}
