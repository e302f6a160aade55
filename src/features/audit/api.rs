//! *Organisation > Audit log*.

use crate::domain::audit::{AuditPage, AuditQuery};
use crate::error::AppError;
use crate::reply::Reply;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{
    request,
    server::{audit::log, organisation::settings},
};

permit!(ListAudit: Staff);
/// A page of the audit log.
#[server(prefix = "/api", endpoint = "audit/list", output = Reply)]
pub async fn list_audit(query: AuditQuery) -> Result<AuditPage, AppError> {
    let (app, staff) = request::staff()?;
    let owner = request::owner().ok().map(|(_, owner)| owner);
    Ok(log::list(&app, &staff, owner.as_ref(), &query, &settings::settings(&app).await?.time_zone).await?)
}
