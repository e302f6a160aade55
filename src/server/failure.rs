//! Why the server could not do something. What of it may leave the house is decided in `http`.

use super::config::Contradiction;
use crate::domain::forms::FieldErrors;

/// The result of everything in this ring.
pub type Result<T> = std::result::Result<T, Failure>;

/// Outcomes that are no success. Everything unforeseen is `Internal`.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("the form needs another look")]
    Invalid(FieldErrors),
    #[error("sign-in needed")]
    SignInNeeded,
    #[error("not allowed")]
    Forbidden,
    #[error("not found")]
    NotFound,
    #[error("{0}")]
    Conflict(String),
    #[error("too busy")]
    Busy,
    #[error(transparent)]
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl Failure {
    /// A complaint about one field.
    pub fn field(field: &str, message: impl Into<String>) -> Self {
        Self::Invalid(FieldErrors::one(field, message))
    }

    /// Something that should not happen, in words for the log.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::Internal(message.into().into())
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => Self::Busy,
            // SQLite waited for its busy timeout in vain.
            sqlx::Error::Database(e) if e.code().is_some_and(|code| code == "5" || code == "517") => Self::Busy,
            other => Self::Internal(Box::new(other)),
        }
    }
}

impl From<FieldErrors> for Failure {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}

impl From<Contradiction> for Failure {
    fn from(contradiction: Contradiction) -> Self {
        Self::Conflict(contradiction.to_string())
    }
}

/// Whether an insert or update met a unique index.
pub fn is_duplicate(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Database(e) if e.is_unique_violation())
}
