//! Notices about the safety of an account: queued with what they are about, and never held back by a limit.

use super::limits::Asker;
use super::queue::{self, Subject};
use crate::domain::auth::role::Role;
use crate::domain::ids::PersonId;
use crate::domain::time::{DAY, Timestamp};
use crate::server::platform::client;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use uuid::Uuid;

/// Most notices of new browsers in a day: whoever guessed the password must not bury the other emails.
const MOST_BROWSERS_A_DAY: i64 = 5;

/// Tells `person` that their password was changed.
pub async fn password_changed(tx: &mut Tx, app: &AppState, person: PersonId) -> Result<()> {
    add(tx, app, person, "password_changed", "", "").await
}

/// Tells `person` that they signed in with a browser for the first time, which calls itself `browser`.
pub async fn new_browser(tx: &mut Tx, app: &AppState, person: PersonId, browser: &str) -> Result<()> {
    const RECENT: &str =
        "select count(*) from security_notice where person_id = $1 and kind = 'new_browser' and created_at > $2";
    let since = app.now().plus(-DAY);
    let recent: i64 = run!(&mut *tx, c => sqlx::query_scalar(RECENT).bind(person.0).bind(since.0).fetch_one(c))?;
    if recent >= MOST_BROWSERS_A_DAY {
        return Ok(());
    }
    let address = client::address().map(|address| address.to_string()).unwrap_or_default();
    let known: Vec<&str> = [browser, &*address].into_iter().filter(|part| !part.is_empty()).collect();
    add(tx, app, person, "new_browser", &known.join(", "), "").await
}

/// Tells `person`, called `name`, that `actor` gave them another role; and the other owners, if it is theirs.
pub async fn role_changed(
    tx: &mut Tx,
    app: &AppState,
    actor: (PersonId, &str),
    (person, name): (PersonId, &str),
    role: Role,
) -> Result<()> {
    const OWNERS: &str = "select id from person where role = 'owner' and is_active order by created_at, id";
    let (by, actor) = actor;
    if person != by {
        add(tx, app, person, "role_changed", actor, role.as_str()).await?;
    }
    if role == Role::Owner {
        let owners: Vec<Uuid> = run!(&mut *tx, c => sqlx::query_scalar(OWNERS).fetch_all(c))?;
        for owner in owners.into_iter().map(PersonId).filter(|owner| *owner != person) {
            add(tx, app, owner, "owner_added", actor, name).await?;
        }
    }
    Ok(())
}

async fn add(
    tx: &mut Tx,
    app: &AppState,
    person: PersonId,
    kind: &'static str,
    actor: &str,
    detail: &str,
) -> Result<()> {
    const ADD: &str = "
        insert into security_notice (id, person_id, kind, actor, detail, created_at)
        values ($1, $2, $3, $4, $5, $6)";
    let (id, Timestamp(now)) = (app.id(), app.now());
    execute!(&mut *tx, ADD, id, person.0, kind, actor, detail, now)?;
    queue::queue(tx, app, Asker::Staff, Subject::SecurityNotice(id)).await?;
    Ok(())
}
