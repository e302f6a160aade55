//! Links for owners that are not emailed but printed on the console: people who can read it have the database, too.

use super::invite::{self, NewInvitation};
use crate::domain::email::EmailAddress;
use crate::domain::ids::PersonId;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::HOUR;
use crate::paths;
use crate::server::audit::record::{self, Actor, Entry};
use crate::server::auth::password_resets;
use crate::server::outbox::queue::{self, Subject};
use crate::server::people::rows;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use uuid::Uuid;

/// How long the printed link works.
const LIFETIME: i64 = 24 * HOUR;

/// A fresh link that makes the first owner, and the end of the one before; none once there is an
/// owner.
pub async fn mint(app: &AppState) -> Result<Option<String>> {
    const END: &str = "update invitation set superseded_at = $1 where purpose = 'set_up' and is_live";
    const ADD: &str =
        "insert into invitation (id, purpose, email, created_at, expires_at) values ($1, 'set_up', '', $2, $3)";
    let mut tx = app.db.begin().await?;
    let owners: i64 =
        run!(&mut tx, c => sqlx::query_scalar("select count(*) from person where role = 'owner'").fetch_one(c))?;
    if owners > 0 {
        return Ok(None);
    }
    let (id, now, token) = (app.id(), app.now(), PlainToken::mint(&app.random));
    execute!(&mut tx, END, now.0)?;
    execute!(&mut tx, ADD, id, now.0, now.plus(LIFETIME).0)?;
    queue::store_token(&mut tx, app, &token, Subject::Invitation(id), "console", None).await?;
    tx.commit().await?;
    Ok(Some(app.config.url(&paths::activation_link(token.expose()))))
}

/// A link with which the owner with this address chooses a password: for people who mistyped their address, or are locked
/// out while no email leaves. Earlier links keep working as long as they would have.
pub async fn for_owner(app: &AppState, email: &str) -> Result<String> {
    const FIND: &str = "select id from person where role = 'owner' and access_at is not null and email_key = $1";
    let mut tx = app.db.begin().await?;
    let key = EmailAddress::parse(email).map(|email| email.key()).unwrap_or_default();
    let found: Option<Uuid> = run!(&mut tx, c => sqlx::query_scalar(FIND).bind(&key).fetch_optional(c))?;
    let Some(id) = found else { return Err(no_such_owner(&mut tx, email).await?) };
    let owner = rows::lock(&mut tx, PersonId(id)).await?;
    let path = match owner.activated_at {
        Some(_) => paths::reset_link(password_resets::mint(&mut tx, app, owner.id()).await?.expose()),
        None => {
            let link = invite::renew(&mut tx, app, owner.id(), &owner, NewInvitation::by(Delivery::Link)).await?;
            paths::activation_link(link.ok_or_else(|| Error::internal("no link was minted"))?.expose())
        }
    };
    let entry = Entry {
        actor: Actor::named(None, "Gangway"),
        partner: None,
        person: Some(owner.id()),
        action: "owner_link",
        what: recorded!(server::events::owner_link, person = &owner.name()),
    };
    record::write(&mut tx, app, entry).await?;
    tx.commit().await?;
    Ok(app.config.url(&path))
}

/// Names the addresses there are: one of them was mistyped.
async fn no_such_owner(tx: &mut Tx, email: &str) -> Result<Error> {
    let owners = owners(tx).await?;
    Ok(Error::Conflict(match owners.is_empty() {
        true => t!(server::cli::no_owner).to_owned(),
        false => t!(server::cli::no_such_owner, email = email, owners = &owners.join(", ")),
    }))
}

/// The addresses that owners sign in with.
async fn owners(tx: &mut Tx) -> Result<Vec<String>> {
    const LIST: &str =
        "select email from person where role = 'owner' and access_at is not null order by created_at, id";
    Ok(run!(tx, c => sqlx::query_scalar(LIST).fetch_all(c))?)
}

/// What to say where there is an owner already.
pub async fn has_owner(app: &AppState) -> Result<String> {
    let mut tx = app.db.begin().await?;
    let owners = owners(&mut tx).await?;
    Ok(t!(server::cli::has_owner, owners = &owners.join(", ")))
}
