//! The team that runs this Gangway: look, invite, change roles, remove.

use crate::domain::members::{InviteForm, Member, MemberDetails, RoleForm};
use crate::error::AppError;
use crate::features::invitations::api::PersonForm;
use crate::reply::Reply;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{
    domain::{auth::role::Role, notice::Notice},
    paths, request,
    server::members::member,
};

permit!(ListStaff: Staff);
/// Everyone in the team.
#[server(prefix = "/api", endpoint = "staff/list", output = Reply)]
pub async fn list_staff() -> Result<Vec<Member>, AppError> {
    let (app, staff) = request::staff()?;
    Ok(member::list(&app, &staff).await?)
}

permit!(LoadMember: Staff);
/// One colleague, with their invitation and what can be done.
#[server(prefix = "/api", endpoint = "staff/load", output = Reply)]
pub async fn load_member(person: String) -> Result<MemberDetails, AppError> {
    let (app, staff) = request::staff()?;
    let id = person.parse().map_err(|_| AppError::NotFound)?;
    let link = request::link_from_cookie();
    Ok(member::get(&app, &staff, id, link.as_ref()).await?)
}

permit!(InviteColleague: Editors);
/// Invites a colleague and leads to their page, which shows the link where there is one to pass on.
#[server(prefix = "/api", endpoint = "staff/invite", output = Reply)]
pub async fn invite_colleague(form: InviteForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let (id, token) = member::invite(&app, &staff, form.parse()?).await?;
    if let Some(token) = token {
        request::set_link_cookie(&app, &token);
    }
    request::redirect_with_notice(&paths::member(id), Notice::MemberInvited);
    Ok(())
}

permit!(WithdrawInvitation: Editors);
/// Takes back an invitation that has not been accepted yet, and leads to the list.
#[server(prefix = "/api", endpoint = "staff/withdraw", output = Reply)]
pub async fn withdraw_invitation(form: PersonForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = form.person.parse().map_err(|_| AppError::NotFound)?;
    member::withdraw(&app, &staff, id).await?;
    request::redirect_with_notice(paths::MANAGE_MEMBERS, Notice::InvitationWithdrawn);
    Ok(())
}

permit!(ChangeRole: Owners);
/// Gives a colleague another role, and leads back to their page.
#[server(prefix = "/api", endpoint = "staff/change-role", output = Reply)]
pub async fn change_role(form: RoleForm) -> Result<(), AppError> {
    let (app, owner) = request::confirmed(request::owner()?)?;
    let id = form.person.parse().map_err(|_| AppError::NotFound)?;
    let role = Role::parse(&form.role).ok_or(AppError::Malformed)?;
    member::change_role(&app, &owner, id, role).await?;
    request::redirect_with_notice(&paths::member(id), Notice::RoleChanged);
    Ok(())
}

permit!(RemoveMember: Owners);
/// Removes a colleague with their links and sessions. Who removes themselves is signed out.
#[server(prefix = "/api", endpoint = "staff/remove", output = Reply)]
pub async fn remove_member(form: PersonForm) -> Result<(), AppError> {
    let (app, owner) = request::confirmed(request::owner()?)?;
    let id = form.person.parse().map_err(|_| AppError::NotFound)?;
    member::remove(&app, &owner, id).await?;
    if id == owner.id {
        request::end_session(&app);
    } else {
        request::redirect_with_notice(paths::MANAGE_MEMBERS, Notice::MemberRemoved);
    }
    Ok(())
}
