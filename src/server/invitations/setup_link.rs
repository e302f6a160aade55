//! The link for the first owner: an invitation that is not emailed but printed on the console.

use crate::domain::time::HOUR;
use crate::paths;
use crate::server::outbox::queue::{self, Subject};
use crate::server::platform::db::{execute, run};
use crate::server::platform::error::Result;
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;

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
