//! Rows of people that several rooms lock, and the rules that concern them all.

pub mod email_uniqueness;
pub mod recipient_domain;
pub mod rows;
pub mod search_index;
