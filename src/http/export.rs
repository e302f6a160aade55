//! Lists as files.

use crate::domain::audit::AuditQuery;
use crate::domain::partners::bulk::{Selection, SelectionForm};
use crate::error::AppError;
use crate::request::context::RequestContext;
use crate::server::audit::log;
use crate::server::organisation::settings;
use crate::server::partners::export;
use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequestParts, Query};
use axum::response::{IntoResponse, Response};
use http::request::Parts;
use http::{HeaderValue, header};
use std::sync::Arc;

/// A download that a page of ours, or the person, asked for. It is work and an entry in the audit log, so that no
/// other site may start one with the cookie of its visitor. Browsers without `Sec-Fetch-Site` send none.
pub struct NotFromElsewhere;

impl<S: Sync> FromRequestParts<S> for NotFromElsewhere {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        let site = parts.headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
        match site {
            None | Some(b"same-origin" | b"none") => Ok(Self),
            Some(_) => Err(AppError::Forbidden),
        }
    }
}

/// The partners that were ticked, else all that the filters match, for spreadsheets.
pub async fn partners(
    _: NotFromElsewhere,
    Extension(context): Extension<Arc<RequestContext>>,
    form: Result<Query<SelectionForm>, QueryRejection>,
) -> Result<Response, AppError> {
    let staff = context.session.as_ref().and_then(|session| session.staff()).ok_or(AppError::SignInNeeded)?;
    let form = form.map_err(|_| AppError::Malformed)?.0;
    let selection = form.parse().unwrap_or_else(|| Selection::Matching(form.filters()));
    let csv = export::csv(&context.app, &staff, &selection).await?;
    Ok(file(&context, "partners", csv))
}

/// The entries of the audit log that a search finds, for spreadsheets.
pub async fn audit(
    _: NotFromElsewhere,
    Extension(context): Extension<Arc<RequestContext>>,
    query: Result<Query<AuditQuery>, QueryRejection>,
) -> Result<Response, AppError> {
    let staff = context.session.as_ref().and_then(|session| session.staff()).ok_or(AppError::SignInNeeded)?;
    let query = query.map_err(|_| AppError::Malformed)?.0;
    // All of them, on any page of the list.
    let query = AuditQuery { before: String::new(), ..query };
    let csv = log::csv(&context.app, &staff, &query, &settings::settings(&context.app).await?.time_zone).await?;
    Ok(file(&context, "audit-log", csv))
}

/// `csv` as a file that is called `name` and the day.
pub fn file(context: &RequestContext, name: &str, csv: String) -> Response {
    let day = &context.app.now().rfc3339()[..10];
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}-{day}.csv\"")),
    ];
    (headers, csv).into_response()
}
