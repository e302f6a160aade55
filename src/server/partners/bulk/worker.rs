//! Carries out what staff confirmed, a few partners a transaction: other writers get their turn in between, and an
//! interruption leaves the rest waiting until it goes on. Each partner stands for itself: where one fails, its
//! neighbours are changed one by one.

use super::steps::{self, Step, skipped};
use crate::domain::ids::{BulkId, ChoiceId, PartnerId, PersonId, TemplateId};
use crate::domain::invitations::delivery::Delivery;
use crate::domain::partners::bulk::{Change, ItemOutcome};
use crate::domain::time::{MINUTE, Timestamp};
use crate::i18n::Recorded;
use crate::server::authz::Editor;
use crate::server::invitations::invite::NewInvitation;
use crate::server::outbox::notifications::{self, Event};
use crate::server::platform::client;
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Context, Error, Result};
use crate::server::state::AppState;
use std::slice;
use std::time::Duration;
use uuid::Uuid;

/// Work that did not move for this long was interrupted.
pub const STALL_TIMEOUT: i64 = MINUTE;
/// So many partners share a transaction, and its wait for the disk.
const BATCH: i64 = 20;
/// How long to wait before looking again for what was interrupted.
const PAUSE: Duration = Duration::from_secs(30);

/// Sets to work beside the request.
pub fn begin(app: &AppState, bulk: BulkId) {
    let task = app.clone();
    app.tasks.spawn(client::scope(client::current(), async move { work_logged(&task, bulk).await }));
}

/// Works on one job. Its span has the level of an error, so that errors have it whatever the filter.
#[tracing::instrument(level = "error", name = "bulk_job", skip_all, fields(id = %bulk))]
async fn work_logged(app: &AppState, bulk: BulkId) {
    if let Err(error) = work(app, bulk).await {
        tracing::error!(error = %error, "Bulk job interrupted");
    }
}

/// Goes on, again and again, with what was interrupted. Ends with the process.
pub async fn run(app: AppState) {
    loop {
        if let Err(error) = resume_all(&app).await {
            tracing::error!(error = %error, "Failed to resume bulk jobs");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Goes on with what was interrupted, here or at an instance that is gone. Of several that try, one gets it.
pub async fn resume_all(app: &AppState) -> Result<()> {
    const STALLED: &str = "select distinct bulk_id, moved_at from waiting_bulk_item where moved_at < $1";
    const TAKE: &str = "update bulk set moved_at = $3 where id = $1 and moved_at = $2";
    let now = app.now();
    let stalled: Vec<(Uuid, i64)> =
        read!(&app.db, c => sqlx::query_as(STALLED).bind(now.plus(-STALL_TIMEOUT).0).fetch_all(c))
            .context("finding interrupted bulk jobs")?;
    for (id, moved_at) in stalled {
        let mut tx = app.db.begin().await?;
        let taken = execute!(&mut tx, TAKE, id, moved_at, now.0)? == 1;
        tx.commit().await?;
        if taken {
            begin(app, BulkId(id));
        }
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Item {
    position: i64,
    /// None when the partner was deleted meanwhile.
    partner_id: Option<Uuid>,
    /// The status, manager or program, for a change that is about one.
    target_id: Option<Uuid>,
    /// Who confirmed it.
    staff_id: Uuid,
    staff_name: String,
}

async fn work(app: &AppState, bulk: BulkId) -> Result<()> {
    const GET: &str = "select change, template_id, note, send_at from bulk where id = $1";
    let row: Option<(String, Option<Uuid>, String, Option<i64>)> =
        read!(&app.db, c => sqlx::query_as(GET).bind(bulk.0).fetch_optional(c)).context("loading the bulk job")?;
    let (change, template, note, send_at) = row.ok_or(Error::NotFound)?;
    let change = Change::parse(&change).ok_or_else(|| Error::internal("unknown change"))?;
    let (template, send_at) = (template.map(TemplateId), send_at.map(Timestamp));
    let new = NewInvitation { template, send_at, note, ..NewInvitation::by(Delivery::Email) };
    let job = Job { bulk, change, new };
    while !app.stopping.is_cancelled()
        && let Some((staff, items)) = next(app, bulk).await?
    {
        if job.process(app, &staff, &items).await.is_ok() {
            continue;
        }
        for item in items {
            if let Err(failure) = job.process(app, &staff, slice::from_ref(&item)).await {
                note_failure(app, &staff, bulk, &item, failure).await.context("recording a failed item")?;
            }
        }
    }
    Ok(())
}

/// The next ones, and in whose name: asked anew each time, so that nothing more happens in the name of a
/// colleague who lost the right to it.
async fn next(app: &AppState, bulk: BulkId) -> Result<Option<(Editor, Vec<Item>)>> {
    const NEXT: &str = "
        select position, partner_id, target_id, staff_id, staff_name
        from waiting_bulk_item
        where bulk_id = $1
        order by position
        limit $2";
    let items: Vec<Item> = read!(&app.db, c => sqlx::query_as(NEXT).bind(bulk.0).bind(BATCH).fetch_all(c))
        .context("loading the next items")?;
    let Some(first) = items.first() else { return Ok(None) };
    let staff = Editor::on_behalf_of(PersonId(first.staff_id), first.staff_name.clone(), Some(bulk));
    Ok(Some((staff, items)))
}

/// What happens to each partner of a job.
struct Job {
    bulk: BulkId,
    change: Change,
    new: NewInvitation,
}

impl Job {
    /// Changes the partners of all of `items`, or of none.
    async fn process(&self, app: &AppState, staff: &Editor, items: &[Item]) -> Result<()> {
        let mut tx = app.db.begin().await?;
        for item in items {
            let step = match item.partner_id.map(PartnerId) {
                Some(partner) => {
                    let target = item.target_id.map(ChoiceId);
                    carry_out(&mut tx, app, staff, partner, self.change, target, self.new.clone()).await?
                }
                None => skipped(recorded!(server::partners::partner_was_deleted)),
            };
            if !finish_item(&mut tx, self.bulk, item, self.change.sends(), &step).await? {
                // Another worker was quicker, or it was stopped; nothing of this happened.
                return Ok(());
            }
        }
        finish_batch(&mut tx, app, self.bulk, staff).await?;
        tx.commit().await?;
        app.outbox.notify_one();
        Ok(())
    }
}

async fn carry_out(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    partner: PartnerId,
    change: Change,
    target: Option<ChoiceId>,
    new: NewInvitation,
) -> Result<Step> {
    let target = || target.ok_or_else(|| Error::internal("a change without its target"));
    match change {
        Change::Give => steps::give(tx, app, staff, partner, new).await,
        Change::Resend => steps::resend(tx, app, staff, partner).await,
        Change::Remove => steps::remove(tx, app, staff, partner).await,
        Change::SetStatus => steps::set_status(tx, app, staff, partner, target()?).await,
        Change::SetManager => steps::set_manager(tx, app, staff, partner, target()?).await,
        Change::AddProgram => steps::set_in_program(tx, app, staff, partner, target()?, true).await,
        Change::RemoveProgram => steps::set_in_program(tx, app, staff, partner, target()?, false).await,
        Change::Delete => steps::delete(tx, app, staff, partner).await,
    }
}

/// Records the result of an item, if it still waited; false if it did not.
async fn finish_item(tx: &mut Tx, bulk: BulkId, item: &Item, sends: bool, step: &Step) -> Result<bool> {
    const ITEM: &str = "
        update bulk_item
        set outcome = $3, what = $4, before_id = $5
        where bulk_id = $1 and position = $2 and outcome = 'waiting'
        returning position";
    const SENT: &str = "
        update bulk_item
        set outcome = $3, what = $4, before_id = $5, email_id = (
            select e.id
            from person p
            join invitation i on i.person_id = p.id and i.is_live
            join queued_email e on e.invitation_id = i.id
            where p.partner_id = bulk_item.partner_id and p.is_main
            order by e.created_at desc, e.id desc
            limit 1
        )
        where bulk_id = $1 and position = $2 and outcome = 'waiting'
        returning position";
    let sql = if sends && step.outcome == ItemOutcome::Done { SENT } else { ITEM };
    let was_waiting: Option<i64> = run!(tx, c => sqlx::query_scalar(sql)
        .bind(bulk.0).bind(item.position).bind(step.outcome.as_str()).bind(step.what.encode()).bind(step.before)
        .fetch_optional(c))?;
    Ok(was_waiting.is_some())
}

/// Records that the job moves, or that nothing is left of it.
async fn finish_batch(tx: &mut Tx, app: &AppState, bulk: BulkId, staff: &Editor) -> Result<()> {
    const WAITING: &str = "
        select count(*)
        from (select 1 from bulk_item where bulk_id = $1 and outcome = 'waiting' limit 1) as one";
    execute!(tx, "update bulk set moved_at = $2 where id = $1", bulk.0, app.now().0)?;
    let waiting: i64 = run!(&mut *tx, c => sqlx::query_scalar(WAITING).bind(bulk.0).fetch_one(c))?;
    if waiting == 0 {
        notifications::of_member(tx, app, Event::BulkFinished, staff.id, bulk.0).await?;
    }
    Ok(())
}

async fn note_failure(app: &AppState, staff: &Editor, bulk: BulkId, item: &Item, failure: Error) -> Result<()> {
    let what = match failure {
        Error::Conflict(message) => Recorded::new(|| message.as_str()),
        Error::NotFound => recorded!(server::partners::partner_was_deleted),
        Error::Busy => recorded!(server::partners::gangway_was_too_busy),
        Error::Unavailable(_) => recorded!(server::partners::gangway_could_not_save_anything),
        other => {
            tracing::error!(position = item.position, error = %other, "Failed to change a partner");
            recorded!(server::partners::something_went_wrong_on_our_side)
        }
    };
    let mut tx = app.db.begin().await?;
    let step = Step { outcome: ItemOutcome::Failed, what, before: None };
    finish_item(&mut tx, bulk, item, false, &step).await?;
    finish_batch(&mut tx, app, bulk, staff).await?;
    tx.commit().await
}
