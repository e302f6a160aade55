//! The words by which a partner's list finds a partner.

use crate::domain::ids::PartnerId;
use crate::domain::partners::contact::ContactDetails;
use crate::domain::partners::details::PartnerDetails;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::Result;
use crate::server::platform::normalize::fold;

/// What finds a new partner with its first contact: what the view would say, without reading it.
pub fn of_new(partner: &PartnerDetails, contact: &ContactDetails) -> String {
    let (first_name, last_name) = (contact.first_name.as_str(), contact.last_name.as_str());
    let words = [partner.name.as_str(), partner.website.as_str(), first_name, last_name, contact.email.as_str()];
    fold(&words.join(" "))
}

/// Rewrites what the search box finds a partner by, as the view `partner_search_text` tells it.
pub async fn refresh_search(tx: &mut Tx, partner: PartnerId) -> Result<()> {
    const WORDS: &str = "select words from partner_search_text where id = $1";
    let words: String = run!(tx, c => sqlx::query_scalar(WORDS).bind(partner.0).fetch_one(c))?;
    execute!(tx, "update partner set search_key = $2 where id = $1", partner.0, fold(&words))?;
    Ok(())
}
