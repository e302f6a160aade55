//! Mails as their readers would see them, for sandboxed frames. Nothing in them runs or loads, whatever
//! a template holds (R29).

use super::api::{MAX_LARGE_BODY, form_body};
use super::headers::PREVIEW;
use crate::domain::ids::TemplateId;
use crate::domain::language::Language;
use crate::domain::templates::form::TemplateForm;
use crate::error::AppError;
use crate::request::context::RequestContext;
use crate::server::authz::Staff;
use crate::server::mailer::render::Message;
use crate::server::onboarding::wizard;
use crate::server::outbox::sent;
use crate::server::templates::preview;
use axum::Extension;
use axum::extract::{Path, Query, Request};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use std::str::FromStr;
use std::sync::Arc;

/// What to show, and how.
#[derive(Deserialize)]
pub struct PreviewQuery {
    #[serde(default)]
    template: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    contact: String,
    #[serde(default)]
    view: String,
}

/// The wizard's mail as its recipient would get it.
pub async fn wizard(
    Extension(context): Extension<Arc<RequestContext>>,
    Path(draft): Path<String>,
    Query(query): Query<PreviewQuery>,
) -> Result<Response, AppError> {
    let staff = staff(&context)?;
    let draft = draft.parse().map_err(|_| AppError::NotFound)?;
    let message = wizard::preview(&context.app, &staff, draft, optional(&query.template)?).await?;
    Ok(show(&message, &query.view))
}

/// A template as it is saved; `new` is what a new one starts with.
pub async fn saved_template(
    Extension(context): Extension<Arc<RequestContext>>,
    Path(template): Path<String>,
    Query(query): Query<PreviewQuery>,
) -> Result<Response, AppError> {
    let staff = staff(&context)?;
    let template: Option<TemplateId> = if template == "new" { None } else { optional(&template)? };
    let language = Language::parse(&query.language).unwrap_or_default();
    let message = preview::saved(&context.app, &staff, template, language, optional(&query.contact)?).await?;
    Ok(show(&message, &query.view))
}

/// A message as it was sent.
pub async fn sent(
    Extension(context): Extension<Arc<RequestContext>>,
    Path((email, attempt)): Path<(String, String)>,
    Query(query): Query<PreviewQuery>,
) -> Result<Response, AppError> {
    let staff = staff(&context)?;
    let email = email.parse().map_err(|_| AppError::NotFound)?;
    let attempt = attempt.parse().map_err(|_| AppError::NotFound)?;
    let message = sent::read(&context.app, &staff, email, attempt).await?;
    Ok(show(&message, &query.view))
}

/// A template as it is typed right now: the editor's form, posted into the frame.
pub async fn typed_template(
    Extension(context): Extension<Arc<RequestContext>>,
    Query(query): Query<PreviewQuery>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    match form_body(&context, &parts.headers, body, MAX_LARGE_BODY).await {
        Ok(body) => preview_typed(&context, &body, &query.view).await.unwrap_or_else(in_the_frame),
        Err(response) => response,
    }
}

async fn preview_typed(context: &RequestContext, body: &[u8], view: &str) -> Result<Response, AppError> {
    let staff = staff(context)?;
    let mut form = TemplateForm::default();
    for (name, value) in form_urlencoded::parse(body) {
        match &*name {
            "form[template]" => form.template = value.into_owned(),
            "form[language]" => form.language = value.into_owned(),
            "form[subject]" => form.subject = value.into_owned(),
            "form[body]" => form.body = value.into_owned(),
            "form[contact]" => form.contact = value.into_owned(),
            _ => {}
        }
    }
    let message = preview::typed(&context.app, &staff, &form).await?;
    Ok(show(&message, view))
}

fn staff(context: &RequestContext) -> Result<Staff, AppError> {
    let session = context.session.as_ref().ok_or(AppError::SignInNeeded)?;
    session.staff().ok_or(AppError::Forbidden)
}

fn optional<Id: FromStr>(raw: &str) -> Result<Option<Id>, AppError> {
    match raw {
        "" => Ok(None),
        raw => raw.parse().map(Some).map_err(|_| AppError::NotFound),
    }
}

fn show(message: &Message, view: &str) -> Response {
    match view {
        "text" => framed("text/plain; charset=utf-8", format!("Subject: {}\n\n{}", message.subject, message.text)),
        _ => framed("text/html; charset=utf-8", message.preview()),
    }
}

/// What is wrong, where the mail would be.
fn in_the_frame(error: AppError) -> Response {
    let complaints: Vec<String> = error.fields().iter().map(|(_, complaint)| complaint.to_owned()).collect();
    let message = if complaints.is_empty() { error.to_string() } else { complaints.join("\n\n") };
    let mut response = framed("text/plain; charset=utf-8", message);
    *response.status_mut() = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
}

fn framed(kind: &'static str, body: String) -> Response {
    let mut response = ([(header::CONTENT_TYPE, kind)], body).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, PREVIEW);
    response.headers_mut().insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    response
}
