//! Outbox: the queue of emails, what fills it and what empties it.

pub mod admin;
mod blame;
pub mod compose;
pub mod delivery;
pub mod limits;
pub mod notifications;
pub mod pace;
pub mod pause;
pub mod queue;
pub mod reminders;
pub mod return_path;
pub mod saved;
pub mod security_notices;
pub mod sent;
pub mod status;
pub mod worker;
