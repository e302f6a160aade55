//! The partner portal as a contact sees it.

pub mod home;
pub mod invite_colleague;
