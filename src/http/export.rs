//! Lists as files.

use super::visit::Visit;
use crate::domain::audit::AuditQuery;
use crate::domain::bulk::SelectionForm;
use crate::error::AppError;
use crate::server::{audit_log, partner_export};
use axum::Extension;
use axum::extract::RawQuery;
use axum::response::{IntoResponse, Response};
use http::header;
use std::sync::Arc;

/// The partners chosen one by one, else all that the filters match, for spreadsheets.
pub async fn partners(
    Extension(visit): Extension<Arc<Visit>>,
    RawQuery(query): RawQuery,
) -> Result<Response, AppError> {
    let staff = visit.session.as_ref().and_then(|session| session.staff()).ok_or(AppError::SignInNeeded)?;
    let selection = selection(&query.unwrap_or_default()).parse()?;
    let csv = partner_export::csv(&visit.app, &staff, &selection).await?;
    Ok(file(&visit, "partners", csv))
}

/// The entries of the audit log that a search finds, for spreadsheets.
pub async fn audit(Extension(visit): Extension<Arc<Visit>>, RawQuery(query): RawQuery) -> Result<Response, AppError> {
    let staff = visit.session.as_ref().and_then(|session| session.staff()).ok_or(AppError::SignInNeeded)?;
    let mut asked = AuditQuery::default();
    for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        match &*name {
            "q" => asked.q = value.into_owned(),
            "from" => asked.from = value.into_owned(),
            "to" => asked.to = value.into_owned(),
            _ => {}
        }
    }
    let csv = audit_log::csv(&visit.app, &staff, &asked).await?;
    Ok(file(&visit, "audit-log", csv))
}

/// `csv` as a file that is called `name` and the day.
pub fn file(visit: &Visit, name: &str, csv: String) -> Response {
    let day = &visit.app.now().rfc3339()[..10];
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}-{day}.csv\"")),
    ];
    (headers, csv).into_response()
}

fn selection(query: &str) -> SelectionForm {
    let mut form = SelectionForm::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let value = value.into_owned();
        match &*name {
            "id" => form.ids = [&form.ids, ",", &value].concat(),
            "all" => form.all = value,
            "q" => form.q = value,
            "status" => form.status = value,
            "program" => form.program = value,
            "access" => form.access = value,
            _ => {}
        }
    }
    if form.ids.is_empty() {
        form.all = "on".to_owned();
    }
    form
}
