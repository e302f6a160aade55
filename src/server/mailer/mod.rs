//! Rendering and transport of emails. Knows no table.

pub mod default_templates;
pub mod outcome;
pub mod render;
pub mod smtp;
pub mod strings;
pub mod template;
pub mod transport;
