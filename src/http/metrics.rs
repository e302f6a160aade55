//! How long answers take, and the listener that tells Prometheus.

use crate::request::error::plain_page;
use crate::routes::find;
use crate::server::ops::metrics_export;
use crate::server::state::AppState;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{StatusCode, header};
use std::time::Duration;

/// The format of [`metrics_export::text`].
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Answers on the listener of `GANGWAY_METRICS_LISTEN` and nowhere else: people who can reach the sign-in page must not
/// see how busy an organisation is.
pub fn router(app: &AppState) -> Router {
    Router::new().route("/metrics", get(show)).with_state(app.clone())
}

async fn show(State(app): State<AppState>) -> Response {
    match metrics_export::text(&app).await {
        Ok(text) => ([(header::CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(failure) => {
            tracing::error!(error = %failure, "Failed to collect metrics");
            plain_page(StatusCode::SERVICE_UNAVAILABLE, t!(server::http::metrics_failed))
        }
    }
}

/// Counts a request of `group` that was answered with `status`, `took` after it came.
pub fn count(app: &AppState, group: &'static str, status: StatusCode, took: Duration) {
    app.metrics.request(group, class_of(status), took);
}

/// What was asked for, roughly. Never a part of the path: there are links among them.
pub fn group_of(path: &str) -> &'static str {
    match path {
        "/healthz" | "/readyz" => "health",
        _ if path.starts_with("/api/") => "functions",
        _ if path.starts_with("/pkg/") => "files",
        _ => match find(path) {
            Some(route) => route.group,
            None if path.rsplit('/').next().is_some_and(|name| name.contains('.')) => "files",
            None => "pages",
        },
    }
}

fn class_of(status: StatusCode) -> &'static str {
    match status.as_u16() {
        ..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use super::group_of;
    use crate::paths;

    #[test]
    fn every_path_has_a_group_and_none_is_named() {
        for (path, group) in [
            ("/", "pages"),
            ("/partners/0190", "pages"),
            (paths::PARTNERS_CSV, "exports"),
            (paths::MANAGE_AUDIT_CSV, "exports"),
            (&paths::failed_rows("0190"), "exports"),
            (&paths::logo("0190", "png"), "files"),
            ("/activate/abc", "links"),
            ("/activate", "pages"),
            ("/api/partners/list", "functions"),
            ("/pkg/gangway.js", "files"),
            ("/icons.svg", "files"),
            ("/healthz", "health"),
            ("/nothing/here", "pages"),
        ] {
            assert_eq!(group_of(path), group, "{path}");
        }
    }
}
