//! The next reminder of an invitation: planned once an email of it was accepted.

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
    /// How many reminders were sent or skipped.
    sent: i64,
    /// Days, of the first program of theirs that says any, else of the organisation.
    days: String,
    phone: String,
    email: String,
    time_zone: String,
}

/// The reminders of a contact who may still get some.
pub struct Plan {
    sent: i64,
    cadence: Cadence,
    /// Where the contact is likely to be.
    zone: String,
}

impl Plan {
    /// That of `invitation`; none for colleagues, and where another email would be of no use or unwelcome: the invitation
    /// ended, reminders are off, its last email came back or was marked as spam, or the recipient is someone else.
    pub async fn of(tx: &mut Tx, invitation: InvitationId) -> Result<Option<Self>> {
        const GET: &str = "
            select i.reminders as sent, p.phone, p.email, o.time_zone, coalesce(
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
                and not exists (select 1 from activation_report r where r.invitation_id = i.id)
                and coalesce(
                    (
                        select m.delivery
                        from queued_email m
                        where m.invitation_id = i.id and m.state = 'accepted'
                        order by m.created_at desc, m.id desc
                        limit 1
                    ),
                    ''
                ) not in ('returned', 'bounced', 'complained')";
        let row: Option<PlanRow> = run!(tx, c => sqlx::query_as(GET).bind(invitation.0).fetch_optional(c))?;
        Ok(row.map(|row| Self {
            sent: row.sent,
            cadence: Cadence::parse(&row.days).unwrap_or_default(),
            zone: working_hours::likely_zone(&row.phone, &row.email, &row.time_zone),
        }))
    }

    /// When the next reminder is due after an email at `since`; none after the last one.
    pub fn next(&self, app: &AppState, since: Timestamp) -> Option<Timestamp> {
        let due = since.plus(self.cadence.wait(self.sent)?);
        Some(working_hours::next(due, &self.zone, &app.random))
    }

    /// Whether the cadence has the reminder that was counted last: it may have become shorter.
    pub fn has_last(&self) -> bool {
        self.cadence.wait(self.sent - 1).is_some()
    }
}

/// Plans the next reminder of `invitation` after an email at `since`.
pub async fn plan(tx: &mut Tx, app: &AppState, invitation: InvitationId, since: Timestamp) -> Result<()> {
    let next = Plan::of(tx, invitation).await?.and_then(|plan| plan.next(app, since));
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
