//! Which reminder an invitation gets next: planned when an email of it was accepted, and no more once it must not be
//! sent.

use crate::domain::ids::{EmailId, InvitationId};
use crate::domain::organisation::cadence::Cadence;
use crate::domain::time::Timestamp;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::Result;
use crate::server::platform::working_hours;
use crate::server::state::AppState;

/// What decides when a contact is reminded.
#[derive(sqlx::FromRow)]
struct PlanRow {
    /// Days, of the first program of theirs that says any, else of the organisation.
    days: String,
    phone: String,
    email: String,
    time_zone: String,
}

/// The cadence of a contact with an invitation, and where they are likely to be.
pub struct Plan {
    cadence: Cadence,
    zone: String,
}

impl Plan {
    /// That of the live invitation `invitation`; none for colleagues, where reminders are off, and where somebody said
    /// that it is not for them.
    pub async fn of(tx: &mut Tx, invitation: InvitationId) -> Result<Option<Self>> {
        const GET: &str = "
            select p.phone, p.email, o.time_zone, coalesce(
                (
                    select g.reminder_days
                    from partner_program l
                    join program g on g.id = l.program_id
                    where l.partner_id = p.partner_id and g.reminder_days is not null
                    order by g.position, g.id
                    limit 1
                ),
                o.reminder_days
            ) as days
            from invitation i
            join person p on p.id = i.person_id
            join organisation o on o.id = 1
            where i.id = $1 and i.is_live and not i.reminders_off and p.partner_id is not null
                and not exists (select 1 from activation_report r where r.invitation_id = i.id)";
        let row: Option<PlanRow> = run!(tx, c => sqlx::query_as(GET).bind(invitation.0).fetch_optional(c))?;
        Ok(row.map(|row| Self {
            cadence: Cadence::parse(&row.days).unwrap_or_default(),
            zone: working_hours::likely_zone(&row.phone, &row.email, &row.time_zone),
        }))
    }

    /// When the next reminder is due after an email at `since`, once `sent` went out; none after the last one.
    pub fn next(&self, app: &AppState, since: Timestamp, sent: i64) -> Option<Timestamp> {
        let due = since.plus(self.cadence.wait(sent)?);
        Some(working_hours::next(due, &self.zone, &app.random))
    }
}

impl Plan {
    /// Whether there is a reminder of this number, the first being 1.
    pub fn has(&self, number: i64) -> bool {
        self.cadence.wait(number - 1).is_some()
    }
}

/// Plans the next reminder of `invitation`, of which `email` was just accepted, unless a report of it was even quicker.
pub async fn plan(tx: &mut Tx, app: &AppState, invitation: InvitationId, email: EmailId) -> Result<()> {
    const SENT: &str = "
        select i.reminders
        from invitation i
        join queued_email m on m.invitation_id = i.id
        where m.id = $1 and m.delivery not in ('bounced', 'returned', 'complained')";
    let Some(plan) = Plan::of(tx, invitation).await? else { return Ok(()) };
    let sent: Option<i64> = run!(tx, c => sqlx::query_scalar(SENT).bind(email.0).fetch_optional(c))?;
    let next = sent.and_then(|sent| plan.next(app, app.now(), sent));
    set_next(tx, invitation, next).await
}

/// Sets when the next reminder of `invitation` is due; none for no more.
pub async fn set_next(tx: &mut Tx, invitation: InvitationId, at: Option<Timestamp>) -> Result<()> {
    const SET: &str = "update invitation set next_reminder_at = $2 where id = $1";
    execute!(tx, SET, invitation.0, at.map(|at| at.0))?;
    Ok(())
}

/// Ends the reminders of the invitation that `email` is about: it did not arrive, or was unwelcome. Once staff send
/// another one they begin again.
pub async fn end_after(tx: &mut Tx, email: EmailId) -> Result<()> {
    const END: &str = "
        update invitation
        set next_reminder_at = null
        where id = (select invitation_id from queued_email where id = $1) and next_reminder_at is not null";
    execute!(tx, END, email.0)?;
    Ok(())
}
