//! How far groups of partners have come.

use super::funnel::FunnelStep;
use super::time::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

/// What partners have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Year and month.
    Month(i64, usize),
    /// A program, a template or a member of the team; none for those without.
    Id(Option<Uuid>),
    /// A language's code; empty for the organisation's.
    Word(String),
}

/// How far the partners of a group have come.
#[derive(Debug, Clone, Copy, Default)]
pub struct Progress {
    /// How many came to each step.
    pub counts: [i64; FunnelStep::ALL.len()],
    /// The median time to activate, in minutes; the lower one of two.
    pub median: Option<i64>,
}

/// What was counted for a page of the funnel.
#[derive(Debug)]
pub struct Counted {
    pub all: Progress,
    pub groups: HashMap<Group, Progress>,
    pub at: Timestamp,
}
