//! The organisation: settings, accent, logo, terms, checklist, partner manager.

pub mod accent;
pub mod cadence;
pub mod checklist;
pub mod logo;
pub mod partner_manager;
pub mod settings;
pub mod terms;
