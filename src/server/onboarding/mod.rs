//! The wizard that adds a partner.

pub mod unfinished;
pub mod wizard;
