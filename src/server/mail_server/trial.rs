//! A test email through what was typed, saved or not.

use super::{settings, stored};
use crate::domain::mail_server::MailServerDetails;
use crate::server::authz::{Confirmed, Owner};
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use crate::server::templates::test_send;
use std::time::Duration;

/// The owner waits for the answer.
const DEADLINE: Duration = Duration::from_secs(20);

/// Sends a test to the owner, and returns the mail server's answer.
pub async fn send(app: &AppState, owner: &Confirmed<Owner>, new: &MailServerDetails) -> Result<String> {
    settings::refuse_environment(app)?;
    let (server, _, mailer) = settings::complete(app, stored::find(app).await?.as_ref(), new)?;
    test_send::send_through(app, owner, &mailer.within(DEADLINE), &server.in_words()).await
}
