//! How long sending takes, measured by the emails that went out last.

use super::worker::SESSIONS;
use crate::domain::time::{DAY, MINUTE};
use crate::server::platform::db::read;
use crate::server::platform::error::Result;
use crate::server::state::AppState;

/// What is measured may be so old.
const RECENT: i64 = 30 * DAY;
/// At most so many emails are measured.
const MOST: i64 = 100;
/// Fewer emails than these tell nothing.
const FEWEST: i64 = 20;

/// How many minutes the mail server needs for `emails`; none where enough were not sent lately to tell.
pub async fn minutes_for(app: &AppState, emails: i64) -> Result<Option<i64>> {
    const LAST: &str = "
        select count(*), cast(coalesce(sum(a.finished_at - a.started_at), 0) as bigint)
        from (
            select started_at, finished_at
            from email_attempt
            where state = 'accepted' and finished_at > $1
            order by finished_at desc
            limit $2
        ) a";
    let since = app.now().plus(-RECENT).0;
    let (measured, took): (i64, i64) = read!(&app.db, c => sqlx::query_as(LAST).bind(since).bind(MOST).fetch_one(c))?;
    if measured < FEWEST {
        return Ok(None);
    }
    let one = took / measured / SESSIONS as i64;
    Ok(Some((emails * one + MINUTE / 2) / MINUTE))
}
