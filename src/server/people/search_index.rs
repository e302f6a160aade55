//! The words by which a partner's list finds a partner.

use crate::domain::ids::PartnerId;
use crate::domain::names;
use crate::domain::partners::contact::ContactDetails;
use crate::domain::partners::details::PartnerDetails;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::Result;
use crate::server::platform::normalize::{fold, search_key};

/// The folded forms of what a partner is found and sorted by.
pub struct SearchKeys {
    /// All its words.
    pub words: String,
    /// Its main contact.
    pub contact: String,
}

impl SearchKeys {
    /// Those of a new partner with its first contact: what the view would say, without reading it.
    pub fn of_new(partner: &PartnerDetails, contact: &ContactDetails) -> Self {
        let name = names::full(contact.first_name.as_str(), contact.last_name.as_str());
        let words = [partner.name.as_str(), partner.website.as_str(), &name, contact.email.as_str()];
        Self { words: search_key(&words.join(" ")), contact: fold(&name) }
    }
}

/// Rewrites what a partner is found and sorted by, as the view `partner_search_text` has it.
pub async fn refresh_search(tx: &mut Tx, partner: PartnerId) -> Result<()> {
    // Changes nothing, but makes other writers of these words wait: each reads what the one before it wrote.
    const LOCK: &str = "update partner set version = version where id = $1";
    const FIND: &str = "select words, contact from partner_search_text where id = $1";
    const KEEP: &str = "update partner set search_key = $2, contact_key = $3 where id = $1";
    execute!(&mut *tx, LOCK, partner.0)?;
    let (words, contact): (String, String) = run!(tx, c => sqlx::query_as(FIND).bind(partner.0).fetch_one(c))?;
    execute!(tx, KEEP, partner.0, search_key(&words), fold(&contact))?;
    Ok(())
}
