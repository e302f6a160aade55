//! Server functions of imports.

use crate::domain::imports::Import;
use crate::error::AppError;
use leptos::prelude::*;

/// What is to be said of each row of a spreadsheet, a page of them.
#[server(prefix = "/api", endpoint = "partners/load-import")]
pub async fn load_import(import: String, state: String, after: String) -> Result<Import, AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let id = import.parse().map_err(|_| AppError::NotFound)?;
    let state = crate::domain::imports::RowState::parse(&state);
    Ok(crate::server::imports::jobs::get(&app, &staff, id, state, after.parse().unwrap_or(0)).await?)
}

/// Imports the rows of a spreadsheet that are ready. Sent again, it changes nothing.
#[server(prefix = "/api", endpoint = "partners/import")]
pub async fn import_partners(import: String) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let id = import.parse().map_err(|_| AppError::NotFound)?;
    crate::server::imports::jobs::run(&app, &staff, id).await?;
    crate::request::context::lead_to(&crate::paths::partner_import(id));
    Ok(())
}
