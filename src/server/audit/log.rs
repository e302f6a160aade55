//! The audit log as staff read it and take it away.

use super::record::{self, Entry};
use crate::domain::audit::{AuditPage, AuditPartner, AuditQuery, AuditRow};
use crate::domain::ids::{BulkId, PartnerId, PersonId};
use crate::domain::time::Timestamp;
use crate::i18n::Recorded;
use crate::server::authz::{Confirmed, Owner, Staff};
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
    actor_id: Option<Uuid>,
    action: String,
    what: String,
    changes: String,
    origin: String,
    partner_id: Option<Uuid>,
    partner: Option<String>,
    bulk_id: Option<Uuid>,
}

/// A page of the entries that `query` asks for; its days are those of `time_zone`. Networks and browsers are for
/// owners.
pub async fn list(
    app: &AppState,
    _: &Staff,
    owner: Option<&Owner>,
    query: &AuditQuery,
    time_zone: &str,
) -> Result<AuditPage> {
    const PEOPLE: &str = "select id, name from person where role <> 'contact' order by name, id";
    // A change to many partners is one line, until something in particular is asked for.
    let folds = query.q.trim().is_empty() && query.partner.is_empty();
    let mut rows = find(app, query, time_zone, folds, PAGE + 1).await?;
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| has_more).map(|last| cursor::encode(last.at, last.id));
    let view = |row: AuditRecord| AuditRow {
        at: Timestamp(row.at),
        actor: name_of(row.actor, row.actor_id),
        partner: row.partner_id.zip(row.partner).map(|(id, name)| AuditPartner { id: PartnerId(id), name }),
        bulk: row.bulk_id.map(BulkId),
        what: Recorded::read(&row.what),
        changes: Recorded::read(&row.changes),
        origin: if owner.is_some() { row.origin } else { String::new() },
    };
    let people: Vec<(Uuid, String)> = read!(&app.db, c => sqlx::query_as(PEOPLE).fetch_all(c))?;
    Ok(AuditPage {
        rows: rows.into_iter().map(view).collect(),
        people: people.into_iter().map(|(id, name)| (PersonId(id), name)).collect(),
        partner: partner(app, &query.partner).await?,
        next,
    })
}

/// The partner that is asked for.
async fn partner(app: &AppState, id: &str) -> Result<Option<AuditPartner>> {
    let Ok(PartnerId(id)) = id.parse() else { return Ok(None) };
    let name: Option<String> =
        read!(&app.db, c => sqlx::query_scalar("select name from partner where id = $1").bind(id).fetch_optional(c))?;
    Ok(name.map(|name| AuditPartner { id: PartnerId(id), name }))
}

/// The same entries for spreadsheets: the newest 50,000 of them, and a last line where there are more.
pub async fn csv(
    app: &AppState,
    staff: &Confirmed<Staff>,
    owner: Option<&Owner>,
    query: &AuditQuery,
    time_zone: &str,
) -> Result<String> {
    let mut csv = CsvFile::with_bom();
    csv.add_line(&["at", "who", "action", "what", "changes", "from"]);
    let rows = find(app, query, time_zone, false, FILE + 1).await?;
    let what = recorded!(server::events::audit_exported, actor = &staff.name);
    record::note(app, Entry::of(&**staff, "audit_exported", what)).await?;
    let has_more = rows.len() > FILE;
    for row in rows.into_iter().take(FILE) {
        let at = Timestamp(row.at).rfc3339();
        let [what, changes] = [row.what, row.changes].map(|text| Recorded::read(&text));
        let origin = if owner.is_some() { &*row.origin } else { "" };
        csv.add_line(&[&at, &name_of(row.actor, row.actor_id), &row.action, &what, &changes, origin]);
    }
    if has_more {
        csv.add_line(&["", "", "", t!(server::audit::older_entries_are_left_out), "", ""]);
    }
    Ok(csv.finish())
}

/// Who did it; an erased person has no name, and neither has the holder of a link.
fn name_of(actor: String, id: Option<Uuid>) -> String {
    match (actor.is_empty(), id) {
        (false, _) => actor,
        (true, Some(_)) => t!(server::events::removed_person).to_owned(),
        (true, None) => t!(server::events::someone_with_the_link).to_owned(),
    }
}

async fn find(
    app: &AppState,
    query: &AuditQuery,
    time_zone: &str,
    folds: bool,
    most: usize,
) -> Result<Vec<AuditRecord>> {
    const LIST: &str = "
        select a.id, a.at, a.actor, a.actor_id, a.action, a.what, a.changes, a.origin, p.id as partner_id, p.name as partner,
            b.id as bulk_id
        from audit a
        left join partner p on p.id = a.partner_id
        left join bulk b on b.id = a.bulk_id
        where ($1 = '' or a.search_key like $1 escape '\\') and a.at >= $2 and a.at < $3
            and (cast($4 as bigint) = 0 or a.at < $5 or (a.at = $5 and a.id < $6))
            and (cast($8 as bigint) = 0 or a.bulk_id is null or a.partner_id is null)
            and ($9 = '' or a.kind = $9)
            and (cast($10 as bigint) = 0 or a.actor_id = $11)
            and (cast($12 as bigint) = 0 or a.partner_id = $13)
        order by a.at desc, a.id desc
        limit $7";
    let words: String = query.q.chars().filter(|c| !c.is_control()).take(200).collect();
    let text = match words.trim() {
        "" => String::new(),
        words => format!("%{}%", like_text(&fold(words))),
    };
    let from = day(&query.from, "from", time_zone)?.map_or(i64::MIN, |(begin, _)| begin.0);
    let until = day(&query.to, "to", time_zone)?.map_or(i64::MAX, |(_, end)| end.0);
    let (is_after, at, id) = cursor::decode(&query.before).map_or((0_i64, 0, Uuid::nil()), |(at, id)| (1, at, id));
    let (is_by, person) = id_of(&query.person, "person")?;
    let (is_about, partner) = id_of(&query.partner, "partner")?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    Ok(read!(&app.db, c => sqlx::query_as(LIST)
        .bind(&text).bind(from).bind(until).bind(is_after).bind(at).bind(id).bind(most)
        .bind(i64::from(folds)).bind(&query.kind).bind(is_by).bind(person).bind(is_about).bind(partner).fetch_all(c))?)
}

/// The id that a filter names, and whether it does.
fn id_of(text: &str, field: &str) -> Result<(i64, Uuid)> {
    match text {
        "" => Ok((0, Uuid::nil())),
        id => Uuid::try_parse(id)
            .map(|id| (1, id))
            .map_err(|_| Error::field(field, t!(partners::choose_one_from_the_list))),
    }
}

/// Where the day begins and ends that was typed, in `zone`.
fn day(text: &str, field: &str, zone: &str) -> Result<Option<(Timestamp, Timestamp)>> {
    match text.trim() {
        "" => Ok(None),
        text => {
            time_zone::day(text, zone).map(Some).ok_or_else(|| Error::field(field, t!(server::audit::enter_date_as)))
        }
    }
}
