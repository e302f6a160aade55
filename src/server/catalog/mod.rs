//! Programs and statuses that partners can have.

pub mod invite_rules;
pub mod manage;
pub mod options;
