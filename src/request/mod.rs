//! What a server function may ask of the request it runs in, and tell its answer.

pub mod context;
pub mod cookies;
pub mod failure;
pub mod flash;
pub mod page_policy;
pub mod trace;
pub mod visit;
