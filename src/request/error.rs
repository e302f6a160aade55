//! Where failures become answers, and the unforeseen ones are logged: once, here.

use super::trace::{self, new_id};
use crate::error::AppError;
use crate::i18n;
use crate::server::platform::error::Error;
use crate::server::platform::random::Random;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use std::fmt::Display;

/// Logs an unexpected error, within the span of its request. Returns the request's id, which finds the line.
pub fn log_error(message: &'static str, error: impl Display) -> String {
    let Some(request) = trace::current() else {
        let reference = new_id(&Random::System);
        tracing::error!(error.reference = reference, %error, "{message}");
        return reference;
    };
    request.span.in_scope(|| tracing::error!(error.reference = request.id, %error, "{message}"));
    request.id
}

impl From<Error> for AppError {
    fn from(failure: Error) -> Self {
        match failure {
            Error::Invalid(errors) => Self::Invalid(errors),
            Error::SignInNeeded => Self::SignInNeeded,
            Error::Forbidden => Self::Forbidden,
            Error::NotFound => Self::NotFound,
            Error::Conflict(message) => Self::Conflict(message),
            Error::Busy => Self::Busy,
            Error::Unavailable(_) => {
                log_error("Database unavailable", failure);
                Self::Unavailable
            }
            Error::Internal(_) => Self::Internal { reference: log_error("Request failed", failure) },
        }
    }
}

/// An answer where no page can be rendered.
pub fn plain_page(status: StatusCode, sentence: &str) -> Response {
    let body = format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>Gangway</title></head><body><p>{}</p></body></html>",
        i18n::current().code(),
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
