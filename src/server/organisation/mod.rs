//! The organisation that runs this Gangway: settings, logo, terms, time zone, checklist.

pub mod checklist;
pub mod logo;
pub mod send_at;
pub mod settings;
pub mod terms;
