//! The team that runs this Gangway: look, invite, change roles, remove.

use crate::domain::members::{Colleague, ColleagueDetails, InviteForm, RoleForm};
use crate::error::AppError;
use crate::features::invitations::api::PersonForm;
use leptos::prelude::*;

/// Everybody in the team.
#[server(prefix = "/api", endpoint = "staff/list")]
pub async fn list_staff() -> Result<Vec<Colleague>, AppError> {
    let staff = crate::request::context::staff()?;
    let app = crate::request::context::app()?;
    Ok(crate::server::members::member::list(&app, &staff).await?)
}

/// One colleague, with their invitation and what can be done.
#[server(prefix = "/api", endpoint = "staff/load")]
pub async fn load_colleague(person: String) -> Result<ColleagueDetails, AppError> {
    let staff = crate::request::context::staff()?;
    let app = crate::request::context::app()?;
    let id = person.parse().map_err(|_| AppError::NotFound)?;
    let link = crate::request::context::handed_link(&app);
    Ok(crate::server::members::member::get(&app, &staff, id, link.as_ref()).await?)
}

/// Invites a colleague and leads to their page, which shows the link where there is one to pass on.
#[server(prefix = "/api", endpoint = "staff/invite")]
pub async fn invite_colleague(form: InviteForm) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let (id, token) = crate::server::members::member::invite(&app, &staff, form.parse()?).await?;
    if let Some(token) = token {
        crate::request::context::hand_link(&app, &token);
    }
    crate::request::context::redirect_with_notice(
        &crate::paths::colleague(id),
        crate::domain::notice::Notice::MemberInvited,
    );
    Ok(())
}

/// Takes back an invitation that nobody has accepted yet, and leads to the list.
#[server(prefix = "/api", endpoint = "staff/withdraw")]
pub async fn withdraw_invitation(form: PersonForm) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let id = form.person.parse().map_err(|_| AppError::NotFound)?;
    crate::server::members::member::withdraw(&app, &staff, id).await?;
    crate::request::context::redirect_with_notice(
        crate::paths::MANAGE_TEAM,
        crate::domain::notice::Notice::InvitationWithdrawn,
    );
    Ok(())
}

/// Gives a colleague another role, and leads back to their page.
#[server(prefix = "/api", endpoint = "staff/change-role")]
pub async fn change_role(form: RoleForm) -> Result<(), AppError> {
    let owner = crate::request::context::owner()?;
    let app = crate::request::context::app()?;
    let id = form.person.parse().map_err(|_| AppError::NotFound)?;
    let role = crate::domain::auth::role::Role::parse(&form.role).ok_or(AppError::Malformed)?;
    crate::server::members::member::change_role(&app, &owner, id, role).await?;
    crate::request::context::redirect_with_notice(
        &crate::paths::colleague(id),
        crate::domain::notice::Notice::RoleChanged,
    );
    Ok(())
}

/// Removes a colleague with their links and sessions. Who removes themselves is signed out.
#[server(prefix = "/api", endpoint = "staff/remove")]
pub async fn remove_colleague(form: PersonForm) -> Result<(), AppError> {
    let owner = crate::request::context::owner()?;
    let app = crate::request::context::app()?;
    let id = form.person.parse().map_err(|_| AppError::NotFound)?;
    crate::server::members::member::remove(&app, &owner, id).await?;
    if id == owner.id {
        crate::request::context::end_session(&app);
    } else {
        crate::request::context::redirect_with_notice(
            crate::paths::MANAGE_TEAM,
            crate::domain::notice::Notice::MemberRemoved,
        );
    }
    Ok(())
}
