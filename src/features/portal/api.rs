//! The partner portal.

use crate::domain::partners::colleague_request::InviteColleagueForm;
use crate::domain::portal::Portal;
use crate::error::AppError;
use crate::reply::Reply;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{
    domain::notice::Notice,
    paths, request,
    server::portal::{home, invite_colleague},
};

permit!(LoadPortal: Contacts);
/// What the signed-in contact sees of their own company.
#[server(prefix = "/api", endpoint = "portal/load", output = Reply)]
pub async fn load_portal() -> Result<Portal, AppError> {
    let (app, contact) = request::contact()?;
    Ok(home::load(&app, &contact).await?)
}

permit!(InviteTeammate: Managers);
/// Invites a colleague, or asks staff to: managers may, where a program of theirs allows it.
#[server(prefix = "/api", endpoint = "portal/invite-colleague", output = Reply)]
pub async fn invite_teammate(form: InviteColleagueForm) -> Result<(), AppError> {
    let (app, manager) = request::manager()?;
    let details = form.parse()?;
    let notice = match invite_colleague::invite(&app, &manager, &details).await? {
        invite_colleague::Invited::AtOnce => Notice::ContactInvited,
        invite_colleague::Invited::Asked => Notice::ContactRequested,
    };
    request::redirect_with_notice(paths::PORTAL_TEAM, notice);
    Ok(())
}
