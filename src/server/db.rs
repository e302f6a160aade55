//! Two engines behind one shape: each statement is one SQL text that both understand.
//!
//! SQLite has one writing connection and takes its lock at `begin` (`begin immediate`), so a writer
//! waits in our queue instead of failing half-way (`SQLITE_BUSY_SNAPSHOT`). WAL with
//! `synchronous = FULL`: what was committed survives a power cut.

use super::failure::{Failure, Result};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};
use std::str::FromStr;
use std::time::Duration;

/// A database, for reading anywhere and for beginning transactions.
#[derive(Debug, Clone)]
pub enum Db {
    Sqlite { read: SqlitePool, write: SqlitePool },
    Postgres(PgPool),
}

/// A transaction. Dropped without [`Tx::commit`], it never happened.
pub enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// Runs a query outside any transaction: `read!(db, c => sqlx::query(SQL).fetch_one(c))`.
macro_rules! read {
    ($db:expr, $c:ident => $query:expr) => {
        match $db {
            $crate::server::db::Db::Sqlite { read: $c, .. } => $query.await,
            $crate::server::db::Db::Postgres($c) => $query.await,
        }
    };
}

/// Runs a query inside a transaction: `run!(tx, c => sqlx::query(SQL).execute(c))`.
macro_rules! run {
    ($tx:expr, $c:ident => $query:expr) => {
        match $tx {
            $crate::server::db::Tx::Sqlite(transaction) => {
                let $c = &mut **transaction;
                $query.await
            }
            $crate::server::db::Tx::Postgres(transaction) => {
                let $c = &mut **transaction;
                $query.await
            }
        }
    };
}

/// Runs a statement inside a transaction and counts the rows it changed.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        match $tx {
            $crate::server::db::Tx::Sqlite(transaction) => {
                sqlx::query($sql)$(.bind($value))*.execute(&mut **transaction).await.map(|done| done.rows_affected())
            }
            $crate::server::db::Tx::Postgres(transaction) => {
                sqlx::query($sql)$(.bind($value))*.execute(&mut **transaction).await.map(|done| done.rows_affected())
            }
        }
    };
}

pub(crate) use {execute, read, run};

/// SQLite before this version can corrupt a WAL database when it resets the log (sqlite.org/wal.html).
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

impl Db {
    /// Opens the database, making the SQLite file where there is none.
    ///
    /// # Errors
    /// The database cannot be reached, or its engine is too old.
    pub async fn open(url: &str) -> Result<Self> {
        if url.starts_with("sqlite:") { Self::open_sqlite(url).await } else { Self::open_postgres(url).await }
    }

    async fn open_sqlite(url: &str) -> Result<Self> {
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10));
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options.clone())
            .await?;
        let version: String = sqlx::query_scalar("select sqlite_version()").fetch_one(&write).await?;
        if version_of(&version) < OLDEST_SQLITE {
            return Err(Failure::internal(format!("SQLite {version} is too old: 3.51.3 or newer is needed")));
        }
        let read = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options.pragma("query_only", "on"))
            .await?;
        Ok(Self::Sqlite { read, write })
    }

    async fn open_postgres(url: &str) -> Result<Self> {
        let options = PgConnectOptions::from_str(url)?.application_name("gangway");
        let pool = PgPoolOptions::new()
            .max_connections(10)
            .acquire_timeout(Duration::from_secs(10))
            .connect_with(options)
            .await?;
        Ok(Self::Postgres(pool))
    }

    /// Brings the tables up to this version.
    ///
    /// # Errors
    /// A migration failed, or the database was made by a newer Gangway.
    pub async fn migrate(&self) -> Result<()> {
        let done = match self {
            Self::Sqlite { write, .. } => sqlx::migrate!("migrations/sqlite").run(write).await,
            Self::Postgres(pool) => sqlx::migrate!("migrations/postgres").run(pool).await,
        };
        done.map_err(|error| Failure::Internal(Box::new(error)))
    }

    /// Begins a transaction that may write.
    #[expect(clippy::disallowed_methods, reason = "the one place that begins a transaction")]
    pub async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx::Sqlite(write.begin_with("begin immediate").await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Whether the database answers.
    pub async fn is_reachable(&self) -> bool {
        let answer: sqlx::Result<i32> = read!(self, c => sqlx::query_scalar("select 1").fetch_one(c));
        answer.is_ok()
    }

    /// Closes all connections; SQLite folds its log into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Makes everything in this transaction true at once.
    pub async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await?,
            Self::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }
}

fn version_of(text: &str) -> (u32, u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next())
}
