//! How an invitation reaches its person.

use serde::{Deserialize, Serialize};

/// How an invitation reaches its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Delivery {
    /// Gangway sends an email.
    Email,
    /// Staff pass on the link themselves.
    Link,
}

impl Delivery {
    /// Reads a form's choice; email unless the link was asked for by name.
    pub fn parse(raw: &str) -> Option<Self> {
        match raw {
            "email" | "" => Some(Self::Email),
            "link" => Some(Self::Link),
            _ => None,
        }
    }
}
