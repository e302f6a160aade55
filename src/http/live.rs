//! The stream of news of one browser tab, as server-sent events (HTML Standard, section 9.2).

use crate::domain::live::News;
use crate::error::AppError;
use crate::reply;
use crate::request::context::RequestContext;
use crate::server::live;
use axum::Extension;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, StreamExt};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, timeout_at};

/// After this the browser asks again, so that no stream outlives its session for long.
const LIFETIME: Duration = Duration::from_secs(10 * 60);

/// Tells a page of staff what changes while it is open.
pub async fn stream(Extension(context): Extension<Arc<RequestContext>>) -> Response {
    let Some(staff) = context.session.as_ref().and_then(|session| session.staff()) else {
        return AppError::SignInNeeded.into_response();
    };
    let (first, receiver) = match live::listen(&context.app, &staff).await {
        Ok(listening) => listening,
        Err(error) => return AppError::from(error).into_response(),
    };
    let (end, stopping) = (Instant::now() + LIFETIME, context.app.stopping.clone());
    let later = stream::unfold(receiver, move |receiver| next(receiver, end)).take_until(stopping.cancelled_owned());
    let events = stream::iter([first]).filter(|first| std::future::ready(!first.is_empty())).chain(later);
    let events = events.map(|news| Ok::<_, Infallible>(event(&news)));
    // A proxy that collects answers would hold the news back.
    let headers = [("x-accel-buffering", "no")];
    (headers, Sse::new(events).keep_alive(KeepAlive::default())).into_response()
}

fn event(news: &News) -> Event {
    Event::default().data(reply::encode(news).map(|news| reply::to_text(&news)).unwrap_or_default())
}

async fn next(mut receiver: Receiver<Arc<News>>, end: Instant) -> Option<(News, Receiver<Arc<News>>)> {
    let news = match timeout_at(end, receiver.recv()).await {
        Ok(Ok(news)) => News::clone(&news),
        Ok(Err(RecvError::Lagged(_))) => News { anything: true, ..News::default() },
        Ok(Err(RecvError::Closed)) | Err(_) => return None,
    };
    Some((news, receiver))
}
