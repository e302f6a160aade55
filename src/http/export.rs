//! Lists as files.

use super::visit::Visit;
use crate::domain::bulk::SelectionForm;
use crate::error::AppError;
use crate::server::partner_export;
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
    let day = &visit.app.now().rfc3339()[..10];
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"partners-{day}.csv\"")),
    ];
    Ok((headers, csv).into_response())
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
