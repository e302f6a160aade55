//! Who of the team looks after a partner.

use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::organisation::partner_manager::PartnerManager;
use crate::server::platform::db::{Tx, read, run};
use crate::server::platform::error::Result;
use crate::server::state::AppState;

/// The manager of the company of `contact`; none for staff.
pub async fn of_contact(app: &AppState, contact: PersonId) -> Result<Option<PartnerManager>> {
    const FIND: &str = "
        select c.name, c.email
        from person p
        join partner_manager c on c.partner_id = p.partner_id
        where p.id = $1";
    let found: Option<(String, String)> = read!(&app.db, c => sqlx::query_as(FIND).bind(contact.0).fetch_optional(c))?;
    Ok(found.map(|(name, email)| PartnerManager { name, email }))
}

/// The name of the manager of `partner`.
pub async fn name_in(tx: &mut Tx, partner: PartnerId) -> Result<String> {
    const NAME: &str = "select name from partner_manager where partner_id = $1";
    let name: Option<String> = run!(tx, c => sqlx::query_scalar(NAME).bind(partner.0).fetch_optional(c))?;
    Ok(name.unwrap_or_default())
}
