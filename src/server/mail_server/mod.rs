//! The mail server that an owner enters: stored, tried and used, where the environment names none.

pub mod pasted;
mod providers;
pub mod sender_domain;
pub mod settings;
mod stored;
mod trial;

pub use self::stored::{mailer, refresh, watch};
pub use self::trial::send as send_test;
