//! What every answer says about how it may be used (OWASP ASVS 5.0 3.4).

use crate::server::state::AppState;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::StatusCode;
use http::header::{self, HeaderName, HeaderValue};

/// For files whose name changes with their content.
pub const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// For everything that is no page: nothing may be loaded or embedded.
const CLOSED: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

/// For a mail shown in a frame of ours: its own inline styles, nothing else, no scripts at all.
pub const PREVIEW: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'",
);

/// The same for the demonstration, whose emails lead into its pages.
pub const PREVIEW_WITH_LINKS: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; \
     sandbox allow-popups allow-popups-to-escape-sandbox",
);

/// For the demonstration's list of emails: our styles, and no scripts.
pub const LIST: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'",
);

/// For an uploaded image: it can do nothing, whatever type a browser takes it for.
pub const PICTURE: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'");

/// Adds what is missing; a handler that set a stricter or a framed policy keeps it.
pub async fn secure(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let is_busy = response.status() == StatusCode::SERVICE_UNAVAILABLE;
    let headers = response.headers_mut();
    let mut default = |name: HeaderName, value: HeaderValue| {
        headers.entry(name).or_insert(value);
    };
    default(header::CONTENT_SECURITY_POLICY, CLOSED);
    // Nothing in between may rewrite a page: scripts take it over as the server wrote it.
    default(header::CACHE_CONTROL, HeaderValue::from_static("no-store, no-transform"));
    // `no-referrer` would leave forms without JavaScript no way back to their page.
    default(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    default(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    default(HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin"));
    default(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    default(
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    );
    if is_busy {
        default(header::RETRY_AFTER, HeaderValue::from_static("10"));
    }
    if app.config.is_https() {
        default(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}
