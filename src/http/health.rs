//! For whoever watches the process.

use crate::server::state::App;
use axum::extract::State;
use http::StatusCode;
use std::sync::atomic::Ordering;

/// The process answers.
pub async fn alive() -> &'static str {
    "alive\n"
}

/// The database answers and the outbox worker runs; migrations ran before anybody could ask.
pub async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    if !app.db.is_reachable().await {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
    } else if !app.outbox_runs.load(Ordering::SeqCst) {
        (StatusCode::SERVICE_UNAVAILABLE, "the outbox does not run\n")
    } else {
        (StatusCode::OK, "ready\n")
    }
}
