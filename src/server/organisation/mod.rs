//! The organisation that runs this Gangway: settings, logo, terms, time zone, checklist, contact person.

pub mod checklist;
pub mod contact_person;
pub mod logo;
pub mod send_at;
pub mod settings;
pub mod terms;
