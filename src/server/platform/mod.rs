//! Ground under the server: database handles, configuration, clock, randomness and text. Knows no table and no email.

pub mod client;
pub mod clock;
pub mod commits;
pub mod config;
pub mod csv;
pub mod cursor;
pub mod db;
pub mod error;
pub mod live_feed;
pub mod logging;
pub mod markdown;
pub mod metrics;
pub mod normalize;
pub mod password_hash;
pub mod phone;
pub mod plain_text;
pub mod postgres;
pub mod qr;
pub mod random;
pub mod rate_limit;
pub mod secret_key;
pub mod sql;
pub mod time_zone;
pub mod token;
pub mod workers;
pub mod xlsx;
