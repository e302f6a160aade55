//! Changes to many partners as staff confirm them: what was confirmed is kept partner by partner, so that it is
//! done once, can be watched, and survives an interruption.

use super::plan::Question;
use super::worker;
use crate::domain::ids::{BulkId, ChoiceId};
use crate::domain::partners::bulk::{Change, ItemOutcome, NewBulk, Tally};
use crate::i18n::Recorded;
use crate::server::audit::record::{self, Entry};
use crate::server::authz::{Confirmed, Editor};
use crate::server::organisation::send_at;
use crate::server::outbox::admin::{unplan, unplanned};
use crate::server::partners::selection;
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::sql::Sql;
use crate::server::state::AppState;
use crate::server::templates::store;

/// Keeps what was confirmed and begins with it. Sent again, it changes nothing.
pub async fn start(app: &AppState, staff: &Confirmed<Editor>, new: NewBulk) -> Result<BulkId> {
    const ADD: &str = "
        insert into bulk (id, staff_id, change, target, template_id, note, send_at, created_at, moved_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
        on conflict (id) do nothing";
    if exists(app, new.id).await? {
        return Ok(new.id);
    }
    let question = Question { change: new.change, include_recent: new.include_recent, now: app.now() };
    let items = items(app, staff, &new, question).await?;
    let Tally { partners, affected, .. } = question.ask(app, staff, &new.selection).await?.tally;
    let others = || Error::Conflict(t!(server::partners::bulk_affects_others, now = affected, before = new.affected));
    if affected == 0 || affected != new.affected {
        return Err(others());
    }
    let (now, template) = (app.now().0, new.template.map(|id| id.0));
    let mut tx = app.db.begin().await?;
    store::check_template(&mut tx, new.template).await?;
    let send_at = send_at::when(&mut tx, app, &new.send_at).await?;
    let target = target(&mut tx, new.change, new.target).await?;
    let change = new.change.as_str();
    if execute!(&mut tx, ADD, new.id.0, staff.id.0, change, &target, template, &new.note, send_at.map(|at| at.0), now)?
        == 0
    {
        return Ok(new.id);
    }
    // Counted a moment ago: others may have changed what is selected.
    if items.execute(&mut tx).await? != partners.unsigned_abs() {
        return Err(others());
    }
    let (action, what) = started(staff, new.change, affected, partners, &target);
    let what = match send_at {
        Some(at) => Recorded::new(|| t!(server::events::bulk_scheduled, what = &what(), time = &at.in_words())),
        None => Recorded::new(what),
    };
    let staff = &staff.within(new.id);
    record::write(&mut tx, app, Entry::of(staff, action, what)).await?;
    tx.commit().await?;
    worker::begin(app, new.id);
    Ok(new.id)
}

/// Keeps each selected partner, in their order.
async fn items(app: &AppState, staff: &Editor, new: &NewBulk, question: Question) -> Result<Sql> {
    const ADD: &str = "
        insert into bulk_item (bulk_id, position, partner_id, name, target_id, outcome, what)
        select ?, row_number() over (order by r.name_key, r.id), r.id, r.name, ";
    const OUTCOME: &str = ",
            case r.left_out when '' then 'waiting' else 'skipped' end,
            case r.left_out when 'unreachable' then ? when 'recent' then ? else '' end
        from (";
    let reasons = [recorded!(server::partners::email_came_back), recorded!(server::partners::emailed_recently)];
    let mut columns = Sql::new("p.id, p.name, p.name_key, ", []);
    columns.push_sql(question.left_out()).push(" as left_out", []);
    let mut sql = Sql::new(ADD, [new.id.0.into()]);
    match new.target {
        Some(ChoiceId(id)) => sql.push("?", [id.into()]),
        None => sql.push("null", []),
    };
    sql.push(OUTCOME, reasons.map(|reason| reason.encode().as_str().into()));
    sql.push_sql(selection::rows(app, staff, columns, &new.selection).await?).push(") r", []);
    Ok(sql)
}

/// What the audit log says of a change that begins: its action and its words.
fn started<'a>(
    staff: &'a Editor,
    change: Change,
    people: i64,
    partners: i64,
    target: &'a str,
) -> (&'static str, impl Fn() -> String + 'a) {
    let actor = &staff.name;
    let action = match change {
        Change::Give => "bulk_access_given",
        Change::Resend => "bulk_invitations_resent",
        Change::Remove => "bulk_access_removed",
        Change::SetStatus => "bulk_status_set",
        Change::SetManager => "bulk_manager_set",
        Change::AddProgram => "bulk_program_added",
        Change::RemoveProgram => "bulk_program_removed",
        Change::Delete => "bulk_partners_deleted",
    };
    let what = move || match change {
        Change::Give => t!(server::events::bulk_access_given, actor = actor, people = people, partners = partners),
        Change::Resend => {
            t!(server::events::bulk_invitations_resent, actor = actor, people = people, partners = partners)
        }
        Change::Remove => t!(server::events::bulk_access_removed, actor = actor, people = people, partners = partners),
        Change::SetStatus => t!(server::events::bulk_status_set, actor = actor, partners = partners, target = target),
        Change::SetManager => t!(server::events::bulk_manager_set, actor = actor, partners = partners, target = target),
        Change::AddProgram => {
            t!(server::events::bulk_program_added, actor = actor, partners = partners, target = target)
        }
        Change::RemoveProgram => {
            t!(server::events::bulk_program_removed, actor = actor, partners = partners, target = target)
        }
        Change::Delete => t!(server::events::bulk_partners_deleted, actor = actor, partners = partners),
    };
    (action, what)
}

/// The name of the status, manager or program that `change` is about, if it can be: partners leave an archived program,
/// too.
async fn target(tx: &mut Tx, change: Change, target: Option<ChoiceId>) -> Result<String> {
    let Some(ChoiceId(id)) = target else { return Ok(String::new()) };
    let sql = match change {
        Change::SetStatus => "select name from status where id = $1 and archived_at is null",
        Change::SetManager => "select name from person where id = $1 and partner_id is null and is_active",
        Change::AddProgram => "select name from program where id = $1 and archived_at is null",
        _ => "select name from program where id = $1",
    };
    let name: Option<String> = run!(tx, c => sqlx::query_scalar(sql).bind(id).fetch_optional(c))?;
    name.ok_or_else(|| Error::field("target", t!(server::partners::option_unavailable)))
}

/// Takes a change back, as far as nothing else changed since; a change of its own, which can be taken back too.
pub async fn undo(app: &AppState, staff: &Editor, id: BulkId) -> Result<BulkId> {
    const CHANGE: &str = "select change from bulk where id = $1";
    const ADD: &str = "
        insert into bulk (id, staff_id, change, target, note, undoes, created_at, moved_at)
        values ($1, $2, $3, '', '', $4, $5, $5)";
    const ITEMS: &str = "
        insert into bulk_item (bulk_id, position, partner_id, name, target_id, outcome, what)
        select $1, i.position, i.partner_id, i.name, coalesce(i.before_id, i.target_id), 'waiting', ''
        from bulk_item i
        join bulk b on b.id = i.bulk_id
        join partner p on p.id = i.partner_id
        where i.bulk_id = $2 and i.outcome = 'done'
            and case b.change
                when 'status' then p.status_id = i.target_id
                when 'manager' then p.contact_person_id = i.target_id
                else (b.change = 'add-program') = exists (
                    select 1 from partner_program l where l.partner_id = p.id and l.program_id = i.target_id
                )
            end";
    let mut tx = app.db.begin().await?;
    let change: Option<String> = run!(&mut tx, c => sqlx::query_scalar(CHANGE).bind(id.0).fetch_optional(c))?;
    let change = Change::parse(&change.ok_or(Error::NotFound)?).and_then(Change::inverse);
    let change = change.ok_or_else(|| Error::Conflict(t!(server::partners::this_cannot_be_undone).to_owned()))?;
    let new = BulkId(app.id());
    execute!(&mut tx, ADD, new.0, staff.id.0, change.as_str(), id.0, app.now().0)?;
    let partners = execute!(&mut tx, ITEMS, new.0, id.0)?;
    if partners == 0 {
        return Err(Error::Conflict(t!(server::partners::there_is_nothing_left_to_undo).to_owned()));
    }
    let what = recorded!(server::events::bulk_undone, actor = &staff.name, partners = partners as i64);
    record::write(&mut tx, app, Entry::of(&staff.within(new), "bulk_undone", what)).await?;
    tx.commit().await?;
    worker::begin(app, new);
    Ok(new)
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
    let what = recorded!(server::events::bulk_continued, actor = &staff.name);
    record::write(&mut tx, app, Entry::of(&staff.within(id), "bulk_continued", what)).await?;
    tx.commit().await?;
    worker::begin(app, id);
    Ok(())
}

/// Leaves the partners that still wait as they are.
pub async fn stop(app: &AppState, staff: &Editor, id: BulkId) -> Result<()> {
    const STOP: &str = "update bulk_item set outcome = $2, what = $3 where bulk_id = $1 and outcome = 'waiting'";
    let mut tx = app.db.begin().await?;
    let stopped_by = recorded!(server::partners::bulk_stopped_by, name = &staff.name).encode();
    let stopped = execute!(&mut tx, STOP, id.0, ItemOutcome::Skipped.as_str(), stopped_by)?;
    if stopped == 0 {
        return Err(Error::Conflict(t!(server::partners::nothing_is_left_to_stop).to_owned()));
    }
    let what = recorded!(server::events::bulk_stopped, actor = &staff.name, partners = stopped as i64);
    record::write(&mut tx, app, Entry::of(&staff.within(id), "bulk_stopped", what)).await?;
    tx.commit().await
}

async fn exists(app: &AppState, id: BulkId) -> Result<bool> {
    let found: Option<i32> =
        read!(&app.db, c => sqlx::query_scalar("select 1 from bulk where id = $1").bind(id.0).fetch_optional(c))?;
    Ok(found.is_some())
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
        return Err(Error::Conflict(t!(server::partners::too_late_to_cancel).to_owned()));
    }
    let what = recorded!(server::events::bulk_emails_cancelled, actor = &staff.name, count = cancelled as i64);
    record::write(&mut tx, app, Entry::of(&staff.within(id), "bulk_emails_cancelled", what)).await?;
    tx.commit().await
}
