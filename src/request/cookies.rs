//! Cookies, each with one purpose. All are HttpOnly and SameSite=Lax; over https they are Secure and
//! carry the `__Host-` prefix, which no other host can set.

use crate::server::state::AppState;
use cookie::{Cookie, SameSite, time::Duration};
use http::{HeaderMap, HeaderValue, header};

/// What a cookie is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Who is signed in.
    Session,
    /// The activation links this browser opened.
    Activation,
    /// The reset links this browser opened.
    Reset,
    /// The links this browser opened that confirm a new address.
    Address,
    /// What a form without JavaScript brings back.
    Flash,
    /// A link that staff just made to pass on.
    Link,
    /// The language that was chosen in this browser.
    Language,
    /// The browser itself, so that strangers cannot use up its tries.
    Browser,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::Session => "gangway_session",
            Self::Activation => "gangway_activation",
            Self::Reset => "gangway_reset",
            Self::Address => "gangway_address",
            Self::Flash => "gangway_flash",
            Self::Link => "gangway_link",
            Self::Language => "gangway_language",
            Self::Browser => "gangway_browser",
        }
    }

    /// How long the browser keeps it; the server's own limits are shorter or the same.
    fn lifetime(self) -> Duration {
        match self {
            Self::Session => Duration::days(30),
            // As long as any link can work: a page that was left open is of use as long as its link is.
            Self::Activation | Self::Reset | Self::Address => Duration::days(30),
            Self::Flash => Duration::hours(1),
            Self::Link => Duration::minutes(10),
            Self::Language | Self::Browser => Duration::days(365),
        }
    }

    fn full_name(self, app: &AppState) -> String {
        if app.config.is_https() { format!("__Host-{}", self.name()) } else { self.name().to_owned() }
    }
}

/// The value of a cookie the browser sent.
pub fn read(app: &AppState, headers: &HeaderMap, purpose: Purpose) -> Option<String> {
    let name = purpose.full_name(app);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// A `Set-Cookie` value that keeps `value`.
pub fn set(app: &AppState, purpose: Purpose, value: &str) -> HeaderValue {
    header_value(app, purpose, value, purpose.lifetime())
}

/// A `Set-Cookie` value that makes the browser forget it.
pub fn clear(app: &AppState, purpose: Purpose) -> HeaderValue {
    header_value(app, purpose, "", Duration::ZERO)
}

/// Values are base64url, so that they always make a valid header.
fn header_value(app: &AppState, purpose: Purpose, value: &str, max_age: Duration) -> HeaderValue {
    let cookie = Cookie::build((purpose.full_name(app), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.config.is_https())
        .max_age(max_age)
        .build();
    HeaderValue::try_from(cookie.to_string()).unwrap_or_else(|_| HeaderValue::from_static(""))
}
