//! Who asks: looked up once a request, afresh each time, so that removed access ends at once.

use super::cookies::{self, Purpose};
use super::error::plain_page;
use super::{language, trace};
use crate::error::AppError;
use crate::i18n::{self, Locale};
use crate::reply::{self, POSTCARD};
use crate::routes::find;
use crate::server::auth::known_browser::KnownBrowser;
use crate::server::auth::sessions::{self, Device};
use crate::server::authz::LiveSession;
use crate::server::platform::client::Networks;
use crate::server::platform::rate_limit::Client;
use crate::server::platform::token::PlainToken;
use crate::server::signing_key;
use crate::server::state::AppState;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use std::sync::Arc;

/// What is known of a request; in its extensions as `Arc<RequestContext>`.
pub struct RequestContext {
    pub app: AppState,
    pub session: Option<LiveSession>,
    /// The browser, if it was here before.
    pub known: Option<KnownBrowser>,
    pub headers: HeaderMap,
    /// The path of the page this request came from; only ever one of ours.
    pub came_from: Option<String>,
}

impl RequestContext {
    /// The link that staff made in this browser a moment ago.
    pub fn made_link(&self) -> Option<PlainToken> {
        PlainToken::parse(&cookies::read(&self.app, &self.headers, Purpose::Link)?)
    }

    /// Whether someone signed in with this browser before, and so may wonder why they have to again.
    pub fn was_signed_in(&self) -> bool {
        let known = self.known.as_ref().and_then(KnownBrowser::last_person);
        known.is_some() || self.has_session_cookie()
    }

    /// Whether the browser sent a session, live or not.
    pub fn has_session_cookie(&self) -> bool {
        cookies::read(&self.app, &self.headers, Purpose::Session).is_some()
    }

    /// What one signs in with.
    pub fn device(&self) -> Device {
        let agent = self.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        Device { agent: agent.unwrap_or_default().to_owned(), known: self.known.clone() }
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
    let known = known_browser(&app, &headers).await;
    if request.method() == Method::POST && !is_admitted(&app, known.as_ref()) {
        app.limiter.delay_refusal(&app.clock).await;
        return too_many_requests(&app, headers).await;
    }
    let token = cookies::read(&app, &headers, Purpose::Session).and_then(|raw| PlainToken::parse(&raw));
    let session = match &token {
        Some(token) => match sessions::find(&app, token).await {
            Ok(session) => session,
            Err(failure) => return AppError::from(failure).into_response(),
        },
        None => None,
    };
    if let Some(session) = &session {
        trace::record_user(session.person.id);
    }
    let came_from = path_of_referer(&headers);
    let page = request.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
    // A link leads on and says nothing, and scanners open it in crowds: it costs no look into the database.
    let is_link = find(request.uri().path()).is_some_and(|route| route.group == "links");
    let locale = if is_link { Locale::default() } else { language::of(&app, &headers, &page, session.as_ref()).await };
    let rotated = match (&session, &token) {
        (Some(session), Some(token)) if session.rotation_due && is_page(&request) => {
            sessions::rotate(&app, session.id, token).await.unwrap_or_default()
        }
        _ => None,
    };
    let cookie = rotated.map(|token| cookies::set(&app, Purpose::Session, token.expose()));
    request.extensions_mut().insert(Arc::new(RequestContext { app, session, known, headers, came_from }));
    let mut response = i18n::speaking(locale, next.run(request)).await;
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Whether a browser loads a page, and keeps the cookies it is given.
fn is_page(request: &Request) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    request.method() == Method::GET && accept.is_some_and(|accept| accept.contains("text/html"))
}

async fn known_browser(app: &AppState, headers: &HeaderMap) -> Option<KnownBrowser> {
    let cookie = cookies::read(app, headers, Purpose::Browser)?;
    // A database that fails now fails the request as well, which says so.
    KnownBrowser::read(signing_key::get(app).await.ok()?, &cookie, app.now())
}

/// Whether a form may be looked at, decided before anything asks the database.
fn is_admitted(app: &AppState, known: Option<&KnownBrowser>) -> bool {
    match known {
        Some(browser) => app.limiter.admits(Client::Known(browser.id())),
        None => app.limiter.admits(Client::Stranger(&Networks::current())),
    }
}

async fn too_many_requests(app: &AppState, headers: HeaderMap) -> Response {
    const WAIT: HeaderValue = HeaderValue::from_static("10");
    let locale = language::without_database(app, &headers).unwrap_or_default();
    let context = RequestContext { app: app.clone(), session: None, known: None, headers, came_from: None };
    let error = AppError::TooManyRequests;
    let mut response = match context.wants_a_page() {
        true => i18n::speaking(locale, async { error.into_response() }).await,
        false => {
            let kind = [(header::CONTENT_TYPE, context.answer_type())];
            (StatusCode::TOO_MANY_REQUESTS, kind, reply::encode(&error).unwrap_or_default()).into_response()
        }
    };
    response.headers_mut().insert(header::RETRY_AFTER, WAIT);
    response
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
