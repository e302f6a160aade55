//! The organisation: settings, accent, logo, terms, checklist.

pub mod accent;
pub mod checklist;
pub mod logo;
pub mod settings;
pub mod terms;
