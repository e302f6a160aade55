//! How far a change to many partners has come.

use super::worker;
use crate::domain::counted::COUNTED;
use crate::domain::ids::{BulkId, PartnerId};
use crate::domain::partners::bulk::{Bulk, BulkItem, Change, ItemOutcome, Reach};
use crate::domain::time::Timestamp;
use crate::i18n::Recorded;
use crate::server::authz::Staff;
use crate::server::partners::standing::{StandingRow, standing_columns, standing_joins};
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use uuid::Uuid;

/// Items a page.
const PAGE: usize = 100;

#[derive(sqlx::FromRow)]
struct BulkRow {
    change: String,
    target: String,
    is_undo: bool,
    send_at: Option<i64>,
    created_at: i64,
    moved_at: i64,
    staff: Option<String>,
}

#[derive(sqlx::FromRow)]
struct ItemRow {
    position: i64,
    partner_id: Option<Uuid>,
    name: String,
    outcome: String,
    what: String,
    sent_one: bool,
    #[sqlx(flatten)]
    standing: StandingRow,
}

#[derive(sqlx::FromRow)]
struct ReachRow {
    waiting: i64,
    sent: i64,
    filed: i64,
    failed: i64,
    activated: i64,
}

async fn reach(app: &AppState, id: BulkId) -> Result<Reach> {
    const REACH: &str = "
        select count(case when e.state = 'queued' then 1 end) as waiting,
            count(case when e.state = 'accepted' then 1 end) as sent,
            count(case when e.state = 'filed' then 1 end) as filed,
            count(case when e.state = 'failed' then 1 end) as failed,
            count(p.activated_at) as activated
        from bulk_item b
        join queued_email e on e.id = b.email_id
        join invitation i on i.id = e.invitation_id
        join person p on p.id = i.person_id
        where b.bulk_id = $1";
    let ReachRow { waiting, sent, filed, failed, activated } =
        read!(&app.db, c => sqlx::query_as(REACH).bind(id.0).fetch_one(c))?;
    Ok(Reach { waiting, sent, filed, failed, activated })
}

/// Whether it takes long to count.
fn is_large(reach: &Reach) -> bool {
    reach.waiting + reach.sent + reach.filed + reach.failed > COUNTED
}

/// How far it has come, with a page of its partners: of one outcome, or of all.
pub async fn get(app: &AppState, _: &Staff, id: BulkId, outcome: Option<ItemOutcome>, after: i64) -> Result<Bulk> {
    const COUNT: &str = "select outcome, count(*) from bulk_item where bulk_id = $1 group by outcome";
    const ITEMS: &str = concat!(
        "
        select b.position, b.partner_id, b.name, b.outcome, b.what, b.email_id is not null as sent_one, ",
        standing_columns!(),
        "
        from bulk_item b
        left join partner p on p.id = b.partner_id",
        standing_joins!(),
        "
        where b.bulk_id = $1 and (cast($2 as text) = '' or b.outcome = $2) and b.position > $3
        order by b.position
        limit 101"
    );
    const FIND: &str = "
        select b.change, b.target, b.undoes is not null as is_undo, b.send_at, b.created_at, b.moved_at, p.name as staff
        from bulk b
        left join person p on p.id = b.staff_id
        where b.id = $1";
    let row: Option<BulkRow> = read!(&app.db, c => sqlx::query_as(FIND).bind(id.0).fetch_optional(c))?;
    let row = row.ok_or(Error::NotFound)?;
    let change = Change::parse(&row.change).ok_or_else(|| Error::internal("unknown change"))?;
    let counts: Vec<(String, i64)> = read!(&app.db, c => sqlx::query_as(COUNT).bind(id.0).fetch_all(c))?;
    let number = |outcome: ItemOutcome| counts.iter().find(|(word, _)| word == outcome.as_str()).map_or(0, |(_, n)| *n);
    let outcome = outcome.map_or("", ItemOutcome::as_str);
    let mut items: Vec<ItemRow> =
        read!(&app.db, c => sqlx::query_as(ITEMS).bind(id.0).bind(outcome).bind(after).fetch_all(c))?;
    let has_more = items.len() > PAGE;
    items.truncate(PAGE);
    let next = items.last().filter(|_| has_more).map(|last| last.position);
    let waiting = number(ItemOutcome::Waiting);
    Ok(Bulk {
        id,
        change,
        started_at: Timestamp(row.created_at),
        in_name_of: row.staff.unwrap_or_else(|| t!(server::partners::former_member).to_owned()),
        target: Some(row.target).filter(|target| !target.is_empty()),
        is_undo: row.is_undo,
        send_at: row.send_at.map(Timestamp),
        waiting,
        done: number(ItemOutcome::Done),
        skipped: number(ItemOutcome::Skipped),
        failed: number(ItemOutcome::Failed),
        reach: *app.reach.answer(&app.clock, id, reach(app, id), is_large).await?,
        interrupted: waiting > 0 && app.now() > Timestamp(row.moved_at).plus(worker::STALL_TIMEOUT),
        items: items.into_iter().map(|item| view(item, app.now())).collect(),
        next,
    })
}

/// The newest one that has not come to its end.
pub async fn in_progress(app: &AppState) -> Result<Option<BulkId>> {
    const FIND: &str = "
        select b.id
        from bulk b
        where exists (select 1 from bulk_item i where i.bulk_id = b.id and i.outcome = 'waiting')
        order by b.created_at desc
        limit 1";
    let id: Option<Uuid> = read!(&app.db, c => sqlx::query_scalar(FIND).fetch_optional(c))?;
    Ok(id.map(BulkId))
}

fn view(row: ItemRow, now: Timestamp) -> BulkItem {
    BulkItem {
        partner: row.partner_id.map(PartnerId),
        name: row.name,
        outcome: ItemOutcome::parse(&row.outcome).unwrap_or(ItemOutcome::Waiting),
        what: Recorded::read(&row.what),
        standing: row.sent_one.then(|| row.standing.into_standing(now)),
    }
}
