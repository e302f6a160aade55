//! *Manage > Organisation* and *Manage > Terms*: what an owner sets up once for everybody.

use crate::domain::organisation::settings::{Organisation, OrganisationForm};
use crate::domain::organisation::terms::{ManagedTerms, Terms, TermsForm};
use crate::error::AppError;
use leptos::prelude::*;

/// The settings as they are.
#[server(prefix = "/api", endpoint = "organisation/load")]
pub async fn load_organisation() -> Result<Organisation, AppError> {
    let staff = crate::request::context::staff()?;
    let app = crate::request::context::app()?;
    let is_owner = crate::request::context::owner().is_ok();
    Ok(crate::server::organisation::settings::get(&app, &staff, is_owner).await?)
}

/// Changes the settings, and leads back to them.
#[server(prefix = "/api", endpoint = "organisation/save")]
pub async fn save_organisation(form: OrganisationForm) -> Result<(), AppError> {
    let owner = crate::request::context::owner()?;
    let app = crate::request::context::app()?;
    let version = form.version.parse().map_err(|_| AppError::Malformed)?;
    crate::server::organisation::settings::save(&app, &owner, version, form.parse()?).await?;
    crate::request::context::redirect_with_notice(
        crate::paths::MANAGE_ORGANISATION,
        crate::domain::notice::Notice::Saved,
    );
    Ok(())
}

/// Goes back to the name alone; a picture comes in by `http/logos.rs`.
#[server(prefix = "/api", endpoint = "organisation/remove-logo")]
pub async fn remove_logo() -> Result<(), AppError> {
    let owner = crate::request::context::owner()?;
    let app = crate::request::context::app()?;
    crate::server::organisation::logo::remove(&app, &owner).await?;
    crate::request::context::redirect_with_notice(
        crate::paths::MANAGE_ORGANISATION,
        crate::domain::notice::Notice::LogoRemoved,
    );
    Ok(())
}

/// The terms with their versions.
#[server(prefix = "/api", endpoint = "organisation/terms")]
pub async fn load_terms() -> Result<ManagedTerms, AppError> {
    let staff = crate::request::context::staff()?;
    let app = crate::request::context::app()?;
    let is_owner = crate::request::context::owner().is_ok();
    Ok(crate::server::organisation::terms::managed(&app, &staff, is_owner).await?)
}

/// Makes a new version of the terms, and leads back to them.
#[server(prefix = "/api", endpoint = "organisation/save-terms")]
pub async fn save_terms(form: TermsForm) -> Result<(), AppError> {
    let owner = crate::request::context::owner()?;
    let app = crate::request::context::app()?;
    let version = form.version.parse().map_err(|_| AppError::Malformed)?;
    crate::server::organisation::terms::save(&app, &owner, version, &form.parse()?).await?;
    crate::request::context::redirect_with_notice(crate::paths::MANAGE_TERMS, crate::domain::notice::Notice::Saved);
    Ok(())
}

/// One version of the terms, for whoever is signed in or was invited.
#[server(prefix = "/api", endpoint = "organisation/read-terms")]
pub async fn read_terms(version: String) -> Result<Terms, AppError> {
    let app = crate::request::context::app()?;
    let (visitor, link) = (crate::request::context::visitor(), crate::request::context::held_activation_token(&app));
    let version = version.parse().map_err(|_| AppError::NotFound)?;
    Ok(crate::server::organisation::terms::read(&app, visitor.as_ref(), link.as_ref(), version).await?)
}
