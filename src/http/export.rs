//! Lists as files.

use super::pages;
use crate::domain::audit::AuditQuery;
use crate::domain::partners::bulk::{Selection, SelectionForm};
use crate::error::AppError;
use crate::paths;
use crate::request::context::RequestContext;
use crate::server::audit::log;
use crate::server::authz::{Confirmed, Staff};
use crate::server::organisation::settings;
use crate::server::partners::export;
use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequestParts, Query};
use axum::response::{IntoResponse, Redirect, Response};
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

/// The proof that staff who gave their password a moment ago asked for a download, on a page of ours; else they are led
/// to give it and back to that page.
pub struct Exporter(Confirmed<Staff>);

impl<S: Sync> FromRequestParts<S> for Exporter {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        NotFromElsewhere::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
        let context = parts.extensions.get::<Arc<RequestContext>>();
        let asked = context.and_then(|context| Some((context, context.session.as_ref()?)));
        let asked = asked.and_then(|(context, session)| Some((context, session, session.staff()?)));
        let (context, session, staff) = asked.ok_or_else(|| AppError::SignInNeeded.into_response())?;
        session.confirmed(staff, context.app.now()).map(Self).ok_or_else(|| {
            let page = context.came_from.as_deref().unwrap_or(paths::HOME);
            Redirect::to(&pages::confirm_password_for(page)).into_response()
        })
    }
}

/// The partners that were ticked, else all that the filters match, for spreadsheets.
pub async fn partners(
    Exporter(staff): Exporter,
    Extension(context): Extension<Arc<RequestContext>>,
    form: Result<Query<SelectionForm>, QueryRejection>,
) -> Result<Response, AppError> {
    let form = form.map_err(|_| AppError::Malformed)?.0;
    let selection = form.parse().unwrap_or_else(|| Selection::Matching(form.filters()));
    let csv = export::csv(&context.app, &staff, &selection).await?;
    Ok(file(&context, "partners", csv))
}

/// The entries of the audit log that a search finds, for spreadsheets.
pub async fn audit(
    Exporter(staff): Exporter,
    Extension(context): Extension<Arc<RequestContext>>,
    query: Result<Query<AuditQuery>, QueryRejection>,
) -> Result<Response, AppError> {
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
