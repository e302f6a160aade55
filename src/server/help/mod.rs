//! Help articles, their search, and what readers say of them.

pub mod articles;
pub mod feedback;
