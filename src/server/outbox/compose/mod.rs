//! Composes the email for a queued message: recipient, template, language.

pub mod digest;
pub mod email_change;
pub mod message;
pub mod recipient;
pub mod security_notice;
