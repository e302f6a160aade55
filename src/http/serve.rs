//! The accept loop. `axum::serve` has no limit on how long request headers may take (tokio-rs/axum #2741); this
//! one has, and a bounded number of connections.

use super::connection_limiter::{ConnectionLimiter, ConnectionPermit};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::response::Response;
use hyper::body::{Body as _, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::convert::Infallible;
use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// How many connections there are at most, where the system lets this process have twice as many files.
const CONNECTIONS: usize = 4_096;
const HEADER_DEADLINE: Duration = Duration::from_secs(10);
/// How long the other end may take no byte of an answer: hyper waits for ever, and the connection keeps its
/// place.
const WRITE_DEADLINE: Duration = Duration::from_secs(15);
/// How long requests in progress may take once the server is asked to stop.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(30);

/// The other end of the connection: a visitor, or a proxy in front of us.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// Answers on `listener` until `stop`, then lets what is under way finish.
pub async fn serve(listener: TcpListener, router: Router, stop: impl Future<Output = ()>) {
    let limiter = ConnectionLimiter::new(CONNECTIONS.min(open_files() / 2));
    let graceful = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok((stream, address)) => (stream, Peer(canonical(address))),
            Err(error) => {
                // Out of file descriptors, most likely: the next moment may have one.
                tracing::warn!(error = %error, "Failed to accept a connection");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        // Nagle's algorithm costs 40 ms a streamed page.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(error = %error, "Connection closed before use");
            continue;
        }
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(WRITE_DEADLINE));
        let permit = tokio::select! {
            permit = limiter.take() => Arc::new(permit),
            () = &mut stop => break,
        };
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADER_DEADLINE)
            .max_buf_size(64 * 1024)
            .serve_connection(TokioIo::new(Box::pin(stream)), answering(router.clone(), peer, permit.clone()));
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            tokio::select! {
                ended = connection => if let Err(error) = ended {
                    tracing::debug!(error = %error, "Connection ended with an error");
                },
                () = permit.evicted() => tracing::debug!("Idle connection evicted"),
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(SHUTDOWN_TIMEOUT, graceful.shutdown()).await.is_err() {
        tracing::warn!("Shutdown timed out with requests in progress");
    }
}

fn canonical(address: SocketAddr) -> IpAddr {
    address.ip().to_canonical()
}

/// How many files this process may have open, once it has asked for all that it may have.
fn open_files() -> usize {
    let mut limit = getrlimit(Resource::Nofile);
    if limit.current != limit.maximum {
        let most = Rlimit { current: limit.maximum, ..limit };
        match setrlimit(Resource::Nofile, most) {
            Ok(()) => limit = most,
            Err(error) => tracing::debug!(error = %error, "Failed to raise the open file limit"),
        }
    }
    limit.current.map_or(usize::MAX, |files| usize::try_from(files).unwrap_or(usize::MAX))
}

/// The body of a request. The request is in progress once all of it has arrived: an incomplete request does not protect
/// its connection.
struct Arriving {
    body: Incoming,
    permit: Arc<ConnectionPermit>,
}

impl Arriving {
    fn new(body: Incoming, permit: Arc<ConnectionPermit>) -> Self {
        if body.is_end_stream() {
            permit.begin_request();
        }
        Self { body, permit }
    }
}

impl hyper::body::Body for Arriving {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<hyper::Result<Frame<Bytes>>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        if frame.is_none() || self.body.is_end_stream() {
            self.permit.begin_request();
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// `router` for one connection, with the peer in each request's extensions.
fn answering(
    router: Router,
    peer: Peer,
    permit: Arc<ConnectionPermit>,
) -> impl Service<Request<Incoming>, Response = Response, Error = Infallible, Future: Send> {
    service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(|body| Body::new(Arriving::new(body, permit.clone())));
        request.extensions_mut().insert(peer);
        let (router, permit) = (router.clone(), permit.clone());
        async move {
            let answer = router.oneshot(request).await;
            permit.end_request();
            answer
        }
    })
}
