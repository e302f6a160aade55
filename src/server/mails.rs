//! The queue of messages as it is kept. The fact and its message are written in one transaction; the
//! queue holds ids, so there is no secret in it and nothing can go stale.

use super::db::{Db, Tx, execute, read, run};
use super::failure::{Failure, Result};
use super::fill::Wording;
use super::mail_pause;
use super::outcome::Outcome;
use super::people::FactsRow;
use super::people::{PersonFilter, PersonRow};
use super::state::App;
use super::token::PlainToken;
use crate::domain::ids::{InvitationId, MailId, PersonId};
use crate::domain::invitation::{self as domain, Attempt, InvitationState, MailProgress, MailState};
use crate::domain::language::Language;
use crate::domain::time::{DAY, HOUR, MINUTE, SECOND, Timestamp};
use crate::paths;
use sqlx::AssertSqlSafe;
use std::collections::HashMap;
use uuid::Uuid;

/// How long a worker may take for one message before another may take over.
pub const LEASE: i64 = 2 * MINUTE;
/// How long delivery is tried, from the first attempt on (RFC 5321 4.5.4.1 asks for 4 to 5 days).
const PERSISTENCE: i64 = 5 * DAY;
/// So many emails within an hour one person gets of us, whoever asks for them and in whatever way.
const MOST_AN_HOUR: i64 = 5;
/// Waits between attempts; the last one repeats.
const WAITS: [i64; 6] = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR];

/// What a message is about, and what its link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    Invitation(Uuid),
    PasswordReset(Uuid),
    /// A link reached somebody it was not meant for; this opens nothing.
    Report(Uuid),
    /// The new address of somebody is to be confirmed.
    AddressChange(Uuid),
    /// The old address is told of it; this opens nothing.
    AddressNotice(Uuid, Notice),
}

/// What the old address is told of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// It was asked for.
    Asked,
    /// It was confirmed, and counts.
    Changed,
}

impl Notice {
    fn as_str(self) -> &'static str {
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

    fn has_link(self) -> bool {
        !matches!(self, Self::Report(_) | Self::AddressNotice(..))
    }
}

/// A message that this worker, and for the length of the lease nobody else, is to send.
#[derive(Debug)]
pub struct Claim {
    pub id: MailId,
    pub subject: Subject,
    pub message_id: String,
    /// What its link carries, where it has one.
    pub token: PlainToken,
    attempt: i64,
    fence: i64,
    /// When it was tried first.
    tried_since: Timestamp,
}

/// Queues a message about `subject`. An invitation is held for a moment, in which it can be undone.
pub async fn queue(tx: &mut Tx, app: &App, subject: Subject) -> Result<MailId> {
    queue_for(tx, app, subject, None).await
}

/// The same for a time that staff chose.
pub async fn queue_for(tx: &mut Tx, app: &App, subject: Subject, at: Option<Timestamp>) -> Result<MailId> {
    const ADD: &str = "
        insert into mail (
            id, invitation_id, password_reset_id, report_id, address_change_id, address_notice, state, message_id,
            attempts, fence, due_at, scheduled_at, reply, created_at
        )
        values ($1, $2, $3, $4, $5, $6, 'queued', $7, 0, 0, $8, $9, '', $10)";
    let id = app.id();
    let Columns { invitation, reset, report, address, notice } = subject.columns();
    let message_id = format!("{}@{}", id.simple(), app.config.host());
    let hold = if invitation.is_some() { i64::from(app.config.send_hold) * SECOND } else { 0 };
    let now = app.now();
    let due_at = at.unwrap_or(now.plus(hold));
    let scheduled_at = at.map(|at| at.0);
    execute!(tx, ADD, id, invitation, reset, report, address, notice, &message_id, due_at.0, scheduled_at, now.0)?;
    Ok(MailId(id))
}

/// Refuses where `person`, who is locked, was sent enough for now; `instead` says what helps meanwhile. It
/// counts the messages themselves, at whatever address; one that was taken back or could not be delivered
/// has bothered nobody.
pub async fn spare(tx: &mut Tx, app: &App, person: &PersonRow, instead: &str) -> Result<()> {
    const LAST: &str = "
        select created_at
        from mail
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
        .bind(person.id().0).bind(now.plus(-HOUR).0).bind(MOST_AN_HOUR).fetch_all(c))?;
    let Some(first) = last.last().filter(|_| last.len() as i64 == MOST_AN_HOUR) else { return Ok(()) };
    let minutes = (Timestamp(*first).plus(HOUR).0 - now.0 + MINUTE - 1) / MINUTE;
    let plural = if minutes == 1 { "" } else { "s" };
    Err(Failure::Conflict(format!(
        "{MOST_AN_HOUR} emails to {} within an hour are enough. You can send the next one in {minutes} minute{plural}.{instead}",
        person.name()
    )))
}

/// Takes back what was not sent yet of an invitation that ended.
pub async fn cancel_for(tx: &mut Tx, app: &App, invitation: InvitationId) -> Result<()> {
    const CANCEL: &str =
        "update mail set state = 'cancelled', finished_at = $2 where invitation_id = $1 and state = 'queued'";
    execute!(tx, CANCEL, invitation.0, app.now().0)?;
    Ok(())
}

/// Takes back what was to be sent later of an invitation that is sent now.
pub async fn cancel_scheduled(tx: &mut Tx, app: &App, invitation: InvitationId) -> Result<()> {
    const CANCEL: &str = "
        update mail
        set state = 'cancelled', finished_at = $2
        where invitation_id = $1 and state = 'queued' and scheduled_at is not null";
    execute!(tx, CANCEL, invitation.0, app.now().0)?;
    Ok(())
}

/// When the email is to leave that is planned for the live invitation of `person`.
pub async fn planned_for(tx: &mut Tx, person: PersonId) -> Result<Option<Timestamp>> {
    const PLANNED: &str = "
        select max(m.scheduled_at)
        from mail m
        join invitation i on i.id = m.invitation_id
        where i.person_id = $1 and i.is_live and m.state = 'queued'";
    let at: Option<i64> = run!(tx, c => sqlx::query_scalar(PLANNED).bind(person.0).fetch_one(c))?;
    Ok(at.map(Timestamp))
}

/// Keeps the hash of a link's secret, and the way it goes out.
pub async fn keep_token(
    tx: &mut Tx,
    app: &App,
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

/// When the next message is due, so that an idle worker takes no lock; none while sending is paused.
pub async fn next_due(app: &App) -> Result<Option<Timestamp>> {
    let sql = format!(
        "
        select min(due_at)
        from mail
        where state in ('queued', 'sending') and not exists ({})",
        mail_pause::CURRENT
    );
    let due: Option<i64> = read!(&app.db, c => sqlx::query_scalar(AssertSqlSafe(sql)).bind(app.now().0).fetch_one(c))?;
    Ok(due.map(Timestamp))
}

#[derive(sqlx::FromRow)]
struct Due {
    id: Uuid,
    invitation_id: Option<Uuid>,
    password_reset_id: Option<Uuid>,
    report_id: Option<Uuid>,
    address_change_id: Option<Uuid>,
    address_notice: Option<String>,
    message_id: String,
    attempts: i64,
    fence: i64,
    tried_since: i64,
}

impl Due {
    fn subject(&self) -> Option<Subject> {
        let notice = self.address_notice.as_deref();
        let notice = [Notice::Asked, Notice::Changed].into_iter().find(|known| Some(known.as_str()) == notice);
        match (self.invitation_id, self.password_reset_id, self.report_id, self.address_change_id) {
            (Some(id), ..) => Some(Subject::Invitation(id)),
            (_, Some(id), ..) => Some(Subject::PasswordReset(id)),
            (_, _, Some(id), _) => Some(Subject::Report(id)),
            (.., Some(id)) => {
                Some(notice.map_or(Subject::AddressChange(id), |notice| Subject::AddressNotice(id, notice)))
            }
            _ => None,
        }
    }
}

/// Claims the message that is due longest, new ones first, so that nobody who was just invited waits behind
/// the retries of an outage: counts the attempt, mints its link and commits, all before a socket is opened. A
/// message whose lease ran out is due again.
pub async fn claim(app: &App) -> Result<Option<Claim>> {
    const ATTEMPT: &str =
        "insert into mail_attempt (mail_id, number, address, started_at, outcome) values ($1, $2, $3, $4, '')";
    const CANCEL: &str = "update mail set state = 'cancelled', attempts = attempts - 1, finished_at = $2 where id = $1";

    let now = app.now();
    loop {
        let mut tx = app.db.begin().await?;
        let due: Option<Due> = run!(&mut tx, c => sqlx::query_as(claim_sql(&app.db))
            .bind(now.0).bind(now.plus(LEASE).0).fetch_optional(c))?;
        let Some(due) = due else { return Ok(None) };
        let subject = due.subject().ok_or_else(|| Failure::internal("a mail about nothing"))?;
        let Some(address) = wanted_by(&mut tx, subject, now).await? else {
            execute!(&mut tx, CANCEL, due.id, now.0)?;
            tx.commit().await?;
            continue;
        };
        let token = PlainToken::mint(&app.random);
        if subject.has_link() {
            keep_token(&mut tx, app, &token, subject, "mail", None).await?;
        }
        execute!(&mut tx, ATTEMPT, due.id, due.attempts, &address, now.0)?;
        tx.commit().await?;
        return Ok(Some(Claim {
            id: MailId(due.id),
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
    let paused = mail_pause::CURRENT;
    AssertSqlSafe(format!(
        "
        update mail
        set state = 'sending', fence = fence + 1, attempts = attempts + 1, due_at = $2,
            tried_since = coalesce(tried_since, $1)
        where id = (
            select id
            from mail
            where state in ('queued', 'sending') and due_at <= $1 and not exists ({paused})
            order by case attempts when 0 then 0 else 1 end, due_at, id
            limit 1
            {skip_locked}
        )
        returning id, invitation_id, password_reset_id, report_id, address_change_id, address_notice,
            message_id, attempts, fence, tried_since"
    ))
}

#[derive(sqlx::FromRow)]
struct Wanted {
    email: String,
    #[sqlx(flatten)]
    facts: FactsRow,
}

/// The address a message is for, as long as its invitation or reset is still open.
async fn wanted_by(tx: &mut Tx, subject: Subject, now: Timestamp) -> Result<Option<String>> {
    const INVITATION: &str =
        "select email, expires_at, accepted_at, revoked_at, superseded_at from invitation where id = $1";
    const RESET: &str = "select email from password_reset where id = $1 and ended_at is null and expires_at >= $2";
    const TOLD: &str =
        "select p.email from report_recipient r join person p on p.id = r.person_id where r.report_id = $1";
    const NEW_ADDRESS: &str = "select email from address_change where id = $1 and is_pending and expires_at >= $2";
    // Whatever became of the change: its owner is to know that somebody asked.
    const OLD_ADDRESS: &str = "select old_email from address_change where id = $1";
    match subject {
        Subject::Invitation(id) => {
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
    }
}

/// Records what became of the attempt, unless another worker took the message over meanwhile.
///
/// Returns whether this worker still held the message.
pub async fn complete(app: &App, claim: &Claim, wording: Option<&Wording>, outcome: &Outcome) -> Result<bool> {
    const FINISH: &str = "
        update mail
        set state = $3, reply = $4, due_at = $5, finished_at = $6, tried_since = $7
        where id = $1 and fence = $2 and state = 'sending'";
    const ATTEMPT: &str = "
        update mail_attempt
        set finished_at = $3, outcome = $4, words_id = $5, filled = $6
        where mail_id = $1 and number = $2";
    let now = app.now();
    let (state, reply, due_at, words) = match outcome {
        Outcome::Accepted(reply) => ("accepted", reply.clone(), now, format!("Accepted: {reply}")),
        Outcome::Filed => ("filed", String::new(), now, "Saved as a file; no mail server is configured".to_owned()),
        Outcome::Refused(reply) => ("failed", reply.clone(), now, format!("Refused: {reply}")),
        Outcome::Retry(reply) if now >= claim.tried_since.plus(PERSISTENCE) => {
            ("failed", format!("Given up after 5 days. {reply}"), now, format!("Given up: {reply}"))
        }
        Outcome::Retry(reply) => {
            ("queued", reply.clone(), now.plus(wait(app, claim.attempt)), format!("Will be tried again: {reply}"))
        }
        // However long that takes: it says nothing about this message.
        Outcome::ShutOut(reply) => {
            ("queued", reply.clone(), now.plus(mail_pause::SHUT_OUT), format!("Will be tried again: {reply}"))
        }
    };
    let finished = (state != "queued").then_some(now.0);
    let tried_since = (!matches!(outcome, Outcome::ShutOut(_))).then_some(claim.tried_since.0);
    let mut tx = app.db.begin().await?;
    let held = execute!(&mut tx, FINISH, claim.id.0, claim.fence, state, &reply, due_at.0, finished, tried_since)? == 1;
    let (words_id, filled) = wording.map_or((None, ""), |it| (Some(it.words), it.filled.as_str()));
    execute!(&mut tx, ATTEMPT, claim.id.0, claim.attempt, now.0, &words, words_id, filled)?;
    match outcome {
        Outcome::ShutOut(reply) => mail_pause::shut_out(&mut tx, app, reply).await?,
        Outcome::Accepted(_) => mail_pause::let_in(&mut tx).await?,
        _ => {}
    }
    tx.commit().await?;
    Ok(held)
}

/// The wait after `attempt`, with a fifth more or less, so that an outage does not end in a stampede.
fn wait(app: &App, attempt: i64) -> i64 {
    let index = usize::try_from(attempt - 1).unwrap_or(0).min(WAITS.len() - 1);
    let base = WAITS[index];
    base - base / 5 + app.random.below(base * 2 / 5)
}

/// A message's state as its columns tell it.
pub fn state_of(
    state: &str,
    attempts: i64,
    due_at: i64,
    scheduled_at: Option<i64>,
    reply: &str,
    finished_at: Option<i64>,
) -> MailState {
    let (at, reply) = (Timestamp(finished_at.unwrap_or(due_at)), reply.to_owned());
    match state {
        "sending" => MailState::Sending,
        "accepted" => MailState::Accepted { at, reply },
        "filed" => MailState::Filed { at },
        "failed" => MailState::Failed { at, reply },
        "cancelled" => MailState::Cancelled { reply },
        _ if attempts > 0 => MailState::Retrying { next_at: Timestamp(due_at), reply },
        _ => scheduled_at.map_or(MailState::Queued, |at| MailState::Scheduled { at: Timestamp(at) }),
    }
}

#[derive(sqlx::FromRow)]
struct MailRow {
    invitation_id: Uuid,
    person_id: Uuid,
    state: String,
    attempts: i64,
    due_at: i64,
    scheduled_at: Option<i64>,
    reply: String,
    finished_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct AttemptRow {
    person_id: Uuid,
    mail_id: Uuid,
    number: i64,
    started_at: i64,
    address: String,
    outcome: String,
    finished_at: Option<i64>,
    is_under_way: bool,
    name: Option<String>,
    version: Option<i64>,
    language: Option<String>,
}

impl AttemptRow {
    fn wording(&self) -> Option<domain::Wording> {
        let language = Language::parse(self.language.as_deref()?).unwrap_or_default();
        let label = format!("{}, version {}, {}", self.name.as_deref()?, self.version?, language.name());
        Some(domain::Wording { label, href: paths::sent_mail(MailId(self.mail_id), self.number) })
    }

    fn attempt(self) -> Attempt {
        // Whether the mail server took it, nobody heard; another attempt follows.
        const UNKNOWN: &str = "No answer is known: Gangway stopped before there was one.";
        Attempt {
            number: self.number,
            started_at: Timestamp(self.started_at),
            wording: self.wording(),
            address: self.address,
            outcome: match self.finished_at {
                Some(_) => Some(self.outcome),
                None => (!self.is_under_way).then(|| UNKNOWN.to_owned()),
            },
        }
    }
}

/// The newest message of the newest invitation of each of `people`, where it has one, with the attempts of all
/// messages that invited them, newest first.
pub async fn progress(app: &App, people: PersonFilter) -> Result<HashMap<InvitationId, MailProgress>> {
    const NEWEST: &str = "
        select i.id as invitation_id, i.person_id, m.state, m.attempts, m.due_at, m.scheduled_at, m.reply,
            m.finished_at
        from person p
        join newest_invitation i on i.person_id = p.id
        join mail m on m.id = (
            select n.id
            from mail n
            where n.invitation_id = i.id
            order by n.created_at desc, n.id desc
            limit 1
        )
        where p.id = $1 or p.partner_id = $1";
    let mails: Vec<MailRow> = read!(&app.db, c => sqlx::query_as(NEWEST).bind(people.id()).fetch_all(c))?;
    let paused = mail_pause::current(app).await?.is_some();
    let mut attempts = attempts(app, people).await?;
    let progress = |row: MailRow| {
        let state = state_of(&row.state, row.attempts, row.due_at, row.scheduled_at, &row.reply, row.finished_at);
        let attempts = attempts.remove(&PersonId(row.person_id)).unwrap_or_default();
        (InvitationId(row.invitation_id), MailProgress { state, paused, attempts })
    };
    Ok(mails.into_iter().map(progress).collect())
}

/// The newest fifty attempts to invite each of `people`.
async fn attempts(app: &App, people: PersonFilter) -> Result<HashMap<PersonId, Vec<Attempt>>> {
    const ATTEMPTS: &str = "
        select *
        from (
            select i.person_id, a.mail_id, a.number, a.started_at, a.address, a.outcome, a.finished_at, w.name,
                w.version, w.language, m.state = 'sending' and m.attempts = a.number as is_under_way,
                row_number() over (
                    partition by i.person_id
                    order by a.started_at desc, a.mail_id desc, a.number desc
                ) as place
            from person p
            join invitation i on i.person_id = p.id
            join mail m on m.invitation_id = i.id
            join mail_attempt a on a.mail_id = m.id
            left join email_template_words w on w.id = a.words_id
            where p.id = $1 or p.partner_id = $1
        ) as every
        where place <= 50
        order by place";
    let rows: Vec<AttemptRow> = read!(&app.db, c => sqlx::query_as(ATTEMPTS).bind(people.id()).fetch_all(c))?;
    let mut attempts: HashMap<PersonId, Vec<Attempt>> = HashMap::new();
    for row in rows {
        attempts.entry(PersonId(row.person_id)).or_default().push(row.attempt());
    }
    Ok(attempts)
}
