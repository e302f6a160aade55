//! The texts of a language, as a browser loads them. They lie in this program, and their name changes with them.

use super::assets::accepts;
use super::headers::IMMUTABLE;
use crate::i18n;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};

/// The script that brings them.
pub async fn show(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(script) = i18n::script(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::VARY, "accept-encoding")];
    let lasting = [(header::CACHE_CONTROL, IMMUTABLE)];
    if accepts(&headers, "br") {
        (kind, lasting, [(header::CONTENT_ENCODING, "br")], script.brotli).into_response()
    } else {
        (kind, lasting, script.plain).into_response()
    }
}
