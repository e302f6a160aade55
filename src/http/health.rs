//! Health checks, for monitoring.

use crate::domain::time::{SECOND, Timestamp};
use crate::server::platform::config::sqlite_file;
use crate::server::platform::db::known_tables;
use crate::server::state::AppState;
use axum::Extension;
use axum::extract::State;
use http::StatusCode;
use rustix::fs::statvfs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// A watcher gives up after some seconds, and then knows less than a bad answer would say.
const CHECK_TIMEOUT: Duration = Duration::from_secs(2);

/// With less room than this on its disk, SQLite may not be able to keep the next change.
const ROOM: u64 = 128 * 1024;

/// The process answers.
pub async fn alive() -> &'static str {
    "alive\n"
}

/// How long an answer is given to everyone who asks: looking takes the place of a writer.
const ANSWER_LASTS: i64 = SECOND;

/// The newest answer of [`ready`], and when it was found.
#[derive(Clone, Default)]
pub struct Readiness(Arc<Mutex<Option<(Timestamp, Answer)>>>);

type Answer = (StatusCode, String);

/// Everything answers that work needs; else what does not, a line each. Why is in the log, and
/// `gangway doctor` says it.
pub async fn ready(State(app): State<AppState>, Extension(readiness): Extension<Readiness>) -> Answer {
    app.limiter.pace_probe(&app.clock).await;
    let mut newest = readiness.0.lock().await;
    let now = app.now();
    match &*newest {
        Some((at, answer)) if *at <= now && now < at.plus(ANSWER_LASTS) => answer.clone(),
        _ => newest.insert((now, look(&app).await)).1.clone(),
    }
}

async fn look(app: &AppState) -> Answer {
    let mut missing = Vec::new();
    match tokio::time::timeout(CHECK_TIMEOUT, app.db.tables()).await {
        Ok(Ok(Some(version))) if version == known_tables() => {}
        Ok(Ok(_)) => missing.push(t!(server::http::not_ready_schema)),
        Ok(Err(_)) | Err(_) => missing.push(t!(server::http::not_ready_database)),
    }
    // A database that cannot be read cannot be written either: it is reported once.
    if missing.is_empty() && !takes_writes(app).await {
        missing.push(t!(server::http::not_ready_writes));
    }
    if is_full(app) {
        missing.push(t!(server::http::not_ready_disk));
    }
    if !app.outbox_is_alive() {
        missing.push(t!(server::http::not_ready_outbox));
    }
    if missing.is_empty() {
        (StatusCode::OK, "ready\n".to_owned())
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, format!("{}\n", missing.join("\n")))
    }
}

/// Whether the disk has no room for another change. What was freed in the database's own files takes some small ones
/// even then.
fn is_full(app: &AppState) -> bool {
    let database = sqlite_file(&app.config.database_url()).ok().flatten();
    let folders = [database.and_then(|file| file.parent().map(Path::to_owned)), Some(app.config.data_dir.clone())];
    // A folder that cannot be asked has other problems; some disks in networks say nothing of their size.
    let is_full = |folder: PathBuf| {
        statvfs(&folder).is_ok_and(|disk| disk.f_blocks > 0 && disk.f_bavail.saturating_mul(disk.f_frsize) < ROOM)
    };
    folders.into_iter().flatten().any(is_full)
}

async fn takes_writes(app: &AppState) -> bool {
    // In a task of its own: what begins a transaction must not be dropped half-way (transact-rs/sqlx #4385).
    let db = app.db.clone();
    let trial = tokio::spawn(async move { db.takes_writes().await });
    matches!(tokio::time::timeout(CHECK_TIMEOUT, trial).await, Ok(Ok(Ok(()))))
}
