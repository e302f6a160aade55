//! Links from emails. Opening one changes nothing on the server: a redirect moves the secret from the URL into an
//! HttpOnly cookie, before the page loads anything that could see the URL. Whoever has a link of ours gets a
//! place apart from strangers, who may come in crowds.

use crate::paths;
use crate::request::context::RequestContext;
use crate::request::cookies::{self, Purpose};
use crate::request::opened_links;
use crate::routes::find;
use crate::server::auth::known_browser::KnownBrowser;
use crate::server::auth::links;
use crate::server::platform::token::{PlainToken, decoded};
use crate::server::signing_key;
use crate::server::state::AppState;
use axum::Extension;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::header::{self, HeaderValue};
use http::{Method, Uri};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::sync::Arc;

type Visit = Extension<Arc<RequestContext>>;

const NO_REFERRER: HeaderValue = HeaderValue::from_static("no-referrer");

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

/// Known and unknown secrets get the same answer; what they are worth is looked up by the page.
async fn exchange(app: &AppState, visit: &RequestContext, link: &Uri, purpose: Purpose, page: &str) -> Response {
    let token = token_in(app, link.path().strip_prefix(page).unwrap_or_default()).await;
    let mut response = Redirect::to(&opened_links::address(page, token.as_ref())).into_response();
    let headers = response.headers_mut();
    if let Some(token) = &token {
        headers.append(header::SET_COOKIE, opened_links::with(app, &visit.headers, purpose, token));
    }
    if visit.known.is_none()
        && let Some(token) = &token
        && let Some(cookie) = known_browser(app, token).await
    {
        headers.append(header::SET_COOKIE, cookie);
    }
    headers.insert(header::REFERRER_POLICY, NO_REFERRER);
    response
}

/// The token in the end of a link's address. Only where characters around it may be a part of it does the database say
/// which it is.
async fn token_in(app: &AppState, end: &str) -> Option<PlainToken> {
    let mut tokens = PlainToken::within(end);
    if tokens.len() > 1 {
        for (at, token) in tokens.iter().enumerate() {
            if links::exists(app, token).await.unwrap_or(false) {
                return Some(tokens.swap_remove(at));
            }
        }
    }
    tokens.into_iter().next()
}

/// Leads addresses that were written in another way to where they belong: links with anything around them, and pages
/// with slashes too many or capitals.
pub async fn correct(request: Request, next: Next) -> Response {
    let is_visit = [Method::GET, Method::HEAD].contains(request.method());
    let Some(target) = Some(request.uri()).filter(|_| is_visit).and_then(intended) else {
        return next.run(request).await;
    };
    let mut response = Redirect::permanent(&target).into_response();
    response.headers_mut().insert(header::REFERRER_POLICY, NO_REFERRER);
    response
}

/// The address that `written`, at which nothing is, stands for.
fn intended(written: &Uri) -> Option<String> {
    let path = decoded(written.path());
    for page in [paths::ACTIVATE, paths::RESET_PASSWORD, paths::CONFIRM_ADDRESS] {
        let Some(end) = behind(&path, page) else { continue };
        if !PlainToken::within(end).is_empty() {
            let end = utf8_percent_encode(end.trim_matches('/'), NON_ALPHANUMERIC);
            return Some(format!("{page}/{end}"));
        }
    }
    let tidy = |path: &str| {
        let parts = path.split('/').filter(|part| !part.is_empty());
        parts.fold(String::new(), |path, part| path + "/" + part)
    };
    let query = written.query().map(|query| ["?", query].concat()).unwrap_or_default();
    let known = |tidy: &String| tidy != written.path() && find(tidy).is_some();
    let tidied = [tidy(written.path()), tidy(&written.path().to_ascii_lowercase())].into_iter().find(known);
    tidied.map(|path| path + &query)
}

/// What stands behind the name of `page` in `path`, whatever stands between its letters: `/reset=\n-password/…`.
fn behind<'a>(path: &'a str, page: &str) -> Option<&'a str> {
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    let places: Vec<usize> = path.char_indices().filter(|(_, c)| c.is_ascii_alphabetic()).map(|(at, _)| at).collect();
    let page = letters(page);
    let last = letters(path).find(&page)? + page.len() - 1;
    path.get(places.get(last)? + 1..)
}

/// The cookie of the browser that opened this link; none for a link that is not ours. A database that fails now fails
/// the page as well, which says so.
async fn known_browser(app: &AppState, token: &PlainToken) -> Option<HeaderValue> {
    if !links::exists(app, token).await.ok()? {
        return None;
    }
    let key = signing_key::get(app).await.ok()?;
    Some(cookies::set(app, Purpose::Browser, &KnownBrowser::of_link(token, app.now()).sign(key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "Ab0-_Ab0-_Ab0-_Ab0-_Ab0-_Ab0-_Ab0-_Ab0-_Ab0";

    #[test]
    fn misspelt_addresses_lead_to_where_they_belong() {
        let link = |page: &str| Some(format!("{page}/{}", utf8_percent_encode(TOKEN, NON_ALPHANUMERIC)));
        for (written, intended_link) in [
            (format!("/activate/{TOKEN}/"), link("/activate")),
            (format!("//activate/{TOKEN}"), link("/activate")),
            (format!("/activate//{TOKEN}"), link("/activate")),
            (format!("/Activate/{TOKEN}"), link("/activate")),
            (format!("/ACTIVATE/{TOKEN}//"), link("/activate")),
            (format!("/%61ctivate/{TOKEN}"), link("/activate")),
            (format!("/activate%2F{TOKEN}"), link("/activate")),
            (format!("/activate{TOKEN}"), link("/activate")),
            (format!("/acti%20vate/{TOKEN}"), link("/activate")),
            (format!("/acti=%0D%0Avate/{TOKEN}"), link("/activate")),
            (format!("/%3E%20/activate/{TOKEN}"), link("/activate")),
            (format!("/%2561ctivate/{TOKEN}"), link("/activate")),
            (format!("/reset%E2%80%91password/{TOKEN}"), link("/reset-password")),
            (format!("/reset%C2%ADpassword/{TOKEN}"), link("/reset-password")),
            (format!("/reset/-password/{TOKEN}"), link("/reset-password")),
            (format!("/reset%5C-password/{TOKEN}"), link("/reset-password")),
            (format!("/confirm&shy;address/{TOKEN}"), link("/confirm-address")),
            (format!("/https://gangway.example/activate/{TOKEN}"), link("/activate")),
            (format!("/Reset-Password/{TOKEN}"), link("/reset-password")),
            (format!("/confirm-address/{TOKEN}/?utm_source=x"), link("/confirm-address")),
            ("/sign-in/".to_owned(), Some("/sign-in".to_owned())),
            ("//sign-in".to_owned(), Some("/sign-in".to_owned())),
            ("/Sign-In?next=%2Fportal".to_owned(), Some("/sign-in?next=%2Fportal".to_owned())),
            ("/partners//?q=A".to_owned(), Some("/partners?q=A".to_owned())),
            ("/activate/cut/".to_owned(), Some("/activate/cut".to_owned())),
            // Nothing is there either.
            ("/nothing/".to_owned(), None),
            ("//evil.example/".to_owned(), None),
            ("/sign-in/more".to_owned(), None),
            ("/icons.svg".to_owned(), None),
        ] {
            assert_eq!(intended(&written.parse().unwrap()), intended_link, "C28 {written}");
        }
    }
}
