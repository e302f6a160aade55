//! Each request runs to its end in a task of its own.
//!
//! axum drops a handler when the visitor goes away, in the middle of a transaction if need be, and
//! sqlx 0.9's `begin` on PostgreSQL does not survive that (transact-rs/sqlx #4385, #4393). In a task
//! nothing is cut off, and a panic ends that request alone. Here it also gets its span in the log and is counted in the metrics.

use super::metrics::{count, group_of};
use super::serve::Peer;
use crate::error::AppError;
use crate::request::trace::RequestTrace;
use crate::server::platform::client;
use crate::server::state::AppState;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use std::net::{IpAddr, SocketAddr};
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// The target of the line at the end of each request, which a filter can turn on alone.
const REQUESTS: &str = "gangway::requests";

/// Longer than a test email or a large form may take. What the server waits for will not come then.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(70);

/// Runs the rest of the stack in a task. What takes too long is answered for and not cut off; it keeps its place among
/// the requests in progress, whether or not its visitor is still there.
pub async fn spawn_handler(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    let group = group_of(request.uri().path());
    let trace = RequestTrace::new(&app.random, request.method(), route_of(&request, group));
    request.extensions_mut().insert(trace.clone());
    let from = origin_of(&app, &request);
    let came = Instant::now();
    let Ok(place) = app.requests.clone().try_acquire_owned() else { return AppError::Busy.into_response() };
    let work = trace.clone().scope(client::scope(from, next.run(request)));
    let work = async move {
        let _place = place;
        work.await
    };
    let answer = tokio::time::timeout(REQUEST_TIMEOUT, tokio::spawn(work)).await;
    let _entered = trace.span.enter();
    let mut response = match answer {
        Ok(Ok(response)) => response,
        Err(_) => {
            tracing::warn!("Request timed out");
            AppError::Busy.into_response()
        }
        Ok(Err(error)) => {
            let reference = &trace.id;
            tracing::error!(error.reference = reference, %error, "Request panicked");
            AppError::Internal { reference: reference.clone() }.into_response()
        }
    };
    let took = came.elapsed();
    count(&app, group, response.status(), took);
    trace.finish(&mut response, took);
    if !["files", "health"].contains(&group) {
        tracing::debug!(target: REQUESTS, "Request finished");
    }
    response
}

/// The pattern of the route that answers, else the group: a path may be a link, and its secret must not be logged.
fn route_of<'a>(request: &'a Request, group: &'static str) -> &'a str {
    let pattern = request.extensions().get::<MatchedPath>().filter(|_| group != "files");
    pattern.map_or(group, MatchedPath::as_str)
}

/// Network address and browser, for the audit log.
fn origin_of(app: &AppState, request: &Request) -> String {
    let headers = request.headers();
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0);
    // What is no proxy of ours makes up what it says of others.
    let proxy = peer.filter(|peer| client::is_local(*peer));
    let forwarded = proxy.and_then(|_| forwarded(headers, app.config.proxies()));
    let address = forwarded.or(peer.map(|peer| peer.to_string())).unwrap_or_default();
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let browser = client::browser_name(agent);
    [address, browser].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The address that the outermost of our own `proxies` saw. The visitor may have made up the entries further left in
/// `X-Forwarded-For`.
fn forwarded(headers: &HeaderMap, proxies: usize) -> Option<String> {
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).filter(|hop| !hop.is_empty()).collect();
    warn_of_proxies(hops.len(), proxies);
    let seen = hops.get(hops.len().checked_sub(proxies)?).filter(|_| proxies > 0)?;
    hop_address(seen).map(|address| address.to_canonical().to_string())
}

/// An address as proxies write it: with a port, in brackets or in quotes, too.
fn hop_address(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim_matches('"').trim();
    let bare = || hop.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    hop.parse().ok().or_else(|| hop.parse::<SocketAddr>().ok().map(|address| address.ip())).or_else(bare)
}

/// So many requests in a row with a proxy more are no visitors who make one up.
const IN_A_ROW: usize = 50;

/// Says once that a proxy is in front that the setting does not know of, or the other way round: until that is
/// right, visitors cannot be distinguished.
fn warn_of_proxies(hops: usize, proxies: usize) {
    static WARNED: Once = Once::new();
    static LONGER: AtomicUsize = AtomicUsize::new(0);
    if do_disagree(hops, proxies, &LONGER) {
        WARNED.call_once(|| {
            tracing::warn!(hops, proxies, "X-Forwarded-For and GANGWAY_TRUSTED_PROXIES disagree");
        });
    }
}

/// `longer` counts requests in a row that passed more proxies than are known, such as a content delivery network's.
fn do_disagree(hops: usize, proxies: usize, longer: &AtomicUsize) -> bool {
    if hops <= proxies {
        longer.store(0, Ordering::Relaxed);
        return hops > 0 && hops < proxies;
    }
    proxies == 0 || longer.fetch_add(1, Ordering::Relaxed) >= IN_A_ROW
}

#[cfg(test)]
mod tests {
    use super::{IN_A_ROW, do_disagree, forwarded};
    use http::HeaderMap;
    use std::sync::atomic::AtomicUsize;

    #[test]
    fn c76_one_proxy_too_few_or_too_many_is_noticed() {
        let longer = AtomicUsize::new(0);
        let many = |hops, proxies| (0..2 * IN_A_ROW).any(|_| do_disagree(hops, proxies, &longer));
        assert!(many(1, 0) && many(2, 0) && many(2, 1) && many(1, 2));
        assert!(!many(0, 0) && !many(0, 1) && !many(1, 1) && !many(2, 2));
        // A visitor now and then makes one up.
        assert!(!(0..3 * IN_A_ROW).any(|n| do_disagree(if n % 20 == 0 { 1 } else { 2 }, 1, &longer)));
    }

    #[test]
    fn only_what_our_own_proxies_saw_is_believed() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "6.6.6.6, 203.0.113.7".parse().unwrap());
        headers.append("x-forwarded-for", "10.0.0.2".parse().unwrap());
        let seen = |proxies| forwarded(&headers, proxies);
        assert_eq!(seen(0), None);
        assert_eq!(seen(1).as_deref(), Some("10.0.0.2"));
        assert_eq!(seen(2).as_deref(), Some("203.0.113.7"));
        assert_eq!(seen(4), None, "more proxies than hops");
        assert_eq!(forwarded(&HeaderMap::new(), 1), None);
        for nonsense in
            ["<script>", "203.0.113.7:x", "[2001:db8::7", "[]", "\"\"", ":443", "unknown", "203.0.113.7:99999"]
        {
            let headers = HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), nonsense.parse().unwrap())]);
            assert_eq!(forwarded(&headers, 1), None, "{nonsense}");
        }
    }

    #[test]
    fn e_addresses_are_read_as_proxies_write_them() {
        for (written, address) in [
            ("203.0.113.7:51234", "203.0.113.7"),
            ("[2001:db8::7]:443", "2001:db8::7"),
            ("[2001:db8::7]", "2001:db8::7"),
            ("2001:db8::7", "2001:db8::7"),
            ("\"203.0.113.7\"", "203.0.113.7"),
            ("\"[2001:db8::7]:443\"", "2001:db8::7"),
            ("203.0.113.7,", "203.0.113.7"),
            ("6.6.6.6, 203.0.113.7:80 , ", "203.0.113.7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("[::ffff:203.0.113.7]:80", "203.0.113.7"),
        ] {
            let headers = HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), written.parse().unwrap())]);
            assert_eq!(forwarded(&headers, 1).as_deref(), Some(address), "{written}");
        }
    }
}
