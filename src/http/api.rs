//! What happens around every server function, in one place.
//!
//! - Requests from other sites are refused (leptos does not check: leptos-rs/leptos #3786).
//! - Bodies are bounded and of one kind.
//! - Errors get the status that says the same.
//! - A form without JavaScript gets a redirect instead of data; when it failed, the error and what was
//!   typed go along in a cookie, so that its page shows both.

use super::cookies::{self, Purpose};
use super::failure::plain_page;
use super::visit::Visit;
use crate::error::AppError;
use crate::paths;
use crate::ui::flash::Flash;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

/// Every form fits, every field at its limit.
const MAX_BODY: usize = 16 * 1024;
/// How long a body may take to arrive.
const BODY_DEADLINE: Duration = Duration::from_secs(15);
/// Browsers keep about 4 KiB a cookie; beyond this the typed fields stay behind.
const MAX_FLASH: usize = 3_800;

/// A flash and the page it is for.
#[derive(Clone, Serialize, Deserialize)]
pub struct HeldFlash {
    pub page: String,
    pub flash: Flash,
}

impl HeldFlash {
    /// The flash this browser holds.
    pub fn read(visit: &Visit) -> Option<Self> {
        let raw = cookies::read(&visit.app, &visit.headers, Purpose::Flash)?;
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(raw).ok()?).ok()
    }

    fn cookie(&mut self, visit: &Visit) -> HeaderValue {
        let mut value = self.encode();
        if value.len() > MAX_FLASH {
            self.flash.typed.clear();
            value = self.encode();
        }
        cookies::set(&visit.app, Purpose::Flash, &value)
    }

    fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }
}

/// Wraps the server functions; passes everything else on untouched.
pub async fn answer(request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let Some(visit) = request.extensions().get::<Arc<Visit>>().cloned() else {
        return AppError::Malformed.into_response();
    };
    let (mut parts, body) = request.into_parts();
    if !is_same_origin(&parts.headers, visit.app.config.origin()) {
        return plain_page(StatusCode::FORBIDDEN, "This request came from another site and was refused.");
    }
    if !is_form(&parts.headers) {
        return plain_page(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Forms are sent as application/x-www-form-urlencoded.");
    }
    let body = match tokio::time::timeout(BODY_DEADLINE, to_bytes(body, MAX_BODY)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => {
            return plain_page(
                StatusCode::PAYLOAD_TOO_LARGE,
                "This is more than the form can hold. Shorten the longest field.",
            );
        }
        Err(_) => return plain_page(StatusCode::REQUEST_TIMEOUT, "The form took too long to arrive. Try again."),
    };
    let action = parts.uri.path().to_owned();
    // leptos would answer a form without JavaScript itself, with the error in the URL.
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let response = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;
    finish(response, &visit, action, &body).await
}

/// A browser says where a request comes from: `Sec-Fetch-Site`, or else `Origin` (OWASP CSRF
/// Prevention). A request that says neither is no form of ours.
fn is_same_origin(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => origin == public_url,
        (None, None) => false,
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim() == "application/x-www-form-urlencoded")
}

async fn finish(response: Response, visit: &Visit, action: String, form: &Bytes) -> Response {
    let (mut parts, body) = response.into_parts();
    let failed = parts.headers.remove(SERVER_FN_ERROR_HEADER).is_some();
    if !failed && parts.status.is_success() {
        return if visit.wants_a_page() { onward(&parts.headers, visit) } else { Response::from_parts(parts, body) };
    }
    if !failed {
        // No such server function, or not by this method: leptos answers with advice to developers.
        let error =
            if parts.status == StatusCode::METHOD_NOT_ALLOWED { AppError::Malformed } else { AppError::NotFound };
        return error.into_response();
    }
    let bytes = to_bytes(body, MAX_BODY * 4).await.unwrap_or_default();
    let error: AppError = serde_json::from_slice(&bytes).unwrap_or(AppError::Malformed);
    if visit.wants_a_page() {
        return back(error, visit, action, form);
    }
    parts.status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(bytes))
}

/// To where the function said, else back to the form's page.
fn onward(headers: &HeaderMap, visit: &Visit) -> Response {
    let chosen = headers.get(header::LOCATION).and_then(|value| value.to_str().ok());
    let target = chosen.or(visit.came_from.as_deref()).unwrap_or(paths::HOME);
    let mut response = Redirect::to(target).into_response();
    for cookie in headers.get_all(header::SET_COOKIE) {
        response.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    response
}

/// Back to the form's page with the error and what was typed; by way of signing in where the session
/// ended meanwhile.
fn back(error: AppError, visit: &Visit, action: String, form: &Bytes) -> Response {
    let page = visit.came_from.clone().unwrap_or_else(|| paths::HOME.to_owned());
    let target = match error {
        AppError::SignInNeeded => super::pages::sign_in_for(&page),
        _ => page.clone(),
    };
    let error = (error != AppError::SignInNeeded).then_some(error);
    let path = page.split('?').next().unwrap_or_default().to_owned();
    let mut held = HeldFlash { page: path, flash: Flash { action, error, typed: typed_fields(form) } };
    let cookie = held.cookie(visit);
    let mut response = Redirect::to(&target).into_response();
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// `form[name]=value` as name and value; passwords stay behind.
fn typed_fields(form: &Bytes) -> Vec<(String, String)> {
    form_urlencoded::parse(form)
        .map(|(name, value)| {
            let name = name.strip_prefix("form[").map_or(&*name, |rest| rest.split(']').next().unwrap_or(rest));
            (name.to_owned(), value.into_owned())
        })
        .filter(|(name, _)| !name.contains("password") && name != "current")
        .collect()
}
