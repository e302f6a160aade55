//! Password resets by email, only for people who are active.

use super::sessions::{self, Device, NewSession};
use super::signed_in;
use crate::domain::email::EmailAddress;
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::password::Password;
use crate::domain::time::{HOUR, MINUTE, Timestamp};
use crate::server::audit::record::{self, Actor, Entry};
use crate::server::outbox::limits::Asker;
use crate::server::outbox::queue::{self, Subject};
use crate::server::outbox::security_notices;
use crate::server::people::rows;
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Context, Error, Result};
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use uuid::Uuid;

const LIFETIME: i64 = HOUR;
/// A second request within this time is taken for a double click.
const ONE_EVERY: i64 = 2 * MINUTE;
/// A visitor who asks for another person must not fill their mailbox; the page says so.
const MOST_AN_HOUR: i64 = 3;

/// Ends every reset that is open for `person`: its link was made for an address or a password of before.
pub async fn end_open(tx: &mut Tx, app: &AppState, person: PersonId) -> Result<()> {
    const END: &str = "update password_reset set ended_at = $2 where person_id = $1 and ended_at is null";
    execute!(tx, END, person.0, app.now().0)?;
    Ok(())
}

/// Queues an email with a link for the active person at this address, unless one was asked for a moment ago.
pub async fn add(app: &AppState, email: &EmailAddress) -> Result<()> {
    const FIND: &str = "update person set access_at = access_at where email_key = $1 and is_active returning id, email";
    const RECENT: &str =
        "select count(*), max(created_at) from password_reset where person_id = $1 and created_at > $2";
    const ADD: &str =
        "insert into password_reset (id, person_id, email, created_at, expires_at) values ($1, $2, $3, $4, $5)";
    let mut tx = app.db.begin().await?;
    let found: Option<(Uuid, String)> = run!(&mut tx, c => sqlx::query_as(FIND).bind(email.key()).fetch_optional(c))?;
    let Some((person, address)) = found else { return Ok(()) };
    let now = app.now();
    let (recent, last): (i64, Option<i64>) =
        run!(&mut tx, c => sqlx::query_as(RECENT).bind(person).bind(now.plus(-HOUR).0).fetch_one(c))?;
    if recent >= MOST_AN_HOUR || last.is_some_and(|last| now < Timestamp(last).plus(ONE_EVERY)) {
        return Ok(());
    }
    let id = app.id();
    execute!(&mut tx, ADD, id, person, &address, now.0, now.plus(LIFETIME).0)?;
    match queue::queue(&mut tx, app, Asker::Visitor, Subject::PasswordReset(id)).await {
        // Who asks is told the same in any case.
        Err(Error::Conflict(_)) => return Ok(()),
        queued => queued?,
    };
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(())
}

/// The secret of a link that `person`, who is active, gets on the console instead of by email.
pub async fn mint(tx: &mut Tx, app: &AppState, person: PersonId) -> Result<PlainToken> {
    const ADD: &str = "
        insert into password_reset (id, person_id, email, created_at, expires_at)
        select $1, p.id, p.email, $3, $4
        from person p
        where p.id = $2";
    let (id, now, token) = (app.id(), app.now(), PlainToken::mint(&app.random));
    execute!(&mut *tx, ADD, id, person.0, now.0, now.plus(LIFETIME).0)?;
    queue::store_token(tx, app, &token, Subject::PasswordReset(id), "console", None).await?;
    Ok(token)
}

#[derive(sqlx::FromRow)]
struct OpenReset {
    id: Uuid,
    person_id: Uuid,
    partner_id: Option<Uuid>,
    email: String,
    name: String,
    role: String,
}

async fn open(app: &AppState, token: Option<&PlainToken>) -> Result<Option<OpenReset>> {
    const GET: &str = "
        select r.id, r.person_id, p.partner_id, r.email, p.name, p.role
        from token t
        join password_reset r on r.id = t.password_reset_id
        join person p on p.id = r.person_id
        where t.hash = $1 and r.ended_at is null and r.expires_at >= $2 and r.email = p.email and p.is_active";
    match token {
        Some(token) => read!(&app.db, c => sqlx::query_as(GET).bind(token.hash()).bind(app.now().0).fetch_optional(c))
            .context("loading the password reset of a link"),
        None => Ok(None),
    }
}

/// The address a reset link is for; none when the link cannot be used.
pub async fn address(app: &AppState, token: Option<PlainToken>) -> Result<Option<String>> {
    Ok(open(app, token.as_ref()).await?.map(|open| open.email))
}

/// Sets the password of the account that was `shown`, ends this and every other open reset and all sessions,
/// and begins a new one.
pub async fn complete(
    app: &AppState,
    token: Option<PlainToken>,
    shown: &str,
    password: Password,
    device: Device,
) -> Result<NewSession> {
    const CLAIM: &str =
        "update password_reset set ended_at = $2 where id = $1 and ended_at is null and expires_at >= $2";
    const SET: &str = "update person set password_hash = $2 where id = $1 and is_active and email = $3";
    let gone = || Error::Conflict(t!(server::auth::link_unusable_ask_for_new).to_owned());
    let Some(open) = open(app, token.as_ref()).await? else {
        return sent_again(app, token.as_ref(), shown, &password, device).await?.ok_or_else(gone);
    };
    if open.email != shown {
        return Err(Error::Conflict(t!(server::auth::another_link_was_opened_in_this).to_owned()));
    }
    let role = rows::role(&open.role)?;
    let known = rows::password_context(app, PersonId(open.person_id)).await?;
    app.passwords.refuse_weak(&password, &known.each_ref().map(String::as_str)).await?;
    let hash = app.passwords.hash(password.clone()).await?;

    let mut tx = app.db.begin().await?;
    let now = app.now();
    rows::lock(&mut tx, PersonId(open.person_id)).await?;
    if execute!(&mut tx, CLAIM, open.id, now.0)? != 1
        || execute!(&mut tx, SET, open.person_id, &hash, &open.email)? != 1
    {
        drop(tx);
        return sent_again(app, token.as_ref(), shown, &password, device).await?.ok_or_else(gone);
    }
    let person = PersonId(open.person_id);
    end_open(&mut tx, app, person).await?;
    security_notices::password_changed(&mut tx, app, person).await?;
    execute!(&mut tx, "delete from session where person_id = $1", person.0)?;
    let entry = Entry {
        actor: Actor::named(Some(person), &open.name),
        partner: open.partner_id.map(PartnerId),
        person: Some(person),
        action: "password_reset",
        what: recorded!(server::events::password_reset, actor = &open.name),
    };
    record::write(&mut tx, app, entry).await?;
    let session = sessions::begin(&mut tx, app, person, role, device).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(session)
}

/// The form of a link that was just used, sent twice: with the password that was chosen then, it leads on.
async fn sent_again(
    app: &AppState,
    token: Option<&PlainToken>,
    shown: &str,
    password: &Password,
    device: Device,
) -> Result<Option<NewSession>> {
    const JUST_USED: &str = "
        select r.id, r.person_id
        from token t
        join password_reset r on r.id = t.password_reset_id
        where t.hash = $1 and r.ended_at > $2 and r.email = $3";
    let Some(token) = token else { return Ok(None) };
    let since = app.now().plus(-signed_in::SENT_TWICE).0;
    let found: Option<(Uuid, Uuid)> = read!(&app.db, c => sqlx::query_as(JUST_USED)
        .bind(token.hash()).bind(since).bind(shown).fetch_optional(c))?;
    match found {
        Some((reset, person)) => {
            signed_in::sign_in_again(app, reset, PersonId(person), password.expose(), device).await
        }
        None => Ok(None),
    }
}
