//! What Gangway does, a folder a feature: pages beside the server functions they call.
//!
//! Which feature may use which other is a table in the architecture test.

#[macro_use]
mod permit;

pub mod audit;
pub mod auth;
pub mod catalog;
pub mod funnel;
pub mod help;
pub mod imports;
pub mod invitations;
pub mod mail_server;
pub mod members;
pub mod onboarding;
pub mod organisation;
pub mod outbox;
pub mod partners;
pub mod people;
pub mod portal;
pub mod shell;
pub mod templates;
