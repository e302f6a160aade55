//! Signing in with another address: it counts once it is confirmed.

use crate::domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A new address that has not been confirmed yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingAddress {
    pub email: String,
    pub until: Timestamp,
    /// Whether the time to confirm it has expired; sending the email again renews it.
    pub expired: bool,
}

/// What the link that confirms a new address leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// Waits for the password.
    Ready {
        organisation: String,
        email: String,
        /// Enough of the old address for its owner to know it: the link may be in the wrong hands.
        old_hint: String,
        /// The other person who is signed in in this browser.
        signed_in_as: Option<String>,
    },
    /// Its time ran out.
    Expired { email_hint: String },
    /// The new address counts already.
    Confirmed { email_hint: String },
    /// A newer one was asked for.
    Replaced,
    /// It was cancelled, or access ended.
    Cancelled { organisation: String },
    /// In the meantime another person signs in with this address.
    Taken { organisation: String },
    /// This browser does not hold the link (any more).
    NotHere,
    /// A part of the link was missing.
    CutShort,
    /// No link of ours.
    Unknown,
}
