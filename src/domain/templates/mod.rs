//! Email templates: placeholders, and templates as typed.

pub mod form;
pub mod text;
