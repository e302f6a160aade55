//! What Gangway does, a folder a feature: pages beside the server functions they call.
//!
//! A feature may use the features named above it in this list, never those below.

pub mod account;
pub mod audit;
pub mod help;
pub mod invitations;
pub mod mail;
pub mod manage;
pub mod onboarding;
pub mod organisation;
pub mod partners;
pub mod portal;
pub mod staff;
pub mod templates;
