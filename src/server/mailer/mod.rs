//! Rendering and transport of emails. Knows no table.

pub mod dates;
pub mod default_templates;
pub mod notices;
pub mod outcome;
pub mod render;
pub mod smtp;
pub mod template;
pub mod transport;
