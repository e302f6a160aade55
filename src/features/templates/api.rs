//! E-mail templates: list, edit, duplicate, delete, and try out.

use crate::domain::templates::form::{TemplateEditor, TemplateForm, TemplateRow};
use crate::error::AppError;
use leptos::prelude::*;

/// All templates, the default first.
#[server(prefix = "/api", endpoint = "templates/list")]
pub async fn list_templates() -> Result<Vec<TemplateRow>, AppError> {
    let staff = crate::request::context::staff()?;
    let app = crate::request::context::app()?;
    Ok(crate::server::templates::store::rows(&app, &staff).await?)
}

/// One template in its editor, in a language or else the organisation's; an empty id is a new one.
#[server(prefix = "/api", endpoint = "templates/load")]
pub async fn load_template(template: String, language: String) -> Result<TemplateEditor, AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let language = crate::domain::language::Language::parse_choice(&language).map_err(|_| AppError::NotFound)?;
    let id = match template.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| AppError::NotFound)?),
    };
    Ok(crate::server::templates::preview::editor(&app, &staff, id, language).await?)
}

/// Adds a template, or changes one in one language, and leads to the list.
#[server(prefix = "/api", endpoint = "templates/save")]
pub async fn save_template(form: TemplateForm) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let kind = crate::server::templates::preview::kind_of(&app, &staff, &form.template).await?;
    let details = form.parse(kind)?;
    let notice = if form.template.is_empty() {
        crate::server::templates::store::add(&app, &staff, &details).await?;
        crate::domain::notice::Notice::TemplateAdded
    } else {
        let id = form.template.parse().map_err(|_| AppError::NotFound)?;
        let version = form.version.parse().map_err(|_| AppError::Malformed)?;
        crate::server::templates::store::update(&app, &staff, id, version, &details).await?;
        crate::domain::notice::Notice::Saved
    };
    crate::request::context::redirect_with_notice(crate::paths::EMAIL_TEMPLATES, notice);
    Ok(())
}

/// Takes a language out of a template that has others, and leads to its editor.
#[server(prefix = "/api", endpoint = "templates/remove-language")]
pub async fn remove_language(template: String, version: String, language: String) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let id = template.parse().map_err(|_| AppError::NotFound)?;
    let version = version.parse().map_err(|_| AppError::Malformed)?;
    let language = crate::domain::language::Language::parse(&language).ok_or(AppError::NotFound)?;
    crate::server::templates::store::remove_language(&app, &staff, id, version, language).await?;
    crate::request::context::redirect_with_notice(
        &crate::paths::edit_email_template(id),
        crate::domain::notice::Notice::LanguageRemoved,
    );
    Ok(())
}

/// Adds a template with the same words, and leads to its editor.
#[server(prefix = "/api", endpoint = "templates/duplicate")]
pub async fn duplicate_template(template: String) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let id = template.parse().map_err(|_| AppError::NotFound)?;
    let copy = crate::server::templates::store::duplicate(&app, &staff, id).await?;
    crate::request::context::redirect_with_notice(
        &crate::paths::edit_email_template(copy),
        crate::domain::notice::Notice::TemplateCopied,
    );
    Ok(())
}

/// Makes a template the one that is used where nobody chooses.
#[server(prefix = "/api", endpoint = "templates/make-default")]
pub async fn make_default_template(template: String) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let id = template.parse().map_err(|_| AppError::NotFound)?;
    crate::server::templates::store::make_default(&app, &staff, id).await?;
    crate::request::context::redirect_with_notice(
        crate::paths::EMAIL_TEMPLATES,
        crate::domain::notice::Notice::TemplateMadeDefault,
    );
    Ok(())
}

/// Deletes a template that is not the default.
#[server(prefix = "/api", endpoint = "templates/delete")]
pub async fn delete_template(template: String) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let id = template.parse().map_err(|_| AppError::NotFound)?;
    crate::server::templates::store::remove(&app, &staff, id).await?;
    crate::request::context::redirect_with_notice(
        crate::paths::EMAIL_TEMPLATES,
        crate::domain::notice::Notice::TemplateDeleted,
    );
    Ok(())
}

/// Sends what is typed to whoever asks; nothing is saved. Answers with what became of it.
#[server(prefix = "/api", endpoint = "templates/send-test")]
pub async fn send_test(form: TemplateForm) -> Result<String, AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let said = crate::server::templates::preview::send(&app, &staff, &form).await?;
    crate::request::context::say(&said);
    Ok(said)
}
