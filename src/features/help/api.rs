//! The help pages, and what their readers say about them.

use crate::domain::help::{FeedbackForm, FeedbackReport, HelpEntry, HelpPage};
use crate::error::AppError;
use crate::reply::Reply;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{
    domain::notice::Notice,
    request,
    server::help::{articles, feedback},
};

permit!(SearchHelp: Staff);
/// The help pages in which every word of `q` occurs.
#[server(prefix = "/api", endpoint = "help/search", output = Reply)]
pub async fn search_help(q: String) -> Result<Vec<HelpEntry>, AppError> {
    let (_, staff) = request::staff()?;
    Ok(articles::search(&staff, &q))
}

permit!(LoadHelp: Staff);
/// One help page.
#[server(prefix = "/api", endpoint = "help/load", output = Reply)]
pub async fn load_help(page: String) -> Result<HelpPage, AppError> {
    let (_, staff) = request::staff()?;
    Ok(articles::get(&staff, &page)?)
}

permit!(AnswerHelp: Staff);
/// Keeps the answer to *Did this answer your question?*. The page stays.
#[server(prefix = "/api", endpoint = "help/answer", output = Reply)]
pub async fn answer_help(form: FeedbackForm) -> Result<(), AppError> {
    let (app, staff) = request::staff()?;
    let feedback = form.parse()?;
    feedback::add(&app, &staff, &form.page, feedback).await?;
    request::redirect_back(Notice::FeedbackReceived);
    Ok(())
}

permit!(LoadFeedback: Staff);
/// What readers answered, for *Help > Feedback*.
#[server(prefix = "/api", endpoint = "help/feedback", output = Reply)]
pub async fn load_feedback() -> Result<FeedbackReport, AppError> {
    let (app, staff) = request::staff()?;
    Ok(feedback::report(&app, &staff).await?)
}
