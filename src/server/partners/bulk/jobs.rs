//! Access for many partners at once: what would happen is counted first, and what was confirmed is
//! kept partner by partner, so that it is done once, can be watched, and survives an interruption.

use super::worker;
use crate::domain::ids::{BulkId, PartnerId};
use crate::domain::partners::bulk::{Bulk, BulkItem, Change, ItemOutcome, NewBulk, Plan, Reach, Selection, Tally};
use crate::domain::time::{DAY, Timestamp};
use crate::server::audit::record::{self, Entry};
use crate::server::authz::{Editor, Staff};
use crate::server::organisation::{send_at, settings};
use crate::server::outbox::admin::{unplan, unplanned};
use crate::server::partners::selection::{self, selected};
use crate::server::partners::standing::{StandingRow, standing_columns, standing_joins};
use crate::server::platform::db::{execute, read};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use crate::server::templates::store;
use uuid::Uuid;

/// Items a page.
const PAGE: usize = 100;
/// How many partners a confirmation names.
const NAMES: usize = 5;
/// Whoever got an email within this time is not sent the next one, unless that is asked for.
const RECENT: i64 = DAY;

const SELECTED: &str = selected!(
    "p.id, p.name, m.id is not null as has_contact, m.access_at is not null as is_invited,
                m.activated_at is not null as is_active, i.expires_at, l.created_at as emailed_at,
                (
                    select count(*) from person a where a.partner_id = p.id and a.access_at is not null
                ) as with_access"
);

#[derive(sqlx::FromRow)]
struct Selected {
    id: Uuid,
    name: String,
    has_contact: bool,
    is_invited: bool,
    is_active: bool,
    expires_at: Option<i64>,
    emailed_at: Option<i64>,
    with_access: i64,
}

impl Selected {
    fn has_expired(&self, now: Timestamp) -> bool {
        self.is_invited && !self.is_active && self.expires_at.is_some_and(|at| now.0 > at)
    }

    fn got_email_recently(&self, now: Timestamp) -> bool {
        self.emailed_at.is_some_and(|at| now < Timestamp(at).plus(RECENT))
    }
}

/// What is asked of many, at an instant.
#[derive(Clone, Copy)]
struct Question {
    change: Change,
    include_recent: bool,
    now: Timestamp,
}

impl Question {
    /// For how many people of a partner it changes something.
    fn people(self, row: &Selected) -> i64 {
        match self.change {
            Change::Give => i64::from(row.has_contact && (!row.is_invited || row.has_expired(self.now))),
            Change::Resend => i64::from(row.is_invited && !row.is_active && !self.leaves_out(row)),
            Change::Remove => row.with_access,
        }
    }

    fn leaves_out(self, row: &Selected) -> bool {
        self.change == Change::Resend && !self.include_recent && row.got_email_recently(self.now)
    }

    fn count(self, rows: &[Selected]) -> Tally {
        let mut tally = Tally { partners: rows.len() as i64, ..Tally::default() };
        for row in rows {
            let people = self.people(row);
            tally.people += people;
            match self.change {
                Change::Remove => tally.untouched += i64::from(people == 0),
                _ if people > 0 => tally.expired += i64::from(row.has_expired(self.now)),
                _ if !row.has_contact => tally.without_contact += 1,
                _ if row.is_active => tally.active += 1,
                Change::Give => tally.invited += 1,
                Change::Resend if row.is_invited => tally.recent += 1,
                Change::Resend => tally.without_access += 1,
            }
        }
        tally
    }
}

/// What `change` would do to `selection`, under a fresh id. Nothing is written.
pub async fn plan(
    app: &AppState,
    _: &Editor,
    change: Change,
    include_recent: bool,
    selection: &Selection,
) -> Result<Plan> {
    let rows: Vec<Selected> = selection::rows(app, SELECTED, selection).await?;
    let question = Question { change, include_recent, now: app.now() };
    let affected = rows.iter().filter(|row| question.people(row) > 0);
    Ok(Plan {
        bulk: BulkId(app.id()),
        change,
        include_recent,
        tally: question.count(&rows),
        names: affected.take(NAMES).map(|row| row.name.clone()).collect(),
        templates: store::list(app).await?,
        email_to_files: app.mailer.saves_files(),
        time_zone: settings::settings(app).await?.time_zone,
    })
}

/// Keeps what was confirmed and begins with it. Sent again, it changes nothing.
pub async fn start(app: &AppState, staff: &Editor, new: NewBulk) -> Result<BulkId> {
    const ADD: &str = "
        insert into bulk (id, staff_id, change, template_id, send_at, created_at, moved_at)
        values ($1, $2, $3, $4, $5, $6, $6)
        on conflict (id) do nothing";
    const ITEM: &str = "
        insert into bulk_item (bulk_id, position, partner_id, name, outcome, what)
        select $1, $2, id, name, $4, $5
        from partner
        where id = $3";
    if find(app, new.id).await?.is_some() {
        return Ok(new.id);
    }
    let rows: Vec<Selected> = selection::rows(app, SELECTED, &new.selection).await?;
    let question = Question { change: new.change, include_recent: new.include_recent, now: app.now() };
    let people = question.count(&rows).people;
    if people != new.people {
        return Err(Error::Conflict(format!(
            "The partners changed meanwhile: it would be {people} people now instead of {}. Reload the page, check and confirm again.",
            new.people
        )));
    }
    let (now, template) = (app.now().0, new.template.map(|id| id.0));
    let mut tx = app.db.begin().await?;
    store::check_template(&mut tx, new.template).await?;
    let send_at = send_at::when(&mut tx, app, &new.send_at).await?;
    let change = new.change.as_str();
    if execute!(&mut tx, ADD, new.id.0, staff.id.0, change, template, send_at.map(|at| at.0), now)? == 0 {
        return Ok(new.id);
    }
    for (position, row) in (1_i64..).zip(&rows) {
        let (outcome, what) = match question.leaves_out(row) {
            true => (ItemOutcome::Skipped, "Was sent an email within the last 24 hours."),
            false => (ItemOutcome::Waiting, ""),
        };
        execute!(&mut tx, ITEM, new.id.0, position, row.id, outcome.as_str(), what)?;
    }
    let (action, verb) = match new.change {
        Change::Give => ("bulk_access_given", "give access to"),
        Change::Resend => ("bulk_invitations_resent", "send the invitation again to"),
        Change::Remove => ("bulk_access_removed", "remove the access of"),
    };
    let later = send_at.map_or_else(String::new, |at| format!(" The emails leave at {}.", at.in_words()));
    let what = format!("{} began to {verb} {people} people of {} partners.{later}", staff.name, rows.len());
    record::write(&mut tx, app, Entry::of(staff, action, what)).await?;
    tx.commit().await?;
    worker::begin(app, new.id);
    Ok(new.id)
}

/// Tries what failed once more, and goes on with what still waits, from now on in the name of `staff`.
pub async fn resume(app: &AppState, staff: &Editor, id: BulkId) -> Result<()> {
    const AGAIN: &str = "update bulk_item set outcome = 'waiting', what = '' where bulk_id = $1 and outcome = 'failed'";
    const TAKE: &str = "update bulk set moved_at = $2, staff_id = $3 where id = $1";
    let mut tx = app.db.begin().await?;
    if execute!(&mut tx, TAKE, id.0, app.now().0, staff.id.0)? == 0 {
        return Err(Error::NotFound);
    }
    execute!(&mut tx, AGAIN, id.0)?;
    let what = format!("{} went on with a change of access of many.", staff.name);
    record::write(&mut tx, app, Entry::of(staff, "bulk_continued", what)).await?;
    tx.commit().await?;
    worker::begin(app, id);
    Ok(())
}

/// Leaves the partners that still wait as they are.
pub async fn stop(app: &AppState, staff: &Editor, id: BulkId) -> Result<()> {
    const STOP: &str = "update bulk_item set outcome = $2, what = $3 where bulk_id = $1 and outcome = 'waiting'";
    let mut tx = app.db.begin().await?;
    let stopped = execute!(&mut tx, STOP, id.0, ItemOutcome::Skipped.as_str(), format!("{} stopped it.", staff.name))?;
    if stopped == 0 {
        return Err(Error::Conflict("Nobody waits any more.".to_owned()));
    }
    let what = format!("{} stopped a change of access of many; {stopped} partners stay as they are.", staff.name);
    record::write(&mut tx, app, Entry::of(staff, "bulk_stopped", what)).await?;
    tx.commit().await
}

#[derive(sqlx::FromRow)]
struct BulkRow {
    change: String,
    send_at: Option<i64>,
    created_at: i64,
    moved_at: i64,
    staff: Option<String>,
}

async fn find(app: &AppState, id: BulkId) -> Result<Option<BulkRow>> {
    const FIND: &str = "
        select b.change, b.send_at, b.created_at, b.moved_at, p.name as staff
        from bulk b
        left join person p on p.id = b.staff_id
        where b.id = $1";
    Ok(read!(&app.db, c => sqlx::query_as(FIND).bind(id.0).fetch_optional(c))?)
}

/// Takes back the emails of it that have not left yet. The invitations stay, and their links work.
pub async fn cancel_emails(app: &AppState, staff: &Editor, id: BulkId) -> Result<()> {
    const CANCEL: &str = "
        update queued_email
        set state = 'cancelled', finished_at = $2
        where state = 'queued' and id in (select email_id from bulk_item where bulk_id = $1)";
    const UNPLANNED: &str = unplanned!("select email_id from bulk_item where bulk_id = $1");
    let mut tx = app.db.begin().await?;
    unplan(&mut tx, app, UNPLANNED, id.0).await?;
    let cancelled = execute!(&mut tx, CANCEL, id.0, app.now().0)?;
    if cancelled == 0 {
        return Err(Error::Conflict("All of these emails have left already.".to_owned()));
    }
    let what = format!("{} cancelled {cancelled} emails of a change for many before they left.", staff.name);
    record::write(&mut tx, app, Entry::of(staff, "bulk_emails_cancelled", what)).await?;
    tx.commit().await
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
    let row = find(app, id).await?.ok_or(Error::NotFound)?;
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
        in_name_of: row.staff.unwrap_or_else(|| "a former colleague".to_owned()),
        send_at: row.send_at.map(Timestamp),
        waiting,
        done: number(ItemOutcome::Done),
        skipped: number(ItemOutcome::Skipped),
        failed: number(ItemOutcome::Failed),
        reach: reach(app, id).await?,
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
        what: row.what,
        standing: row.sent_one.then(|| row.standing.into_standing(now)),
    }
}
