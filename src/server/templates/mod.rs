//! Email templates: stored texts, previews and test sends.

pub mod fill;
pub mod preview;
pub mod store;
pub mod test_send;
