//! What happens around every server function, in one place.
//!
//! - Requests from other sites are refused (leptos does not check: leptos-rs/leptos #3786).
//! - Bodies are bounded and of one kind.
//! - A function that does not declare who may call it is not served.
//! - Errors get the status that says the same.
//! - A form without JavaScript gets a redirect instead of data; when it failed, the error and what was
//!   typed go along in a cookie, so that its page shows both.

use crate::domain::notice::Notice;
use crate::error::AppError;
use crate::paths;
use crate::reply::{self, POSTCARD};
use crate::request::context::RequestContext;
use crate::request::error::plain_page;
use crate::request::flash::{FLASH_HEADER, HeldFlash};
use crate::request::permission::is_declared;
use crate::server::platform::config::origin;
use crate::ui::flash::Flash;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;
use percent_encoding::percent_decode;
use std::sync::Arc;
use std::time::Duration;

/// Every form fits, every field at its limit.
const MAX_BODY: usize = 16 * 1024;
/// A template of 20,000 characters fits, four bytes each and each byte written as `%F0`.
pub const MAX_LARGE_BODY: usize = 256 * 1024;
/// How long a body may take to arrive.
const BODY_DEADLINE: Duration = Duration::from_secs(15);

/// Wraps the server functions; passes everything else on untouched.
pub async fn server_fn_middleware(request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    let Some(context) = request.extensions().get::<Arc<RequestContext>>().cloned() else {
        return AppError::Malformed.into_response();
    };
    let (mut parts, body) = request.into_parts();
    let most = if paths::LARGE_FORMS.contains(&parts.uri.path()) { MAX_LARGE_BODY } else { MAX_BODY };
    let body = match form_body(&context, &parts.headers, body, most).await {
        Ok(body) => body,
        Err(response) => return response,
    };
    let action = parts.uri.path().to_owned();
    if !is_declared(&action) {
        return refusal(&context, AppError::NotFound);
    }
    // leptos would answer a form without JavaScript itself, with the error in the URL.
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static(context.answer_type()));
    let response = next.run(Request::from_parts(parts, Body::from(body.clone()))).await;
    finish(response, &context, action, &body).await
}

/// The body of a form of ours, of at most `most` bytes; else what to answer instead.
pub async fn form_body(
    context: &RequestContext,
    headers: &HeaderMap,
    body: Body,
    most: usize,
) -> Result<Bytes, Response> {
    if let Some(refusal) = refusal_of_origin(context, headers) {
        return Err(refusal);
    }
    if !is_form(headers) {
        let sentence = t!(server::http::wrong_form_type);
        return Err(plain_page(StatusCode::UNSUPPORTED_MEDIA_TYPE, sentence));
    }
    let body = whole_body(context, body, most).await?;
    // What is decoded later puts a mark in place of every byte that is no text, and would keep that.
    if is_text(&body) { Ok(body) } else { Err(refusal(context, AppError::Malformed)) }
}

/// Whether a form, with its `%F0` decoded, is UTF-8 as a whole.
fn is_text(form: &[u8]) -> bool {
    percent_decode(form).decode_utf8().is_ok()
}

/// A body of at most `most` bytes; else what to answer instead.
async fn whole_body(context: &RequestContext, body: Body, most: usize) -> Result<Bytes, Response> {
    match tokio::time::timeout(BODY_DEADLINE, to_bytes(body, most)).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(_)) => Err(refusal(context, AppError::TooLarge)),
        Err(_) => Err(plain_page(StatusCode::REQUEST_TIMEOUT, t!(server::http::form_too_slow))),
    }
}

/// An error that is found before the function is called, in the form that was asked for: our own pages take anything else for
/// the words of a proxy.
fn refusal(context: &RequestContext, error: AppError) -> Response {
    if context.answer_type() != POSTCARD {
        return error.into_response();
    }
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
    (status, [(header::CONTENT_TYPE, POSTCARD)], reply::encode(&error).unwrap_or_default()).into_response()
}

/// The answer to a form of another site, or of a page that was opened at another address of this one.
pub fn refusal_of_origin(context: &RequestContext, headers: &HeaderMap) -> Option<Response> {
    let ours = context.app.config.origin();
    let error = || AppError::WrongAddress(t!(server::http::cross_site, address = ours));
    (!is_same_origin(headers, ours)).then(|| refusal(context, error()))
}

/// A browser says where a request comes from: `Sec-Fetch-Site`, or else `Origin`, or else, where a proxy removes both,
/// `Referer` (OWASP CSRF Prevention). A request that says nothing is no form of ours.
fn is_same_origin(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin"), text("referer")) {
        (Some(site), ..) => site == "same-origin",
        (None, Some(origin), _) => origin::is_same(origin, public_url),
        (None, None, Some(page)) => origin::is_same(page, public_url),
        (None, None, None) => false,
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim() == "application/x-www-form-urlencoded")
}

async fn finish(response: Response, context: &RequestContext, action: String, form: &Bytes) -> Response {
    let (mut parts, body) = response.into_parts();
    let failed = parts.headers.remove(SERVER_FN_ERROR_HEADER).is_some();
    let said = parts.headers.remove(FLASH_HEADER);
    if let Some(said) = said.filter(|_| !failed) {
        let said = String::from_utf8_lossy(said.as_bytes()).into_owned();
        let flash = Flash { action, error: None, typed: typed_fields(form), said };
        return back(flash, context).await;
    }
    if !failed && parts.status.is_success() {
        if context.wants_a_page() {
            return onward(&parts.headers, context);
        }
        parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(context.answer_type()));
        return Response::from_parts(parts, body);
    }
    if !failed {
        // No such server function, or not by this method: leptos answers with advice to developers.
        let error =
            if parts.status == StatusCode::METHOD_NOT_ALLOWED { AppError::Malformed } else { AppError::NotFound };
        return refusal(context, error);
    }
    let bytes = to_bytes(body, MAX_BODY * 4).await.unwrap_or_default();
    let error = reply::decode::<AppError>(&bytes).or_else(|_| serde_json::from_slice(&bytes));
    let error = error.unwrap_or(AppError::Malformed);
    if context.wants_a_page() {
        let flash = Flash { action, error: Some(error), typed: typed_fields(form), said: String::new() };
        return back(flash, context).await;
    }
    parts.status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(context.answer_type()));
    Response::from_parts(parts, Body::from(bytes))
}

/// To where the function said, else back to the form's page.
fn onward(headers: &HeaderMap, context: &RequestContext) -> Response {
    let chosen = headers.get(header::LOCATION).and_then(|value| value.to_str().ok());
    let target = chosen.or(context.came_from.as_deref()).unwrap_or(paths::HOME);
    let mut response = Redirect::to(target).into_response();
    for cookie in headers.get_all(header::SET_COOKIE) {
        response.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    response
}

/// Back to the form's page with the error and what was typed; through sign-in if the session ended in the meantime, and
/// through the password if it is needed again.
pub async fn back(mut flash: Flash, context: &RequestContext) -> Response {
    match flash.error {
        Some(AppError::SignInNeeded) => {
            flash.error = None;
            back_through_sign_in(flash, context).await
        }
        Some(AppError::PasswordNeeded) => {
            flash.error = None;
            back_through(super::pages::confirm_password_for, flash, context).await
        }
        _ => back_through(str::to_owned, flash, context).await,
    }
}

/// The same through the sign-in page, which says why.
pub async fn back_through_sign_in(flash: Flash, context: &RequestContext) -> Response {
    let notice = if flash.typed.is_empty() { Notice::SessionOver } else { Notice::TypedKept };
    let target = |page: &str| match context.was_signed_in() {
        true => paths::with_notice(&super::pages::sign_in_for(page), notice),
        false => super::pages::sign_in_for(page),
    };
    back_through(target, flash, context).await
}

async fn back_through(target: impl FnOnce(&str) -> String, flash: Flash, context: &RequestContext) -> Response {
    let page = paths::without_notice(context.came_from.as_deref().unwrap_or(paths::HOME));
    let path = page.split('?').next().unwrap_or_default().to_owned();
    let cookie = HeldFlash::new(path, flash).cookie(context).await;
    let mut response = Redirect::to(&target(&page)).into_response();
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
        .map(|(name, value)| match (&*name, value.rsplit_once('@')) {
            // In the URL of a mail server, a password comes before the host.
            ("host", Some((_, host))) => (name, host.to_owned()),
            _ => (name, value),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{is_same_origin, is_text, origin};
    use http::HeaderMap;

    #[test]
    fn e_a_page_of_ours_is_known_by_its_referer_where_nothing_else_is_said() {
        use http::header::{ORIGIN, REFERER};
        let ours = "https://partners.acme.example";
        let is_ours = |headers: &[(http::HeaderName, &str)]| {
            let headers = headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap()));
            is_same_origin(&HeaderMap::from_iter(headers), ours)
        };
        let site = http::HeaderName::from_static("sec-fetch-site");
        for page in
            [ours, "https://partners.acme.example/manage/partners?q=1", "HTTPS://Partners.Acme.Example:443/sign-in"]
        {
            assert!(is_ours(&[(REFERER, page)]), "{page}");
            assert!(!is_ours(&[(REFERER, page), (ORIGIN, "https://evil.example")]), "{page}");
            assert!(!is_ours(&[(REFERER, page), (ORIGIN, "null")]), "{page}");
            assert!(!is_ours(&[(REFERER, page), (site.clone(), "cross-site")]), "{page}");
        }
        for page in [
            "",
            "/manage",
            "http://partners.acme.example/",
            "https://partners.acme.example.evil.example/",
            "https://evil.example/?https://partners.acme.example/",
            "https://partners.acme.example@evil.example/",
            "https://partners.acme.example:8443/",
        ] {
            assert!(!is_ours(&[(REFERER, page)]), "{page}");
        }
        assert!(!is_ours(&[]));
    }

    #[test]
    fn c65_an_origin_is_compared_in_normal_form() {
        let is_ours = |origin: &str, public_url: &str| {
            let public_url = origin::origin_of(public_url).unwrap();
            is_same_origin(&HeaderMap::from_iter([(http::header::ORIGIN, origin.parse().unwrap())]), &public_url)
        };
        for (origin, public_url) in [
            ("http://gangway.lan:3000", "http://Gangway.lan:3000"),
            ("http://192.0.2.5", "http://192.0.2.5:80"),
            ("https://partners.acme.example", "https://partners.acme.example:443"),
            ("https://partners.acme.example", "HTTPS://Partners.Acme.Example./"),
            ("https://partners.acme.example.", "https://partners.acme.example"),
            ("https://xn--bcher-kva.example", "https://bücher.example"),
            ("http://[2001:db8::1]", "http://[2001:0db8:0::1]:80"),
        ] {
            assert!(is_ours(origin, public_url), "{origin} {public_url}");
        }
        for origin in [
            "null",
            "http://partners.acme.example",
            "https://partners.acme.example:444",
            "https://partners.acme.example.evil.example",
            "https://evil.example",
            "file://",
            "",
        ] {
            assert!(!is_ours(origin, "https://partners.acme.example"), "{origin}");
        }
    }

    #[test]
    fn a_form_is_text_once_it_is_decoded() {
        for form in
            [&b""[..], b"a=b+c", b"a=%C3%A9", b"a=\xc3\xa9", b"a=\xc3%a9", b"%", b"%z", b"%zz=%", b"a=%e", b"%00"]
        {
            assert!(is_text(form), "{form:?}");
        }
        for form in [&b"%ff=%fe"[..], b"a=%C3", b"a=%C3b", b"a=\xff", b"%F0%9F%A6", b"a=%ED%A0%80"] {
            assert!(!is_text(form), "{form:?}");
        }
    }
}
