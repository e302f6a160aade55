//! Proofs of who is calling. These values are made only from a valid session, so a function that takes one cannot be
//! called without permission: functions that only read take [`Staff`], functions that change anything take [`Editor`],
//! and functions for owners take [`Owner`].

use crate::domain::auth::role::{PortalRole, Role};
use crate::domain::auth::viewer::SignedInAs;
use crate::domain::ids::{BulkId, PartnerId, PersonId, SessionId};
use crate::domain::language::Language;
use crate::domain::time::{MINUTE, Timestamp};
use std::ops::Deref;

/// A live session.
#[derive(Debug, Clone)]
pub struct LiveSession {
    pub id: SessionId,
    pub person: SignedInAs,
    /// The partner of a contact; none for staff.
    pub partner: Option<PartnerId>,
    /// What a contact may do in the portal.
    pub portal_role: PortalRole,
    /// What they read, where that is known.
    pub language: Option<Language>,
    /// When they gave their password last.
    pub confirmed_at: Timestamp,
    /// Whether the cookie is to be replaced.
    pub rotation_due: bool,
}

/// How long a password lasts that was given for something sensitive.
pub const CONFIRMED_FOR: i64 = 10 * MINUTE;

/// The proof of `T` by someone who gave their password a moment ago. A cookie that was copied, or a screen that was left
/// unlocked, does not do.
#[derive(Debug, Clone)]
pub struct Confirmed<T>(T);

/// A member of the organisation's team: may see everything.
#[derive(Debug, Clone)]
pub struct Staff {
    pub id: PersonId,
    pub name: String,
    /// The change to many partners that they confirmed and that is being carried out.
    pub bulk: Option<BulkId>,
}

/// Staff who may change things: owners and admins, never viewers.
#[derive(Debug, Clone)]
pub struct Editor(Staff);

/// Staff who may also change roles and remove colleagues.
#[derive(Debug, Clone)]
pub struct Owner(Editor);

/// A partner's contact.
#[derive(Debug, Clone)]
pub struct ContactSession {
    pub id: PersonId,
    pub partner: PartnerId,
}

/// A partner's contact who may bring in colleagues.
#[derive(Debug, Clone)]
pub struct Manager(ContactSession);

impl LiveSession {
    /// `proof` together with that of a password that was given a moment ago, if it was.
    pub fn confirmed<T>(&self, proof: T, now: Timestamp) -> Option<Confirmed<T>> {
        (now < self.confirmed_at.plus(CONFIRMED_FOR)).then_some(Confirmed(proof))
    }

    /// The proof that this session is staff's, if it is.
    pub fn staff(&self) -> Option<Staff> {
        self.person.is_staff().then(|| Staff { id: self.person.id, name: self.person.name.clone(), bulk: None })
    }

    /// The proof that this session may change things, if it may.
    pub fn editor(&self) -> Option<Editor> {
        self.staff().filter(|_| self.person.may_edit()).map(Editor)
    }

    /// The proof that this session is an owner's, if it is.
    pub fn owner(&self) -> Option<Owner> {
        self.editor().filter(|_| self.person.role == Role::Owner).map(Owner)
    }

    /// The proof that this session is a contact's, if it is.
    pub fn contact(&self) -> Option<ContactSession> {
        self.partner.map(|partner| ContactSession { id: self.person.id, partner })
    }

    /// The proof that this session is a manager's of a partner, if it is.
    pub fn manager(&self) -> Option<Manager> {
        self.contact().filter(|_| self.portal_role == PortalRole::Manager).map(Manager)
    }
}

impl Editor {
    /// For work that continues after the request in which this colleague confirmed it. The caller has just read in the
    /// database that they still may.
    pub fn on_behalf_of(id: PersonId, name: String, bulk: Option<BulkId>) -> Self {
        Self(Staff { id, name, bulk })
    }

    /// The same colleague, whose work is part of a change to many partners.
    pub fn within(&self, bulk: BulkId) -> Self {
        Self(Staff { bulk: Some(bulk), ..self.0.clone() })
    }
}

impl Owner {
    /// For what runs without any session, the demonstration and tests: as if this colleague had asked.
    pub fn for_system(id: PersonId, name: &str) -> Self {
        Self(Editor(Staff { id, name: name.to_owned(), bulk: None }))
    }
}

impl<T> Confirmed<T> {
    /// For what runs without any session, the demonstration and tests.
    #[cfg(test)]
    pub fn for_system(proof: T) -> Self {
        Self(proof)
    }
}

/// Whoever gave their password may do what they may without.
impl<T> Deref for Confirmed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Who may change things may look at them.
impl Deref for Editor {
    type Target = Staff;

    fn deref(&self) -> &Staff {
        &self.0
    }
}

/// Managers may do what every contact may.
impl Deref for Manager {
    type Target = ContactSession;

    fn deref(&self) -> &ContactSession {
        &self.0
    }
}

/// Owners may do what admins may.
impl Deref for Owner {
    type Target = Editor;

    fn deref(&self) -> &Editor {
        &self.0
    }
}
