//! Links from mails. Opening one changes nothing on the server: the secret moves from the URL into a
//! short-lived HttpOnly cookie by redirect, before the page loads anything that could be told the URL.

use super::cookies::{self, Purpose};
use crate::paths;
use crate::server::state::App;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::header::{self, HeaderValue};

/// An activation or set-up link.
pub async fn activation(State(app): State<App>, Path(token): Path<String>) -> Response {
    exchange(&app, &token, Purpose::Activation, paths::ACTIVATE)
}

/// A password reset link.
pub async fn reset(State(app): State<App>, Path(token): Path<String>) -> Response {
    exchange(&app, &token, Purpose::Reset, paths::RESET_PASSWORD)
}

/// Known, unknown and malformed secrets get the same answer; what they are worth is looked up by the
/// page. Only characters that a secret can have are kept.
fn exchange(app: &App, token: &str, purpose: Purpose, page: &str) -> Response {
    let kept: String = token.chars().filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).take(64).collect();
    let mut response = Redirect::to(page).into_response();
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, cookies::set(app, purpose, &kept));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
