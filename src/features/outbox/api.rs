//! *Email > Mail*: the way mail leaves, and the queue.

use crate::domain::outbox::{MailPage, QueueQuery, Warning};
use crate::error::AppError;
use crate::reply::Reply;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{
    domain::notice::Notice,
    paths, request,
    server::{
        outbox::{admin, pause},
        templates::test_send,
    },
};

permit!(LoadMail: Staff);
/// The part of the queue that the address asks for.
#[server(prefix = "/api", endpoint = "mail/load", output = Reply)]
pub async fn load_mail(query: QueueQuery) -> Result<MailPage, AppError> {
    let (app, staff) = request::staff()?;
    Ok(admin::list(&app, &staff, &query).await?)
}

permit!(LoadOutboxWarning: Staff);
/// Why emails do not leave right now, or are of no use.
#[server(prefix = "/api", endpoint = "mail/warning", output = Reply)]
pub async fn load_outbox_warning() -> Result<Option<Warning>, AppError> {
    let (app, staff) = request::staff()?;
    Ok(pause::warning(&app, &staff, request::owner().is_ok()).await?)
}

permit!(SendTest: Editors);
/// Sends a test to the signed-in person. Answers with the result.
#[server(prefix = "/api", endpoint = "mail/send-test", output = Reply)]
pub async fn send_test() -> Result<String, AppError> {
    let (app, staff) = request::editor()?;
    let said = test_send::send_plain(&app, &staff).await?;
    request::set_flash(&said);
    Ok(said)
}

permit!(PauseOutbox: Editors);
/// Pauses sending until a person resumes it.
#[server(prefix = "/api", endpoint = "mail/pause", output = Reply)]
pub async fn pause_outbox() -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    pause::pause(&app, &staff).await?;
    request::redirect_back(Notice::SendingPaused);
    Ok(())
}

permit!(ResumeOutbox: Editors);
/// Sends again.
#[server(prefix = "/api", endpoint = "mail/resume", output = Reply)]
pub async fn resume_outbox() -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    pause::resume(&app, &staff).await?;
    request::redirect_back(Notice::SendingResumed);
    Ok(())
}

permit!(RetryEmail: Editors);
/// Retries an email immediately, and leads to its result.
#[server(prefix = "/api", endpoint = "mail/retry", output = Reply)]
pub async fn retry_email(queued_email: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = queued_email.parse().map_err(|_| AppError::NotFound)?;
    admin::retry(&app, &staff, id).await?;
    leptos_axum::redirect(&paths::mail_tried(&request::came_from(), id));
    Ok(())
}

permit!(RetryEmails: Editors);
/// Tries everything again at once that waits for another attempt.
#[server(prefix = "/api", endpoint = "mail/retry-all", output = Reply)]
pub async fn retry_emails() -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    admin::retry_all(&app, &staff).await?;
    request::redirect_back(Notice::EmailsRetried);
    Ok(())
}

permit!(CancelEmail: Editors);
/// Takes back a message that is not under way yet.
#[server(prefix = "/api", endpoint = "mail/cancel", output = Reply)]
pub async fn cancel_email(queued_email: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = queued_email.parse().map_err(|_| AppError::NotFound)?;
    admin::cancel(&app, &staff, id).await?;
    request::redirect_back(Notice::EmailCancelled);
    Ok(())
}
