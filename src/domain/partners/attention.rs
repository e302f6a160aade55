//! What *Needs attention* shows: who is stuck, and why.

use super::partner::PartnerRow;
use crate::domain::organisation::checklist::Checklist;
use crate::domain::outbox::EmailPause;
use serde::{Deserialize, Serialize};

/// Partners that are stuck for the same reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stuck {
    /// The word of their part of the list, as [`PartnerQuery::access`](super::partner::PartnerQuery::access) has it.
    pub part: String,
    /// How many they are, as far as is counted.
    pub count: i64,
    /// The newest of them; of what is still to come, the next.
    pub rows: Vec<PartnerRow>,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttentionPage {
    /// Each reason that some are stuck for, the most urgent first.
    pub stuck: Vec<Stuck>,
    /// Sending is paused.
    pub pause: Option<EmailPause>,
    /// How many emails wait for another attempt.
    pub retrying: i64,
    /// Whether there are any partners at all.
    pub any: bool,
    /// What to set up first, for people who may.
    pub checklist: Option<Checklist>,
}
