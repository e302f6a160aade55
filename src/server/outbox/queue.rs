//! The queue of messages as it is kept. The fact and its message are written in one transaction; the
//! queue holds ids, so there is no secret in it and nothing can go stale.

use super::limits::{self, Asker, Kind, Recipient};
use super::reminders;
use crate::domain::ids::{EmailId, InvitationId, PersonId};
use crate::domain::time::{SECOND, Timestamp};
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use uuid::Uuid;

/// What a message is about, and what its link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Invitation(Uuid),
    /// Reminds of an invitation.
    Reminder(Uuid),
    PasswordReset(Uuid),
    /// A link reached a person it was not meant for; this email has no link.
    Report(Uuid),
    /// Confirms the new address of a person.
    AddressChange(Uuid),
    /// Notifies the old address; this email has no link.
    AddressNotice(Uuid, EmailChangeNotice),
    /// Tells a person of something that happened to their account; this email has no link.
    SecurityNotice(Uuid),
    /// Tells a member of the team what happened; this email has links to pages alone.
    Digest(Uuid),
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
    security: Option<Uuid>,
    digest: Option<Uuid>,
    is_reminder: bool,
}

impl Subject {
    fn columns(self) -> Columns {
        let none = Columns::default();
        match self {
            Self::Invitation(id) => Columns { invitation: Some(id), ..none },
            Self::Reminder(id) => Columns { invitation: Some(id), is_reminder: true, ..none },
            Self::PasswordReset(id) => Columns { reset: Some(id), ..none },
            Self::Report(id) => Columns { report: Some(id), ..none },
            Self::AddressChange(id) => Columns { address: Some(id), ..none },
            Self::AddressNotice(id, notice) => Columns { address: Some(id), notice: Some(notice.as_str()), ..none },
            Self::SecurityNotice(id) => Columns { security: Some(id), ..none },
            Self::Digest(id) => Columns { digest: Some(id), ..none },
        }
    }

    pub(super) fn has_link(self) -> bool {
        !matches!(self, Self::Report(_) | Self::AddressNotice(..) | Self::SecurityNotice(_) | Self::Digest(_))
    }

    fn kind(self) -> Kind {
        match self {
            Self::Invitation(_) | Self::Reminder(_) | Self::Report(_) | Self::AddressChange(_) => Kind::Ordinary,
            Self::PasswordReset(_) => Kind::PasswordReset,
            Self::AddressNotice(..) | Self::SecurityNotice(_) => Kind::SecurityNotice,
            Self::Digest(_) => Kind::Digest,
        }
    }
}

/// Queues a message about `subject`, which `asker` caused. An invitation is held for a moment, in which it can be
/// undone.
///
/// # Errors
/// A conflict where it would be one too many ([`limits`]): nothing is queued.
pub async fn queue(tx: &mut Tx, app: &AppState, asker: Asker, subject: Subject) -> Result<EmailId> {
    let to = recipient(tx, subject).await?;
    queue_for(tx, app, asker, subject, &to, None, "").await
}

/// The same where it is known whom it is for, for a time that staff chose, and with a note of theirs.
pub async fn queue_for(
    tx: &mut Tx,
    app: &AppState,
    asker: Asker,
    subject: Subject,
    to: &Recipient,
    at: Option<Timestamp>,
    note: &str,
) -> Result<EmailId> {
    const ADD: &str = "
        insert into queued_email (
            id, invitation_id, password_reset_id, report_id, address_change_id, address_notice, state, message_id,
            attempts, fence, due_at, scheduled_at, recipient_key, asker, asking_partner_id, note, reply, created_at,
            security_notice_id, is_reminder, digest_id
        )
        values ($1, $2, $3, $4, $5, $6, 'queued', $7, 0, 0, $8, $9, $10, $11, $12, $13, '', $14, $15, $16, $17)";
    limits::check(tx, app, subject.kind(), asker, to).await?;
    let id = app.id();
    let Columns { invitation, reset, report, address, notice, security, digest, is_reminder } = subject.columns();
    let message_id = format!("{}@{}", id.simple(), app.config.host());
    let hold = if matches!(subject, Subject::Invitation(_)) { i64::from(app.config.send_hold) * SECOND } else { 0 };
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
        limits::key(&to.email),
        asker.as_str(),
        asker.partner(),
        note,
        now.0,
        security,
        is_reminder,
        digest,
    )?;
    Ok(EmailId(id))
}

/// Whom a message about `subject` is for.
async fn recipient(tx: &mut Tx, subject: Subject) -> Result<Recipient> {
    const INVITATION: &str =
        "select p.id, p.name, i.email from invitation i join person p on p.id = i.person_id where i.id = $1";
    const RESET: &str =
        "select p.id, p.name, r.email from password_reset r join person p on p.id = r.person_id where r.id = $1";
    const REPORT: &str = "select p.id, p.name, p.email from report_recipient t join person p on p.id = t.person_id where t.report_id = $1";
    const NEW_ADDRESS: &str =
        "select p.id, p.name, c.email from address_change c join person p on p.id = c.person_id where c.id = $1";
    const OLD_ADDRESS: &str =
        "select p.id, p.name, c.old_email from address_change c join person p on p.id = c.person_id where c.id = $1";
    const ACCOUNT: &str =
        "select p.id, p.name, p.email from security_notice n join person p on p.id = n.person_id where n.id = $1";
    const MEMBER: &str =
        "select p.id, p.name, p.email from notification_digest d join person p on p.id = d.person_id where d.id = $1";
    let (sql, id) = match subject {
        Subject::Invitation(id) | Subject::Reminder(id) => (INVITATION, id),
        Subject::PasswordReset(id) => (RESET, id),
        Subject::Report(id) => (REPORT, id),
        Subject::AddressChange(id) => (NEW_ADDRESS, id),
        Subject::AddressNotice(id, _) => (OLD_ADDRESS, id),
        Subject::SecurityNotice(id) => (ACCOUNT, id),
        Subject::Digest(id) => (MEMBER, id),
    };
    let found: Option<(Uuid, String, String)> = run!(tx, c => sqlx::query_as(sql).bind(id).fetch_optional(c))?;
    let (person, name, email) = found.ok_or_else(|| Error::internal("an email to nobody"))?;
    Ok(Recipient { person: PersonId(person), name, email })
}

/// Takes back what was not sent yet of an invitation that ended, or that is sent again.
pub async fn cancel_for(tx: &mut Tx, app: &AppState, invitation: InvitationId) -> Result<()> {
    const CANCEL: &str =
        "update queued_email set state = 'cancelled', finished_at = $2 where invitation_id = $1 and state = 'queued'";
    execute!(tx, CANCEL, invitation.0, app.now().0)?;
    Ok(())
}

/// Takes back the reminder of an invitation that was not sent yet, and what is planned: another email comes before it.
pub async fn cancel_reminder(tx: &mut Tx, app: &AppState, invitation: InvitationId) -> Result<()> {
    const CANCEL: &str = "
        update queued_email
        set state = 'cancelled', finished_at = $2
        where invitation_id = $1 and state = 'queued' and is_reminder";
    execute!(tx, CANCEL, invitation.0, app.now().0)?;
    reminders::set_next(tx, invitation, None).await
}

/// Makes everything due now that waits for another attempt; returns how many those are.
pub async fn retry_waiting(tx: &mut Tx, app: &AppState) -> Result<u64> {
    const RETRY: &str =
        "update queued_email set due_at = $1, tried_since = null where state = 'queued' and attempts > 0";
    Ok(execute!(tx, RETRY, app.now().0)?)
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
