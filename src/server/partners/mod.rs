//! Partners and their contacts.

pub mod attention;
pub mod bulk;
pub mod cohort;
pub mod colleague_requests;
pub mod contact_roster;
pub mod contacts;
pub mod counts;
pub mod details;
pub mod duplicates;
pub mod edits;
pub mod erasure;
pub mod export;
pub mod filter;
pub mod find;
pub mod invitation_preview;
pub mod invite_domains;
pub mod list;
pub mod partner;
pub mod search;
pub mod selection;
mod standing;
pub mod words;
