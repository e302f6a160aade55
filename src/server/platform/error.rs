//! Why the server could not do something. What of it visitors may read is decided in `request::error`.

use super::config::ConfigError;
use crate::domain::forms::FieldErrors;
use std::error::Error as StdError;
use std::sync::Arc;

/// Whatever else went wrong.
type Source = Box<dyn StdError + Send + Sync>;

/// The result of everything in this ring.
pub type Result<T> = std::result::Result<T, Error>;

/// Outcomes that are no success. Everything unforeseen is `Internal`.
#[derive(Debug, thiserror::Error)]
pub enum Error {
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
    /// The database is away, full or takes no writes, which passes.
    #[error("the database does not do its work: {}", chain(&**.0))]
    Unavailable(Source),
    #[error("{}", chain(&**.0))]
    Internal(Source),
}

impl Error {
    /// What is wrong, for the person at the console; the log has it in English.
    pub fn in_words(&self) -> String {
        match self {
            Self::Busy => t!(server::cli::database_busy).to_owned(),
            Self::Unavailable(source) => t!(server::cli::database_unavailable, error = &chain(&**source)),
            other => other.to_string(),
        }
    }

    /// A complaint about one field.
    pub fn field(field: &str, message: impl Into<String>) -> Self {
        Self::Invalid(FieldErrors::one(field, message))
    }

    /// Something that should not happen, in words for the log.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::Internal(message.into().into())
    }

    /// The same, with what was being done: `loading the session: no such table`. Only for the log; what visitors read
    /// stays as it is.
    pub fn context(self, doing: &'static str) -> Self {
        match self {
            Self::Unavailable(source) => Self::Unavailable(Box::new(Step { doing, source })),
            Self::Internal(source) => Self::Internal(Box::new(Step { doing, source })),
            other => other,
        }
    }
}

/// Adds to an error what was being done.
pub trait Context<T> {
    /// See [`Error::context`].
    fn context(self, doing: &'static str) -> Result<T>;
}

impl<T, E: Into<Error>> Context<T> for std::result::Result<T, E> {
    fn context(self, doing: &'static str) -> Result<T> {
        self.map_err(|error| error.into().context(doing))
    }
}

/// What was being done when `source` happened.
#[derive(Debug, thiserror::Error)]
#[error("{doing}")]
struct Step {
    doing: &'static str,
    source: Source,
}

/// An error and its causes in one line, each once: some errors repeat their cause themselves.
fn chain(error: &(dyn StdError + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        if !text.ends_with(&next) {
            text = [text, next].join(": ");
        }
        cause = error.source();
    }
    text
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        classify(&error).of(error)
    }
}

/// One that several transactions share.
impl From<Arc<sqlx::Error>> for Error {
    fn from(error: Arc<sqlx::Error>) -> Self {
        classify(&error).of(error)
    }
}

enum ErrorClass {
    Busy,
    Unavailable,
    Unforeseen,
}

impl ErrorClass {
    fn of(self, error: impl Into<Source>) -> Error {
        match self {
            Self::Busy => Error::Busy,
            Self::Unavailable => Error::Unavailable(error.into()),
            Self::Unforeseen => Error::Internal(error.into()),
        }
    }
}

/// What an error of the database means for the caller: to try again, later, or that we made a mistake.
fn classify(error: &sqlx::Error) -> ErrorClass {
    match error {
        sqlx::Error::PoolTimedOut => ErrorClass::Busy,
        sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
            ErrorClass::Unavailable
        }
        sqlx::Error::Database(error) => {
            let code = error.code().unwrap_or_default();
            // SQLite's codes are numbers, their last byte the kind (sqlite.org/rescode.html); PostgreSQL's have
            // five characters (Appendix A of its manual).
            match (code.len(), code.parse::<u32>().map(|code| code & 0xff)) {
                (..5, Ok(5 | 6)) => ErrorClass::Busy,
                (..5, Ok(8 | 10 | 13 | 14)) => ErrorClass::Unavailable,
                (5, _) => classify_state(&code),
                _ => ErrorClass::Unforeseen,
            }
        }
        _ => ErrorClass::Unforeseen,
    }
}

/// By PostgreSQL's SQLSTATE: the loser of a conflict between transactions, what took too long, and what is away, full or
/// read-only.
fn classify_state(code: &str) -> ErrorClass {
    match (&code[..2], code) {
        (_, "40001" | "40P01" | "55P03" | "57014") => ErrorClass::Busy,
        ("08" | "53" | "58", _) | (_, "25006" | "57P01" | "57P02" | "57P03" | "57P05") => ErrorClass::Unavailable,
        _ => ErrorClass::Unforeseen,
    }
}

impl From<tokio::task::JoinError> for Error {
    fn from(panic: tokio::task::JoinError) -> Self {
        Self::Internal(Box::new(panic))
    }
}

impl From<FieldErrors> for Error {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}

impl From<ConfigError> for Error {
    fn from(contradiction: ConfigError) -> Self {
        Self::Conflict(contradiction.to_string())
    }
}

/// Whether an insert or update met a unique index.
pub fn is_duplicate(error: &sqlx::Error) -> bool {
    matches!(error, sqlx::Error::Database(e) if e.is_unique_violation())
}

#[cfg(test)]
mod tests {
    use super::{Context, Error};

    #[test]
    fn an_error_says_what_was_being_done_when_it_happened() {
        let failed: Result<(), Error> = Err(sqlx::Error::ColumnNotFound("name".to_owned())).context("reading");
        let failed = failed.context("loading the session").unwrap_err();
        let column = "no column found for name: name";
        assert_eq!(failed.to_string(), format!("loading the session: reading: {column}"));
        let away = Error::from(sqlx::Error::PoolClosed).context("loading the session").to_string();
        assert!(away.starts_with("the database does not do its work: loading the session: "), "{away}");
    }

    #[test]
    fn a_cause_that_an_error_repeats_is_said_once() {
        let error = sqlx::Error::Io(std::io::Error::other("disk on fire"));
        let text = Error::Internal(Box::new(error)).context("saving").to_string();
        assert_eq!(text.matches("disk on fire").count(), 1, "{text}");
    }

    #[test]
    fn what_visitors_read_stays_as_it_is() {
        let failed: Result<(), Error> = Err(Error::Conflict("It moved on.".to_owned())).context("saving");
        assert_eq!(failed.unwrap_err().to_string(), "It moved on.");
    }
}
