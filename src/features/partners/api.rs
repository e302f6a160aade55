//! Partners: list, look, change, delete.

use crate::domain::partner::{Choices, Partner, PartnerForm, PartnerPage, PartnerQuery};
use crate::domain::person::ContactForm;
use crate::error::AppError;
use leptos::prelude::*;

/// A page of the list, with its total.
#[server(prefix = "/api", endpoint = "partners/list")]
pub async fn list_partners(query: PartnerQuery) -> Result<PartnerPage, AppError> {
    let staff = crate::http::context::staff()?;
    let app = crate::http::context::app()?;
    Ok(crate::server::partners::list(&app, &staff, &query).await?)
}

/// The statuses and programs to choose from.
#[server(prefix = "/api", endpoint = "partners/choices")]
pub async fn load_choices() -> Result<Choices, AppError> {
    let staff = crate::http::context::staff()?;
    let app = crate::http::context::app()?;
    Ok(crate::server::choices::list(&app, &staff).await?)
}

/// One partner with contacts, access and timeline.
#[server(prefix = "/api", endpoint = "partners/load")]
pub async fn load_partner(partner: String) -> Result<Partner, AppError> {
    let staff = crate::http::context::staff()?;
    let app = crate::http::context::app()?;
    let id = partner.parse().map_err(|_| AppError::NotFound)?;
    let link = crate::http::context::handed_link(&app);
    Ok(crate::server::partners::get(&app, &staff, id, link.as_ref()).await?)
}

/// Changes the company details and leads back to the partner.
#[server(prefix = "/api", endpoint = "partners/update")]
pub async fn update_partner(form: PartnerForm) -> Result<(), AppError> {
    let staff = crate::http::context::staff()?;
    let app = crate::http::context::app()?;
    let id = form.partner.parse().map_err(|_| AppError::NotFound)?;
    let version = form.version.parse().map_err(|_| AppError::Malformed)?;
    let details = form.parse()?;
    crate::server::partners::update(&app, &staff, id, version, details).await?;
    leptos_axum::redirect(&format!("{}?notice=saved", crate::paths::partner(id)));
    Ok(())
}

/// Deletes a partner with contacts, links and sessions, and leads to the list.
#[server(prefix = "/api", endpoint = "partners/delete")]
pub async fn delete_partner(partner: String) -> Result<(), AppError> {
    let staff = crate::http::context::staff()?;
    let app = crate::http::context::app()?;
    let id = partner.parse().map_err(|_| AppError::NotFound)?;
    crate::server::partners::remove(&app, &staff, id).await?;
    leptos_axum::redirect(&format!("{}?notice=deleted", crate::paths::PARTNERS));
    Ok(())
}

/// Changes a contact. A new address ends a pending invitation and sends a new one there.
#[server(prefix = "/api", endpoint = "partners/update-contact")]
pub async fn update_contact(form: ContactForm) -> Result<(), AppError> {
    let staff = crate::http::context::staff()?;
    let app = crate::http::context::app()?;
    let id = form.person.parse().map_err(|_| AppError::NotFound)?;
    let details = form.parse()?;
    let partner = crate::server::contacts::update(&app, &staff, id, details).await?;
    leptos_axum::redirect(&format!("{}?notice=saved", crate::paths::partner(partner)));
    Ok(())
}
