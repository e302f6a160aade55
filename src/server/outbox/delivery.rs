//! Delivery of queued emails: a worker claims one with a lease and a fencing number, and completes it.

use super::notifications::{self, Event};
use super::queue::{self, EmailChangeNotice, Subject};
use super::{blame, pause, reminders};
use crate::domain::ids::{EmailId, InvitationId};
use crate::domain::invitations::invitation::InvitationState;
use crate::domain::time::{DAY, HOUR, MINUTE, SECOND, Timestamp};
use crate::server::mailer::outcome::SendOutcome;
use crate::server::people::rows::FactsRow;
use crate::server::platform::db::{Db, Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use crate::server::templates::fill::FilledText;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// How long a worker may take for one message before another may take over.
pub const LEASE: i64 = 2 * MINUTE;

/// How long delivery is tried, from the first attempt on (RFC 5321 4.5.4.1 asks for 4 to 5 days).
const PERSISTENCE: i64 = 5 * DAY;

/// Waits between attempts; the last one repeats.
const WAITS: [i64; 6] = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR];

/// How long everything waits after the mail server had too much to do.
const BREATHER: i64 = 30 * SECOND;

/// A message that only this worker is to send, for the length of the lease.
#[derive(Debug)]
pub struct Claim {
    pub id: EmailId,
    pub subject: Subject,
    pub message_id: String,
    /// What its link carries, where it has one.
    pub token: PlainToken,
    pub attempt: i64,
    fence: i64,
    /// When it was tried first.
    tried_since: Timestamp,
}

/// Whether a message was tried before, as the index `queued_email_due` begins with it.
const TRIED: &str = "case attempts when 0 then 0 else 1 end";

/// When the next message is due, so that an idle worker takes no lock; none while sending is paused.
pub async fn next_due(app: &AppState) -> Result<Option<Timestamp>> {
    let (tried, paused) = (TRIED, pause::CURRENT);
    let sql = format!(
        "
        select min(due_at)
        from (
            select min(due_at) as due_at
            from queued_email
            where state in ('queued', 'sending') and {tried} = 0
            union all
            select min(due_at)
            from queued_email
            where state in ('queued', 'sending') and {tried} = 1
        ) as due
        where not exists ({paused})"
    );
    let due: Option<i64> = read!(&app.db, c => sqlx::query_scalar(AssertSqlSafe(sql)).bind(app.now().0).fetch_one(c))?;
    Ok(due.map(Timestamp))
}

#[derive(sqlx::FromRow)]
struct SubjectRow {
    invitation_id: Option<Uuid>,
    password_reset_id: Option<Uuid>,
    report_id: Option<Uuid>,
    address_change_id: Option<Uuid>,
    address_notice: Option<String>,
    security_notice_id: Option<Uuid>,
    digest_id: Option<Uuid>,
    is_reminder: bool,
}

#[derive(sqlx::FromRow)]
struct Due {
    id: Uuid,
    #[sqlx(flatten)]
    subject: SubjectRow,
    message_id: String,
    attempts: i64,
    fence: i64,
    tried_since: i64,
}

impl SubjectRow {
    fn subject(&self) -> Option<Subject> {
        let notice = self.address_notice.as_deref();
        let notice = [EmailChangeNotice::Asked, EmailChangeNotice::Changed]
            .into_iter()
            .find(|known| Some(known.as_str()) == notice);
        match (self.invitation_id, self.password_reset_id, self.report_id, self.address_change_id) {
            (Some(id), ..) if self.is_reminder => Some(Subject::Reminder(id)),
            (Some(id), ..) => Some(Subject::Invitation(id)),
            (_, Some(id), ..) => Some(Subject::PasswordReset(id)),
            (_, _, Some(id), _) => Some(Subject::Report(id)),
            (.., Some(id)) => {
                Some(notice.map_or(Subject::AddressChange(id), |notice| Subject::AddressNotice(id, notice)))
            }
            _ => {
                let digest = self.digest_id.map(Subject::Digest);
                self.security_notice_id.map(Subject::SecurityNotice).or(digest)
            }
        }
    }
}

/// Claims the message that has been due longest, new ones first, so that new invitations do not wait behind the retries
/// of an outage: counts the attempt, mints its link and commits, all before a socket is opened. A message whose lease
/// expired is due again.
pub async fn claim(app: &AppState) -> Result<Option<Claim>> {
    const ATTEMPT: &str =
        "insert into email_attempt (email_id, number, address, started_at, outcome) values ($1, $2, $3, $4, '')";
    const CANCEL: &str =
        "update queued_email set state = 'cancelled', attempts = attempts - 1, finished_at = $2 where id = $1";

    let now = app.now();
    loop {
        let mut tx = app.db.begin_shared().await?;
        let due: Option<Due> = run!(&mut tx, c => sqlx::query_as(claim_sql(&app.db))
            .bind(now.0).bind(now.plus(LEASE).0).fetch_optional(c))?;
        let Some(due) = due else { return Ok(None) };
        let subject = due.subject.subject().ok_or_else(|| Error::internal("a mail about nothing"))?;
        let Some(address) = wanted_by(&mut tx, subject, now).await? else {
            execute!(&mut tx, CANCEL, due.id, now.0)?;
            tx.commit().await?;
            continue;
        };
        let token = PlainToken::mint(&app.random);
        if subject.has_link() {
            queue::store_token(&mut tx, app, &token, subject, "mail", None).await?;
        }
        execute!(&mut tx, ATTEMPT, due.id, due.attempts, &address, now.0)?;
        tx.commit().await?;
        return Ok(Some(Claim {
            id: EmailId(due.id),
            subject,
            message_id: due.message_id,
            token,
            attempt: due.attempts,
            fence: due.fence,
            tried_since: Timestamp(due.tried_since),
        }));
    }
}

/// Claims what is due at `$1`, until `$2`.
fn claim_sql(db: &Db) -> AssertSqlSafe<String> {
    // Lets several instances claim at once; SQLite has one writer and no such words.
    let skip_locked = if matches!(db, Db::Sqlite { .. }) { "" } else { "for update skip locked" };
    let paused = pause::CURRENT;
    let tried = TRIED;
    let first = |group: u8| {
        format!(
            "(
                select id
                from queued_email
                where state in ('queued', 'sending') and {tried} = {group} and due_at <= $1
                order by due_at, id
                limit 1
                {skip_locked}
            )"
        )
    };
    let (new, again) = (first(0), first(1));
    AssertSqlSafe(format!(
        "
        update queued_email
        set state = 'sending', fence = fence + 1, attempts = attempts + 1, due_at = $2,
            tried_since = coalesce(tried_since, $1)
        where not exists ({paused}) and id = coalesce({new}, {again})
        returning id, invitation_id, password_reset_id, report_id, address_change_id, address_notice, security_notice_id,
            digest_id, is_reminder, message_id, attempts, fence, tried_since"
    ))
}

#[derive(sqlx::FromRow)]
struct Wanted {
    email: String,
    #[sqlx(flatten)]
    facts: FactsRow,
}

/// Whether a message is still to be sent: what it is about has not ended.
pub(super) async fn is_wanted(tx: &mut Tx, app: &AppState, email: EmailId) -> Result<bool> {
    const GET: &str = "
        select invitation_id, password_reset_id, report_id, address_change_id, address_notice, security_notice_id,
            digest_id, is_reminder
        from queued_email
        where id = $1";
    let row: Option<SubjectRow> = run!(tx, c => sqlx::query_as(GET).bind(email.0).fetch_optional(c))?;
    let Some(subject) = row.and_then(|row| row.subject()) else { return Ok(false) };
    Ok(wanted_by(tx, subject, app.now()).await?.is_some())
}

/// The address a message is for, as long as its invitation or reset is still open.
async fn wanted_by(tx: &mut Tx, subject: Subject, now: Timestamp) -> Result<Option<String>> {
    const INVITATION: &str =
        "select email, expires_at, accepted_at, revoked_at, superseded_at from invitation where id = $1";
    const RESET: &str = "select email from password_reset where id = $1 and ended_at is null and expires_at >= $2";
    const TOLD: &str =
        "select p.email from report_recipient r join person p on p.id = r.person_id where r.report_id = $1";
    const NEW_ADDRESS: &str = "select email from address_change where id = $1 and is_pending and expires_at >= $2";
    // Sent in any state of the change: its owner must know that it was requested.
    const OLD_ADDRESS: &str = "select old_email from address_change where id = $1";
    const ACCOUNT: &str =
        "select p.email from security_notice n join person p on p.id = n.person_id where n.id = $1 and p.is_active";
    // What it was about may be gone.
    const MEMBER: &str = "
        select p.email
        from notification_digest d
        join person p on p.id = d.person_id
        where d.id = $1 and p.is_active and exists (select 1 from notification n where n.digest_id = d.id)";
    if let Subject::Reminder(id) = subject
        && reminders::Plan::of(tx, InvitationId(id)).await?.is_none()
    {
        return Ok(None);
    }
    match subject {
        Subject::Invitation(id) | Subject::Reminder(id) => {
            let row: Option<Wanted> = run!(tx, c => sqlx::query_as(INVITATION).bind(id).fetch_optional(c))?;
            let pending = row.filter(|row| row.facts.facts().state(now) == InvitationState::Pending);
            Ok(pending.map(|row| row.email))
        }
        Subject::PasswordReset(id) => {
            Ok(run!(tx, c => sqlx::query_scalar(RESET).bind(id).bind(now.0).fetch_optional(c))?)
        }
        Subject::Report(id) => Ok(run!(tx, c => sqlx::query_scalar(TOLD).bind(id).fetch_optional(c))?),
        Subject::AddressChange(id) => {
            Ok(run!(tx, c => sqlx::query_scalar(NEW_ADDRESS).bind(id).bind(now.0).fetch_optional(c))?)
        }
        Subject::AddressNotice(id, _) => Ok(run!(tx, c => sqlx::query_scalar(OLD_ADDRESS).bind(id).fetch_optional(c))?),
        Subject::SecurityNotice(id) => Ok(run!(tx, c => sqlx::query_scalar(ACCOUNT).bind(id).fetch_optional(c))?),
        Subject::Digest(id) => Ok(run!(tx, c => sqlx::query_scalar(MEMBER).bind(id).fetch_optional(c))?),
    }
}

/// Records the result of the attempt, unless another worker took the message over in the meantime.
///
/// Returns whether this worker still held the message.
pub async fn complete(
    app: &AppState,
    claim: &Claim,
    wording: Option<&FilledText>,
    outcome: &SendOutcome,
) -> Result<bool> {
    const FINISH: &str = "
        update queued_email
        set state = $3, reply = $4, due_at = $5, finished_at = $6, tried_since = $7
        where id = $1 and fence = $2 and state = 'sending'";
    const ATTEMPT: &str = "
        update email_attempt
        set finished_at = $3, outcome = $4, text_id = $5, filled = $6, state = $7, refusal = $8
        where email_id = $1 and number = $2";
    let now = app.now();
    let mut tx = app.db.begin_shared().await?;
    let verdict = blame::judge(&mut tx, app, claim.id, claim.attempt, outcome).await?;
    let retries = |reply: &str| recorded!(server::outbox::attempt_retries, reply = reply);
    let (state, reply, due_at, words) = match &verdict.outcome {
        SendOutcome::Accepted(reply) => {
            ("accepted", reply.as_str(), now, recorded!(server::outbox::attempt_accepted, reply = reply))
        }
        SendOutcome::Filed => ("filed", "", now, recorded!(server::outbox::attempt_filed)),
        SendOutcome::Refused(reply) | SendOutcome::Doubted(reply) => {
            ("failed", reply.as_str(), now, recorded!(server::outbox::attempt_refused, reply = reply))
        }
        SendOutcome::Retry(reply) | SendOutcome::Busy(reply) | SendOutcome::SenderRejected { reply, .. }
            if verdict.is_about_message && now >= claim.tried_since.plus(PERSISTENCE) =>
        {
            ("failed", reply.as_str(), now, recorded!(server::outbox::attempt_given_up, reply = reply))
        }
        SendOutcome::Retry(reply) | SendOutcome::Busy(reply) | SendOutcome::Absent(reply) => {
            ("queued", reply.as_str(), now.plus(wait(app, claim.attempt)), retries(reply))
        }
        SendOutcome::SenderRejected { reply, .. } => {
            ("queued", reply.as_str(), now.plus(pause::AFTER_REJECTION), retries(reply))
        }
    };
    let finished = (state != "queued").then_some(now.0);
    let tried_since = verdict.is_about_message.then_some(claim.tried_since.0);
    let held = execute!(&mut tx, FINISH, claim.id.0, claim.fence, state, reply, due_at.0, finished, tried_since)? == 1;
    let (text_id, filled) = wording.map_or((None, ""), |it| (Some(it.text_id), it.filled.as_str()));
    let words = words.encode();
    execute!(
        &mut tx,
        ATTEMPT,
        claim.id.0,
        claim.attempt,
        now.0,
        words,
        text_id,
        filled,
        state,
        verdict.signature.clone()
    )?;
    match &verdict.outcome {
        SendOutcome::SenderRejected { why, .. } => pause::pause_after_rejection(&mut tx, app, &why.encode()).await?,
        SendOutcome::Accepted(_) => {
            pause::clear_rejection_pause(&mut tx).await?;
            if let Subject::Invitation(id) | Subject::Reminder(id) = claim.subject {
                reminders::plan(&mut tx, app, InvitationId(id), now).await?;
            }
        }
        SendOutcome::Busy(_) | SendOutcome::Absent(_) => put_off(&mut tx, now).await?,
        _ => {}
    }
    if held && state == "failed" {
        notifications::of_email(&mut tx, app, Event::NotDelivered, claim.id).await?;
    }
    tx.commit().await?;
    Ok(held)
}

/// The mail server has too much to do, or is not there: what is due waits a moment, and does not knock one after the
/// other.
async fn put_off(tx: &mut Tx, now: Timestamp) -> Result<()> {
    const LATER: &str = "update queued_email set due_at = $2 where state = 'queued' and due_at <= $1";
    execute!(tx, LATER, now.0, now.plus(BREATHER).0)?;
    Ok(())
}

/// The wait after `attempt`, with a fifth more or less, so that an outage does not end in a stampede.
fn wait(app: &AppState, attempt: i64) -> i64 {
    let index = usize::try_from(attempt - 1).unwrap_or(0).min(WAITS.len() - 1);
    let base = WAITS[index];
    base - base / 5 + app.random.below(base * 2 / 5)
}
