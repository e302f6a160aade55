//! *My account*, for members and contacts.

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
