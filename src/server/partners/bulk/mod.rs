//! Bulk changes of access: jobs, and the worker that carries them out.

pub mod jobs;
pub mod worker;
