//! Origin of a request, for the audit log: known to everything that runs in its task.

use std::future::Future;
use std::net::IpAddr;

tokio::task_local! {
    static ORIGIN: String;
}

/// Runs `work` as something that came from `origin`, for example `203.0.113.7, Firefox · Linux`.
pub async fn scope<F: Future>(origin: String, work: F) -> F::Output {
    ORIGIN.scope(origin, work).await
}

/// Where the current request came from; empty for actions of the server.
pub fn current() -> String {
    ORIGIN.try_with(String::clone).unwrap_or_default()
}

/// The network it came from, to distinguish visitors: an IPv4 address, or the first half of an IPv6 address, because
/// one visitor has many of those. None for a private address, which may be a proxy for all visitors.
pub fn network() -> Option<String> {
    let address: IpAddr = current().split(',').next()?.parse().ok()?;
    match address.to_canonical() {
        address if is_local(address) => None,
        IpAddr::V4(v4) => Some(v4.to_string()),
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            Some(format!("{a:x}:{b:x}:{c:x}:{d:x}"))
        }
    }
}

/// Whether an address is of this machine or a private network: that of a proxy of ours, or of a colleague.
pub fn is_local(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.is_private() || v4.is_loopback() || v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

/// `Firefox · Linux`, the same in every language, from what the browser says of itself; only to distinguish people's
/// own browsers. Empty where it is unknown.
pub fn browser_name(agent: &str) -> String {
    const BROWSERS: [(&str, &str); 5] =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    const SYSTEMS: [(&str, &str); 6] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let named =
        |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    match (named(&BROWSERS), named(&SYSTEMS)) {
        (Some(browser), Some(system)) => [browser, system].join(" · "),
        (browser, _) => browser.unwrap_or_default().to_owned(),
    }
}
