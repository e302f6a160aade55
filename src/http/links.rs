//! Links from emails. Opening one changes nothing on the server: a redirect moves the secret from the URL into a
//! short-lived HttpOnly cookie, before the page loads anything that could see the URL.

use crate::paths;
use crate::request::cookies::{self, Purpose};
use crate::server::state::AppState;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use http::Uri;
use http::header::{self, HeaderValue};

/// An activation or set-up link.
pub async fn activation(State(app): State<AppState>, link: Uri) -> Response {
    exchange(&app, &link, Purpose::Activation, paths::ACTIVATE)
}

/// A password reset link.
pub async fn reset(State(app): State<AppState>, link: Uri) -> Response {
    exchange(&app, &link, Purpose::Reset, paths::RESET_PASSWORD)
}

/// The link that confirms a new address.
pub async fn address(State(app): State<AppState>, link: Uri) -> Response {
    exchange(&app, &link, Purpose::Address, paths::CONFIRM_ADDRESS)
}

/// Known, unknown and malformed secrets get the same answer; what they are worth is looked up by the
/// page. Only characters that a secret can have are kept, so that what cannot even be decoded is one
/// more unknown secret.
fn exchange(app: &AppState, link: &Uri, purpose: Purpose, page: &str) -> Response {
    let token = link.path().rsplit('/').next().unwrap_or_default();
    let kept: String = token.chars().filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).take(64).collect();
    let mut response = Redirect::to(page).into_response();
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, cookies::set(app, purpose, &kept));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
