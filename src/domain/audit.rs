//! The audit log: who did what, when and from where.

use super::ids::{BulkId, PartnerId, PersonId};
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What an entry is about, in a word to filter by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AuditKind {
    Access,
    Partners,
    Email,
    Team,
    Organisation,
}

impl AuditKind {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Access, Self::Partners, Self::Email, Self::Team, Self::Organisation];

    /// The kind of an action.
    pub fn of(action: &str) -> Self {
        const PREFIXES: [(AuditKind, &[&str]); 4] = [
            (
                AuditKind::Access,
                &[
                    "access_",
                    "activat",
                    "invitation",
                    "link_",
                    "fresh_link",
                    "bulk_access",
                    "bulk_invit",
                    "bulk_emails",
                ],
            ),
            (AuditKind::Partners, &["partner", "contact", "main_contact", "offer", "bulk", "address", "team_request"]),
            (AuditKind::Email, &["email", "mail", "template"]),
            (AuditKind::Team, &["sign", "password", "team", "member", "role", "session", "set_up"]),
        ];
        let found = PREFIXES.iter().find(|(_, prefixes)| prefixes.iter().any(|prefix| action.starts_with(prefix)));
        found.map_or(Self::Organisation, |(kind, _)| *kind)
    }

    /// The word in the database and in the URL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Partners => "partners",
            Self::Email => "email",
            Self::Team => "team",
            Self::Organisation => "organisation",
        }
    }

    /// The words for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Access => t!(audit::invitations_and_access),
            Self::Partners => t!(audit::partners_and_contacts),
            Self::Email => t!(audit::email),
            Self::Team => t!(audit::team_and_sign_in),
            Self::Organisation => t!(audit::organisation),
        }
    }
}

/// Which entries are asked for, as the URL says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditQuery {
    /// Words that occur in the entry or in the name of the person who did it.
    pub q: String,
    /// The id of the colleague who did it; empty for all.
    pub person: String,
    /// The word of an [`AuditKind`]; empty for all.
    pub kind: String,
    /// The id of the partner it is about; empty for all.
    pub partner: String,
    /// The first day, in the organisation's time zone: `2026-11-22`.
    pub from: String,
    /// The last day.
    pub to: String,
    /// Where the page before ended.
    pub before: String,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    pub at: Timestamp,
    pub actor: String,
    /// The partner it is about, as long as there is one.
    pub partner: Option<AuditPartner>,
    /// The change to many partners that it is about.
    pub bulk: Option<BulkId>,
    pub what: String,
    /// What was so before and is so now, a line a field.
    pub changes: String,
    /// Network address and browser; empty for actions of the server.
    pub origin: String,
}

/// A partner that entries are about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPartner {
    pub id: PartnerId,
    pub name: String,
}

/// A page of entries, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    pub rows: Vec<AuditRow>,
    /// The colleagues to filter by.
    pub people: Vec<(PersonId, String)>,
    /// The partner that is filtered by.
    pub partner: Option<AuditPartner>,
    /// The `before` of the next page, where there is one.
    pub next: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::AuditKind;

    #[test]
    fn actions_have_the_kind_one_would_look_under() {
        for (action, kind) in [
            ("access_given", AuditKind::Access),
            ("bulk_access_removed", AuditKind::Access),
            ("bulk_status_set", AuditKind::Partners),
            ("team_request_approved", AuditKind::Partners),
            ("team_invited", AuditKind::Team),
            ("template_changed", AuditKind::Email),
            ("terms_changed", AuditKind::Organisation),
        ] {
            assert_eq!(AuditKind::of(action), kind, "{action}");
        }
    }
}
