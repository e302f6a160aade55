//! The words by which a partner's list finds a partner.

use crate::domain::ids::PartnerId;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::Result;
use crate::server::platform::normalize::fold;

/// Rewrites what the search box finds a partner by, as the view `partner_search_text` tells it.
pub async fn refresh_search(tx: &mut Tx, partner: PartnerId) -> Result<()> {
    const WORDS: &str = "select words from partner_search_text where id = $1";
    let words: String = run!(tx, c => sqlx::query_scalar(WORDS).bind(partner.0).fetch_one(c))?;
    execute!(tx, "update partner set search_key = $2 where id = $1", partner.0, fold(&words))?;
    Ok(())
}
