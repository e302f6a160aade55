//! What is held about a contact, before it is exported or erased.

use crate::domain::ids::{PartnerId, PersonId};
use serde::{Deserialize, Serialize};

/// What is held about one contact, in numbers, and whether they can be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonalData {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    pub partner: PartnerId,
    pub partner_name: String,
    /// Rows that are deleted, by kind.
    pub deleted: Vec<(String, i64)>,
    /// Entries of the audit log, which lose the name.
    pub entries: i64,
    pub erasing: Erasing,
}

/// What erasing a contact means for their partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Erasing {
    /// The partner keeps its main contact.
    Contact,
    /// They are the only contact: the partner is deleted with them.
    ContactAndPartner,
    /// Another main contact has to be chosen first.
    MainContact,
}

/// The confirmation that a contact is erased.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EraseForm {
    pub person: String,
    /// `on` where the page said that the partner is deleted, too.
    pub with_partner: String,
}
