//! The organisation's logo: uploaded by an owner's form, served to everyone.

use super::headers::{IMMUTABLE, PICTURE};
use super::uploads::{Upload, refused};
use crate::domain::notice::Notice;
use crate::domain::organisation::logo::Picture;
use crate::error::AppError;
use crate::paths;
use crate::request::context::RequestContext;
use crate::server::authz::LiveSession;
use crate::server::organisation::logo;
use crate::server::state::AppState;
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::header;
use std::sync::Arc;

/// The logo. A name that was never handed out is not found.
pub async fn show(State(app): State<AppState>, Path(name): Path<String>) -> Result<Response, AppError> {
    let (hash, ending) = name.split_once('.').ok_or(AppError::NotFound)?;
    let (kind, content) = logo::content(&app, hash).await?;
    if kind.as_str() != ending {
        return Err(AppError::NotFound);
    }
    let headers = [
        (header::CONTENT_TYPE, http::HeaderValue::from_static(kind.content_type())),
        (header::CACHE_CONTROL, IMMUTABLE),
        (header::CONTENT_SECURITY_POLICY, PICTURE),
    ];
    Ok((headers, content).into_response())
}

/// Followed by a page that shows in its frame what it changed.
pub async fn upload(Extension(context): Extension<Arc<RequestContext>>, request: Request) -> Response {
    let may = |session: &LiveSession| session.owner().ok_or(AppError::OwnersOnly);
    let (owner, mut form) = match Upload::of(&context, request, Picture::MAX_BYTES, may).await {
        Ok(upload) => upload,
        Err(response) => return response,
    };
    let Some(file) = form.take("logo") else { return AppError::Malformed.into_response() };
    match logo::save(&context.app, &owner, &file).await {
        Ok(()) => Redirect::to(&paths::with_notice(paths::MANAGE_ORGANISATION, Notice::LogoSaved)).into_response(),
        Err(failure) => refused(paths::ORGANISATION_LOGO, failure.into(), Vec::new(), &context).await,
    }
}
