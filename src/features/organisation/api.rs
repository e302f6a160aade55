//! *Organisation > Settings* and *Program > Terms*: what an owner sets up for the organisation.

use crate::domain::organisation::settings::{Organisation, OrganisationForm};
use crate::domain::organisation::terms::{ManagedTerms, Terms, TermsForm};
use crate::error::AppError;
use crate::reply::Reply;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{
    domain::notice::Notice,
    paths, request,
    server::organisation::{checklist, logo, settings, terms},
};

permit!(LoadOrganisation: Staff);
/// The settings as they are.
#[server(prefix = "/api", endpoint = "organisation/load", output = Reply)]
pub async fn load_organisation() -> Result<Organisation, AppError> {
    let (app, staff) = request::staff()?;
    let is_owner = request::owner().is_ok();
    Ok(settings::get(&app, &staff, is_owner).await?)
}

permit!(SaveOrganisation: Owners);
/// Changes the settings, and leads back to them.
#[server(prefix = "/api", endpoint = "organisation/save", output = Reply)]
pub async fn save_organisation(form: OrganisationForm) -> Result<(), AppError> {
    let (app, owner) = request::owner()?;
    let version = form.version.parse().map_err(|_| AppError::Malformed)?;
    settings::save(&app, &owner, version, form.parse()?).await?;
    request::redirect_with_notice(paths::MANAGE_ORGANISATION, Notice::Saved);
    Ok(())
}

permit!(RemoveLogo: Owners);
/// Goes back to the name alone; a picture comes in by `http/logos.rs`.
#[server(prefix = "/api", endpoint = "organisation/remove-logo", output = Reply)]
pub async fn remove_logo() -> Result<(), AppError> {
    let (app, owner) = request::owner()?;
    logo::remove(&app, &owner).await?;
    request::redirect_with_notice(paths::MANAGE_ORGANISATION, Notice::LogoRemoved);
    Ok(())
}

permit!(HideChecklist: Editors);
/// Shows the setup checklist no more, and leads to the partners.
#[server(prefix = "/api", endpoint = "organisation/hide-checklist", output = Reply)]
pub async fn hide_checklist() -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    checklist::hide(&app, &staff).await?;
    request::redirect_with_notice(paths::PARTNERS, Notice::ChecklistHidden);
    Ok(())
}

permit!(ShowChecklist: Editors);
/// Shows it again, above the partners, and leads there.
#[server(prefix = "/api", endpoint = "organisation/show-checklist", output = Reply)]
pub async fn show_checklist() -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    checklist::show(&app, &staff).await?;
    leptos_axum::redirect(paths::PARTNERS);
    Ok(())
}

permit!(LoadTerms: Staff);
/// The terms with their versions.
#[server(prefix = "/api", endpoint = "organisation/terms", output = Reply)]
pub async fn load_terms() -> Result<ManagedTerms, AppError> {
    let (app, staff) = request::staff()?;
    let is_owner = request::owner().is_ok();
    Ok(terms::managed(&app, &staff, is_owner).await?)
}

permit!(SaveTerms: Owners);
/// Makes a new version of the terms, and leads back to them.
#[server(prefix = "/api", endpoint = "organisation/save-terms", output = Reply)]
pub async fn save_terms(form: TermsForm) -> Result<(), AppError> {
    let (app, owner) = request::owner()?;
    let version = form.version.parse().map_err(|_| AppError::Malformed)?;
    terms::save(&app, &owner, version, &form.parse()?).await?;
    request::redirect_with_notice(paths::MANAGE_TERMS, Notice::Saved);
    Ok(())
}

// Visitors who are not signed in need a link issued here, or get 404.
permit!(ReadTerms: Anyone);
/// One version of the terms, for people who are signed in or were invited.
#[server(prefix = "/api", endpoint = "organisation/read-terms", output = Reply)]
pub async fn read_terms(version: String) -> Result<Terms, AppError> {
    let (app, visitor) = request::visitor()?;
    let link = request::opened_activation().token();
    let version = version.parse().map_err(|_| AppError::NotFound)?;
    Ok(terms::read(&app, visitor.as_ref(), link.as_ref(), version).await?)
}
