//! A test email through what was typed, saved or not.

use super::{settings, stored};
use crate::domain::mail_server::MailServerDetails;
use crate::server::authz::{Confirmed, Owner};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use crate::server::templates::test_send;
use std::time::Duration;

/// The owner waits for the answer.
const DEADLINE: Duration = Duration::from_secs(20);

/// Sends a test to the owner, and returns the mail server's answer.
pub async fn send(app: &AppState, owner: &Confirmed<Owner>, new: &MailServerDetails) -> Result<String> {
    settings::refuse_fixed(app)?;
    let (server, _, mailer) = settings::complete(app, stored::find(app).await?.as_ref(), new)?;
    let sent = test_send::send_through(app, owner, &mailer.within(DEADLINE), &server.in_words()).await;
    sent.map_err(|failure| match failure {
        Error::Conflict(words) => Error::Conflict(settings::on_this_page(&words)),
        other => other,
    })
}
