//! The organisation: settings, accent, logo, terms, checklist, contact person.

pub mod accent;
pub mod cadence;
pub mod checklist;
pub mod contact_person;
pub mod logo;
pub mod settings;
pub mod terms;
