//! Signing in, and *My account*.

use super::known_browser::KnownBrowser;
use super::sessions::{self, Device, NewSession};
use super::{email_changes, login_attempts, password_resets, reauth, signed_in};
use crate::domain::auth::account::{Account, Session};
use crate::domain::email::EmailAddress;
use crate::domain::ids::{PersonId, SessionId};
use crate::domain::language::Language;
use crate::domain::password::Password;
use crate::domain::time::Timestamp;
use crate::server::audit::record::{self, Actor, Entry};
use crate::server::authz::LiveSession;
use crate::server::organisation::terms;
use crate::server::outbox::security_notices;
use crate::server::people::rows;
use crate::server::platform::client::browser_name;
use crate::server::platform::db::{execute, read};
use crate::server::platform::error::{Context, Error, Result};
use crate::server::state::AppState;
use uuid::Uuid;

/// Signs in with address and password. Unknown, invited, disabled and mistyped all get one answer,
/// after the same work.
pub async fn sign_in(app: &AppState, email: &str, password: &str, device: Device) -> Result<NewSession> {
    let done = try_to_sign_in(app, email, password, device).await;
    app.metrics.sign_in(&done);
    done
}

async fn try_to_sign_in(app: &AppState, email: &str, password: &str, device: Device) -> Result<NewSession> {
    const FIND: &str = "select id, name, role, password_hash from person where email_key = $1 and is_active";
    let parsed = EmailAddress::parse(email);
    let found: Option<(Uuid, String, String, String)> = match &parsed {
        Ok(email) => read!(&app.db, c => sqlx::query_as(FIND).bind(email.key()).fetch_optional(c))
            .context("loading the account")?,
        Err(_) => None,
    };
    let account = login_attempts::Account {
        person: found.as_ref().map(|(id, ..)| PersonId(*id)),
        email: email.trim(),
        name: found.as_ref().map_or("", |(_, name, ..)| name),
        hash: found.as_ref().map(|(_, _, _, hash)| hash.clone()),
    };
    let known = device.known.as_ref().filter(|known| account.person.is_some_and(|person| known.knows(person)));
    let pass = known.map(KnownBrowser::id);
    let is_right = login_attempts::verify_throttled(app, pass, "password", &account, password).await?;
    let (Some((id, name, role, hash)), true) = (found, is_right) else { return Err(no_match()) };
    let role = rows::role(&role)?;
    let mut tx = app.db.begin().await?;
    // Access or password may have gone while we were comparing.
    const STILL: &str =
        "update person set access_at = access_at where id = $1 and password_hash = $2 and access_at is not null";
    if execute!(&mut tx, STILL, id, &hash)? == 0 {
        return Err(no_match());
    }
    let person = PersonId(id);
    if !device.known.as_ref().is_some_and(|known| known.knows(person)) {
        security_notices::new_browser(&mut tx, app, person, &browser_name(&device.agent)).await?;
    }
    let session = signed_in::begin(&mut tx, app, person, &name, role, device).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(session)
}

fn no_match() -> Error {
    Error::field("password", t!(server::auth::email_and_password_do_not_match))
}

/// *My account*: who it is, and where they are signed in.
pub async fn account(app: &AppState, live: &LiveSession) -> Result<Account> {
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
        pending_address: email_changes::pending(app, live.person.id).await?,
        terms: terms::accepted(app, live.person.id).await?,
        sessions,
    })
}

/// Takes the password of the signed-in person again, which lasts for a few minutes.
pub async fn confirm_password(app: &AppState, live: &LiveSession, password: &str) -> Result<()> {
    reauth::require_password(app, live.id.0, live.person.id, "password", password).await?;
    sessions::confirm(app, live.id).await
}

/// Notes the language of a person, for pages and emails.
pub async fn choose_language(app: &AppState, person: PersonId, language: Language) -> Result<()> {
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, "update person set language = $2 where id = $1", person.0, language.code())?;
    tx.commit().await
}

/// Sets a new password after the current one was given, and ends every other session.
pub async fn change_password(app: &AppState, live: &LiveSession, current: &str, new: Password) -> Result<()> {
    const SET: &str = "
        update person
        set password_hash = $2
        where id = $1 and password_hash = $3 and is_active";
    let person = live.person.id.0;
    let known = rows::password_context(app, live.person.id).await?;
    app.passwords.refuse_weak(&new, &known.each_ref().map(String::as_str)).await?;
    let before = reauth::require_password(app, live.id.0, live.person.id, "current", current).await?;
    let hash = app.passwords.hash(new).await?;
    let mut tx = app.db.begin().await?;
    // Another password may have been set in the meantime, or the access removed.
    if execute!(&mut tx, SET, person, &hash, &before)? == 0 {
        return Err(Error::field("current", t!(server::auth::this_is_not_your_current_password)));
    }
    execute!(&mut tx, "delete from session where person_id = $1 and id <> $2", person, live.id.0)?;
    password_resets::end_open(&mut tx, app, live.person.id).await?;
    security_notices::password_changed(&mut tx, app, live.person.id).await?;
    let entry = Entry {
        actor: Actor::named(Some(live.person.id), &live.person.name),
        partner: live.partner,
        person: Some(live.person.id),
        action: "password_changed",
        what: recorded!(server::events::password_changed, actor = &live.person.name),
    };
    record::write(&mut tx, app, entry).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(())
}
