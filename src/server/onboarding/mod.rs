//! The wizard that adds a partner.

pub mod wizard;
