//! Invitations: sending them, and the links that activate.

pub mod activation;
pub mod forgotten_password;
pub mod invite;
pub mod options;
pub mod reminders;
pub mod setup_link;
