//! A whole Gangway for one test: the router that production runs, on a real socket, on either engine.
//!
//! The clock advances only by the second that each request of a [`Browser`] takes, randomness is repeatable, and emails
//! are kept in memory. Every test ends, in [`TestApp::run`], with the checks that hold after everything: the database
//! is sound and contains no secret in clear.

use super::browser::Browser;
use super::captured_log;
use super::leak_scanner::Secrets;
use super::received_email::ReceivedEmail;
use super::time_limits::scaled;
use crate::domain::time::{SECOND, Timestamp};
use crate::http;
use crate::server::mailer::transport::Mailer;
use crate::server::ops::{default_data, key_rebuild};
use crate::server::outbox::worker;
use crate::server::platform::clock::Clock;
use crate::server::platform::config::Config;
use crate::server::platform::db::Db;
use crate::server::platform::dns::Dns;
use crate::server::platform::metrics::Metrics;
use crate::server::platform::random::Random;
use crate::server::platform::rate_limit::{RateLimiter, Rates};
use crate::server::state::AppState;
use flate2::read::GzDecoder;
use sqlx::PgPool;
use std::fs::{self, File};
use std::io::Read;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, oneshot};
use tokio::task::JoinHandle;

/// 2026-11-22T14:02:09Z, a Sunday: when every test begins.
pub const START: Timestamp = Timestamp(1_795_356_129 * SECOND);

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// As its makers write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// Turns `async fn name(app: &TestApp)` into one test an engine.
macro_rules! on_both_engines {
    ($($test:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                $crate::tests::app::TestApp::run($crate::tests::app::Engine::Sqlite, super::$test).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                $crate::tests::app::TestApp::run($crate::tests::app::Engine::Postgres, super::$test).await;
            })+
        }
    };
}
pub(super) use on_both_engines;

/// Turns `async fn name(app: &TestApp)` into one test, for what only PostgreSQL can do.
///
/// The module's name ends like that of [`on_both_engines`]: `make unit` leaves out every `postgres::`.
macro_rules! on_postgres {
    ($($test:ident),+ $(,)?) => {
        mod only_on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                $crate::tests::app::TestApp::run($crate::tests::app::Engine::Postgres, super::$test).await;
            })+
        }
    };
}
pub(super) use on_postgres;

/// Tests click faster than people. Those about the limit set it.
const UNLIMITED: Rates = Rates { known: [u32::MAX; 2], network: [u32::MAX; 2], strangers: [u32::MAX; 2] };

/// A running Gangway.
pub struct TestApp {
    pub state: AppState,
    pub url: String,
    pub secrets: Secrets,
    pub folder: TempDir,
    sent: Arc<Mutex<Vec<Vec<u8>>>>,
    schema: Option<(PgPool, String)>,
    served: Served,
}

struct Served {
    stop: oneshot::Sender<()>,
    done: JoinHandle<()>,
}

impl TestApp {
    /// Runs `test` against a Gangway of its own, then checks what must hold after everything.
    pub async fn run(engine: Engine, test: impl AsyncFnOnce(&Self)) {
        let app = Self::start(engine, None).await;
        test(&app).await;
        app.finish().await;
    }

    /// The same against one whose database and data folder are those of an earlier version, stored in `stored`.
    pub async fn run_stored(engine: Engine, stored: &Path, test: impl AsyncFnOnce(&Self)) {
        let app = Self::start(engine, Some(stored)).await;
        test(&app).await;
        app.finish().await;
    }

    async fn start(engine: Engine, stored: Option<&Path>) -> Self {
        captured_log::start();
        let folder = tempfile::tempdir().unwrap();
        let schema = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(new_schema().await),
        };
        let database_url = match &schema {
            None => format!("sqlite://{}", folder.path().join("gangway.db").display()),
            Some((_, schema)) => with_schema(&test_database_url(), schema),
        };
        if let Some(stored) = stored {
            take_over(stored, folder.path(), schema.as_ref()).await;
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let url = format!("http://{address}");
        let sent = Arc::<Mutex<Vec<Vec<u8>>>>::default();
        let app = AppState {
            config: Arc::new(Config {
                listen: address,
                public_url: Some(url.clone()),
                database_url: Some(database_url.clone()),
                ..config(folder.path())
            }),
            db: Db::open(&database_url).await.unwrap(),
            clock: Clock::fixed(START),
            random: Random::seeded(7),
            mailer: Mailer::Memory { sent: sent.clone(), from: "Acme <partners@acme.example>".parse().unwrap() }.into(),
            dns: Dns::none(),
            passwords: Default::default(),
            workers: Default::default(),
            limiter: Arc::new(RateLimiter::new(&Clock::fixed(START), UNLIMITED)),
            signing_key: Default::default(),
            outbox: Default::default(),
            tasks: Default::default(),
            resets: Arc::new(Semaphore::new(64)),
            requests: Arc::new(Semaphore::new(4_096)),
            stopping: Default::default(),
            outbox_looked: Default::default(),
            metrics: Arc::new(Metrics::new(START)),
            live: Default::default(),
            progress: Default::default(),
            reach: Default::default(),
        };
        app.db.migrate().await.unwrap();
        default_data::ensure(&app).await.unwrap();
        key_rebuild::ensure(&app).await.unwrap();
        let served = serve(&app, listener);
        Self { state: app, url, secrets: Secrets::default(), folder, sent, schema, served }
    }

    /// The engine this one runs on.
    pub fn engine(&self) -> Engine {
        if self.schema.is_some() { Engine::Postgres } else { Engine::Sqlite }
    }

    /// Its part of the PostgreSQL that all tests share.
    pub fn schema(&self) -> &str {
        &self.schema.as_ref().expect("a test on PostgreSQL").1
    }

    /// Another instance on the same database, which `change` may set up differently; returns its
    /// address.
    pub async fn second_instance(&self, change: impl FnOnce(&mut AppState)) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let mut app = self.state.clone();
        app.passwords = Default::default();
        change(&mut app);
        // It stops with the process, or with the runtime of its test.
        let Served { stop, .. } = serve(&app, listener);
        std::mem::forget(stop);
        url
    }

    /// A browser that was never here before.
    pub fn browser(&self) -> Browser {
        self.browser_at(&self.url)
    }

    /// The same for another instance.
    pub fn browser_at(&self, url: &str) -> Browser {
        Browser::new(url, self.state.clock.clone(), self.secrets.clone())
    }

    /// Waits for work that continues after its answer was given.
    pub async fn settle(&self) {
        self.state.tasks.close();
        self.state.tasks.wait().await;
        self.state.tasks.reopen();
    }

    /// Sends what is due; returns all mails since the last time, in the order they left.
    pub async fn emails(&self) -> Vec<ReceivedEmail> {
        self.settle().await;
        worker::drain(&self.state).await.unwrap();
        let sent = std::mem::take(&mut *self.sent.lock().unwrap());
        sent.iter().map(|letter| ReceivedEmail::read(letter, &self.secrets)).collect()
    }

    /// The one mail that is due whose subject has these words.
    pub async fn message_about(&self, words: &str) -> ReceivedEmail {
        let mut emails = self.emails().await;
        emails.retain(|email| email.subject.contains(words));
        assert_eq!(emails.len(), 1, "one mail about \"{words}\" was expected: {emails:#?}");
        emails.remove(0)
    }

    /// The one mail that is due.
    pub async fn message(&self) -> ReceivedEmail {
        let mut emails = self.emails().await;
        assert_eq!(emails.len(), 1, "one mail was expected: {emails:#?}");
        emails.remove(0)
    }

    /// For a test of hundreds of commits that is not about power cuts: SQLite waits for the disk no more.
    pub async fn stay_in_memory(&self) {
        if let Db::Sqlite { write, .. } = &self.state.db {
            sqlx::query("pragma synchronous = off").execute(&write.pool).await.unwrap();
        }
    }

    /// Moves the clock on.
    pub fn wait(&self, micros: i64) {
        self.state.clock.advance(micros);
    }

    async fn finish(self) {
        self.settle().await;
        super::invariants::check(&self).await;
        let Served { stop, done } = self.served;
        stop.send(()).ok();
        let _forced = tokio::time::timeout(scaled(Duration::from_secs(5)), done).await;
        self.state.db.close().await;
        if let Some((pool, schema)) = self.schema {
            sqlx::query(sqlx::AssertSqlSafe(format!("drop schema {schema} cascade"))).execute(&pool).await.unwrap();
        }
    }
}

/// The files of the pages that are not built.
#[derive(rust_embed::Embed)]
#[folder = "public"]
struct Public;

fn serve(app: &AppState, listener: TcpListener) -> Served {
    let (stop, stopped) = oneshot::channel::<()>();
    let router = http::router(app, Public::get);
    let done = tokio::spawn(http::serve::serve(listener, router, async {
        let _stopped = stopped.await;
    }));
    Served { stop, done }
}

/// The configuration of a Gangway that keeps everything in `folder`.
pub fn config(folder: &Path) -> Config {
    Config {
        listen: SocketAddr::from(([127, 0, 0, 1], 0)),
        public_url: Some("http://localhost".to_owned()),
        data_dir: folder.to_owned(),
        database_url: None,
        smtp_url: None,
        smtp_ca: None,
        bounce_address: None,
        bounce_webhooks: None,
        bounce_mailbox: None,
        mail_from: None,
        trusted_proxies: None,
        staff_session_days: 14,
        contact_session_days: 30,
        audit_months: 12,
        origin_days: 90,
        invitation_months: 12,
        send_hold: 0,
        metrics_listen: None,
        dns_server: None,
        demo: None,
    }
}

/// The throw-away PostgreSQL beside which the tests run.
fn test_database_url() -> String {
    std::env::var("TEST_DATABASE_URL")
        .expect("TEST_DATABASE_URL names no PostgreSQL to test with: `make unit-all` starts one and sets it up")
}

async fn new_schema() -> (PgPool, String) {
    let pool = PgPool::connect(&test_database_url()).await.expect("the PostgreSQL of TEST_DATABASE_URL answers");
    let name = format!("test_{}", Random::System.id(START).simple());
    sqlx::query(sqlx::AssertSqlSafe(format!("create schema {name}"))).execute(&pool).await.unwrap();
    (pool, name)
}

/// The schema of a stored database, which has another name in each test.
const STORED_SCHEMA: &str = "stored_gangway";

/// The statements of `pg_dump` without those to `psql`, for any schema.
pub fn stored_sql(dump: &str, schema: &str) -> String {
    let statements = dump.lines().filter(|line| !line.starts_with('\\')).map(|line| format!("{line}\n"));
    statements.collect::<String>().replace(schema, STORED_SCHEMA)
}

/// Puts the stored database and the files beside it where the new Gangway looks for its own.
async fn take_over(stored: &Path, folder: &Path, schema: Option<&(PgPool, String)>) {
    fs::copy(stored.join("secret.key"), folder.join("secret.key")).unwrap();
    let mut database = Vec::new();
    GzDecoder::new(File::open(stored.join("database.gz")).unwrap()).read_to_end(&mut database).unwrap();
    let Some((pool, schema)) = schema else {
        return fs::write(folder.join("gangway.db"), database).unwrap();
    };
    let sql = String::from_utf8(database).unwrap().replace(STORED_SCHEMA, schema);
    let empty = format!("drop schema {schema}");
    // The dump changes settings of its connection.
    let mut connection = pool.acquire().await.unwrap().detach();
    for sql in [empty, sql] {
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    }
}

fn with_schema(url: &str, schema: &str) -> String {
    let mark = if url.contains('?') { '&' } else { '?' };
    format!("{url}{mark}options[search_path]={schema}")
}
