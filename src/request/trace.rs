//! The id and the tracing span of a request: one number that finds it in the log.

use crate::domain::ids::PersonId;
use crate::server::platform::random::Random;
use axum::response::Response;
use http::request::Parts;
use http::{HeaderName, HeaderValue, Method};
use leptos::prelude::use_context;
use std::future::Future;
use std::time::Duration;
use tracing::field::{Empty, display};
use tracing::{Instrument, Span};

/// The request's id, in every answer.
const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

tokio::task_local! {
    static CURRENT: RequestTrace;
}

/// A request as the log knows it; in the request's extensions, and known to everything that runs in its task.
#[derive(Clone)]
pub struct RequestTrace {
    /// Eight hexadecimal characters. An error page shows them as its reference.
    pub id: String,
    pub span: Span,
}

impl RequestTrace {
    /// A new request for `route`: a pattern or a group and never a path, because links carry secrets.
    pub fn new(random: &Random, method: &Method, route: &str) -> Self {
        let id = new_id(random);
        // A filter drops spans by their level, like events: an error is to have its request with RUST_LOG=error too.
        let span = tracing::error_span!(
            "request", id, %method, route, status = Empty, user = Empty, latency_ms = Empty
        );
        Self { id, span }
    }

    /// Runs `work` as a part of this request.
    pub async fn scope<F: Future>(self, work: F) -> F::Output {
        let span = self.span.clone();
        CURRENT.scope(self, work).instrument(span).await
    }

    /// Puts the id into the answer, and status and latency into the span.
    pub fn finish(&self, response: &mut Response, latency: Duration) {
        self.span.record("status", response.status().as_u16());
        self.span.record("latency_ms", u64::try_from(latency.as_millis()).unwrap_or(u64::MAX));
        if let Ok(id) = HeaderValue::from_str(&self.id) {
            response.headers_mut().insert(X_REQUEST_ID, id);
        }
    }
}

/// Notes in the span whose session the present request has: by id, because names and addresses are not for the log.
pub fn record_user(person: PersonId) {
    Span::current().record("user", display(person));
}

/// The present request. What a page loads runs in tasks that leptos starts, which only its contexts reach.
pub fn current() -> Option<RequestTrace> {
    let in_task = CURRENT.try_with(RequestTrace::clone).ok();
    in_task.or_else(|| use_context::<Parts>()?.extensions.get::<RequestTrace>().cloned())
}

/// `work` as a part of the present request, if there is one, in a task of its own.
pub fn inherit<F: Future>(work: F) -> impl Future<Output = F::Output> {
    let request = current();
    async move {
        match request {
            Some(request) => request.scope(work).await,
            None => work.await,
        }
    }
}

/// Finds one request in the log; short enough to read out.
pub fn new_id(random: &Random) -> String {
    random.secret()[..4].iter().map(|byte| format!("{byte:02x}")).collect()
}
