//! Where failures become answers, and the unforeseen ones are logged: once, here.

use crate::error::AppError;
use crate::server::platform::error::Failure;
use crate::server::platform::random::Random;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};

/// Finds an error in the log: eight characters, shown to the visitor.
pub fn reference() -> String {
    Random::System.secret()[..4].iter().map(|byte| format!("{byte:02x}")).collect()
}

impl From<Failure> for AppError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Invalid(errors) => Self::Invalid(errors),
            Failure::SignInNeeded => Self::SignInNeeded,
            Failure::Forbidden => Self::Forbidden,
            Failure::NotFound => Self::NotFound,
            Failure::Conflict(message) => Self::Conflict(message),
            Failure::Busy => Self::Busy,
            Failure::Unavailable(error) => {
                tracing::error!(error = %error, "The database does not do its work.");
                Self::Unavailable
            }
            Failure::Internal(error) => {
                let reference = reference();
                tracing::error!(error.reference = %reference, error = %error, "A request failed.");
                Self::Internal { reference }
            }
        }
    }
}

/// An answer where no page can be rendered.
pub fn plain_page(status: StatusCode, sentence: &str) -> Response {
    let body = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Gangway</title></head><body><p>{}</p></body></html>",
        html_escape::encode_text(sentence)
    );
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response()
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        plain_page(status, &self.to_string())
    }
}
