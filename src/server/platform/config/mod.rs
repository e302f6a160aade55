//! Configuration: environment variables, each also a flag of `gangway serve`, taken apart once and understood as
//! people write them.

mod bounce_address;
mod database_url;
pub mod environment;
mod error;
pub mod mailbox_url;
pub mod masked;
pub mod origin;
pub mod sender;
mod settings;
pub mod smtp_url;
mod value;
mod webhooks;

pub use self::bounce_address::BounceAddress;
pub use self::database_url::sqlite_file;
pub use self::error::ConfigError;
pub use self::settings::{Config, Demo};
pub use self::value::parse_address;
pub use self::webhooks::{Reporter, Webhooks};
