//! The organisation: settings, accent, logo, terms.

pub mod accent;
pub mod logo;
pub mod settings;
pub mod terms;
