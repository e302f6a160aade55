//! Fields of a person, which several features ask for.

pub mod language;
pub mod person_fields;
