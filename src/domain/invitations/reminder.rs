//! What staff change about the reminders of one contact.

use crate::domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What staff do about the reminders of a contact, as sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReminderForm {
    pub person: String,
    /// `skip`, `stop` or `resume`.
    pub step: String,
    /// The time of the reminder to skip, in microseconds.
    pub at: String,
}

/// The same, checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReminderStep {
    /// Leaves out the one that is planned for this time.
    Skip(Timestamp),
    /// No more of them.
    Stop,
    /// The rest of them again.
    Resume,
}

impl ReminderForm {
    /// What it asks for; none if that is unknown.
    pub fn step(&self) -> Option<ReminderStep> {
        match self.step.as_str() {
            "skip" => Some(ReminderStep::Skip(Timestamp(self.at.parse().ok()?))),
            "stop" => Some(ReminderStep::Stop),
            "resume" => Some(ReminderStep::Resume),
            _ => None,
        }
    }
}
