//! The session of someone who gave their password.

use super::reauth;
use super::sessions::{self, Device, NewSession};
use crate::domain::auth::role::Role;
use crate::domain::ids::PersonId;
use crate::domain::time::MINUTE;
use crate::server::audit::record::{self, Actor, Entry};
use crate::server::people::rows;
use crate::server::platform::db::{Tx, run};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use uuid::Uuid;

/// A form that was sent a second time within this time was sent twice.
pub const SENT_TWICE: i64 = 10 * MINUTE;

/// Signs in people who send a form again with the password that is `person`'s by now: a double click, or a slow network.
/// `pass` is the link it came by, which has tries of its own.
pub async fn sign_in_again(
    app: &AppState,
    pass: Uuid,
    person: PersonId,
    password: &str,
    device: Device,
) -> Result<Option<NewSession>> {
    const STILL: &str = "
        update person
        set access_at = access_at
        where id = $1 and password_hash = $2 and is_active
        returning role, name";
    let hash = match reauth::require_password(app, pass, person, "password", password).await {
        Err(Error::Invalid(_)) => return Ok(None),
        hash => hash?,
    };
    let mut tx = app.db.begin().await?;
    let found: Option<(String, String)> =
        run!(&mut tx, c => sqlx::query_as(STILL).bind(person.0).bind(&hash).fetch_optional(c))?;
    let Some((role, name)) = found else { return Ok(None) };
    let role = rows::role(&role)?;
    let session = begin(&mut tx, app, person, &name, role, device).await?;
    tx.commit().await?;
    Ok(Some(session))
}

/// Begins a session of `person`, who gave their password.
pub(super) async fn begin(
    tx: &mut Tx,
    app: &AppState,
    person: PersonId,
    name: &str,
    role: Role,
    device: Device,
) -> Result<NewSession> {
    let session = sessions::begin(tx, app, person, role, device).await?;
    let entry = Entry {
        actor: Actor::named(Some(person), name),
        // A partner's timeline has room for a hundred entries, and is about other things.
        partner: None,
        person: Some(person),
        action: "signed_in",
        what: recorded!(server::events::signed_in, actor = name),
    };
    record::write(tx, app, entry).await?;
    Ok(session)
}
