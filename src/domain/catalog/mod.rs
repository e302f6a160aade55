//! Programs and statuses, as typed and as shown.

pub mod choice;
pub mod invite_rule;
