//! Invitations and their state.

pub mod delivery;
pub mod invitation;
pub mod refusal;
