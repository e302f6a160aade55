//! Notifications: emails to the team about what happened, at once or once a day, as each member chose.
//!
//! What happened is written in its own transaction; an email follows with all that is due. So two instances send nothing
//! twice, and a kill loses nothing.

use super::limits::Asker;
use super::queue::{self, Subject};
use crate::domain::ids::{EmailId, PartnerId, PersonId};
use crate::domain::notifications::{NotificationChoices, NotificationKind, Timing};
use crate::domain::time::{MINUTE, Timestamp};
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::Result;
use crate::server::platform::time_zone;
use crate::server::state::AppState;
use std::time::Duration;
use tokio::time::sleep;
use uuid::Uuid;

/// How often it is looked for what is due.
const EVERY: Duration = Duration::from_secs(10);
/// A member gets one email in this time, with all that happened in it.
const AT_MOST_EVERY: i64 = 10 * MINUTE;
/// When the daily email leaves, in the organisation's time zone.
const DIGEST_HOUR: i8 = 8;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    Activated,
    /// An invitation came back, or no mail server took it.
    NotDelivered,
    /// An invitation was marked as spam.
    Complained,
    Requested,
    WrongRecipient,
    ImportFinished,
    BulkFinished,
}

impl Event {
    const ALL: [Self; 7] = [
        Self::Activated,
        Self::NotDelivered,
        Self::Complained,
        Self::Requested,
        Self::WrongRecipient,
        Self::ImportFinished,
        Self::BulkFinished,
    ];

    /// The word in the database, and of its line in `locales/<language>/emails/notification.md`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Activated => "activated",
            Self::NotDelivered => "not_delivered",
            Self::Complained => "complained",
            Self::Requested => "requested",
            Self::WrongRecipient => "wrong_recipient",
            Self::ImportFinished => "import_finished",
            Self::BulkFinished => "bulk_finished",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.as_str() == word)
    }

    fn kind(self) -> NotificationKind {
        match self {
            Self::Activated => NotificationKind::Activated,
            Self::NotDelivered | Self::Complained => NotificationKind::NotDelivered,
            Self::Requested => NotificationKind::Requested,
            Self::WrongRecipient => NotificationKind::WrongRecipient,
            Self::ImportFinished | Self::BulkFinished => NotificationKind::Finished,
        }
    }
}

/// A member of the team who may be notified.
#[derive(sqlx::FromRow)]
struct Member {
    id: Uuid,
    notifications: String,
    /// Whether they manage the partner it is about.
    is_manager: bool,
    time_zone: String,
}

/// Notes `event` for who manages `partner`, and for members who want to know of all partners. It is about `subject`: the
/// contact, or the request.
pub async fn of_partner(tx: &mut Tx, app: &AppState, event: Event, partner: PartnerId, subject: Uuid) -> Result<()> {
    const TEAM: &str = "
        select p.id, p.notifications, o.time_zone,
            exists (select 1 from partner_manager m where m.partner_id = $1 and m.person_id = p.id) as is_manager
        from person p
        join organisation o on o.id = 1
        where p.partner_id is null and p.is_active
        order by p.id";
    let team: Vec<Member> = run!(&mut *tx, c => sqlx::query_as(TEAM).bind(partner.0).fetch_all(c))?;
    for member in team {
        let choices = NotificationChoices::from_words(&member.notifications);
        if member.is_manager || choices.of_all_partners {
            add(tx, app, &member, &choices, event, Some(partner), subject).await?;
        }
    }
    Ok(())
}

/// Notes `event` for one member, if they are still in the team. It is about `subject`: the import or the bulk change.
pub async fn of_member(tx: &mut Tx, app: &AppState, event: Event, member: PersonId, subject: Uuid) -> Result<()> {
    let Some(member) = active(tx, member).await? else { return Ok(()) };
    let choices = NotificationChoices::from_words(&member.notifications);
    add(tx, app, &member, &choices, event, None, subject).await
}

/// Notes that the link of an invitation reached someone else, for who invited `contact`. Says whether they chose to hear
/// of it at once: then the report itself is sent to them, and nothing is noted.
pub async fn of_report(
    tx: &mut Tx,
    app: &AppState,
    inviter: PersonId,
    partner: Option<PartnerId>,
    contact: PersonId,
) -> Result<bool> {
    let Some(member) = active(tx, inviter).await? else { return Ok(true) };
    let choices = NotificationChoices::from_words(&member.notifications);
    if choices.timing(NotificationKind::WrongRecipient) == Timing::AtOnce {
        return Ok(true);
    }
    add(tx, app, &member, &choices, Event::WrongRecipient, partner, contact.0).await?;
    Ok(false)
}

/// Notes that an invitation is not delivered, or unwelcome, as long as its contact has not come in another way.
pub async fn of_email(tx: &mut Tx, app: &AppState, event: Event, email: EmailId) -> Result<()> {
    const ABOUT: &str = "
        select p.partner_id, p.id
        from queued_email m
        join invitation i on i.id = m.invitation_id and i.is_live
        join person p on p.id = i.person_id
        where m.id = $1 and p.partner_id is not null";
    let about: Option<(Uuid, Uuid)> = run!(&mut *tx, c => sqlx::query_as(ABOUT).bind(email.0).fetch_optional(c))?;
    match about {
        Some((partner, contact)) => of_partner(tx, app, event, PartnerId(partner), contact).await,
        None => Ok(()),
    }
}

async fn active(tx: &mut Tx, member: PersonId) -> Result<Option<Member>> {
    const MEMBER: &str = "
        select p.id, p.notifications, o.time_zone, true as is_manager
        from person p
        join organisation o on o.id = 1
        where p.id = $1 and p.partner_id is null and p.is_active";
    Ok(run!(tx, c => sqlx::query_as(MEMBER).bind(member.0).fetch_optional(c))?)
}

async fn add(
    tx: &mut Tx,
    app: &AppState,
    member: &Member,
    choices: &NotificationChoices,
    event: Event,
    partner: Option<PartnerId>,
    subject: Uuid,
) -> Result<()> {
    const ADD: &str = "
        insert into notification (id, person_id, event, partner_id, subject_id, created_at, due_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    let now = app.now();
    let due = match choices.timing(event.kind()) {
        Timing::AtOnce => now,
        Timing::Daily => next_digest(now, &member.time_zone),
        Timing::Never => return Ok(()),
    };
    let partner = partner.map(|partner| partner.0);
    execute!(tx, ADD, app.id(), member.id, event.as_str(), partner, subject, now.0, due.0)?;
    Ok(())
}

fn next_digest(now: Timestamp, zone: &str) -> Timestamp {
    time_zone::next_hour(now, DIGEST_HOUR, zone)
}

/// What `member` chose.
pub async fn choices(app: &AppState, member: PersonId) -> Result<NotificationChoices> {
    const CHOSEN: &str = "select notifications from person where id = $1";
    let words: String = read!(&app.db, c => sqlx::query_scalar(CHOSEN).bind(member.0).fetch_one(c))?;
    Ok(NotificationChoices::from_words(&words))
}

/// Keeps what `member` chose, also for what has not been sent yet.
pub async fn choose(app: &AppState, member: PersonId, choices: &NotificationChoices) -> Result<()> {
    const SET: &str = "update person set notifications = $2 where id = $1";
    const WAITING: &str = "
        select n.id, n.event, o.time_zone
        from notification n
        join organisation o on o.id = 1
        where n.person_id = $1 and n.digest_id is null";
    const DROP: &str = "delete from notification where id = $1";
    const MOVE: &str = "update notification set due_at = $2 where id = $1";
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, SET, member.0, choices.to_words())?;
    let waiting: Vec<(Uuid, String, String)> = run!(&mut tx, c => sqlx::query_as(WAITING).bind(member.0).fetch_all(c))?;
    for (id, event, zone) in waiting {
        let Some(event) = Event::parse(&event) else { continue };
        match choices.timing(event.kind()) {
            Timing::Never => execute!(&mut tx, DROP, id)?,
            Timing::AtOnce => execute!(&mut tx, MOVE, id, app.now().0)?,
            Timing::Daily => execute!(&mut tx, MOVE, id, next_digest(app.now(), &zone).0)?,
        };
    }
    tx.commit().await
}

/// Queues what is due, for as long as the server runs. Several instances may.
pub async fn run(app: AppState) {
    loop {
        if let Err(error) = queue_due(&app).await {
            tracing::error!(%error, "Failed to queue notifications");
        }
        tokio::select! {
            () = app.stopping.cancelled() => return,
            () = sleep(EVERY) => {}
        }
    }
}

/// Queues an email to each member for whom something is due, and returns how many those were.
pub async fn queue_due(app: &AppState) -> Result<usize> {
    const DUE: &str = "
        select distinct n.person_id
        from notification n
        where n.digest_id is null and n.due_at <= $1
            and not exists (
                select 1 from notification_digest d where d.person_id = n.person_id and d.created_at > $2
            )";
    let now = app.now();
    let since = now.plus(-AT_MOST_EVERY).0;
    let due: Vec<Uuid> = read!(&app.db, c => sqlx::query_scalar(DUE).bind(now.0).bind(since).fetch_all(c))?;
    let mut count = 0;
    for member in due {
        count += usize::from(queue_digest(app, PersonId(member)).await?);
    }
    if count > 0 {
        app.outbox.notify_one();
    }
    Ok(count)
}

/// Queues the email to one member, unless another instance was first.
async fn queue_digest(app: &AppState, member: PersonId) -> Result<bool> {
    // Makes another instance wait.
    const LOCK: &str = "update person set notifications = notifications where id = $1 and is_active";
    const FORGET: &str = "delete from notification where person_id = $1 and digest_id is null";
    const RECENT: &str = "select count(*) from notification_digest where person_id = $1 and created_at > $2";
    const ADD: &str = "insert into notification_digest (id, person_id, created_at) values ($1, $2, $3)";
    const TAKE: &str =
        "update notification set digest_id = $2 where person_id = $1 and digest_id is null and due_at <= $3";
    let (id, now) = (app.id(), app.now());
    let mut tx = app.db.begin().await?;
    if execute!(&mut tx, LOCK, member.0)? == 0 {
        execute!(&mut tx, FORGET, member.0)?;
        tx.commit().await?;
        return Ok(false);
    }
    let since = now.plus(-AT_MOST_EVERY).0;
    let recent: i64 = run!(&mut tx, c => sqlx::query_scalar(RECENT).bind(member.0).bind(since).fetch_one(c))?;
    if recent > 0 {
        return Ok(false);
    }
    execute!(&mut tx, ADD, id, member.0, now.0)?;
    if execute!(&mut tx, TAKE, member.0, id, now.0)? == 0 {
        return Ok(false);
    }
    queue::queue(&mut tx, app, Asker::Staff, Subject::Digest(id)).await?;
    tx.commit().await?;
    Ok(true)
}
