//! The answer to a scrape: this process's counters and the state of the email queue.

use crate::domain::outbox::DeliveryReport;
use crate::server::outbox::{admin, pause};
use crate::server::platform::db::read;
use crate::server::platform::error::{Context, Result};
use crate::server::platform::metrics::QueueSnapshot;
use crate::server::state::AppState;

/// In which states a message is unfinished or stays; all are always shown, so that nothing is missing at zero.
const STATES: [&str; 6] = ["queued", "sending", "accepted", "filed", "failed", "cancelled"];

/// Everything, in the format that Prometheus reads (OpenMetrics).
pub async fn text(app: &AppState) -> Result<String> {
    const OLDEST: &str = "select min(due_at) from queued_email where state = 'queued' and due_at <= $1";
    let now = app.now();
    let found = admin::count_by_state(app).await.context("counting emails")?;
    let oldest: Option<i64> = read!(&app.db, c => sqlx::query_scalar(OLDEST).bind(now.0).fetch_one(c))?;
    let reported = admin::count_by_report(app).await.context("counting reports")?;
    let looked = app.outbox_looked().0;
    let count =
        |found: &[(String, i64)], state| found.iter().find(|(other, _)| other == state).map_or(0, |(_, count)| *count);
    app.metrics.render(&QueueSnapshot {
        counts: STATES.into_iter().map(|state| (state, count(&found, state))).collect(),
        reports: DeliveryReport::ALL.map(|it| (it.as_str(), count(&reported, it.as_str()))).into(),
        oldest_due_age: oldest.map_or(0, |due| now.0 - due),
        is_paused: pause::current(app).await?.is_some(),
        worker_idle: (looked != 0).then_some(now.0 - looked),
    })
}
