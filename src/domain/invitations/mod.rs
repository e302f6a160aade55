//! Invitations and their state.

pub mod choice;
pub mod delivery;
pub mod invitation;
pub mod refusal;
pub mod reminder;
