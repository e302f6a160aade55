//! Roles: what people may do.

use serde::{Deserialize, Serialize};

/// What a person may do. Contacts see their own partner's portal and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Runs this Gangway; there is always one.
    Owner,
    /// Manages partners and invitations, and invites colleagues.
    Admin,
    /// Looks at everything that an admin sees, and changes nothing of it.
    Viewer,
    /// Belongs to a partner.
    Contact,
}

impl Role {
    /// The word in the database and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Viewer => "viewer",
            Self::Contact => "contact",
        }
    }

    /// The word on pages and in mails.
    pub fn label(self) -> &'static str {
        match self {
            Self::Owner => t!(auth::role_owner),
            Self::Admin => t!(auth::role_admin),
            Self::Viewer => t!(auth::role_viewer),
            Self::Contact => t!(auth::role_contact),
        }
    }

    /// The same inside a sentence, with its article.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Owner => t!(auth::an_owner),
            Self::Admin => t!(auth::an_admin),
            Self::Viewer => t!(auth::a_viewer),
            Self::Contact => t!(auth::a_contact),
        }
    }

    /// Whether it allows to change partners and what the organisation set up.
    pub fn may_edit(self) -> bool {
        matches!(self, Self::Owner | Self::Admin)
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Owner, Self::Admin, Self::Viewer, Self::Contact].into_iter().find(|role| role.as_str() == word)
    }
}

/// What a contact may do in the portal, on top of looking.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PortalRole {
    /// Brings in colleagues, where a program of the partner allows it.
    Manager,
    #[default]
    Member,
}

impl PortalRole {
    /// In the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Member, Self::Manager];

    /// The word in the database and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Manager => "manager",
            Self::Member => "member",
        }
    }

    /// The word for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Manager => t!(auth::portal_role_manager),
            Self::Member => t!(auth::portal_role_member),
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// Reads the word of the database; a member where there is none.
    pub fn parse_or_default(word: Option<&str>) -> Self {
        word.and_then(Self::parse).unwrap_or_default()
    }
}
