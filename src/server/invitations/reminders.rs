//! Reminders: contacts who were invited by email and have not activated their access get another one after some days,
//! until they do, or until it is certain that another one is of no use.

use crate::domain::ids::{InvitationId, PersonId};
use crate::domain::invitations::delivery::Delivery;
use crate::domain::invitations::reminder::ReminderStep;
use crate::domain::time::HOUR;
use crate::i18n::Recorded;
use crate::server::audit::record::{self, Actor, Entry};
use crate::server::authz::Editor;
use crate::server::invitations::invite::{self, NewInvitation};
use crate::server::outbox::reminders::Plan;
use crate::server::outbox::{queue, reminders};
use crate::server::people::rows::{self, PersonRow};
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use std::time::Duration;
use tokio::time::sleep;
use uuid::Uuid;

/// How often it is looked for reminders that are due.
const EVERY: Duration = Duration::from_secs(30);
/// How long one waits whose recipient got enough emails for now.
const LATER: i64 = HOUR;

/// Queues what is due, for as long as the server runs. Several instances may.
pub async fn run(app: AppState) {
    loop {
        if let Err(error) = queue_due(&app).await {
            tracing::error!(%error, "Failed to queue reminders");
        }
        tokio::select! {
            () = app.stopping.cancelled() => return,
            () = sleep(EVERY) => {}
        }
    }
}

/// Queues all reminders that are due, and returns how many those were.
pub async fn queue_due(app: &AppState) -> Result<usize> {
    const DUE: &str = "
        select person_id
        from invitation
        where is_live and next_reminder_at <= $1
        order by next_reminder_at
        limit 100";
    let mut count = 0;
    loop {
        let due: Vec<Uuid> = read!(&app.db, c => sqlx::query_scalar(DUE).bind(app.now().0).fetch_all(c))?;
        if due.is_empty() || app.stopping.is_cancelled() {
            return Ok(count);
        }
        for person in due {
            count += usize::from(remind(app, PersonId(person)).await?);
        }
        app.outbox.notify_one();
    }
}

/// Queues the reminder of `person`, if it is still due: another instance may have been first.
async fn remind(app: &AppState, person: PersonId) -> Result<bool> {
    const TAKE: &str = "
        update invitation
        set next_reminder_at = null, reminders = reminders + 1
        where person_id = $1 and is_live and next_reminder_at <= $2
        returning id, invited_by, reminders";
    // A new one that follows an expired one keeps the count.
    const COUNT: &str = "update invitation set reminders = $2 where person_id = $1 and is_live";
    let mut tx = app.db.begin().await?;
    let person = rows::lock(&mut tx, person).await?;
    let taken: Option<(Uuid, Option<Uuid>, i64)> =
        run!(&mut tx, c => sqlx::query_as(TAKE).bind(person.id().0).bind(app.now().0).fetch_optional(c))?;
    let Some((invitation, inviter, number)) = taken else { return Ok(false) };
    let plan = Plan::of(&mut tx, InvitationId(invitation)).await?;
    if !plan.is_some_and(|plan| plan.has_last()) {
        tx.commit().await?;
        return Ok(false);
    }
    let by = inviter.map_or(person.id(), PersonId);
    let new = NewInvitation { is_reminder: true, ..NewInvitation::by(Delivery::Email) };
    match invite::renew(&mut tx, app, by, &person, new).await {
        Ok(_) => {}
        Err(Error::Conflict(_)) => {
            drop(tx);
            put_off(app, person.id()).await?;
            return Ok(false);
        }
        Err(error) => return Err(error),
    }
    execute!(&mut tx, COUNT, person.id().0, number)?;
    let what = recorded!(server::events::reminded, person = &person.name());
    note(&mut tx, app, Actor::named(None, "Gangway"), &person, "invitation_reminded", what).await?;
    tx.commit().await?;
    Ok(true)
}

/// The recipient got enough emails for now.
async fn put_off(app: &AppState, person: PersonId) -> Result<()> {
    const LATER_ON: &str = "
        update invitation
        set next_reminder_at = $2
        where person_id = $1 and is_live and next_reminder_at is not null";
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, LATER_ON, person.0, app.now().plus(LATER).0)?;
    tx.commit().await
}

/// Does `step` for the live invitation of `person`. Done twice, it is done once.
pub async fn change(app: &AppState, staff: &Editor, person: PersonId, step: ReminderStep) -> Result<()> {
    const LIVE: &str = "
        select id, next_reminder_at, reminders, reminders_off
        from invitation
        where person_id = $1 and is_live";
    const SET: &str = "update invitation set reminders = $2, reminders_off = $3 where id = $1";
    let mut tx = app.db.begin().await?;
    let person = rows::lock(&mut tx, person).await?;
    let live: Option<(Uuid, Option<i64>, i64, bool)> =
        run!(&mut tx, c => sqlx::query_as(LIVE).bind(person.id().0).fetch_optional(c))?;
    let Some((id, next, sent, are_off)) = live else {
        return Err(Error::Conflict(t!(server::invitations::no_open_invitation, name = &person.name())));
    };
    let sent = match step {
        ReminderStep::Skip(at) if next == Some(at.0) => sent + 1,
        ReminderStep::Stop if !are_off => sent,
        ReminderStep::Resume if are_off => sent,
        _ => return Ok(()),
    };
    let invitation = InvitationId(id);
    execute!(&mut tx, SET, id, sent, step == ReminderStep::Stop)?;
    let since = match step {
        ReminderStep::Skip(at) => at,
        ReminderStep::Stop | ReminderStep::Resume => app.now(),
    };
    queue::cancel_reminder(&mut tx, app, invitation).await?;
    reminders::plan(&mut tx, app, invitation, since).await?;
    let (name, by) = (person.name(), &staff.name);
    let (action, what) = match step {
        ReminderStep::Skip(_) => {
            ("invitation_reminder_skipped", recorded!(server::events::reminder_skipped, actor = by, person = &name))
        }
        ReminderStep::Stop => {
            ("invitation_reminders_stopped", recorded!(server::events::reminders_stopped, actor = by, person = &name))
        }
        ReminderStep::Resume => {
            ("invitation_reminders_resumed", recorded!(server::events::reminders_resumed, actor = by, person = &name))
        }
    };
    note(&mut tx, app, staff.into(), &person, action, what).await?;
    tx.commit().await
}

async fn note(
    tx: &mut Tx,
    app: &AppState,
    actor: Actor<'_>,
    person: &PersonRow,
    action: &'static str,
    what: Recorded,
) -> Result<()> {
    record::write(tx, app, Entry { actor, partner: person.company(), person: Some(person.id()), action, what }).await
}
