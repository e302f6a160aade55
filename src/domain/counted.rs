//! How far long lists are counted.

/// The most that is counted: what is more is only known to be more, and is this and one.
pub const COUNTED: i64 = 10_000;
