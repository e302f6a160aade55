//! Personal data: where it is, how it is forgotten, and what is held about one person.

pub mod export;
pub mod forget;
pub mod places;
mod redact;
