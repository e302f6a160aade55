//! A forgotten password, as people see it: who is active gets a link to choose a new one, and who never came in gets
//! their invitation again.

use super::activation::{self, FreshLink};
use crate::domain::email::EmailAddress;
use crate::domain::forms::FieldErrors;
use crate::domain::ids::PersonId;
use crate::server::auth::password_resets;
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use std::time::Duration;
use uuid::Uuid;

/// How long one waits for one's turn to be looked up, in a crowd.
const QUEUE_TIMEOUT: Duration = Duration::from_secs(2);

/// Queues an email where `raw` belongs to a person with access. The lookup happens after the answer, so that
/// neither the answer nor its time says who exists.
///
/// # Errors
/// The address is malformed, or more people ask at once than the server can look up.
pub async fn request(app: &AppState, raw: &str) -> Result<()> {
    let email = EmailAddress::parse(raw).map_err(|invalid| FieldErrors::one("email", invalid.0))?;
    let place = tokio::time::timeout(QUEUE_TIMEOUT, app.resets.clone().acquire_owned()).await;
    let place = place.map_err(|_| Error::Busy)?.map_err(|_| Error::Busy)?;
    let task = app.clone();
    app.tasks.spawn(async move {
        if let Err(error) = help(&task, &email).await {
            tracing::error!(error = %error, "Failed to queue the email for a forgotten password");
        }
        drop(place);
    });
    Ok(())
}

/// First checks whether there is anything to write: most strangers' addresses are unknown, and then no lock is taken.
async fn help(app: &AppState, email: &EmailAddress) -> Result<()> {
    const FIND: &str = "select id, is_active from person where email_key = $1 and access_at is not null";
    let found: Option<(Uuid, bool)> = read!(&app.db, c => sqlx::query_as(FIND).bind(email.key()).fetch_optional(c))?;
    match found {
        None => Ok(()),
        Some((_, true)) => password_resets::add(app, email).await,
        Some((person, false)) => activation::mail_fresh_link(app, PersonId(person), FreshLink::ForgottenPassword).await,
    }
}
