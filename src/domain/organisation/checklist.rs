//! What a new organisation does first.

use serde::{Deserialize, Serialize};

/// The setup checklist, for those who may do what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    pub steps: Vec<Step>,
}

/// One line of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub title: String,
    /// What it is good for, or what keeps it from being done.
    pub why: String,
    /// Where it is done.
    pub href: String,
    /// Another way to do it: what it is called, and where.
    pub instead: Option<(String, String)>,
    pub is_done: bool,
}

impl Checklist {
    /// How many steps are done.
    pub fn done(&self) -> usize {
        self.steps.iter().filter(|step| step.is_done).count()
    }

    /// Whether nothing is left to do.
    pub fn is_complete(&self) -> bool {
        self.done() == self.steps.len()
    }
}
