//! The help pages, and what their readers say about them.

use crate::domain::help::{FeedbackForm, FeedbackReport, HelpEntry, HelpPage};
use crate::error::AppError;
use leptos::prelude::*;

/// The help pages in which every word of `q` occurs.
#[server(prefix = "/api", endpoint = "help/search")]
pub async fn search_help(q: String) -> Result<Vec<HelpEntry>, AppError> {
    let staff = crate::request::context::staff()?;
    Ok(crate::server::help::articles::search(&staff, &q))
}

/// One help page.
#[server(prefix = "/api", endpoint = "help/load")]
pub async fn load_help(page: String) -> Result<HelpPage, AppError> {
    let staff = crate::request::context::staff()?;
    Ok(crate::server::help::articles::get(&staff, &page)?)
}

/// Keeps the answer to *Did this answer your question?*. The page stays.
#[server(prefix = "/api", endpoint = "help/answer")]
pub async fn answer_help(form: FeedbackForm) -> Result<(), AppError> {
    let staff = crate::request::context::staff()?;
    let app = crate::request::context::app()?;
    let feedback = form.parse()?;
    crate::server::help::feedback::add(&app, &staff, &form.page, feedback).await?;
    crate::request::context::redirect_back(crate::domain::notice::Notice::FeedbackReceived);
    Ok(())
}

/// What readers answered, for *Manage > Help feedback*.
#[server(prefix = "/api", endpoint = "help/feedback")]
pub async fn load_feedback() -> Result<FeedbackReport, AppError> {
    let staff = crate::request::context::staff()?;
    let app = crate::request::context::app()?;
    Ok(crate::server::help::feedback::report(&app, &staff).await?)
}
