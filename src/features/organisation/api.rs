//! *Manage > Organisation*: what an owner sets up once for everybody.

use crate::domain::organisation::{Organisation, OrganisationForm};
use crate::error::AppError;
use leptos::prelude::*;

/// The settings as they are.
#[server(prefix = "/api", endpoint = "organisation/load")]
pub async fn load_organisation() -> Result<Organisation, AppError> {
    let staff = crate::http::context::staff()?;
    let app = crate::http::context::app()?;
    let is_owner = crate::http::context::owner().is_ok();
    Ok(crate::server::organisation::get(&app, &staff, is_owner).await?)
}

/// Changes the settings, and leads back to them.
#[server(prefix = "/api", endpoint = "organisation/save")]
pub async fn save_organisation(form: OrganisationForm) -> Result<(), AppError> {
    let owner = crate::http::context::owner()?;
    let app = crate::http::context::app()?;
    let version = form.version.parse().map_err(|_| AppError::Malformed)?;
    crate::server::organisation::save(&app, &owner, version, form.parse()?).await?;
    leptos_axum::redirect(&format!("{}?notice=saved", crate::paths::MANAGE_ORGANISATION));
    Ok(())
}
