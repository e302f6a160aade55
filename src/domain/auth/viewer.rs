//! Who looks at a page, and what its frame shows them.

use super::role::Role;
use crate::domain::ids::PersonId;
use crate::domain::organisation::accent::Accent;
use crate::domain::organisation::logo::Logo;
use crate::domain::organisation::partner_manager::PartnerManager;
use serde::{Deserialize, Serialize};

/// Who is signed in, as every page knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedInAs {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    pub role: Role,
}

impl SignedInAs {
    /// Whether this person works for the organisation.
    pub fn is_staff(&self) -> bool {
        self.role != Role::Contact
    }

    /// Whether this person may change partners and what the organisation set up.
    pub fn may_edit(&self) -> bool {
        self.role.may_edit()
    }
}

/// What the frame around every page needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shell {
    pub organisation: String,
    pub accent: Accent,
    pub logo: Option<Logo>,
    pub person: Option<SignedInAs>,
    /// For staff: mail is written to files because no mail server is configured.
    pub email_to_files: bool,
    /// For contacts: whom to turn to.
    pub partner_manager: Option<PartnerManager>,
}

impl Shell {
    /// Whether the signed-in person may change things.
    pub fn may_edit(&self) -> bool {
        self.person.as_ref().is_some_and(SignedInAs::may_edit)
    }
}
