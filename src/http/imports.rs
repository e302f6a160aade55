//! Partners from a spreadsheet: uploads, and the rows that need fixing as a download.

use super::export::{NotFromElsewhere, file};
use super::uploads::{MOST_KEPT, Upload, refused};
use crate::error::AppError;
use crate::paths;
use crate::request::context::RequestContext;
use crate::server::authz::{Editor, LiveSession};
use crate::server::imports::jobs;
use crate::server::imports::reading::MAX_BYTES;
use axum::Extension;
use axum::extract::{Path, Request};
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;

/// The field of what is pasted, as the page names it.
const PASTED: &str = "form[rows]";

fn editor(session: &LiveSession) -> Result<Editor, AppError> {
    session.editor().ok_or(AppError::ReadOnly)
}

/// Followed by the report. Where it cannot be read, its page says why and still holds what was pasted.
pub async fn upload(Extension(context): Extension<Arc<RequestContext>>, request: Request) -> Response {
    let (editor, mut form) = match Upload::of(&context, request, MAX_BYTES, editor).await {
        Ok(upload) => upload,
        Err(response) => return response,
    };
    let name = form.file_name("file").to_owned();
    let (file, mut pasted) = (form.take("file").unwrap_or_default(), form.take(PASTED).unwrap_or_default());
    // A chosen file takes precedence.
    let (field, name, content) = match file.is_empty() && !pasted.trim_ascii().is_empty() {
        true => ("rows", "", pasted.clone()),
        false => ("file", &*name, file),
    };
    match jobs::keep(&context.app, &editor, field, name, content).await {
        Ok(id) => Redirect::to(&paths::partner_import(id)).into_response(),
        Err(failure) => {
            if pasted.len() > MOST_KEPT {
                pasted.clear();
            }
            let typed = vec![("rows".to_owned(), String::from_utf8_lossy(&pasted).into_owned())];
            refused(paths::PARTNERS_IMPORT_FILE, failure.into(), typed, &context).await
        }
    }
}

/// The rows that need fixing, for spreadsheets.
pub async fn failed_rows(
    _: NotFromElsewhere,
    Extension(context): Extension<Arc<RequestContext>>,
    Path(import): Path<String>,
) -> Result<Response, AppError> {
    let editor = context.session.as_ref().ok_or(AppError::SignInNeeded).and_then(editor)?;
    let id = import.parse().map_err(|_| AppError::NotFound)?;
    let csv = jobs::failed_rows(&context.app, &editor, id).await?;
    Ok(file(&context, "partners-to-fix", csv))
}
