//! Who signs in, and what they may do.

pub mod account;
pub mod pending_email;
pub mod permission;
pub mod role;
pub mod setup;
pub mod viewer;
