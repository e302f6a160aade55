//! What a page request needs before and beside the rendering of its page.

use super::api::HeldFlash;
use super::context::home_of;
use super::cookies::{self, Purpose};
use super::headers::PREVIEW;
use super::visit::Visit;
use crate::domain::ids::DraftId;
use crate::error::AppError;
use crate::paths::{self, Audience};
use crate::server::drafts;
use axum::Extension;
use axum::extract::{Path, Query, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderValue, Method, header};
use serde::Deserialize;
use std::sync::Arc;

/// The sign-in page that leads on to `page`.
pub fn sign_in_for(page: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(page.as_bytes()).collect();
    format!("{}?next={next}", paths::SIGN_IN)
}

/// Leads visitors to a page they can use, and gives a page the flash that is meant for it.
pub async fn lead(mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let is_visit = *request.method() == Method::GET || *request.method() == Method::HEAD;
    let Some(visit) = request.extensions().get::<Arc<Visit>>().cloned().filter(|_| is_visit) else {
        return next.run(request).await;
    };
    let role = visit.session.as_ref().map(|session| session.person.role);
    let is_staff = visit.session.as_ref().is_some_and(|session| session.person.is_staff());
    let elsewhere = match (paths::audience(&path), role) {
        (Audience::Staff | Audience::Contacts, None) => {
            let wanted = request.uri().path_and_query().map_or(path.as_str(), |wanted| wanted.as_str());
            Some(sign_in_for(wanted))
        }
        (Audience::Staff, Some(role)) if !is_staff => Some(home_of(role).to_owned()),
        (Audience::Contacts, Some(role)) if is_staff => Some(home_of(role).to_owned()),
        _ if path == paths::HOME => Some(role.map_or(paths::SIGN_IN, home_of).to_owned()),
        _ if path == paths::SIGN_IN => role.map(|role| home_of(role).to_owned()),
        _ => None,
    };
    if let Some(target) = elsewhere {
        return Redirect::to(&target).into_response();
    }
    let Some(held) = HeldFlash::read(&visit).filter(|held| held.page == path) else {
        return next.run(request).await;
    };
    request.extensions_mut().insert(held);
    let mut response = next.run(request).await;
    response.headers_mut().append(header::SET_COOKIE, cookies::clear(&visit.app, Purpose::Flash));
    response
}

/// A fresh wizard: its id comes into being here, in the URL; nothing is written until something is
/// typed.
pub async fn new_partner(Extension(visit): Extension<Arc<Visit>>) -> Redirect {
    Redirect::to(&paths::wizard_details(DraftId(visit.app.id())))
}

/// Which template to show, and how.
#[derive(Deserialize)]
pub struct PreviewQuery {
    #[serde(default)]
    template: String,
    #[serde(default)]
    view: String,
}

/// The wizard's mail as its recipient would see it, for a sandboxed frame.
pub async fn preview(
    Extension(visit): Extension<Arc<Visit>>,
    Path(draft): Path<String>,
    Query(query): Query<PreviewQuery>,
) -> Result<Response, AppError> {
    let staff = visit.session.as_ref().and_then(|session| session.staff()).ok_or(AppError::SignInNeeded)?;
    let draft = draft.parse().map_err(|_| AppError::NotFound)?;
    let template = match query.template.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| AppError::NotFound)?),
    };
    let message = drafts::preview(&visit.app, &staff, draft, template).await?;
    let (kind, body) = match query.view.as_str() {
        "text" => ("text/plain; charset=utf-8", format!("Subject: {}\n\n{}", message.subject, message.text)),
        _ => ("text/html; charset=utf-8", message.preview()),
    };
    let mut response = ([(header::CONTENT_TYPE, kind)], body).into_response();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, PREVIEW);
    response.headers_mut().insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    Ok(response)
}
