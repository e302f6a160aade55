//! The audit log as staff read it and take it away.

use super::record::{self, Entry};
use crate::domain::audit::{AuditPage, AuditQuery, AuditRow};
use crate::domain::time::Timestamp;
use crate::server::authz::Staff;
use crate::server::platform::csv::CsvFile;
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::platform::normalize::{fold, like_text};
use crate::server::platform::{cursor, time_zone};
use crate::server::state::AppState;
use uuid::Uuid;

/// How many entries a page shows.
const PAGE: usize = 50;
/// How many entries a file holds at most.
const FILE: usize = 50_000;

#[derive(sqlx::FromRow)]
struct AuditRecord {
    id: Uuid,
    at: i64,
    actor: String,
    action: String,
    what: String,
    changes: String,
    origin: String,
}

/// A page of the entries that `query` asks for; its days are those of `time_zone`.
pub async fn list(app: &AppState, _: &Staff, query: &AuditQuery, time_zone: &str) -> Result<AuditPage> {
    let mut rows = find(app, query, time_zone, PAGE + 1).await?;
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| has_more).map(|last| cursor::encode(last.at, last.id));
    let view = |row: AuditRecord| AuditRow {
        at: Timestamp(row.at),
        actor: row.actor,
        what: row.what,
        changes: row.changes,
        origin: row.origin,
    };
    Ok(AuditPage { rows: rows.into_iter().map(view).collect(), next })
}

/// The same entries for spreadsheets: the newest 50,000 of them, and a last line where there are more.
pub async fn csv(app: &AppState, staff: &Staff, query: &AuditQuery, time_zone: &str) -> Result<String> {
    let mut csv = CsvFile::with_bom();
    csv.add_line(&["at", "who", "action", "what", "changes", "from"]);
    let rows = find(app, query, time_zone, FILE + 1).await?;
    let what = format!("{} exported the audit log.", staff.name);
    record::note(app, Entry::of(staff, "audit_exported", what)).await?;
    let has_more = rows.len() > FILE;
    for row in rows.into_iter().take(FILE) {
        let at = Timestamp(row.at).rfc3339();
        csv.add_line(&[&at, &row.actor, &row.action, &row.what, &row.changes, &row.origin]);
    }
    if has_more {
        csv.add_line(&["", "", "", "Older entries are left out. Export fewer days at a time.", "", ""]);
    }
    Ok(csv.finish())
}

async fn find(app: &AppState, query: &AuditQuery, time_zone: &str, most: usize) -> Result<Vec<AuditRecord>> {
    const LIST: &str = "
        select id, at, actor, action, what, changes, origin
        from audit
        where ($1 = '' or search_key like $1 escape '\\') and at >= $2 and at < $3
            and (cast($4 as bigint) = 0 or at < $5 or (at = $5 and id < $6))
        order by at desc, id desc
        limit $7";
    let words: String = query.q.chars().filter(|c| !c.is_control()).take(200).collect();
    let text = match words.trim() {
        "" => String::new(),
        words => format!("%{}%", like_text(&fold(words))),
    };
    let from = day(&query.from, "from", time_zone)?.map_or(i64::MIN, |(begin, _)| begin.0);
    let until = day(&query.to, "to", time_zone)?.map_or(i64::MAX, |(_, end)| end.0);
    let (is_after, at, id) = cursor::decode(&query.before).map_or((0_i64, 0, Uuid::nil()), |(at, id)| (1, at, id));
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    Ok(read!(&app.db, c => sqlx::query_as(LIST)
        .bind(&text).bind(from).bind(until).bind(is_after).bind(at).bind(id).bind(most).fetch_all(c))?)
}

/// Where the day begins and ends that was typed, in `zone`.
fn day(text: &str, field: &str, zone: &str) -> Result<Option<(Timestamp, Timestamp)>> {
    match text.trim() {
        "" => Ok(None),
        text => time_zone::day(text, zone)
            .map(Some)
            .ok_or_else(|| Error::field(field, "Write the day as year-month-day, for example 2026-11-22.")),
    }
}
