//! What cannot be meant by a setting.

use std::borrow::Cow;

/// A setting that cannot work, and how to fix it: shown at start instead of starting.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{setting}: {why}")]
pub struct ConfigError {
    pub setting: Cow<'static, str>,
    pub why: String,
}

/// Refuses `setting`.
pub(super) fn refuse<T>(setting: impl Into<Cow<'static, str>>, why: impl Into<String>) -> Result<T, ConfigError> {
    Err(ConfigError { setting: setting.into(), why: why.into() })
}
