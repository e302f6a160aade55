//! The words by which a partner's list finds a partner.

use crate::domain::ids::PartnerId;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::Result;
use crate::server::platform::normalize::fold;

/// Rewrites what the search box finds a partner by: its name, and the names and the address of each contact.
pub async fn refresh_search(tx: &mut Tx, partner: PartnerId) -> Result<()> {
    const NAMES: &str = "select first_name, last_name, email from person where partner_id = $1 order by created_at, id";
    let name: String =
        run!(tx, c => sqlx::query_scalar("select name from partner where id = $1").bind(partner.0).fetch_one(c))?;
    let people: Vec<(String, String, String)> = run!(tx, c => sqlx::query_as(NAMES).bind(partner.0).fetch_all(c))?;
    let people = people.into_iter().map(|(first, last, email)| format!(" {first} {last} {email}"));
    let key = fold(&std::iter::once(name).chain(people).collect::<String>());
    execute!(tx, "update partner set search_key = $2 where id = $1", partner.0, &key)?;
    Ok(())
}
