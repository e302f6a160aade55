//! The organisation that runs this Gangway: settings, logo, terms, time zone, checklist, partner manager.

pub mod checklist;
pub mod logo;
pub mod partner_manager;
pub mod send_at;
pub mod settings;
pub mod terms;
