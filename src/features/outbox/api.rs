//! *Manage > Mail*: the way mail leaves, and the queue.

use crate::domain::outbox::MailPage;
use crate::error::AppError;
use leptos::prelude::*;

/// The queue: the messages of one pile, or all, those before `before`.
#[server(prefix = "/api", endpoint = "mail/load")]
pub async fn load_mail(pile: String, before: String) -> Result<MailPage, AppError> {
    let staff = crate::request::context::staff()?;
    let app = crate::request::context::app()?;
    let pile = crate::domain::outbox::Pile::parse(&pile);
    Ok(crate::server::outbox::admin::list(&app, &staff, pile, &before).await?)
}

/// Why emails do not leave right now, if so.
#[server(prefix = "/api", endpoint = "mail/warning")]
pub async fn load_mail_warning() -> Result<Option<String>, AppError> {
    let staff = crate::request::context::staff()?;
    let app = crate::request::context::app()?;
    Ok(crate::server::outbox::pause::warning(&app, &staff).await?)
}

/// Sends a test to whoever asks. Answers with what became of it.
#[server(prefix = "/api", endpoint = "mail/send-test")]
pub async fn send_test() -> Result<String, AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let said = crate::server::templates::test_send::send_plain(&app, &staff).await?;
    crate::request::context::say(&said);
    Ok(said)
}

/// Sends nothing until somebody resumes.
#[server(prefix = "/api", endpoint = "mail/pause")]
pub async fn pause_mail() -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    crate::server::outbox::pause::pause(&app, &staff).await?;
    crate::request::context::redirect_back(crate::domain::notice::Notice::SendingPaused);
    Ok(())
}

/// Sends again.
#[server(prefix = "/api", endpoint = "mail/resume")]
pub async fn resume_mail() -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    crate::server::outbox::pause::resume(&app, &staff).await?;
    crate::request::context::redirect_back(crate::domain::notice::Notice::SendingResumed);
    Ok(())
}

/// Tries a message again at once.
#[server(prefix = "/api", endpoint = "mail/retry")]
pub async fn retry_mail(mail: String) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let id = mail.parse().map_err(|_| AppError::NotFound)?;
    crate::server::outbox::admin::retry(&app, &staff, id).await?;
    crate::request::context::redirect_back(crate::domain::notice::Notice::EmailRetried);
    Ok(())
}

/// Takes back a message that is not under way yet.
#[server(prefix = "/api", endpoint = "mail/cancel")]
pub async fn cancel_mail(mail: String) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let id = mail.parse().map_err(|_| AppError::NotFound)?;
    crate::server::outbox::admin::cancel(&app, &staff, id).await?;
    crate::request::context::redirect_back(crate::domain::notice::Notice::EmailCancelled);
    Ok(())
}
