//! Bounces: what is heard of emails after a mail server took them.

pub mod mailbox;
pub mod message;
pub mod record;
pub mod report;
pub mod webhooks;
