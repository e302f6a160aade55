//! Server functions of imports.

use crate::domain::imports::{AssignForm, FixForm, Import, RecentImport};
use crate::error::AppError;
use crate::reply::Reply;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{domain::imports::RowState, paths, request, server::imports::jobs};

permit!(LoadImport: Editors);
/// What is to be said of each row of a spreadsheet, a page of them.
#[server(prefix = "/api", endpoint = "partners/load-import", output = Reply)]
pub async fn load_import(import: String, state: String, after: String) -> Result<Import, AppError> {
    let (app, staff) = request::editor()?;
    let id = import.parse().map_err(|_| AppError::NotFound)?;
    let state = RowState::parse(&state);
    Ok(jobs::get(&app, &staff, id, state, after.parse().unwrap_or(0)).await?)
}

permit!(AssignColumns: Editors);
/// Says what the columns and words of a spreadsheet mean.
#[server(prefix = "/api", endpoint = "partners/assign-columns", output = Reply)]
pub async fn assign_columns(form: AssignForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = form.import.parse().map_err(|_| AppError::NotFound)?;
    jobs::assign(&app, &staff, id, form.parse()?).await?;
    request::redirect_unless_js(&paths::partner_import(id));
    Ok(())
}

permit!(FixRow: Editors);
/// Fixes a row of a spreadsheet on the page.
#[server(prefix = "/api", endpoint = "partners/fix-row", output = Reply)]
pub async fn fix_row(form: FixForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = form.import.parse().map_err(|_| AppError::NotFound)?;
    jobs::fix(&app, &staff, id, form.line, form.text).await?;
    // Back to the page of the list on which the row stands.
    let page = paths::partner_import(id);
    let came_from = request::came_from();
    request::redirect_unless_js(if came_from.starts_with(&page) { &came_from } else { &page });
    Ok(())
}

permit!(ImportPartners: Editors);
/// Imports the rows of a spreadsheet that are ready, a long one in the background. Sent again, it changes nothing.
#[server(prefix = "/api", endpoint = "partners/import", output = Reply)]
pub async fn import_partners(import: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = import.parse().map_err(|_| AppError::NotFound)?;
    jobs::start(&app, &staff, id).await?;
    request::redirect_unless_js(&paths::partner_import(id));
    Ok(())
}

permit!(StopImport: Editors);
/// Ends an import that is under way. What it added stays, and the rest can be imported later.
#[server(prefix = "/api", endpoint = "partners/stop-import", output = Reply)]
pub async fn stop_import(import: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = import.parse().map_err(|_| AppError::NotFound)?;
    jobs::stop(&app, &staff, id).await?;
    request::redirect_unless_js(&paths::partner_import(id));
    Ok(())
}

permit!(RecentImports: Editors);
/// What the colleague uploaded in the last days, the newest first.
#[server(prefix = "/api", endpoint = "partners/recent-imports", output = Reply)]
pub async fn recent_imports() -> Result<Vec<RecentImport>, AppError> {
    let (app, staff) = request::editor()?;
    Ok(jobs::recent(&app, &staff).await?)
}
