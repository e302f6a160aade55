//! Changes to many partners: planned, confirmed, carried out, watched.

pub mod jobs;
pub mod plan;
pub mod progress;
mod steps;
pub mod worker;
