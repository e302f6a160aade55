//! Asks for the current password before something sensitive.

use super::login_attempts;
use crate::domain::ids::PersonId;
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::platform::password_hash::Visitor;
use crate::server::state::AppState;

/// Refuses, by the field `field`, a visitor who does not know the password of `person`. Returns its hash, to compare
/// again inside the transaction that follows.
pub async fn require_password(app: &AppState, person: PersonId, field: &str, current: &str) -> Result<String> {
    const HASH: &str = "select password_hash from person where id = $1";
    let hash: Option<String> =
        read!(&app.db, c => sqlx::query_scalar(HASH).bind(person.0).fetch_optional(c))?.flatten();
    match hash {
        Some(hash)
            if login_attempts::verify_throttled(
                app,
                Visitor::Known,
                field,
                &person.to_string(),
                current,
                Some(hash.clone()),
            )
            .await? =>
        {
            Ok(hash)
        }
        _ => Err(Error::field(field, t!(server::auth::this_is_not_your_current_password))),
    }
}
