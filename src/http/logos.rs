//! The organisation's logo: taken in from an owner's form, given out to everybody.

use super::api::{back, is_same_origin, whole_body};
use super::failure::plain_page;
use super::headers::{IMMUTABLE, PICTURE};
use super::visit::Visit;
use crate::error::AppError;
use crate::paths;
use crate::server::access::Owner;
use crate::server::logos;
use crate::server::state::App;
use crate::ui::flash::Flash;
use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::{StatusCode, header};
use std::sync::Arc;

/// More than a logo may have, so that whoever chose a photograph hears so beside the field.
const MAX_UPLOAD: usize = 12 * 1024 * 1024;

/// The logo. A name that was never handed out is not found.
pub async fn show(State(app): State<App>, Path(name): Path<String>) -> Result<Response, AppError> {
    let (hash, ending) = name.split_once('.').ok_or(AppError::NotFound)?;
    let (kind, content) = logos::content(&app, hash).await?;
    if kind.as_str() != ending {
        return Err(AppError::NotFound);
    }
    let headers = [
        (header::CONTENT_TYPE, http::HeaderValue::from_static(kind.content_type())),
        (header::CACHE_CONTROL, IMMUTABLE),
        (header::CONTENT_SECURITY_POLICY, PICTURE),
    ];
    Ok((headers, content).into_response())
}

/// A form of ours, the only one with a file in it. It is always followed by a page, with JavaScript or
/// without: every frame shows what it changed.
pub async fn upload(Extension(visit): Extension<Arc<Visit>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    // Before anything is read.
    if !is_same_origin(&parts.headers, visit.app.config.origin()) {
        return plain_page(StatusCode::FORBIDDEN, "This request came from another site and was refused.");
    }
    let owner = match owner(&visit) {
        Ok(owner) => owner,
        Err(AppError::SignInNeeded) => return failed(AppError::SignInNeeded, &visit).await,
        Err(error) => return error.into_response(),
    };
    let body = match whole_body(body, MAX_UPLOAD).await {
        Ok(body) => body,
        Err(response) => return response,
    };
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Some(file) = boundary(kind).and_then(|boundary| field(&body, boundary, "logo")) else {
        return AppError::Malformed.into_response();
    };
    match logos::save(&visit.app, &owner, file).await {
        Ok(()) => Redirect::to(&[paths::MANAGE_ORGANISATION, "?notice=logo-saved"].concat()).into_response(),
        Err(failure) => failed(failure.into(), &visit).await,
    }
}

fn owner(visit: &Visit) -> Result<Owner, AppError> {
    let session = visit.session.as_ref().ok_or(AppError::SignInNeeded)?;
    session.owner().ok_or(AppError::OwnersOnly)
}

async fn failed(error: AppError, visit: &Visit) -> Response {
    let flash = Flash { action: paths::ORGANISATION_LOGO.to_owned(), error: Some(error), ..Flash::default() };
    back(flash, visit).await
}

/// What stands between the parts of a form (RFC 7578).
fn boundary(content_type: &str) -> Option<&str> {
    let (kind, parameters) = content_type.split_once(';')?;
    let boundary = parameters.split(';').find_map(|parameter| parameter.trim().strip_prefix("boundary="))?;
    let boundary = boundary.trim_matches('"');
    (kind.trim() == "multipart/form-data" && !boundary.is_empty()).then_some(boundary)
}

/// The content of the field `name`.
fn field<'a>(body: &'a [u8], boundary: &str, name: &str) -> Option<&'a [u8]> {
    let named = ["; name=\"", name, "\""].concat();
    let end = ["\r\n--", boundary].concat();
    let mut rest = body.strip_prefix(&end.as_bytes()[2..])?;
    // After the last part the line goes on with two hyphens.
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let (head, content) = split(part, b"\r\n\r\n")?;
        let (content, after) = split(content, end.as_bytes())?;
        if split(head, named.as_bytes()).is_some() {
            return Some(content);
        }
        rest = after;
    }
    None
}

fn split<'a>(bytes: &'a [u8], at: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let place = bytes.windows(at.len()).position(|piece| piece == at)?;
    Some((&bytes[..place], &bytes[place + at.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_out_of_a_form_as_it_is() {
        let head = "Content-Disposition: form-data; name=\"logo\"; filename=\"a.png\"\r\nContent-Type: image/png";
        let other = "--x\r\nContent-Disposition: form-data; name=\"more\"\r\n\r\nlogo\r\n";
        for content in ["", "a", "\r\n\r\n--xy", "--x--", "a\r\n"] {
            let whole = |before: &str| format!("{before}--x\r\n{head}\r\n\r\n{content}\r\n--x--\r\n");
            let end = if content.contains("\r\n--x") { "\r\n" } else { content };
            assert_eq!(field(whole("").as_bytes(), "x", "logo"), Some(end.as_bytes()), "{content:?}");
            assert_eq!(field(whole(other).as_bytes(), "x", "logo"), Some(end.as_bytes()), "{content:?}");
        }
        for broken in ["", "--x", "--x--", "--x\r\n", "--x\r\n\r\n", other, "--x\r\nname=\"logo\"\r\n\r\na"] {
            assert_eq!(field(broken.as_bytes(), "x", "logo"), None, "{broken:?}");
        }
    }

    #[test]
    fn only_a_form_with_parts_has_a_boundary() {
        assert_eq!(boundary("multipart/form-data; boundary=----WebKit1"), Some("----WebKit1"));
        assert_eq!(boundary("multipart/form-data; charset=utf-8; boundary=\"a b\""), Some("a b"));
        for none in ["", "multipart/form-data", "multipart/form-data; boundary=", "text/plain; boundary=x"] {
            assert_eq!(boundary(none), None, "{none}");
        }
    }
}
