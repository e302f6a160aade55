//! Fields of partners and people, which several features ask for.

pub mod api;
pub mod domain_warning;
pub mod language;
pub mod partner_fields;
pub mod pasted_email;
pub mod person_fields;
