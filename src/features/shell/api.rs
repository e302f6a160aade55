//! What the frame asks the server for.

use crate::domain::partners::partner::PartnerHit;
use crate::error::AppError;
use crate::reply::Reply;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{request, server::partners::find};

permit!(FindPartners: Staff);
/// The partners that a few letters find.
#[server(prefix = "/api", endpoint = "partners/find", output = Reply)]
pub async fn find_partners(q: String) -> Result<Vec<PartnerHit>, AppError> {
    let (app, staff) = request::staff()?;
    Ok(find::find(&app, &staff, &q).await?)
}
