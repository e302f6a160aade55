//! The queue of messages as staff see and steer it.

use super::status::StateRow;
use super::{delivery, pause, queue};
use crate::domain::counted::COUNTED;
use crate::domain::email;
use crate::domain::ids::{EmailId, PartnerId, PersonId};
use crate::domain::invitations::invitation::EmailState;
use crate::domain::outbox::{EmailHealth, MailPage, QueueFilter, QueueQuery, QueuedEmail};
use crate::domain::time::Timestamp;
use crate::i18n::Recorded;
use crate::server::audit::record::{self, Entry};
use crate::server::authz::{Editor, Staff};
use crate::server::mailer::replies;
use crate::server::organisation::settings;
use crate::server::platform::cursor;
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::normalize::like_text;
use crate::server::platform::sql::Sql;
use crate::server::state::AppState;
use uuid::Uuid;

/// The statement for [`unplan`], for the emails that `$emails` finds by the id `$1`.
macro_rules! unplanned {
    ($emails:literal) => {
        concat!(
            "
        update invitation
        set expires_at = $2
        where id in (
                select invitation_id from queued_email
                where state = 'queued' and scheduled_at is not null and id in (",
            $emails,
            ")
            )
            and is_live and expires_at > $2"
        )
    };
}
pub(crate) use unplanned;

/// The word of the [`QueueFilter`] that an email is in, as the index `queued_email_by_pile` has it.
macro_rules! pile {
    () => {
        "(case when stage = 'sent' and delivery in ('bounced', 'returned') then 'bounced' else stage end)"
    };
}

/// How many messages a page shows.
const PAGE: usize = 50;
/// One more than is counted.
const LIMIT: i64 = COUNTED + 1;

/// The part of the queue that `query` asks for, the newest first.
pub async fn list(app: &AppState, _: &Staff, query: &QueueQuery) -> Result<MailPage> {
    const FOUND: &str = "
        select m.*, c.name as partner
        from addressed_email m
        left join partner c on c.id = m.partner_id
        where m.id in (select k.id from ";
    let address = containing(&query.q);
    // Whom an email is for says the view; without an address the table has all that is asked for.
    let mut sql = Sql::new(FOUND, []);
    match &address {
        None => sql.push("queued_email k where 1 = 1", []),
        Some(address) => sql.push(SOME, [address.as_str().into()]),
    };
    if let Some(pile) = QueueFilter::parse(&query.pile) {
        sql.push(" and ", []).push(pile!(), []).push(" = ?", [pile.as_str().into()]);
    }
    if let Some((at, id)) = cursor::decode(&query.before) {
        sql.push(" and (k.created_at, k.id) < (?, ?)", [at.into(), id.into()]);
    }
    sql.push(" order by k.created_at desc, k.id desc limit ?)", [(PAGE as i64 + 1).into()]);
    sql.push(" order by m.created_at desc, m.id desc", []);
    let mut rows: Vec<EmailRow> = sql.fetch_all(&app.db).await?;
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| has_more).map(|last| cursor::encode(last.created_at, last.id));
    Ok(MailPage {
        health: health(app).await?,
        pause: pause::current(app).await?,
        counts: counts(app, address.as_deref()).await?,
        retryable: count_retryable(app).await?,
        rows: rows.into_iter().map(EmailRow::into_view).collect(),
        tried: match query.tried.parse() {
            Ok(id) => tried(app, id).await?,
            Err(_) => None,
        },
        next,
    })
}

/// Those to an address that contains what is bound.
const SOME: &str = "addressed_email k where lower(k.email) like ? escape '\\'";

/// What finds the addresses that contain `text`; none without any.
fn containing(text: &str) -> Option<String> {
    let text = email::in_letters(text.trim()).to_lowercase();
    (!text.is_empty()).then(|| format!("%{}%", like_text(&text)))
}

/// A message that was tried again: until the attempt is made it is queued, whatever was heard before.
async fn tried(app: &AppState, id: EmailId) -> Result<Option<QueuedEmail>> {
    const FIND: &str = "
        select m.*, c.name as partner
        from addressed_email m
        left join partner c on c.id = m.partner_id
        where m.id = $1";
    let row: Option<EmailRow> = read!(&app.db, c => sqlx::query_as(FIND).bind(id.0).fetch_optional(c))?;
    let mut tried = row.map(EmailRow::into_view);
    if let Some(QueuedEmail { state, .. }) = &mut tried
        && let EmailState::Retrying { next_at, .. } = state
        && *next_at <= app.now()
    {
        *state = EmailState::Queued;
    }
    Ok(tried)
}

#[derive(sqlx::FromRow)]
struct EmailRow {
    id: Uuid,
    #[sqlx(flatten)]
    state: StateRow,
    created_at: i64,
    is_over: bool,
    about: String,
    email: String,
    person_id: Uuid,
    name: String,
    partner_id: Option<Uuid>,
    partner: Option<String>,
}

impl EmailRow {
    fn into_view(self) -> QueuedEmail {
        QueuedEmail {
            id: EmailId(self.id),
            about: t!(server::outbox::about, kind = &self.about).to_owned(),
            person: PersonId(self.person_id),
            name: self.name,
            email: self.email,
            partner: self.partner_id.map(PartnerId).zip(self.partner),
            attempts: self.state.attempts,
            state: self.state.email_state(),
            is_over: self.is_over,
            created_at: Timestamp(self.created_at),
        }
    }
}

/// How many messages are in `pile`, as far as is counted.
pub async fn count_in(app: &AppState, pile: QueueFilter) -> Result<i64> {
    in_pile(pile).count(&app.db, LIMIT).await
}

fn in_pile(pile: QueueFilter) -> Sql {
    let mut sql = Sql::new("select k.id from queued_email k where ", []);
    sql.push(pile!(), []).push(" = ?", [pile.as_str().into()]);
    sql
}

/// How many messages there are in each state that has any.
pub async fn count_by_state(app: &AppState) -> Result<Vec<(String, i64)>> {
    const COUNT: &str = "select state, count(*) from queued_email group by state";
    Ok(read!(&app.db, c => sqlx::query_as(COUNT).fetch_all(c))?)
}

/// How many messages there are for each report that counts.
pub async fn count_by_report(app: &AppState) -> Result<Vec<(String, i64)>> {
    const COUNT: &str = "select delivery, count(*) from queued_email where delivery <> '' group by delivery";
    Ok(read!(&app.db, c => sqlx::query_as(COUNT).fetch_all(c))?)
}

/// How many messages to such an address each pile has, as far as is counted.
async fn counts(app: &AppState, address: Option<&str>) -> Result<[i64; QueueFilter::ALL.len()]> {
    let Some(address) = address else {
        return Sql::count_each(QueueFilter::ALL.map(in_pile), &app.db, LIMIT).await;
    };
    let mut sql = Sql::new("select ", []);
    sql.push(pile!(), []).push(" as pile, count(*) from ", []).push(SOME, [address.into()]).push(" group by 1", []);
    let found: Vec<(String, i64)> = sql.fetch_all(&app.db).await?;
    let of = |pile: QueueFilter| found.iter().find(|(word, _)| word == pile.as_str()).map_or(0, |(_, count)| *count);
    Ok(QueueFilter::ALL.map(|pile| of(pile).min(LIMIT)))
}

async fn health(app: &AppState) -> Result<EmailHealth> {
    const ACCEPTED: &str = "
        select finished_at, reply
        from queued_email
        where state = 'accepted' and finished_at is not null
        order by finished_at desc
        limit 1";
    let accepted: Option<(i64, String)> = read!(&app.db, c => sqlx::query_as(ACCEPTED).fetch_optional(c))?;
    Ok(EmailHealth {
        server: app.mailer.now().server(),
        from: app.mailer.from(),
        accepted: accepted.map(|(at, reply)| (Timestamp(at), reply)),
    })
}

/// Tries a message again at once, one that was given up too. Its link works as long as its invitation.
pub async fn retry(app: &AppState, staff: &Editor, email: EmailId) -> Result<()> {
    const RETRY: &str = "
        update queued_email
        set state = 'queued', due_at = $2, tried_since = null, scheduled_at = null, finished_at = null
        where id = $1 and (state = 'failed' or (state = 'queued' and (attempts > 0 or scheduled_at is not null)))";
    refuse_while_paused(app).await?;
    let mut tx = app.db.begin().await?;
    let who = addressee(&mut tx, email).await?;
    if !delivery::is_wanted(&mut tx, app, email).await? {
        return Err(Error::Conflict(t!(server::outbox::no_longer_needed, name = &who.name)));
    }
    change(&mut tx, app, email, RETRY).await?;
    let what = recorded!(server::events::mail_retried, actor = &staff.name, person = &who.name);
    record::write(&mut tx, app, who.entry(staff, "mail_retried", what)).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(())
}

/// Tries everything again at once that waits for another attempt, and that was refused for another reason than its
/// address. What is wanted no more is cancelled in its turn.
pub async fn retry_all(app: &AppState, staff: &Editor) -> Result<()> {
    const REFUSED: &str = "
        update queued_email
        set state = 'queued', due_at = $2, tried_since = null, scheduled_at = null, finished_at = null
        where id = $1 and state = 'failed'";
    refuse_while_paused(app).await?;
    let mut tx = app.db.begin().await?;
    let refused: Vec<(Uuid, String)> = run!(&mut tx, c => sqlx::query_as(UNDELIVERED).fetch_all(c))?;
    let mut many = queue::retry_waiting(&mut tx, app).await?;
    for id in refused.into_iter().filter_map(promising) {
        many += execute!(&mut tx, REFUSED, id, app.now().0)?;
    }
    if many == 0 {
        return Err(Error::Conflict(t!(server::outbox::nothing_to_retry).to_owned()));
    }
    let what = recorded!(server::events::all_mail_retried, actor = &staff.name, count = many as i64);
    record::write(&mut tx, app, Entry::of(staff, "mail_retried", what)).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(())
}

/// The newest messages that were refused for good and that nothing has replaced.
const UNDELIVERED: &str = "
    select m.id, m.reply
    from addressed_email m
    where m.stage = 'failed' and not m.is_over
    order by m.created_at desc, m.id desc
    limit 1000";

/// A refused message that may fare better: not one whose address is wrong.
fn promising((id, reply): (Uuid, String)) -> Option<Uuid> {
    (!replies::refusal(&reply).is_of_address).then_some(id)
}

/// How many messages [`retry_all`] tries again.
async fn count_retryable(app: &AppState) -> Result<i64> {
    const WAITING: &str = concat!("select count(*) from queued_email where ", pile!(), " = 'retrying'");
    let waiting: i64 = read!(&app.db, c => sqlx::query_scalar(WAITING).fetch_one(c))?;
    let refused: Vec<(Uuid, String)> = read!(&app.db, c => sqlx::query_as(UNDELIVERED).fetch_all(c))?;
    Ok(waiting + refused.into_iter().filter_map(promising).count() as i64)
}

async fn refuse_while_paused(app: &AppState) -> Result<()> {
    match pause::current(app).await?.is_some_and(|pause| pause.ends_at.is_none()) {
        true => Err(Error::Conflict(t!(server::outbox::resume_before_retrying).to_owned())),
        false => Ok(()),
    }
}

/// Takes back a message that is not under way yet. The invitation stays, and its links work.
pub async fn cancel(app: &AppState, staff: &Editor, email: EmailId) -> Result<()> {
    const CANCEL: &str =
        "update queued_email set state = 'cancelled', finished_at = $2 where id = $1 and state = 'queued'";
    let mut tx = app.db.begin().await?;
    let who = addressee(&mut tx, email).await?;
    change(&mut tx, app, email, CANCEL).await?;
    let what = recorded!(server::events::mail_cancelled, actor = &staff.name, person = &who.name);
    record::write(&mut tx, app, who.entry(staff, "mail_cancelled", what)).await?;
    tx.commit().await
}

/// Takes back the email that is queued for `person`, as long as it has not left.
pub async fn undo(app: &AppState, staff: &Editor, person: PersonId) -> Result<()> {
    const NEWEST: &str = "
        select m.id
        from queued_email m
        join invitation i on i.id = m.invitation_id
        where i.person_id = $1 and m.state = 'queued'
        order by m.created_at desc, m.id desc
        limit 1";
    let found: Option<Uuid> = read!(&app.db, c => sqlx::query_scalar(NEWEST).bind(person.0).fetch_optional(c))?;
    let gone = || {
        let message = t!(server::outbox::too_late_to_undo);
        Error::Conflict(message.to_owned())
    };
    cancel(app, staff, EmailId(found.ok_or_else(gone)?)).await
}

/// Does what `update` says with an email, unless its state is another by now.
async fn change(tx: &mut Tx, app: &AppState, email: EmailId, update: &'static str) -> Result<()> {
    unplan(tx, app, unplanned!("$1"), email.0).await?;
    if execute!(tx, update, email.0, app.now().0)? == 0 {
        return Err(Error::Conflict(t!(server::outbox::state_has_changed).to_owned()));
    }
    Ok(())
}

/// Starts the lifetime of invitations whose emails are no longer scheduled now, and not at the scheduled time.
pub async fn unplan(tx: &mut Tx, app: &AppState, unplanned: &'static str, id: Uuid) -> Result<()> {
    let expires_at = app.now().plus(settings::settings_in(tx).await?.lifetime.micros());
    execute!(tx, unplanned, id, expires_at.0)?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Addressee {
    person_id: Uuid,
    name: String,
    partner_id: Option<Uuid>,
}

impl Addressee {
    /// What happened to an email of theirs.
    fn entry<'a>(&self, staff: &'a Editor, action: &'static str, what: Recorded) -> Entry<'a> {
        let (partner, person) = (self.partner_id.map(PartnerId), Some(PersonId(self.person_id)));
        Entry { actor: staff.into(), partner, person, action, what }
    }
}

async fn addressee(tx: &mut Tx, email: EmailId) -> Result<Addressee> {
    const FIND: &str = "select person_id, name, partner_id from addressed_email where id = $1";
    let found: Option<Addressee> = run!(tx, c => sqlx::query_as(FIND).bind(email.0).fetch_optional(c))?;
    found.ok_or(Error::NotFound)
}
