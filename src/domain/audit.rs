//! The audit log: who did what, when and from where.

use super::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Which entries are asked for, as the URL says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditQuery {
    /// Words that occur in the entry or in the name of whoever did it.
    pub q: String,
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
    pub what: String,
    /// What was so before and is so now, a line a field.
    pub changes: String,
    /// Network address and browser; empty for what the server did by itself.
    pub origin: String,
}

/// A page of entries, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    pub rows: Vec<AuditRow>,
    /// The `before` of the next page, where there is one.
    pub next: Option<String>,
}
