//! Invitations: sending them, and the links that activate.

pub mod activation;
pub mod invite;
pub mod options;
pub mod setup_link;
