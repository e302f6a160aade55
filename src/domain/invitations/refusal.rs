//! What a mail server means by refusing an email.

use serde::{Deserialize, Serialize};

/// A refusal, for people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The reason in plain words.
    pub words: String,
    /// Whether it is the address that was refused for good, so that trying again is of no use.
    pub is_of_address: bool,
}
