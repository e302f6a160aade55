//! What providers of email report: `/webhooks/postmark` and the like.

use crate::error::AppError;
use crate::server::bounces::webhooks;
use crate::server::platform::config::Reporter;
use crate::server::state::AppState;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use serde_json::Value;

/// Takes reports from providers that may report. What is about no email of ours is taken, too, and does nothing.
pub async fn receive(
    State(app): State<AppState>,
    Path(reporter): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let reporter = Reporter::parse(&reporter);
    let secret = reporter.and_then(|reporter| app.config.bounce_webhooks.as_ref()?.secret(reporter));
    let Some((reporter, secret)) = reporter.zip(secret) else { return StatusCode::NOT_FOUND.into_response() };
    if !webhooks::is_authentic(reporter, secret, &headers, &body) {
        return (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, webhooks::CHALLENGE)]).into_response();
    }
    let Ok(body) = serde_json::from_slice::<Value>(&body) else { return StatusCode::BAD_REQUEST.into_response() };
    if reporter == Reporter::Ses {
        webhooks::confirm_subscription(&body).await;
    }
    match webhooks::receive(&app, reporter, &body).await {
        Ok(count) => format!("{count}\n").into_response(),
        Err(error) => AppError::from(error).into_response(),
    }
}
