//! The queue of messages as it is kept. The fact and its message are written in one transaction; the
//! queue holds ids, so there is no secret in it and nothing can go stale.

use crate::domain::ids::{EmailId, InvitationId, PersonId};
use crate::domain::time::{HOUR, MINUTE, SECOND, Timestamp};
use crate::server::people::rows::PersonRow;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use uuid::Uuid;

/// Most emails to one person within an hour, for all reasons together.
const MAX_PER_HOUR: i64 = 5;

/// What a message is about, and what its link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Invitation(Uuid),
    PasswordReset(Uuid),
    /// A link reached a person it was not meant for; this email has no link.
    Report(Uuid),
    /// Confirms the new address of a person.
    AddressChange(Uuid),
    /// Notifies the old address; this email has no link.
    AddressNotice(Uuid, EmailChangeNotice),
}

/// What the old address is notified of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmailChangeNotice {
    /// It was asked for.
    Asked,
    /// It was confirmed, and counts.
    Changed,
}

impl EmailChangeNotice {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Changed => "changed",
        }
    }
}

/// A subject as the tables hold it.
#[derive(Default)]
struct Columns {
    invitation: Option<Uuid>,
    reset: Option<Uuid>,
    report: Option<Uuid>,
    address: Option<Uuid>,
    notice: Option<&'static str>,
}

impl Subject {
    fn columns(self) -> Columns {
        let none = Columns::default();
        match self {
            Self::Invitation(id) => Columns { invitation: Some(id), ..none },
            Self::PasswordReset(id) => Columns { reset: Some(id), ..none },
            Self::Report(id) => Columns { report: Some(id), ..none },
            Self::AddressChange(id) => Columns { address: Some(id), ..none },
            Self::AddressNotice(id, notice) => Columns { address: Some(id), notice: Some(notice.as_str()), ..none },
        }
    }

    pub(super) fn has_link(self) -> bool {
        !matches!(self, Self::Report(_) | Self::AddressNotice(..))
    }
}

/// Queues a message about `subject`. An invitation is held for a moment, in which it can be undone.
pub async fn queue(tx: &mut Tx, app: &AppState, subject: Subject) -> Result<EmailId> {
    queue_for(tx, app, subject, None, "").await
}

/// The same for a time that staff chose, and with a note of theirs.
pub async fn queue_for(
    tx: &mut Tx,
    app: &AppState,
    subject: Subject,
    at: Option<Timestamp>,
    note: &str,
) -> Result<EmailId> {
    const ADD: &str = "
        insert into queued_email (
            id, invitation_id, password_reset_id, report_id, address_change_id, address_notice, state, message_id,
            attempts, fence, due_at, scheduled_at, note, reply, created_at
        )
        values ($1, $2, $3, $4, $5, $6, 'queued', $7, 0, 0, $8, $9, $10, '', $11)";
    let id = app.id();
    let Columns { invitation, reset, report, address, notice } = subject.columns();
    let message_id = format!("{}@{}", id.simple(), app.config.host());
    let hold = if invitation.is_some() { i64::from(app.config.send_hold) * SECOND } else { 0 };
    let now = app.now();
    let due_at = at.unwrap_or(now.plus(hold));
    let scheduled_at = at.map(|at| at.0);
    execute!(
        tx,
        ADD,
        id,
        invitation,
        reset,
        report,
        address,
        notice,
        &message_id,
        due_at.0,
        scheduled_at,
        note,
        now.0
    )?;
    Ok(EmailId(id))
}

/// Refuses where `person`, who is locked, was sent enough for now; `instead` says what helps until then. It counts the
/// messages themselves, to any address; cancelled and undelivered ones do not count.
pub async fn check_email_quota(tx: &mut Tx, app: &AppState, person: &PersonRow, instead: &str) -> Result<()> {
    const LAST: &str = "
        select created_at
        from queued_email
        where created_at > $2 and state not in ('failed', 'cancelled')
            and (
                invitation_id in (select id from invitation where person_id = $1)
                or address_notice is null
                    and address_change_id in (select id from address_change where person_id = $1)
            )
        order by created_at desc
        limit $3";
    let now = app.now();
    let last: Vec<i64> = run!(tx, c => sqlx::query_scalar(LAST)
        .bind(person.id().0).bind(now.plus(-HOUR).0).bind(MAX_PER_HOUR).fetch_all(c))?;
    let Some(first) = last.last().filter(|_| last.len() as i64 == MAX_PER_HOUR) else { return Ok(()) };
    let minutes = (Timestamp(*first).plus(HOUR).0 - now.0 + MINUTE - 1) / MINUTE;
    let reached = t!(server::outbox::limit_reached, limit = MAX_PER_HOUR, name = &person.name(), minutes = minutes);
    Err(Error::Conflict([&reached, " ", instead].concat().trim_end().to_owned()))
}

/// Takes back what was not sent yet of an invitation that ended.
pub async fn cancel_for(tx: &mut Tx, app: &AppState, invitation: InvitationId) -> Result<()> {
    const CANCEL: &str =
        "update queued_email set state = 'cancelled', finished_at = $2 where invitation_id = $1 and state = 'queued'";
    execute!(tx, CANCEL, invitation.0, app.now().0)?;
    Ok(())
}

/// Takes back what was to be sent later of an invitation that is sent now.
pub async fn cancel_scheduled(tx: &mut Tx, app: &AppState, invitation: InvitationId) -> Result<()> {
    const CANCEL: &str = "
        update queued_email
        set state = 'cancelled', finished_at = $2
        where invitation_id = $1 and state = 'queued' and scheduled_at is not null";
    execute!(tx, CANCEL, invitation.0, app.now().0)?;
    Ok(())
}

/// When the email is to leave that is planned for the live invitation of `person`.
pub async fn planned_for(tx: &mut Tx, person: PersonId) -> Result<Option<Timestamp>> {
    const PLANNED: &str = "
        select max(m.scheduled_at)
        from queued_email m
        join invitation i on i.id = m.invitation_id
        where i.person_id = $1 and i.is_live and m.state = 'queued'";
    let at: Option<i64> = run!(tx, c => sqlx::query_scalar(PLANNED).bind(person.0).fetch_one(c))?;
    Ok(at.map(Timestamp))
}

/// The note of the newest email of the live invitation of `person`, as long as no mail server took it.
pub async fn unsent_note(tx: &mut Tx, person: PersonId) -> Result<String> {
    const NOTE: &str = "
        select m.note, m.state
        from queued_email m
        join invitation i on i.id = m.invitation_id
        where i.person_id = $1 and i.is_live
        order by m.created_at desc, m.id desc
        limit 1";
    let newest: Option<(String, String)> = run!(tx, c => sqlx::query_as(NOTE).bind(person.0).fetch_optional(c))?;
    let unsent = newest.filter(|(_, state)| !["accepted", "filed"].contains(&state.as_str()));
    Ok(unsent.map(|(note, _)| note).unwrap_or_default())
}

/// Keeps the hash of a link's secret, and the way it goes out.
pub async fn store_token(
    tx: &mut Tx,
    app: &AppState,
    token: &PlainToken,
    subject: Subject,
    channel: &str,
    by: Option<Uuid>,
) -> Result<()> {
    const ADD: &str = "
        insert into token (
            hash, invitation_id, password_reset_id, address_change_id, channel, created_by, created_at
        )
        values ($1, $2, $3, $4, $5, $6, $7)";
    let Columns { invitation, reset, address, .. } = subject.columns();
    execute!(tx, ADD, token.hash(), invitation, reset, address, channel, by, app.now().0)?;
    Ok(())
}
