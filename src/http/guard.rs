//! Each request runs to its end in a task of its own.
//!
//! axum drops a handler when the visitor goes away, in the middle of a transaction if need be, and
//! sqlx 0.9's `begin` on PostgreSQL does not survive that (transact-rs/sqlx #4385, #4393). In a task
//! nothing is cut off, and a panic ends that request alone.

use super::failure::{plain_page, reference};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::StatusCode;

/// Runs the rest of the stack in a task.
pub async fn in_a_task(request: Request, next: Next) -> Response {
    match tokio::spawn(next.run(request)).await {
        Ok(response) => response,
        Err(error) => {
            let reference = reference();
            tracing::error!(error.reference = %reference, error = %error, "A request panicked.");
            plain_page(
                StatusCode::INTERNAL_SERVER_ERROR,
                &format!("Something went wrong on our side. If it happens again, tell us this reference: {reference}"),
            )
        }
    }
}
