//! Audit log: what writes it and what reads it.

pub mod log;
pub mod record;
