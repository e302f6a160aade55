//! What the DNS says about the sender's domain: SPF, DKIM and DMARC, each with the record that is missing.

mod dkim;
mod dmarc;
mod providers;
mod report;
mod sending;
mod signature;
mod spf;

pub use self::report::{Finding, State, findings, page};
pub use self::signature::check as check_test;
