//! People as the other nouns need them.

use super::db::{Tx, run};
use super::failure::{Failure, Result};
use crate::domain::ids::{PartnerId, PersonId};
use uuid::Uuid;

/// A contact, locked for the length of a transaction.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ContactRow {
    id: Uuid,
    partner_id: Uuid,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    /// The main contact of their company.
    pub is_main: bool,
    pub access_at: Option<i64>,
    pub activated_at: Option<i64>,
}

impl ContactRow {
    /// Whose row it is.
    pub fn id(&self) -> PersonId {
        PersonId(self.id)
    }

    /// The company they belong to.
    pub fn partner(&self) -> PartnerId {
        PartnerId(self.partner_id)
    }

    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

/// The contact with this id; staff are not found here. The update changes nothing but makes everybody
/// else who wants to change this person wait, on both engines.
pub async fn lock_contact(tx: &mut Tx, id: PersonId) -> Result<ContactRow> {
    const LOCK: &str = "update person set access_at = access_at where id = $1 and role = 'contact'
         returning id, partner_id, first_name, last_name, email, is_main, access_at, activated_at";
    let row: Option<ContactRow> = run!(tx, c => sqlx::query_as(LOCK).bind(id.0).fetch_optional(c))?;
    row.ok_or(Failure::NotFound)
}

/// The main contact of `partner`, locked the same way.
pub async fn lock_main_contact(tx: &mut Tx, partner: PartnerId) -> Result<Option<ContactRow>> {
    const LOCK: &str = "update person set access_at = access_at where partner_id = $1 and is_main
         returning id, partner_id, first_name, last_name, email, is_main, access_at, activated_at";
    Ok(run!(tx, c => sqlx::query_as(LOCK).bind(partner.0).fetch_optional(c))?)
}

/// All contacts of `partner`, locked the same way.
pub async fn lock_team(tx: &mut Tx, partner: PartnerId) -> Result<Vec<ContactRow>> {
    const LOCK: &str = "update person set access_at = access_at where partner_id = $1
         returning id, partner_id, first_name, last_name, email, is_main, access_at, activated_at";
    Ok(run!(tx, c => sqlx::query_as(LOCK).bind(partner.0).fetch_all(c))?)
}
