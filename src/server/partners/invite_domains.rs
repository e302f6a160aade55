//! The email domains at which managers of a partner invite at once, as they are kept. Only what staff typed leads here:
//! an address that a contact chose, or a colleague whom they asked for, changes nothing.

use crate::domain::email::EmailAddress;
use crate::domain::ids::PartnerId;
use crate::domain::partners::invite_domains::{InviteDomain, InviteDomains};
use crate::domain::partners::partner::PartnerDomain;
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::Result;
use crate::server::state::AppState;

const LIST: &str = "select domain from partner_domain where partner_id = $1 and removed_at is null order by domain";

/// Takes the domain of an address that staff entered for a contact of `partner`; not one at which anyone gets a mailbox,
/// and not one that staff took off the list.
pub async fn learn(tx: &mut Tx, partner: PartnerId, email: &EmailAddress) -> Result<()> {
    // Who has the form open must see it before they save the list as it was.
    const NOTE: &str = "update partner set version = version + 1 where id = $1";
    if add(tx, partner, email).await? {
        execute!(tx, NOTE, partner.0)?;
    }
    Ok(())
}

/// The same for a new partner, which no one has open. Returns whether the list grew.
pub async fn add(tx: &mut Tx, partner: PartnerId, email: &EmailAddress) -> Result<bool> {
    const ADD: &str = "
        insert into partner_domain (partner_id, domain)
        select $1, $2
        where (select count(*) from partner_domain where partner_id = $1 and removed_at is null) < $3
        on conflict do nothing";
    let domain = InviteDomain::of(email);
    Ok(!domain.is_public_mailbox() && execute!(tx, ADD, partner.0, domain.as_str(), InviteDomains::MOST as i64)? > 0)
}

/// Makes `domains` the list of `partner`, as staff typed it.
pub async fn set(tx: &mut Tx, app: &AppState, partner: PartnerId, domains: &InviteDomains) -> Result<()> {
    const REMOVE: &str = "update partner_domain set removed_at = $3 where partner_id = $1 and domain = $2";
    const ADD: &str = "
        insert into partner_domain (partner_id, domain)
        values ($1, $2)
        on conflict (partner_id, domain) do update set removed_at = null";
    let before: Vec<String> = run!(&mut *tx, c => sqlx::query_scalar(LIST).bind(partner.0).fetch_all(c))?;
    for domain in before.iter().filter(|before| domains.iter().all(|domain| domain.as_str() != **before)) {
        execute!(&mut *tx, REMOVE, partner.0, domain, app.now().0)?;
    }
    for domain in domains.iter() {
        execute!(&mut *tx, ADD, partner.0, domain.as_str())?;
    }
    Ok(())
}

/// The list of `partner`, for staff.
pub async fn list(app: &AppState, partner: PartnerId) -> Result<Vec<PartnerDomain>> {
    let domains: Vec<String> = read!(&app.db, c => sqlx::query_scalar(LIST).bind(partner.0).fetch_all(c))?;
    let domains = domains.iter().filter_map(|name| InviteDomain::parse(name));
    let shown =
        |domain: InviteDomain| PartnerDomain { is_public_mailbox: domain.is_public_mailbox(), name: domain.shown() };
    Ok(domains.map(shown).collect())
}

/// Whether managers of `partner` invite at once at the domain of `email`.
pub async fn has(tx: &mut Tx, partner: PartnerId, email: &EmailAddress) -> Result<bool> {
    const FIND: &str = "select 1 from partner_domain where partner_id = $1 and domain = $2 and removed_at is null";
    let domain = InviteDomain::of(email);
    let found: Option<i32> =
        run!(tx, c => sqlx::query_scalar(FIND).bind(partner.0).bind(domain.as_str()).fetch_optional(c))?;
    Ok(found.is_some())
}
