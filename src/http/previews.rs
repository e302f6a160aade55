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
use crate::server::partners::invitation_preview;
use crate::server::templates::preview::{self, AskedInvitation};
use axum::Extension;
use axum::extract::{Path, Query, Request};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use std::collections::HashMap;
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
    let message = wizard::preview(&context.app, &staff, draft, optional(&query.template)?, None).await?;
    Ok(show(&message, &query.view))
}

/// The same as it is chosen right now: the form of step 2, posted into the frame.
pub async fn wizard_typed(
    Extension(context): Extension<Arc<RequestContext>>,
    Path(draft): Path<String>,
    Query(query): Query<PreviewQuery>,
    request: Request,
) -> Response {
    posted(&context, request, async |form| {
        let staff = staff(&context)?;
        let draft = draft.parse().map_err(|_| AppError::NotFound)?;
        let (template, note) = (optional(&value(&form, "template"))?, Some(value(&form, "note")));
        Ok(show(&wizard::preview(&context.app, &staff, draft, template, note).await?, &query.view))
    })
    .await
}

/// The invitation of a contact in the default words.
pub async fn contact(
    Extension(context): Extension<Arc<RequestContext>>,
    Path(partner): Path<String>,
    Query(query): Query<PreviewQuery>,
) -> Result<Response, AppError> {
    let staff = staff(&context)?;
    let partner = partner.parse().map_err(|_| AppError::NotFound)?;
    let (contact, asked) = (optional(&query.contact)?, AskedInvitation::default());
    let message = invitation_preview::preview(&context.app, &staff, partner, contact, asked).await?;
    Ok(show(&message, &query.view))
}

/// The same as it is typed right now: the form that invites, posted into the frame.
pub async fn contact_typed(
    Extension(context): Extension<Arc<RequestContext>>,
    Path(partner): Path<String>,
    Query(query): Query<PreviewQuery>,
    request: Request,
) -> Response {
    posted(&context, request, async |form| {
        let staff = staff(&context)?;
        let partner = partner.parse().map_err(|_| AppError::NotFound)?;
        let contact = optional(&value(&form, "person"))?;
        let asked = AskedInvitation {
            names: (value(&form, "first_name"), value(&form, "last_name"), String::new()),
            language: value(&form, "language"),
            template: optional(&value(&form, "template"))?,
            note: value(&form, "note"),
            ..AskedInvitation::default()
        };
        let message = invitation_preview::preview(&context.app, &staff, partner, contact, asked).await?;
        Ok(show(&message, &query.view))
    })
    .await
}

/// What a form that was posted into a frame holds, by field.
type Posted = HashMap<String, String>;

/// Reads the form, answers with `show`, and says in the frame what is wrong.
async fn posted(
    context: &RequestContext,
    request: Request,
    show: impl AsyncFnOnce(Posted) -> Result<Response, AppError>,
) -> Response {
    let (parts, body) = request.into_parts();
    match form_body(context, &parts.headers, body, MAX_LARGE_BODY).await {
        Ok(body) => show(form_urlencoded::parse(&body).into_owned().collect()).await.unwrap_or_else(in_the_frame),
        Err(response) => response,
    }
}

fn value(form: &Posted, field: &str) -> String {
    form.get(&format!("form[{field}]")).cloned().unwrap_or_default()
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
    posted(&context, request, async |form| {
        let staff = staff(&context)?;
        let form = TemplateForm {
            template: value(&form, "template"),
            language: value(&form, "language"),
            subject: value(&form, "subject"),
            body: value(&form, "body"),
            contact: value(&form, "contact"),
            ..TemplateForm::default()
        };
        Ok(show(&preview::typed(&context.app, &staff, &form).await?, &query.view))
    })
    .await
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
        "text" => {
            let subject = [t!(server::mailer::subject_label), " ", &message.subject].concat();
            framed("text/plain; charset=utf-8", [&subject, "\n\n", &message.text].concat())
        }
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
