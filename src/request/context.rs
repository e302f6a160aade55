//! Who asks: looked up once a request, afresh each time, so that removed access ends at once.

use super::cookies::{self, Purpose};
use super::error::plain_page;
use super::{language, trace};
use crate::error::AppError;
use crate::i18n::{self, Locale};
use crate::reply::POSTCARD;
use crate::routes::find;
use crate::server::auth::sessions;
use crate::server::authz::LiveSession;
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use std::sync::Arc;

/// What is known of a request; in its extensions as `Arc<RequestContext>`.
pub struct RequestContext {
    pub app: AppState,
    pub session: Option<LiveSession>,
    pub headers: HeaderMap,
    /// The path of the page this request came from; only ever one of ours.
    pub came_from: Option<String>,
}

impl RequestContext {
    /// A secret this browser keeps for `purpose`.
    pub fn token(&self, purpose: Purpose) -> Option<PlainToken> {
        PlainToken::parse(&cookies::read(&self.app, &self.headers, purpose)?)
    }

    /// What the browser says it is.
    pub fn browser(&self) -> String {
        let agent = self.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        agent.unwrap_or_default().to_owned()
    }

    /// Whether a page is wanted for an answer: a form without JavaScript, or a visit.
    pub fn wants_a_page(&self) -> bool {
        self.accepts("text/html")
    }

    /// The media type of answers that are no page.
    pub fn answer_type(&self) -> &'static str {
        if self.accepts(POSTCARD) { POSTCARD } else { "application/json" }
    }

    fn accepts(&self, kind: &str) -> bool {
        self.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|v| v.contains(kind))
    }
}

/// Looks up the session and puts the context into the request.
pub async fn load(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    if headers.values().map(http::HeaderValue::len).sum::<usize>() > 24 * 1024 {
        return plain_page(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, t!(server::http::too_many_headers));
    }
    let token = cookies::read(&app, &headers, Purpose::Session).and_then(|raw| PlainToken::parse(&raw));
    let session = match token {
        Some(token) => match sessions::find(&app, &token).await {
            Ok(session) => session,
            Err(failure) => return AppError::from(failure).into_response(),
        },
        None => None,
    };
    if let Some(session) = &session {
        trace::record_user(session.person.id);
    }
    let came_from = path_of_referer(&headers);
    // A link leads on and says nothing, and scanners open it in crowds: it costs no look into the database.
    let is_link = find(request.uri().path()).is_some_and(|route| route.group == "links");
    let locale = if is_link { Locale::default() } else { language::of(&app, &headers, session.as_ref()).await };
    request.extensions_mut().insert(Arc::new(RequestContext { app, session, headers, came_from }));
    i18n::speaking(locale, next.run(request)).await
}

/// Path and query of the Referer. Its host is dropped: whatever it claims, the way leads to us.
fn path_of_referer(headers: &HeaderMap) -> Option<String> {
    let referer = headers.get(header::REFERER)?.to_str().ok()?;
    let (_, rest) = referer.split_once("://")?;
    let path = rest.find('/').map_or("/", |slash| &rest[slash..]);
    is_own_path(path).then(|| path.to_owned())
}

/// A page of partners chosen one by one fits; browsers cut off a Referer at 4,096.
const MOST_PATH: usize = 4_000;

/// Whether `path` can only lead to this site: one slash first, no backslash (which browsers read as a
/// slash), no control characters, nothing outside ASCII.
pub fn is_own_path(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= MOST_PATH
        && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
}

#[cfg(test)]
mod tests {
    use super::is_own_path;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for own in ["/", "/partners?q=a%20b", "/partners/new/1/invitation"] {
            assert!(is_own_path(own), "{own}");
        }
        for foreign in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/a\r\nb",
            "/ä",
            "\\/evil",
            "/\t/evil",
        ] {
            assert!(!is_own_path(foreign), "{foreign}");
        }
    }
}
