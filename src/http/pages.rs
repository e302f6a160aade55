//! What a page request needs before and beside the rendering of its page.

use crate::domain::auth::permission::Permission;
use crate::domain::ids::DraftId;
use crate::domain::notice::Notice;
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::cookies::{self, Purpose};
use crate::request::current::home_of;
use crate::request::flash::HeldFlash;
use crate::routes::permission;
use axum::Extension;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::{Method, header};
use std::sync::Arc;

/// The sign-in page that leads on to `page`.
pub fn sign_in_for(page: &str) -> String {
    leading_on(paths::SIGN_IN, page)
}

/// The page that asks for the password again and leads on to `page`.
pub fn confirm_password_for(page: &str) -> String {
    leading_on(paths::CONFIRM_PASSWORD, page)
}

fn leading_on(path: &str, page: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(page.as_bytes()).collect();
    format!("{path}?next={next}")
}

/// Leads visitors to a page they can use, and gives a page the flash that is meant for it.
pub async fn redirect_by_role(mut request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let is_visit = *request.method() == Method::GET || *request.method() == Method::HEAD;
    let Some(context) = request.extensions().get::<Arc<RequestContext>>().cloned().filter(|_| is_visit) else {
        return next.run(request).await;
    };
    let role = context.session.as_ref().map(|session| session.person.role);
    let is_staff = context.session.as_ref().is_some_and(|session| session.person.is_staff());
    let elsewhere = match (permission(&path), role) {
        (permission, None) if permission != Permission::Anyone => {
            let wanted = request.uri().path_and_query().map_or(path.as_str(), |wanted| wanted.as_str());
            let page = sign_in_for(wanted);
            Some(if context.has_session_cookie() { paths::with_notice(&page, Notice::SessionOver) } else { page })
        }
        (permission, Some(role)) if permission.is_staff() && !is_staff => Some(home_of(role).to_owned()),
        (permission, Some(role)) if permission.is_portal() && is_staff => Some(home_of(role).to_owned()),
        _ if path == paths::HOME => Some(role.map_or(paths::SIGN_IN, home_of).to_owned()),
        _ if path == paths::SIGN_IN => role.map(|role| home_of(role).to_owned()),
        _ => None,
    };
    if let Some(target) = elsewhere {
        return Redirect::to(&target).into_response();
    }
    let Some(held) = HeldFlash::read(&context, &path).await else {
        return next.run(request).await;
    };
    request.extensions_mut().insert(held);
    let mut response = next.run(request).await;
    response.headers_mut().append(header::SET_COOKIE, cookies::clear(&context.app, Purpose::Flash));
    response
}

/// A fresh wizard: its id comes into being here, in the URL; nothing is written until something is
/// typed.
pub async fn new_partner(Extension(context): Extension<Arc<RequestContext>>) -> Redirect {
    Redirect::to(&paths::wizard_details(DraftId(context.app.id())))
}
