//! E-mail templates as they are kept.

use super::db::read;
use super::failure::{Failure, Result};
use super::state::App;
use crate::domain::ids::TemplateId;
use crate::domain::template::TemplateChoice;
use uuid::Uuid;

/// A template's words.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Template {
    pub subject: String,
    pub body: String,
}

/// What the wizard offers, the default first.
pub async fn list(app: &App) -> Result<Vec<TemplateChoice>> {
    const LIST: &str = "select id, name, is_default from email_template order by is_default desc, name, id";
    let rows: Vec<(Uuid, String, bool)> = read!(&app.db, c => sqlx::query_as(LIST).fetch_all(c))?;
    let choice = |(id, name, is_default)| TemplateChoice { id: TemplateId(id), name, is_default };
    Ok(rows.into_iter().map(choice).collect())
}

/// The template with this id; the default one without.
pub async fn get(app: &App, id: Option<TemplateId>) -> Result<Template> {
    const GET: &str = "select subject, body from email_template where id = $1";
    const DEFAULT: &str = "select subject, body from email_template where is_default";
    let found = match id {
        Some(id) => read!(&app.db, c => sqlx::query_as(GET).bind(id.0).fetch_optional(c))?,
        None => read!(&app.db, c => sqlx::query_as(DEFAULT).fetch_optional(c))?,
    };
    found.ok_or_else(|| Failure::field("template", "This template does not exist any more. Choose another."))
}
