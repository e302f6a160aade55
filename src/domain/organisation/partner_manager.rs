//! Who of the team looks after a partner.

use serde::{Deserialize, Serialize};

/// A member of the team, as contacts see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerManager {
    pub name: String,
    pub email: String,
}
