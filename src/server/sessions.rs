//! Browsers that are signed in. The cookie's secret is kept as a hash; removing a row signs out.

use super::access::LiveSession;
use super::address_changes;
use super::audit::{self, Actor, Entry};
use super::contacts::portal_role;
use super::db::{Tx, execute, read};
use super::failure::{Failure, Result};
use super::origin::browser_name;
use super::state::App;
use super::token::PlainToken;
use super::{guesses, password_resets, passwords, people, terms};
use crate::domain::email::EmailAddress;
use crate::domain::ids::{PartnerId, PersonId, SessionId};
use crate::domain::password::Password;
use crate::domain::person::{Role, SignedInAs};
use crate::domain::portal::{Account, Session};
use crate::domain::time::{DAY, MINUTE, Timestamp};
use uuid::Uuid;

/// A session ends when it was not used for this long.
pub const IDLE: i64 = 14 * DAY;
/// Using a session is noted at most this often.
const NOTE_EVERY: i64 = 5 * MINUTE;

/// A session that just began: the secret for the cookie, and where its person belongs.
#[derive(Debug)]
pub struct NewSession {
    pub token: PlainToken,
    pub role: Role,
}

#[derive(sqlx::FromRow)]
struct LiveRow {
    id: Uuid,
    last_seen_at: i64,
    person_id: Uuid,
    partner_id: Option<Uuid>,
    portal_role: Option<String>,
    role: String,
    name: String,
    email: String,
}

/// The session a cookie stands for, as long as its person has access.
pub async fn find(app: &App, token: &PlainToken) -> Result<Option<LiveSession>> {
    const FIND: &str = "
        select s.id, s.last_seen_at, p.id as person_id, p.partner_id, p.portal_role, p.role, p.name, p.email
        from session s
        join person p on p.id = s.person_id
        where s.hash = $1 and s.expires_at > $2 and p.is_active";
    let now = app.now();
    let row: Option<LiveRow> =
        read!(&app.db, c => sqlx::query_as(FIND).bind(token.hash()).bind(now.0).fetch_optional(c))?;
    let Some(row) = row else { return Ok(None) };
    if now >= Timestamp(row.last_seen_at).plus(NOTE_EVERY) {
        // Beside the request: reading must not wait for a writer.
        let task = app.clone();
        app.tasks.spawn(async move {
            if let Err(error) = note_use(&task, row.id, now).await {
                tracing::warn!(error = %error, "The use of a session could not be noted.");
            }
        });
    }
    let role = Role::parse(&row.role).ok_or_else(|| Failure::internal(format!("unknown role {}", row.role)))?;
    Ok(Some(LiveSession {
        id: SessionId(row.id),
        person: SignedInAs { id: PersonId(row.person_id), name: row.name, email: row.email, role },
        partner: row.partner_id.map(PartnerId),
        portal_role: portal_role(row.portal_role.as_deref()),
    }))
}

async fn note_use(app: &App, id: Uuid, now: Timestamp) -> Result<()> {
    let mut tx = app.db.begin().await?;
    execute!(
        &mut tx,
        "update session set last_seen_at = $2, expires_at = $3 where id = $1",
        id,
        now.0,
        now.plus(IDLE).0
    )?;
    tx.commit().await
}

/// Begins a session in the transaction that proved who it is.
pub async fn begin(tx: &mut Tx, app: &App, person: PersonId, role: Role, browser: &str) -> Result<NewSession> {
    const ADD: &str = "
        insert into session (id, hash, person_id, browser, created_at, last_seen_at, expires_at)
        values ($1, $2, $3, $4, $5, $5, $6)";
    let token = PlainToken::mint(&app.random);
    let now = app.now();
    execute!(tx, ADD, app.id(), token.hash(), person.0, browser_name(browser), now.0, now.plus(IDLE).0)?;
    Ok(NewSession { token, role })
}

/// Signs in with address and password. Unknown, invited, disabled and mistyped all get one answer,
/// after the same work.
pub async fn sign_in(app: &App, email: &str, password: &str, browser: &str) -> Result<NewSession> {
    let done = try_to_sign_in(app, email, password, browser).await;
    app.metrics.sign_in(&done);
    done
}

async fn try_to_sign_in(app: &App, email: &str, password: &str, browser: &str) -> Result<NewSession> {
    const FIND: &str = "select id, name, role, password_hash from person where email_key = $1 and is_active";
    let parsed = EmailAddress::parse(email);
    let account = parsed.as_ref().map_or_else(|_| email.to_owned(), EmailAddress::key);
    let found: Option<(Uuid, String, String, String)> = match &parsed {
        Ok(email) => read!(&app.db, c => sqlx::query_as(FIND).bind(email.key()).fetch_optional(c))?,
        Err(_) => None,
    };
    let hash = found.as_ref().map(|(_, _, _, hash)| hash.clone());
    let is_right = guesses::compare(app, "password", &account, password, hash.clone()).await?;
    let (Some((id, name, role, _)), true, Some(hash)) = (found, is_right, hash) else {
        return Err(no_match());
    };
    let role = Role::parse(&role).ok_or_else(|| Failure::internal(format!("unknown role {role}")))?;
    let mut tx = app.db.begin().await?;
    // Access or password may have gone while we were comparing.
    const STILL: &str =
        "update person set access_at = access_at where id = $1 and password_hash = $2 and access_at is not null";
    if execute!(&mut tx, STILL, id, &hash)? == 0 {
        return Err(no_match());
    }
    let person = PersonId(id);
    let session = begin(&mut tx, app, person, role, browser).await?;
    let entry = Entry {
        actor: Actor { id: Some(person), name: &name },
        // A partner's timeline has room for a hundred entries, and is about other things.
        partner: None,
        person: Some(person),
        action: "signed_in",
        what: format!("{name} signed in."),
    };
    audit::write(&mut tx, app, entry).await?;
    tx.commit().await?;
    Ok(session)
}

fn no_match() -> Failure {
    Failure::field("password", "Email and password do not match. Check both, or choose a new password.")
}

/// Ends one session of `person`; another person's is not found.
pub async fn revoke(app: &App, person: &PersonId, session: SessionId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, "delete from session where id = $1 and person_id = $2", session.0, person.0)?;
    tx.commit().await
}

/// *My account*: who it is, and where they are signed in.
pub async fn account(app: &App, live: &LiveSession) -> Result<Account> {
    const LIST: &str = "
        select id, browser, created_at, last_seen_at
        from session
        where person_id = $1 and expires_at > $2
        order by last_seen_at desc, id desc";
    let rows: Vec<(Uuid, String, i64, i64)> =
        read!(&app.db, c => sqlx::query_as(LIST).bind(live.person.id.0).bind(app.now().0).fetch_all(c))?;
    let sessions = rows
        .into_iter()
        .map(|(id, browser, signed_in_at, last_seen_at)| Session {
            id: SessionId(id),
            browser,
            signed_in_at: Timestamp(signed_in_at),
            last_seen_at: Timestamp(last_seen_at),
            is_this_one: SessionId(id) == live.id,
        })
        .collect();
    Ok(Account {
        name: live.person.name.clone(),
        email: live.person.email.clone(),
        pending_address: address_changes::pending(app, live.person.id).await?,
        terms: terms::accepted(app, live.person.id).await?,
        sessions,
    })
}

/// Refuses, by the field `field`, whoever does not know the password of `person`. Returns its hash, for a
/// second look inside the transaction that follows.
pub async fn require_password(app: &App, person: PersonId, field: &str, current: &str) -> Result<String> {
    const HASH: &str = "select password_hash from person where id = $1";
    let hash: Option<String> =
        read!(&app.db, c => sqlx::query_scalar(HASH).bind(person.0).fetch_optional(c))?.flatten();
    match hash {
        Some(hash) if guesses::compare(app, field, &person.to_string(), current, Some(hash.clone())).await? => Ok(hash),
        _ => Err(Failure::field(field, "This is not your current password.")),
    }
}

/// Sets a new password after the current one was given, and ends every other session.
pub async fn change_password(app: &App, live: &LiveSession, current: &str, new: Password) -> Result<()> {
    const SET: &str = "
        update person
        set password_hash = $2
        where id = $1 and password_hash = $3 and is_active";
    let person = live.person.id.0;
    let known = people::known_words(app, live.person.id).await?;
    passwords::refuse_weak(&new, &known.each_ref().map(String::as_str))?;
    let before = require_password(app, live.person.id, "current", current).await?;
    let hash = app.passwords.hash(new).await?;
    let mut tx = app.db.begin().await?;
    // Somebody may have chosen another meanwhile, or taken the access away.
    if execute!(&mut tx, SET, person, &hash, &before)? == 0 {
        return Err(Failure::field("current", "This is not your current password."));
    }
    execute!(&mut tx, "delete from session where person_id = $1 and id <> $2", person, live.id.0)?;
    password_resets::end_open(&mut tx, app, live.person.id).await?;
    let entry = Entry {
        actor: Actor { id: Some(live.person.id), name: &live.person.name },
        partner: live.partner,
        person: Some(live.person.id),
        action: "password_changed",
        what: format!("{} changed their password.", live.person.name),
    };
    audit::write(&mut tx, app, entry).await?;
    tx.commit().await
}
