//! Rendering and transport of emails. Knows no table.

mod connection;
pub mod conversation;
pub mod current;
pub mod dates;
pub mod default_templates;
pub mod notices;
pub mod outcome;
pub mod reach;
pub mod render;
pub mod replies;
mod reply;
pub mod smtp;
pub mod template;
pub mod tls;
mod tracking;
pub mod transport;
