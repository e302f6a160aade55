//! What mail servers send back, as they sent it, and as others might.

mod hostile;
mod real;
mod variants;
