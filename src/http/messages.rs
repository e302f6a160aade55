//! The texts of a language, as a browser loads them. They lie in this program, and their name changes with them.

use super::assets::{accepts, has};
use super::headers::IMMUTABLE;
use crate::i18n;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};

/// The script that brings them.
pub async fn show(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(script) = i18n::script(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::VARY, "accept-encoding")];
    let is_brotli = accepts(&headers, "br");
    // The name has the hash of the content; each coding of it is another file.
    let etag = format!("\"{name}{}\"", if is_brotli { ".br" } else { "" });
    let is_known = has(&headers, &etag);
    let (lasting, tag) = ([(header::CACHE_CONTROL, IMMUTABLE)], [(header::ETAG, etag)]);
    match (is_known, is_brotli) {
        (true, _) => (StatusCode::NOT_MODIFIED, kind, lasting, tag).into_response(),
        (_, true) => (kind, lasting, tag, [(header::CONTENT_ENCODING, "br")], script.brotli).into_response(),
        (_, false) => (kind, lasting, tag, script.plain).into_response(),
    }
}
