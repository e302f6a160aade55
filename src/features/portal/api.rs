//! The partner portal.

use crate::domain::partners::colleague_request::InviteColleagueForm;
use crate::domain::portal::Portal;
use crate::error::AppError;
use leptos::prelude::*;

/// What the signed-in contact sees of their own company.
#[server(prefix = "/api", endpoint = "portal/load")]
pub async fn load_portal() -> Result<Portal, AppError> {
    let contact = crate::request::context::contact()?;
    let app = crate::request::context::app()?;
    Ok(crate::server::portal::home::load(&app, &contact).await?)
}

/// Invites a colleague, or asks staff to: managers may, where a program of theirs allows it.
#[server(prefix = "/api", endpoint = "portal/invite-colleague")]
pub async fn invite_teammate(form: InviteColleagueForm) -> Result<(), AppError> {
    let manager = crate::request::context::manager()?;
    let app = crate::request::context::app()?;
    let details = form.parse()?;
    let notice = match crate::server::portal::invite_colleague::invite(&app, &manager, &details).await? {
        crate::server::portal::invite_colleague::Invited::AtOnce => crate::domain::notice::Notice::ContactInvited,
        crate::server::portal::invite_colleague::Invited::Asked => crate::domain::notice::Notice::ContactRequested,
    };
    crate::request::context::redirect_with_notice(crate::paths::PORTAL_TEAM, notice);
    Ok(())
}
