//! *My account*, for members and contacts, and the way back in.

use super::pending_email::PendingAddress;
use crate::domain::ids::SessionId;
use crate::domain::organisation::terms::AcceptedTerms;
use crate::domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// *My account*, for staff and contacts alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub name: String,
    pub email: String,
    /// The address that waits to be confirmed instead.
    pub pending_address: Option<PendingAddress>,
    /// What a contact accepted as they activated.
    pub terms: Option<AcceptedTerms>,
    pub sessions: Vec<Session>,
}

/// What a password reset link leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reset {
    /// The form, for the account with this address.
    Ready { email: String },
    /// It was used, or its time ran out.
    Over,
    /// This browser does not hold the link (any more).
    NotHere,
    /// A part of the link was missing.
    CutShort,
}

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub id: SessionId,
    /// `Firefox · Linux`; empty where it is unknown.
    pub browser: String,
    pub signed_in_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub is_this_one: bool,
}
