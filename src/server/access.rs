//! Proof of who asks. These values are made from a live session and nowhere else, so a function that
//! takes one cannot be called by anybody who may not.

use crate::domain::ids::{PartnerId, PersonId, SessionId};
use crate::domain::person::SignedInAs;

/// A live session.
#[derive(Debug, Clone)]
pub struct LiveSession {
    pub id: SessionId,
    pub person: SignedInAs,
    /// The partner of a contact; none for staff.
    pub partner: Option<PartnerId>,
}

/// Somebody who works for the organisation and may change partners.
#[derive(Debug, Clone)]
pub struct Staff {
    pub id: PersonId,
    pub name: String,
}

/// A partner's contact.
#[derive(Debug, Clone)]
pub struct ContactSession {
    pub id: PersonId,
    pub partner: PartnerId,
}

impl LiveSession {
    /// The proof that this session is staff's, if it is.
    pub fn staff(&self) -> Option<Staff> {
        self.person.is_staff().then(|| Staff { id: self.person.id, name: self.person.name.clone() })
    }

    /// The proof that this session is a contact's, if it is.
    pub fn contact(&self) -> Option<ContactSession> {
        self.partner.map(|partner| ContactSession { id: self.person.id, partner })
    }
}
