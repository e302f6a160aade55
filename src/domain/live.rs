//! News for the pages that are open: whom a change was about.

use super::ids::PartnerId;
use serde::{Deserialize, Serialize};

/// What changed within a moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// It is unknown what changed: every page reloads.
    pub anything: bool,
    pub partners: Vec<PartnerId>,
    /// Something that is about no partner.
    pub others: bool,
    /// People who activated their access, by name.
    pub activated: Vec<String>,
}

impl News {
    /// Whether a page about `partner`, or about something that is no partner's, shows something old now.
    pub fn concerns(&self, partner: Option<PartnerId>) -> bool {
        self.anything || partner.map_or(self.others, |partner| self.partners.contains(&partner))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
