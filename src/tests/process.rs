//! A server in a process of its own, which a test can kill and stop: this test program, started again.

use super::app::{START, TestApp, config};
use super::fake_smtp::Sink;
use crate::domain::time::Timestamp;
use crate::http;
use crate::server::bounces::mailbox;
use crate::server::invitations::reminders;
use crate::server::outbox::{notifications, worker};
use crate::server::platform::clock::Clock;
use crate::server::platform::config::Config;
use crate::server::platform::db::Db;
use crate::server::state::AppState;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, BufReader, Lines, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};

const ORDERS: &str = "GANGWAY_TEST_INSTANCE";
const READY: &str = "instance listens on ";
/// How finely the clock of an instance ticks.
const TICK: Duration = Duration::from_millis(2);

/// What an instance gets through its environment.
#[derive(Serialize, Deserialize)]
struct Orders {
    /// Where reports come to, for one that follows up.
    mailbox: Option<String>,
    database_url: String,
    public_url: String,
    data_dir: String,
    smtp_url: String,
    /// The instant at which its clock begins, in microseconds.
    now: i64,
}

/// A running instance. It ends with the test, however that ends.
pub struct Process {
    pub url: String,
    child: Child,
    /// Kept open: the harness writes its verdict at the end.
    _said: Lines<BufReader<ChildStdout>>,
}

impl Process {
    /// Starts an instance on the database of `app`, which sends through `sink`, with a clock that is `ahead`
    /// microseconds of all others. `since` is when the test began.
    pub fn start(app: &TestApp, sink: &Sink, since: Instant, ahead: i64) -> Self {
        Self::run(app, sink, since, ahead, None)
    }

    /// The same, and it queues reminders and notifications, and reads `mailbox`.
    pub fn following_up(app: &TestApp, sink: &Sink, since: Instant, ahead: i64, mailbox: String) -> Self {
        Self::run(app, sink, since, ahead, Some(mailbox))
    }

    fn run(app: &TestApp, sink: &Sink, since: Instant, ahead: i64, mailbox: Option<String>) -> Self {
        let orders = Orders {
            mailbox,
            database_url: app.state.config.database_url(),
            public_url: app.url.clone(),
            data_dir: app.folder.path().display().to_string(),
            smtp_url: format!("smtp://{}", sink.address),
            now: START.0 + i64::try_from(since.elapsed().as_micros()).unwrap() + ahead,
        };
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "tests::process::instance", "--ignored", "--nocapture"])
            .env(ORDERS, serde_json::to_string(&orders).unwrap())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        // The harness writes before it, on the same line.
        let ready = said.find_map(|line| line.unwrap().split_once(READY).map(|(_, address)| address.to_owned()));
        Self { url: format!("http://{}", ready.expect("the instance starts")), child, _said: said }
    }

    /// `kill -9`.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Tells it to stop, and waits until it did what it had begun.
    pub fn stop(mut self) {
        drop(self.child.stdin.take());
        assert!(self.child.wait().unwrap().success());
    }

    /// Sends a signal by its name: `STOP` and `CONT`.
    pub fn signal(&self, name: &str) {
        let arguments = [format!("-{name}"), self.child.id().to_string()];
        assert!(Command::new("kill").args(arguments).status().unwrap().success());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[test]
#[ignore = "not a test: the server that tests start and kill"]
fn instance() {
    let Ok(orders) = env::var(ORDERS) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(serve(serde_json::from_str(&orders).unwrap()));
}

async fn serve(orders: Orders) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let follows_up = orders.mailbox.is_some();
    let config = Config {
        listen: address,
        bounce_mailbox: orders.mailbox,
        public_url: Some(orders.public_url),
        database_url: Some(orders.database_url.clone()),
        smtp_url: Some(orders.smtp_url),
        mail_from: Some("Acme <partners@acme.example>".to_owned()),
        ..config(Path::new(&orders.data_dir))
    };
    let db = Db::open(&orders.database_url).await.unwrap();
    let app = AppState { clock: ticking(Timestamp(orders.now)), ..AppState::new(config, db).unwrap() };
    let (tell, told) = oneshot::channel();
    thread::spawn(move || {
        // The test closes it, on purpose or by ending.
        io::stdin().read_to_end(&mut Vec::new()).ok();
        tell.send(()).ok();
    });
    if follows_up {
        tokio::spawn(mailbox::run(app.clone()));
        tokio::spawn(reminders::run(app.clone()));
        tokio::spawn(notifications::run(app.clone()));
    }
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(worker::run(app.clone(), stopped));
    let router = http::router(&app, |_| None);
    println!("{READY}{address}");
    http::serve::serve(listener, router, async {
        let _told = told.await;
    })
    .await;
    stop.send_replace(true);
    worker.await.unwrap();
    app.db.close().await;
}

/// A clock that begins at `now` and runs, until the process is stopped.
fn ticking(now: Timestamp) -> Clock {
    let clock = Clock::fixed(now);
    let ticks = clock.clone();
    thread::spawn(move || {
        let mut last = Instant::now();
        loop {
            thread::sleep(TICK);
            ticks.advance(i64::try_from(last.elapsed().as_micros()).unwrap());
            last = Instant::now();
        }
    });
    clock
}
