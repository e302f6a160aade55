//! Lists as files.

use crate::domain::audit::AuditQuery;
use crate::domain::partners::bulk::SelectionForm;
use crate::error::AppError;
use crate::request::context::RequestContext;
use crate::server::audit::log;
use crate::server::organisation::settings;
use crate::server::partners::export;
use axum::Extension;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::response::{IntoResponse, Response};
use http::header;
use serde::Deserialize;
use std::sync::Arc;

/// Which partners, as the list's form says it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ListForm {
    /// The ticked ones, a field each.
    id: Vec<String>,
    all: String,
    q: String,
    status: String,
    program: String,
    access: String,
    import: String,
}

impl From<ListForm> for SelectionForm {
    fn from(form: ListForm) -> Self {
        let all = if form.id.is_empty() { "on".to_owned() } else { form.all };
        let ListForm { id, q, status, program, access, import, .. } = form;
        Self { ids: id.join(","), all, q, status, program, access, import }
    }
}

/// The partners chosen one by one, else all that the filters match, for spreadsheets.
pub async fn partners(
    Extension(context): Extension<Arc<RequestContext>>,
    form: Result<axum_extra::extract::Query<ListForm>, axum_extra::extract::QueryRejection>,
) -> Result<Response, AppError> {
    let staff = context.session.as_ref().and_then(|session| session.staff()).ok_or(AppError::SignInNeeded)?;
    let form = form.map_err(|_| AppError::Malformed)?.0;
    let selection = SelectionForm::from(form).parse()?;
    let csv = export::csv(&context.app, &staff, &selection).await?;
    Ok(file(&context, "partners", csv))
}

/// The entries of the audit log that a search finds, for spreadsheets.
pub async fn audit(
    Extension(context): Extension<Arc<RequestContext>>,
    query: Result<Query<AuditQuery>, QueryRejection>,
) -> Result<Response, AppError> {
    let staff = context.session.as_ref().and_then(|session| session.staff()).ok_or(AppError::SignInNeeded)?;
    let query = query.map_err(|_| AppError::Malformed)?.0;
    // All of them, whatever page of the list the link stands on.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticked_partners_are_a_field_each_and_without_any_all_are_meant() {
        let read = |query: &str| {
            let uri = format!("/partners/export.csv{query}").parse().unwrap();
            axum_extra::extract::Query::<ListForm>::try_from_uri(&uri).map(|form| SelectionForm::from(form.0)).ok()
        };
        let form = |ids: &str, all: &str, q: &str| {
            let [ids, all, q] = [ids, all, q].map(str::to_owned);
            Some(SelectionForm { ids, all, q, ..SelectionForm::default() })
        };
        for (query, expected) in [
            ("", form("", "on", "")),
            ("?", form("", "on", "")),
            ("?q=a+%C3%A9&sort=name&do=", form("", "on", "a é")),
            ("?all=", form("", "on", "")),
            ("?id=a", form("a", "", "")),
            ("?id=a&q=x&id=b&all=on", form("a,b", "on", "x")),
            ("?id=", form("", "", "")),
            ("?q=%ff%zz", form("", "on", "\u{FFFD}%zz")),
            ("?q=a&q=b", None),
        ] {
            assert_eq!(read(query), expected, "{query}");
        }
    }
}
