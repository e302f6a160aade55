//! What server functions ask of the request they run in, and tell its answer.

use super::context::{RequestContext, is_own_path};
use super::cookies::{self, Purpose};
use super::error::log_error;
use super::flash::{FLASH_HEADER, HeldFlash};
use super::opened_links::{self, Opened};
use super::page_policy::page_policy;
use crate::domain::auth::role::Role;
use crate::domain::notice::Notice;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::paths;
use crate::routes::permission;
use crate::server::auth::links;
use crate::server::auth::sessions::{Device, NewSession};
use crate::server::authz::{Confirmed, ContactSession, Editor, LiveSession, Manager, Owner, Staff};
use crate::server::platform::token::PlainToken;
use crate::server::signing_key;
use crate::server::state::AppState;
use crate::ui::browser::WrittenAt;
use crate::ui::flash::Flash;
use http::request::Parts;
use http::{HeaderValue, header};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use std::sync::Arc;

/// Runs before each page and server function: the page's security policy, what a form without JavaScript brought back,
/// and the time.
pub fn provide() {
    if let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>())
        && let Ok(policy) = HeaderValue::try_from(page_policy(&nonce.to_string()))
    {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
    if let Some(flash) = use_context::<Parts>().and_then(|parts| parts.extensions.get::<HeldFlash>().cloned()) {
        provide_context::<Flash>(flash.flash);
    }
    if let Ok(app) = app() {
        provide_context(WrittenAt(app.now()));
    }
}

fn context() -> Option<Arc<RequestContext>> {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<Arc<RequestContext>>().cloned())
}

/// The server.
pub fn app() -> Result<AppState, AppError> {
    context().map(|context| context.app.clone()).ok_or_else(outside_a_request)
}

fn outside_a_request() -> AppError {
    let reference = log_error("Server function called outside a request", "no request in the context");
    AppError::Internal { reference }
}

/// The server, and the signed-in person if there is one.
pub fn visitor() -> Result<(AppState, Option<LiveSession>), AppError> {
    let app = app()?;
    Ok((app, context().and_then(|context| context.session.clone())))
}

/// The server and the signed-in person.
pub fn signed_in() -> Result<(AppState, LiveSession), AppError> {
    let (app, visitor) = visitor()?;
    Ok((app, visitor.ok_or(AppError::SignInNeeded)?))
}

/// The server and the proof that staff ask, who may look at everything.
pub fn staff() -> Result<(AppState, Staff), AppError> {
    let (app, session) = signed_in()?;
    Ok((app, session.staff().ok_or(AppError::Forbidden)?))
}

/// The server and the proof that staff ask who may change things.
pub fn editor() -> Result<(AppState, Editor), AppError> {
    let (app, session) = signed_in()?;
    let refusal = if session.person.is_staff() { AppError::ReadOnly } else { AppError::Forbidden };
    Ok((app, session.editor().ok_or(refusal)?))
}

/// The server and the proof that an owner asks.
pub fn owner() -> Result<(AppState, Owner), AppError> {
    editor()?;
    let (app, session) = signed_in()?;
    Ok((app, session.owner().ok_or(AppError::OwnersOnly)?))
}

/// `asked` together with the proof that the person gave their password a moment ago.
pub fn confirmed<T>((app, proof): (AppState, T)) -> Result<(AppState, Confirmed<T>), AppError> {
    let (_, session) = signed_in()?;
    let confirmed = session.confirmed(proof, app.now()).ok_or(AppError::PasswordNeeded)?;
    Ok((app, confirmed))
}

/// The server and the proof that a partner's contact asks.
pub fn contact() -> Result<(AppState, ContactSession), AppError> {
    let (app, session) = signed_in()?;
    Ok((app, session.contact().ok_or(AppError::Forbidden)?))
}

/// The server and the proof that a partner's manager asks.
pub fn manager() -> Result<(AppState, Manager), AppError> {
    let (app, session) = signed_in()?;
    Ok((app, session.manager().ok_or(AppError::Forbidden)?))
}

/// The browser one signs in with.
pub fn device() -> Result<Device, AppError> {
    context().map(|context| context.device()).ok_or_else(outside_a_request)
}

/// The page that asks: the one that is rendered, or the one a form or a question was on.
fn page() -> String {
    let parts = use_context::<Parts>();
    let visited = parts.and_then(|parts| parts.uri.path_and_query().map(|visited| visited.as_str().to_owned()));
    visited.filter(|visited| !visited.starts_with(paths::API)).unwrap_or_else(came_from)
}

fn opened(purpose: Purpose) -> Opened {
    let page = page();
    context().map_or(Opened::NotHere, |context| opened_links::find(&context.app, &context.headers, purpose, &page))
}

/// The activation link that the page is about.
pub fn opened_activation() -> Opened {
    opened(Purpose::Activation)
}

/// The reset link that the page is about.
pub fn opened_reset() -> Opened {
    opened(Purpose::Reset)
}

/// The link that confirms a new address which the page is about.
pub fn opened_address() -> Opened {
    opened(Purpose::Address)
}

/// The address of `path` about the link that the page is about.
pub fn page_of_link(path: &str) -> String {
    opened_links::same(path, &page())
}

/// Leads to where the signed-in person begins.
pub fn redirect_home() {
    leptos_axum::redirect(paths::HOME);
}

/// Whether the visitor has a session, or an open link to choose a password with.
pub async fn may_choose_a_password() -> Result<bool, AppError> {
    let (app, session) = visitor()?;
    if session.is_some() {
        return Ok(true);
    }
    for token in [opened_activation(), opened_reset()].into_iter().filter_map(Opened::token) {
        if links::is_open(&app, &token).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The link that staff made in this browser a moment ago.
pub fn link_from_cookie() -> Option<PlainToken> {
    context().and_then(|context| context.made_link())
}

fn add_cookie(value: HeaderValue) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.append_header(header::SET_COOKIE, value);
    }
}

/// Keeps a language in this browser.
pub fn keep_language(app: &AppState, locale: Locale) {
    add_cookie(cookies::set(app, Purpose::Language, locale.code()));
}

/// Hands a fresh link to this browser, for the page that shows it.
pub fn set_link_cookie(app: &AppState, token: &PlainToken) {
    add_cookie(cookies::set(app, Purpose::Link, token.expose()));
}

/// Keeps the session in this browser, and continues to `next` where that is a page for this role.
///
/// # Errors
/// The key that signs known browsers could not be read.
pub async fn begin_session(app: &AppState, session: NewSession, next: &str) -> Result<(), AppError> {
    let key = signing_key::get(app).await?;
    add_cookie(cookies::set(app, Purpose::Browser, &session.browser.sign(key)));
    add_cookie(cookies::set(app, Purpose::Session, session.token.expose()));
    leptos_axum::redirect(next_page(session.role, next));
    Ok(())
}

/// Leads to `next` where that is a page for this person, once they gave their password again.
pub fn resume(role: Role, next: &str) {
    redirect_with_notice(next_page(role, next), Notice::PasswordConfirmed);
}

/// The start page of a role.
pub fn home_of(role: Role) -> &'static str {
    match role {
        Role::Owner | Role::Admin | Role::Viewer => paths::ATTENTION,
        Role::Contact => paths::PORTAL,
    }
}

fn next_page(role: Role, next: &str) -> &str {
    let path = next.split('?').next().unwrap_or_default();
    let permission = permission(path);
    let is_theirs = match role {
        Role::Owner | Role::Admin | Role::Viewer => permission.is_staff(),
        Role::Contact => permission.is_portal(),
    };
    if is_own_path(next) && is_theirs { next } else { home_of(role) }
}

/// Forgets the session in this browser and leads to the sign-in page.
pub fn end_session(app: &AppState) {
    add_cookie(cookies::clear(app, Purpose::Session));
    add_cookie(cookies::clear(app, Purpose::Link));
    // The next one may read another.
    add_cookie(cookies::clear(app, Purpose::Language));
    redirect_with_notice(paths::SIGN_IN, Notice::SignedOut);
}

/// Leads to `path`, whose page shows the notice.
pub fn redirect_with_notice(path: &str, notice: Notice) {
    leptos_axum::redirect(&paths::with_notice(path, notice));
}

/// After a form without JavaScript: back to its page, with a notice. With JavaScript the page stays.
pub fn redirect_back(notice: Notice) {
    let Some(context) = context().filter(|context| context.wants_a_page()) else { return };
    redirect_with_notice(context.came_from.as_deref().unwrap_or(paths::HOME), notice);
}

/// The page that a form was on.
pub fn came_from() -> String {
    context().and_then(|context| context.came_from.clone()).unwrap_or_default()
}

/// After a form without JavaScript: to `path`. With JavaScript the page stays.
pub fn redirect_unless_js(path: &str) {
    if context().is_some_and(|context| context.wants_a_page()) {
        leptos_axum::redirect(path);
    }
}

/// After a form without JavaScript: back to its page, which shows `sentence` and what was typed. With JavaScript the
/// page shows it without a redirect.
pub fn set_flash(sentence: &str) {
    if let Some(response) = use_context::<ResponseOptions>()
        && context().is_some_and(|context| context.wants_a_page())
        && let Ok(sentence) = HeaderValue::from_bytes(sentence.as_bytes())
    {
        response.insert_header(FLASH_HEADER, sentence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_one_lands_on_a_page_of_ones_own() {
        assert_eq!(next_page(Role::Owner, "/partners/new/1?x=2"), "/partners/new/1?x=2");
        for next in ["", "//evil.example", "https://evil.example", "/portal", "/sign-in", "/partners\\evil", "/api/x"] {
            assert_eq!(next_page(Role::Owner, next), "/attention", "{next}");
        }
        assert_eq!(next_page(Role::Contact, "/partners"), "/portal");
    }
}
