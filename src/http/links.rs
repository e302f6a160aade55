//! Links from emails. Opening one changes nothing on the server: a redirect moves the secret from the URL into a
//! short-lived HttpOnly cookie, before the page loads anything that could see the URL. Whoever has a link of ours gets a
//! place apart from strangers, who may come in crowds.

use crate::paths;
use crate::request::context::RequestContext;
use crate::request::cookies::{self, Purpose};
use crate::server::auth::known_browser::{self, KnownBrowser};
use crate::server::auth::links;
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use http::Uri;
use http::header::{self, HeaderValue};
use std::sync::Arc;

type Visit = Extension<Arc<RequestContext>>;

/// An activation or set-up link.
pub async fn activation(State(app): State<AppState>, visit: Visit, link: Uri) -> Response {
    exchange(&app, &visit.0, &link, Purpose::Activation, paths::ACTIVATE).await
}

/// A password reset link.
pub async fn reset(State(app): State<AppState>, visit: Visit, link: Uri) -> Response {
    exchange(&app, &visit.0, &link, Purpose::Reset, paths::RESET_PASSWORD).await
}

/// The link that confirms a new address.
pub async fn address(State(app): State<AppState>, visit: Visit, link: Uri) -> Response {
    exchange(&app, &visit.0, &link, Purpose::Address, paths::CONFIRM_ADDRESS).await
}

/// Known, unknown and malformed secrets get the same answer; what they are worth is looked up by the
/// page. Only characters that a secret can have are kept, so that what cannot even be decoded is one
/// more unknown secret.
async fn exchange(app: &AppState, visit: &RequestContext, link: &Uri, purpose: Purpose, page: &str) -> Response {
    let token = link.path().rsplit('/').next().unwrap_or_default();
    let kept: String = token.chars().filter(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).take(64).collect();
    let mut response = Redirect::to(page).into_response();
    let headers = response.headers_mut();
    headers.append(header::SET_COOKIE, cookies::set(app, purpose, &kept));
    if visit.known.is_none()
        && let Some(cookie) = known_browser(app, &kept).await
    {
        headers.append(header::SET_COOKIE, cookie);
    }
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// The cookie of the browser that opened the link `kept`; none for a link that is not ours. A database that fails now
/// fails the page as well, which says so.
async fn known_browser(app: &AppState, kept: &str) -> Option<HeaderValue> {
    let token = PlainToken::parse(kept)?;
    if !links::exists(app, &token).await.ok()? {
        return None;
    }
    let key = known_browser::signing_key(app).await.ok()?;
    Some(cookies::set(app, Purpose::Browser, &KnownBrowser::of_link(&token, app.now()).sign(key)))
}
