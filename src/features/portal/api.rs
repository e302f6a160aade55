//! The partner portal.

use crate::domain::portal::Portal;
use crate::error::AppError;
use leptos::prelude::*;

/// What the signed-in contact sees of their own company.
#[server(prefix = "/api", endpoint = "portal/load")]
pub async fn load_portal() -> Result<Portal, AppError> {
    let contact = crate::http::context::contact()?;
    let app = crate::http::context::app()?;
    Ok(crate::server::portal::load(&app, &contact).await?)
}
