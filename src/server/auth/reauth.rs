//! Asks for the current password before something sensitive.

use super::login_attempts::{self, Account};
use crate::domain::ids::PersonId;
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use uuid::Uuid;

/// Refuses, by the field `field`, a visitor who does not know the password of `person`. `pass` is the session or the
/// link they ask with, which has tries of its own. Returns the password's hash, to compare again inside the transaction
/// that follows.
pub async fn require_password(
    app: &AppState,
    pass: Uuid,
    person: PersonId,
    field: &str,
    current: &str,
) -> Result<String> {
    const GET: &str = "select name, email, password_hash from person where id = $1 and password_hash is not null";
    let found: Option<(String, String, String)> =
        read!(&app.db, c => sqlx::query_as(GET).bind(person.0).fetch_optional(c))?;
    if let Some((name, email, hash)) = found {
        let account = Account { person: Some(person), email: &email, name: &name, hash: Some(hash.clone()) };
        if login_attempts::verify_throttled(app, Some(pass.as_bytes()), field, &account, current).await? {
            return Ok(hash);
        }
    }
    Err(Error::field(field, t!(server::auth::this_is_not_your_current_password)))
}
