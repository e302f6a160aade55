//! Forms of ours with a file in them. They are always followed by a page, with JavaScript or without: a
//! file travels only with a form.

use super::api::{back, back_through_sign_in, refusal_of_origin};
use crate::domain::forms::FieldErrors;
use crate::error::AppError;
use crate::request::context::RequestContext;
use crate::request::error::plain_page;
use crate::server::authz::LiveSession;
use crate::ui::flash::Flash;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use std::time::Duration;

/// How much more a form may have than its file, so that the error of one that is too large appears beside the field.
const ROOM: usize = 12 * 1024 * 1024;
/// What is typed into a field of such a form, and is kept for its page; more than any of them takes.
pub const MOST_KEPT: usize = 4 * 1024 * 1024;
/// The most characters of a file's name that are kept.
const LONGEST_NAME: usize = 200;
/// How long a file may take to arrive.
const DEADLINE: Duration = Duration::from_secs(180);

/// A form sent by a person with permission.
pub struct Upload {
    fields: Vec<Field>,
}

/// What a form has under a name.
struct Field {
    name: String,
    /// What a file is called; empty for what was typed.
    file_name: String,
    content: Bytes,
}

impl Upload {
    /// Reads a form with a file of at most `most` bytes if `check` passes; otherwise returns the answer to give. Forms of
    /// other sites, and of people without permission, are not read.
    pub async fn of<P>(
        context: &RequestContext,
        request: Request,
        most: usize,
        check: impl FnOnce(&LiveSession) -> Result<P, AppError>,
    ) -> Result<(P, Self), Response> {
        if let Some(refusal) = refusal_of_origin(context, request.headers()) {
            return Err(refusal);
        }
        let action = request.uri().path().to_owned();
        let proof = match context.session.as_ref().ok_or(AppError::SignInNeeded).and_then(check) {
            Ok(proof) => proof,
            Err(AppError::SignInNeeded) => return Err(session_over(action, context, request, most).await),
            Err(error) => return Err(error.into_response()),
        };
        Ok((proof, Self { fields: read_in_time(request, most).await? }))
    }

    /// Takes what the field `name` holds, if it is there.
    pub fn take(&mut self, name: &str) -> Option<Vec<u8>> {
        let field = self.fields.iter_mut().find(|field| field.name == name)?;
        Some(std::mem::take(&mut field.content).into())
    }

    /// What the file is called that the field `name` holds.
    pub fn file_name(&self, name: &str) -> &str {
        self.fields.iter().find(|field| field.name == name).map_or("", |field| &field.file_name)
    }
}

/// Through sign-in back to the form with what was typed into it. From a browser without a sign-in, nothing is read.
async fn session_over(action: String, context: &RequestContext, request: Request, most: usize) -> Response {
    let fields = match &context.known {
        Some(browser) if browser.last_person().is_some() => match read_in_time(request, most).await {
            Ok(fields) => fields,
            Err(response) => return response,
        },
        _ => Vec::new(),
    };
    let typed = |Field { name, content, .. }: &Field| {
        let name = name.strip_prefix("form[")?.strip_suffix(']')?;
        let is_kept = !content.is_empty() && content.len() <= MOST_KEPT;
        is_kept.then(|| (name.to_owned(), String::from_utf8_lossy(content).into_owned()))
    };
    let chosen = fields.iter().find(|field| !field.name.starts_with("form[") && !field.content.is_empty());
    let error = chosen.map(|field| FieldErrors::one(&field.name, t!(server::http::choose_file_again)).into());
    let typed = fields.iter().filter_map(typed).collect();
    back_through_sign_in(Flash { action, error, typed, said: String::new() }, context).await
}

async fn read_in_time(request: Request, most: usize) -> Result<Vec<Field>, Response> {
    let late = |_| plain_page(StatusCode::REQUEST_TIMEOUT, t!(server::http::form_too_slow));
    tokio::time::timeout(DEADLINE, read(request, most)).await.map_err(late)?
}

async fn read(mut request: Request, most: usize) -> Result<Vec<Field>, Response> {
    DefaultBodyLimit::max(most + ROOM).apply(&mut request);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| AppError::Malformed.into_response())?;
    let mut fields = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|error| too_much(error.status()))? {
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.file_name().unwrap_or_default().chars().take(LONGEST_NAME).collect();
        let content = field.bytes().await.map_err(|error| too_much(error.status()))?;
        fields.push(Field { name, file_name, content });
    }
    Ok(fields)
}

fn too_much(status: StatusCode) -> Response {
    if status != StatusCode::PAYLOAD_TOO_LARGE {
        return AppError::Malformed.into_response();
    }
    plain_page(status, t!(server::http::file_too_large))
}

/// Back to the page of the form that posts to `action`, which says why and shows what was typed.
pub async fn refused(
    action: &str,
    error: AppError,
    typed: Vec<(String, String)>,
    context: &RequestContext,
) -> Response {
    back(Flash { action: action.to_owned(), error: Some(error), typed, said: String::new() }, context).await
}
