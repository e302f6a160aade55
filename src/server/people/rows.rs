//! People as the other nouns need them.

use crate::domain::auth::role::Role;
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::invitations::invitation::InvitationFacts;
use crate::domain::names;
use crate::domain::time::Timestamp;
use crate::server::platform::db::{Tx, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use sqlx::AssertSqlSafe;
use std::ops::Deref;
use uuid::Uuid;

/// The role that the database has a word for.
pub fn role(word: &str) -> Result<Role> {
    Role::parse(word).ok_or_else(|| Error::internal(format!("unknown role {word}")))
}

/// A person with an address, locked for the length of a transaction.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct PersonRow {
    id: Uuid,
    partner_id: Option<Uuid>,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub access_at: Option<i64>,
    pub activated_at: Option<i64>,
}

impl PersonRow {
    /// Whose row it is.
    pub fn id(&self) -> PersonId {
        PersonId(self.id)
    }

    /// The company a contact belongs to; none for staff.
    pub fn company(&self) -> Option<PartnerId> {
        self.partner_id.map(PartnerId)
    }

    /// First and last name.
    pub fn name(&self) -> String {
        names::full(&self.first_name, &self.last_name)
    }
}

/// A contact, locked the same way.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct ContactRow {
    #[sqlx(flatten)]
    person: PersonRow,
    partner_id: Uuid,
    /// The main contact of their company.
    pub is_main: bool,
}

impl ContactRow {
    /// The company they belong to.
    pub fn partner(&self) -> PartnerId {
        PartnerId(self.partner_id)
    }
}

impl Deref for ContactRow {
    type Target = PersonRow;

    fn deref(&self) -> &PersonRow {
        &self.person
    }
}

/// Whose rows a statement reads, all in one go. It says `p.id = $1 or p.partner_id = $1` and gets
/// [`PersonFilter::id`], as no person and partner have the same one.
#[derive(Debug, Clone, Copy)]
pub enum PersonFilter {
    One(PersonId),
    ContactsOf(PartnerId),
}

impl PersonFilter {
    /// The id that the statement compares with.
    pub fn id(self) -> Uuid {
        match self {
            Self::One(person) => person.0,
            Self::ContactsOf(partner) => partner.0,
        }
    }
}

/// The person with this id, contact or colleague. The update changes nothing but makes concurrent changes to this
/// person wait, on both engines.
pub async fn lock(tx: &mut Tx, id: PersonId) -> Result<PersonRow> {
    const LOCK: &str = "
        update person
        set access_at = access_at
        where id = $1
        returning id, partner_id, first_name, last_name, email, access_at, activated_at";
    let row: Option<PersonRow> = run!(tx, c => sqlx::query_as(LOCK).bind(id.0).fetch_optional(c))?;
    row.ok_or(Error::NotFound)
}

/// What is commonly known of a person, so that no password may be made of it alone: name, address, company and whom
/// they work with.
pub async fn password_context(app: &AppState, id: PersonId) -> Result<[String; 4]> {
    const GET: &str = "
        select p.name, p.email, coalesce(c.name, ''), coalesce(o.name, '')
        from person p
        left join partner c on c.id = p.partner_id
        left join organisation o on o.id = 1
        where p.id = $1";
    let row: Option<(String, String, String, String)> =
        read!(&app.db, c => sqlx::query_as(GET).bind(id.0).fetch_optional(c))?;
    row.map(Into::into).ok_or(Error::NotFound)
}

/// The contact with this id, locked the same way; staff are not found here.
pub async fn lock_contact(tx: &mut Tx, id: PersonId) -> Result<ContactRow> {
    let sql = lock_contacts_where("id = $1 and role = 'contact'");
    let row: Option<ContactRow> = run!(tx, c => sqlx::query_as(sql).bind(id.0).fetch_optional(c))?;
    row.ok_or(Error::NotFound)
}

/// The main contact of `partner`, locked the same way.
pub async fn lock_main_contact(tx: &mut Tx, partner: PartnerId) -> Result<Option<ContactRow>> {
    let sql = lock_contacts_where("partner_id = $1 and is_main");
    Ok(run!(tx, c => sqlx::query_as(sql).bind(partner.0).fetch_optional(c))?)
}

/// All contacts of `partner`, locked the same way.
pub async fn lock_team(tx: &mut Tx, partner: PartnerId) -> Result<Vec<ContactRow>> {
    let sql = lock_contacts_where("partner_id = $1");
    Ok(run!(tx, c => sqlx::query_as(sql).bind(partner.0).fetch_all(c))?)
}

/// Locks the contacts that `condition` finds and returns each as a [`ContactRow`].
fn lock_contacts_where(condition: &'static str) -> AssertSqlSafe<String> {
    AssertSqlSafe(format!(
        "
        update person
        set access_at = access_at
        where {condition}
        returning id, partner_id, first_name, last_name, email, is_main, access_at, activated_at"
    ))
}

/// The columns of an invitation that its state is computed from; flattened into other rows.
#[derive(sqlx::FromRow)]
pub struct FactsRow {
    expires_at: i64,
    accepted_at: Option<i64>,
    revoked_at: Option<i64>,
    superseded_at: Option<i64>,
}

impl FactsRow {
    /// The same as domain facts.
    pub fn facts(&self) -> InvitationFacts {
        InvitationFacts {
            expires_at: Timestamp(self.expires_at),
            accepted_at: self.accepted_at.map(Timestamp),
            revoked_at: self.revoked_at.map(Timestamp),
            superseded_at: self.superseded_at.map(Timestamp),
        }
    }
}
