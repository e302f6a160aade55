//! Everything that touches the database, the mail server or a secret. Knows nothing of pages.
//!
//! One room a noun; who may use whom is in `docs/architecture.md`. A function that changes something
//! takes the proof of who asks ([`authz`]) as its second argument and writes the audit row in the same
//! transaction as the change.

pub mod audit;
pub mod auth;
pub mod authz;
pub mod bounces;
pub mod catalog;
pub mod funnel;
pub mod help;
pub mod imports;
pub mod invitations;
pub mod live;
pub mod mail_server;
pub mod mailer;
pub mod members;
pub mod onboarding;
pub mod ops;
pub mod organisation;
pub mod outbox;
pub mod partners;
pub mod people;
pub mod platform;
pub mod portal;
pub mod privacy;
pub mod signing_key;
pub mod state;
pub mod templates;
