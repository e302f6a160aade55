//! Whom the contacts of a partner turn to.

use serde::{Deserialize, Serialize};

/// A member of the team, as contacts see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPerson {
    pub name: String,
    pub email: String,
}
