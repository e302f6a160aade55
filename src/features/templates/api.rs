//! Email templates: list, edit, duplicate, delete, and try out.

use crate::domain::templates::form::{TemplateEditor, TemplateForm, TemplateRow};
use crate::error::AppError;
use crate::reply::Reply;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{
    domain::{language::Language, notice::Notice, templates::text::TemplateKind},
    paths, request,
    server::templates::{preview, store},
};

/// Refuses admins where the link of a template opens active accounts: an owner's among them.
#[cfg(feature = "ssr")]
fn may_change(kind: TemplateKind) -> Result<(), AppError> {
    if kind.is_for_sign_in() { request::owner().map(|_| ()) } else { Ok(()) }
}

permit!(ListTemplates: Staff);
/// All templates, the default first.
#[server(prefix = "/api", endpoint = "templates/list", output = Reply)]
pub async fn list_templates() -> Result<Vec<TemplateRow>, AppError> {
    let (app, staff) = request::staff()?;
    Ok(store::rows(&app, &staff).await?)
}

permit!(LoadTemplate: Editors);
/// One template in its editor, in a language or else the organisation's; an empty id is a new one.
#[server(prefix = "/api", endpoint = "templates/load", output = Reply)]
pub async fn load_template(template: String, language: String) -> Result<TemplateEditor, AppError> {
    let (app, staff) = request::editor()?;
    let language = Language::parse_choice(&language).map_err(|_| AppError::NotFound)?;
    let id = match template.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| AppError::NotFound)?),
    };
    let editor = preview::editor(&app, &staff, id, language).await?;
    Ok(TemplateEditor { read_only: may_change(editor.kind).is_err(), ..editor })
}

permit!(SaveTemplate: Editors);
/// Adds a template, or changes one in one language, and leads to the list.
#[server(prefix = "/api", endpoint = "templates/save", output = Reply)]
pub async fn save_template(form: TemplateForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let kind = preview::kind_of(&app, &staff, &form.template).await?;
    may_change(kind)?;
    let details = form.parse(kind)?;
    let notice = if form.template.is_empty() {
        store::add(&app, &staff, &details).await?;
        Notice::TemplateAdded
    } else {
        let id = form.template.parse().map_err(|_| AppError::NotFound)?;
        let version = form.version.parse().map_err(|_| AppError::Malformed)?;
        store::update(&app, &staff, id, version, &details).await?;
        Notice::Saved
    };
    request::redirect_with_notice(paths::EMAIL_TEMPLATES, notice);
    Ok(())
}

permit!(RemoveLanguage: Editors);
/// Takes a language out of a template that has others, and leads to its editor.
#[server(prefix = "/api", endpoint = "templates/remove-language", output = Reply)]
pub async fn remove_language(template: String, version: String, language: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    may_change(preview::kind_of(&app, &staff, &template).await?)?;
    let id = template.parse().map_err(|_| AppError::NotFound)?;
    let version = version.parse().map_err(|_| AppError::Malformed)?;
    let language = Language::parse(&language).ok_or(AppError::NotFound)?;
    store::remove_language(&app, &staff, id, version, language).await?;
    request::redirect_with_notice(&paths::edit_email_template(id), Notice::LanguageRemoved);
    Ok(())
}

permit!(DuplicateTemplate: Editors);
/// Adds a template with the same words, and leads to its editor.
#[server(prefix = "/api", endpoint = "templates/duplicate", output = Reply)]
pub async fn duplicate_template(template: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = template.parse().map_err(|_| AppError::NotFound)?;
    let copy = store::duplicate(&app, &staff, id).await?;
    request::redirect_with_notice(&paths::edit_email_template(copy), Notice::TemplateCopied);
    Ok(())
}

permit!(MakeDefaultTemplate: Editors);
/// Makes a template the default.
#[server(prefix = "/api", endpoint = "templates/make-default", output = Reply)]
pub async fn make_default_template(template: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = template.parse().map_err(|_| AppError::NotFound)?;
    store::make_default(&app, &staff, id).await?;
    request::redirect_with_notice(paths::EMAIL_TEMPLATES, Notice::TemplateMadeDefault);
    Ok(())
}

permit!(DeleteTemplate: Editors);
/// Deletes a template that is not the default.
#[server(prefix = "/api", endpoint = "templates/delete", output = Reply)]
pub async fn delete_template(template: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = template.parse().map_err(|_| AppError::NotFound)?;
    store::remove(&app, &staff, id).await?;
    request::redirect_with_notice(paths::EMAIL_TEMPLATES, Notice::TemplateDeleted);
    Ok(())
}

permit!(SendTest: Editors);
/// Sends what is typed to the signed-in person; nothing is saved. Answers with the result.
#[server(prefix = "/api", endpoint = "templates/send-test", output = Reply)]
pub async fn send_test(form: TemplateForm) -> Result<String, AppError> {
    let (app, staff) = request::editor()?;
    let said = preview::send(&app, &staff, &form).await?;
    request::set_flash(&said);
    Ok(said)
}
