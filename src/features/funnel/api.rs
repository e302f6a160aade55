//! *Funnel*.

use crate::domain::funnel::{FunnelPage, FunnelQuery};
use crate::error::AppError;
use crate::reply::Reply;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{request, server::funnel::page};

permit!(LoadFunnel: Staff);
/// How far partners have come, with charts.
#[server(prefix = "/api", endpoint = "funnel/load", output = Reply)]
pub async fn load_funnel(query: FunnelQuery) -> Result<FunnelPage, AppError> {
    let (app, staff) = request::staff()?;
    Ok(page::load(&app, &staff, &query).await?)
}
