//! Two engines behind one shape: each statement is one SQL text that both understand.
//!
//! SQLite has one writing connection and takes its lock at `begin` (`begin immediate`), so a writer
//! waits in our queue instead of failing half-way (`SQLITE_BUSY_SNAPSHOT`). WAL with
//! `synchronous = FULL`: what was committed survives a power cut. Those who wait share commits ([`super::group_commit`]).

use super::error::{Error, Result};
use super::group_commit::{Member, Writer};
use super::postgres;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, PgConnection, PgPool, Postgres, SqlitePool, Transaction};
use std::str::FromStr;
use std::time::Duration;
use tokio::sync::watch;

/// Is sent to after each commit of this process.
pub type Commits = watch::Sender<()>;

/// A database, for reading anywhere and for beginning transactions.
#[derive(Debug, Clone)]
pub enum Db {
    Sqlite { read: SqlitePool, write: Writer, commits: Commits },
    Postgres { pool: PgPool, commits: Commits },
}

/// A transaction. Dropped without [`Tx::commit`], it never happened.
pub enum Tx {
    Sqlite(Member, Commits),
    Postgres(Transaction<'static, Postgres>, Commits),
}

/// Runs a query outside any transaction: `read!(db, c => sqlx::query(SQL).fetch_one(c))`.
macro_rules! read {
    ($db:expr, $c:ident => $query:expr) => {{
        #[cfg(test)]
        $crate::server::platform::db::statements::note();
        match $db {
            $crate::server::platform::db::Db::Sqlite { read: $c, .. } => $query.await,
            $crate::server::platform::db::Db::Postgres { pool: $c, .. } => $query.await,
        }
    }};
}

/// Runs a query inside a transaction: `run!(tx, c => sqlx::query(SQL).execute(c))`.
macro_rules! run {
    ($tx:expr, $c:ident => $query:expr) => {
        match $tx {
            $crate::server::platform::db::Tx::Sqlite(transaction, _) => {
                let $c = &mut **transaction;
                $query.await
            }
            $crate::server::platform::db::Tx::Postgres(transaction, _) => {
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
            $crate::server::platform::db::Tx::Sqlite(transaction, _) => {
                sqlx::query($sql)$(.bind($value))*.execute(&mut **transaction).await.map(|done| done.rows_affected())
            }
            $crate::server::platform::db::Tx::Postgres(transaction, _) => {
                sqlx::query($sql)$(.bind($value))*.execute(&mut **transaction).await.map(|done| done.rows_affected())
            }
        }
    };
}

pub(crate) use {execute, read, run};

static SQLITE_TABLES: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_TABLES: Migrator = sqlx::migrate!("migrations/postgres");

/// The version of the tables that this program knows; both engines have the same.
pub fn known_tables() -> i64 {
    SQLITE_TABLES.iter().map(|migration| migration.version).max().unwrap_or_default()
}

/// Why a database with tables of `version` is not for this program.
pub fn newer(version: i64) -> String {
    let (theirs, ours) = (version.to_string(), known_tables().to_string());
    t!(server::platform::schema_newer, theirs = &theirs, ours = &ours)
}

/// How long an idle connection to PostgreSQL may take to prove that it is alive.
const PING: Duration = Duration::from_secs(2);

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
            // What is deleted is overwritten in the file, too: erased is erased.
            .pragma("secure_delete", "on")
            // A statement with triggers keeps what it may have to undo, in a file otherwise: 80 kB for each partner added.
            .pragma("temp_store", "memory")
            // Pages that every commit changes go from the log to the file once in 16 MB instead of 4.
            .pragma("wal_autocheckpoint", "4000")
            .busy_timeout(Duration::from_secs(10));
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(10))
            // On a full disk SQLite rolls back automatically. sqlx does not notice, and would refuse every later
            // transaction as one within the first.
            .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
            .connect_with(options.clone())
            .await?;
        let version: String = sqlx::query_scalar("select sqlite_version()").fetch_one(&write).await?;
        if version_of(&version) < OLDEST_SQLITE {
            return Err(Error::Conflict(t!(server::platform::sqlite_too_old, version = &version)));
        }
        let read = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(Duration::from_secs(10))
            // 16 MB: a list of ten thousand partners is looked up all over the file.
            .connect_with(options.pragma("query_only", "on").pragma("cache_size", "-16000"))
            .await?;
        Ok(Self::Sqlite { read, write: Writer::new(write), commits: Commits::default() })
    }

    async fn open_postgres(url: &str) -> Result<Self> {
        let options = postgres::options(url)?.application_name("gangway");
        let pool = PgPoolOptions::new()
            .max_connections(10)
            .acquire_timeout(Duration::from_secs(10))
            .test_before_acquire(false)
            .after_connect(|connection, _| Box::pin(postgres::limit_statements(connection)))
            .before_acquire(|connection, _| Box::pin(is_of_use(connection)))
            .connect_with(options)
            .await?;
        Ok(Self::Postgres { pool, commits: Commits::default() })
    }

    /// Brings the tables up to this version.
    ///
    /// # Errors
    /// A migration failed, or the database was made by a newer Gangway.
    pub async fn migrate(&self) -> Result<()> {
        let done = match self {
            Self::Sqlite { write, .. } => SQLITE_TABLES.run(&write.pool).await,
            Self::Postgres { pool, .. } => POSTGRES_TABLES.run(&mut postgres::unlimited(pool).await?).await,
        };
        done.map_err(|error| match error {
            MigrateError::VersionMissing(version) => Error::Conflict(newer(version)),
            MigrateError::VersionMismatch(version) => {
                Error::Conflict(t!(server::platform::schema_differs, version = &version.to_string()))
            }
            MigrateError::Dirty(version) => {
                Error::Conflict(t!(server::platform::schema_half, version = &version.to_string()))
            }
            other => Error::Internal(Box::new(other)),
        })
    }

    /// The version its tables have; none for a database without any.
    pub async fn tables(&self) -> Result<Option<i64>> {
        const SQLITE: &str = "select count(*) from sqlite_master where name = '_sqlx_migrations'";
        const POSTGRES: &str = "
            select count(*)
            from pg_tables
            where tablename = '_sqlx_migrations' and schemaname = any(current_schemas(false))";
        let sql = if matches!(self, Self::Sqlite { .. }) { SQLITE } else { POSTGRES };
        let has_tables: i64 = read!(self, c => sqlx::query_scalar(sql).fetch_one(c))?;
        if has_tables == 0 {
            return Ok(None);
        }
        Ok(read!(self, c => sqlx::query_scalar("select max(version) from _sqlx_migrations").fetch_one(c))?)
    }

    /// Begins a transaction that may write.
    pub async fn begin(&self) -> Result<Tx> {
        self.begin_as(false).await
    }

    /// Begins one that may share its commit with others ([`super::group_commit`]). It must read through itself alone:
    /// other connections don't know yet what those before it did. And it must end with [`Tx::commit`] wherever it says
    /// that something is done.
    pub async fn begin_shared(&self) -> Result<Tx> {
        self.begin_as(true).await
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that begins a transaction on PostgreSQL")]
    async fn begin_as(&self, shares: bool) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite { write, commits, .. } => Tx::Sqlite(write.begin(shares).await?, commits.clone()),
            Self::Postgres { pool, commits } => Tx::Postgres(pool.begin().await?, commits.clone()),
        })
    }

    /// Takes the way of every change up to the change itself.
    ///
    /// # Errors
    /// The database does not take writes.
    pub async fn takes_writes(&self) -> Result<()> {
        let mut tx = self.begin().await?;
        match &mut tx {
            // Never committed, but refused where nothing can be: `begin immediate` alone passes there.
            Tx::Sqlite(transaction, _) => {
                sqlx::query("pragma user_version = 0").execute(&mut **transaction).await?;
            }
            Tx::Postgres(transaction, _) => {
                let setting = sqlx::query_scalar("select current_setting('transaction_read_only')");
                let read_only: String = setting.fetch_one(&mut **transaction).await?;
                if read_only == "on" {
                    return Err(Error::Conflict(t!(server::platform::read_only).to_owned()));
                }
            }
        }
        Ok(())
    }

    /// Closes all connections; SQLite folds its log into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write, .. } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres { pool, .. } => pool.close().await,
        }
    }
}

/// Whether an idle connection still leads to a server that accepts writes: after a failover it may lead to the standby
/// for days, or to no server, which no packet ever says.
async fn is_of_use(connection: &mut PgConnection) -> std::result::Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        return Ok(false);
    }
    let writes = sqlx::query_scalar("select current_setting('transaction_read_only') = 'off'");
    tokio::time::timeout(PING, writes.fetch_one(connection)).await.map_err(|_| sqlx::Error::PoolTimedOut)?
}

impl Tx {
    /// Makes other transactions that name the same `lock` wait for this one. SQLite has one writer as it is.
    pub async fn serialize(&mut self, lock: i64) -> Result<()> {
        if let Self::Postgres(transaction, _) = self {
            sqlx::query("select pg_advisory_xact_lock($1)").bind(lock).execute(&mut **transaction).await?;
        }
        Ok(())
    }

    /// Makes everything in this transaction true at once.
    pub async fn commit(self) -> Result<()> {
        let commits = match self {
            Self::Sqlite(member, commits) => member.commit().await.map(|()| commits),
            Self::Postgres(transaction, commits) => transaction.commit().await.map(|()| commits).map_err(Error::from),
        };
        commits?.send_replace(());
        Ok(())
    }
}

fn version_of(text: &str) -> (u32, u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next())
}

/// Counts the statements outside transactions that a test's call takes.
#[cfg(test)]
pub mod statements {
    use std::cell::Cell;

    tokio::task_local! {
        static COUNT: Cell<usize>;
    }

    /// Another one.
    pub fn note() {
        COUNT.try_with(|count| count.set(count.get() + 1)).ok();
    }

    /// What `work` comes to, and how many it took.
    pub async fn counted<T>(work: impl Future<Output = T>) -> (T, usize) {
        let counted = async { (work.await, COUNT.with(Cell::get)) };
        COUNT.scope(Cell::new(0), counted).await
    }
}
