//! Sign-in: sessions, passwords, and the email address one signs in with.

pub mod account;
pub mod email_changes;
pub mod email_confirmations;
pub mod known_browser;
pub mod links;
pub mod login_attempts;
pub mod password_resets;
pub mod reauth;
pub mod saved_forms;
pub mod sessions;
pub mod signed_in;
