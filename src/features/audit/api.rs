//! *Manage > Audit log*.

use crate::domain::audit::{AuditPage, AuditQuery};
use crate::error::AppError;
use leptos::prelude::*;

/// A page of the audit log.
#[server(prefix = "/api", endpoint = "audit/list")]
pub async fn list_audit(query: AuditQuery) -> Result<AuditPage, AppError> {
    let staff = crate::request::context::staff()?;
    let app = crate::request::context::app()?;
    Ok(crate::server::audit::log::list(
        &app,
        &staff,
        &query,
        &crate::server::organisation::settings::settings(&app).await?.time_zone,
    )
    .await?)
}
