//! All that may cross the wire when something cannot be done.

use crate::domain::forms::FieldErrors;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Codes and field errors; never an internal message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppError {
    /// Invalid input: which field, and how to fix it.
    Invalid(FieldErrors),
    /// Not signed in, or the session ended.
    SignInNeeded,
    /// The person is to give their password again first.
    PasswordNeeded,
    /// The signed-in person may not do this.
    Forbidden,
    /// A colleague who may only look wants to change something.
    ReadOnly,
    /// An admin wants what only owners may do.
    OwnersOnly,
    /// There is nothing here, or nothing this person may know of.
    NotFound,
    /// Another person changed it in the meantime, or its state changed: the sentence says what to do.
    Conflict(String),
    /// The request itself was broken: missing, repeated, oversized or misshapen parts.
    Malformed,
    /// The server could not be reached from the browser.
    Offline,
    /// Too much to do right now; trying again shortly helps.
    Busy,
    /// This visitor asks too often.
    TooManyRequests,
    /// The data cannot be reached or kept for a while.
    Unavailable,
    /// Our fault. The reference finds it in the log.
    Internal { reference: String },
    /// More than the form, or a proxy in front of us, takes.
    TooLarge,
    /// The page was opened at another address than ours: the sentence names the right one.
    WrongAddress(String),
}

impl AppError {
    /// The field errors, where the form can be corrected.
    pub fn fields(&self) -> FieldErrors {
        match self {
            Self::Invalid(errors) => errors.clone(),
            _ => FieldErrors::default(),
        }
    }

    /// The HTTP status that says the same.
    pub fn status(&self) -> u16 {
        match self {
            Self::Invalid(_) => 422,
            Self::SignInNeeded => 401,
            Self::PasswordNeeded | Self::Forbidden | Self::ReadOnly | Self::OwnersOnly | Self::WrongAddress(_) => 403,
            Self::NotFound => 404,
            Self::Conflict(_) => 409,
            Self::Malformed => 400,
            Self::TooManyRequests => 429,
            Self::Busy | Self::Unavailable | Self::Offline => 503,
            Self::Internal { .. } => 500,
            Self::TooLarge => 413,
        }
    }
}

impl fmt::Display for AppError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(_) => f.write_str(t!(errors::check_the_highlighted_fields)),
            Self::SignInNeeded => f.write_str(t!(errors::your_session_has_ended_sign_in)),
            Self::PasswordNeeded => f.write_str(t!(errors::password_needed)),
            Self::Forbidden => f.write_str(t!(errors::no_permission)),
            Self::ReadOnly => f.write_str(t!(errors::view_only)),
            Self::OwnersOnly => f.write_str(t!(errors::only_an_owner_can_do_this)),
            Self::NotFound => f.write_str(t!(errors::there_is_nothing_at_this_address)),
            Self::Conflict(message) | Self::WrongAddress(message) => f.write_str(message),
            Self::Malformed => f.write_str(t!(errors::the_request_could_not_be_read)),
            Self::Offline => f.write_str(t!(errors::cannot_be_reached)),
            Self::TooLarge => f.write_str(t!(errors::too_large)),
            Self::TooManyRequests => f.write_str(t!(errors::too_many_requests)),
            Self::Busy => f.write_str(t!(errors::gangway_is_busy_right_now_try)),
            Self::Unavailable => f.write_str(t!(errors::gangway_cannot_reach_its_data_right)),
            Self::Internal { reference } => f.write_str(&t!(errors::our_fault, reference = reference)),
        }
    }
}

impl std::error::Error for AppError {}

impl From<FieldErrors> for AppError {
    fn from(errors: FieldErrors) -> Self {
        Self::Invalid(errors)
    }
}
