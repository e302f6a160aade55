//! Origin of a request, for the audit log: known to everything that runs in its task.

use std::future::Future;
use std::net::{IpAddr, Ipv6Addr};

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

/// The address the current request came from; none for actions of the server.
pub fn address() -> Option<IpAddr> {
    current().split(',').next()?.parse().ok()
}

/// The networks a visitor is in, from the narrowest to the widest, to tell visitors apart: an IPv4 address, or the
/// /64, /56 and /48 of an IPv6 address, which providers give to one line, one home and one company. None of them for a
/// private address, which may be a proxy for all visitors.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Networks([Option<String>; 3]);

impl Networks {
    /// Those of `address`.
    pub fn of(address: Option<IpAddr>) -> Self {
        match address.map(|address| address.to_canonical()) {
            Some(address) if is_local(address) => Self::default(),
            Some(IpAddr::V4(v4)) => Self([Some(v4.to_string()), None, None]),
            Some(IpAddr::V6(v6)) => Self([64, 56, 48].map(|bits| {
                let network = v6.to_bits() >> (128 - bits) << (128 - bits);
                Some(format!("{}/{bits}", Ipv6Addr::from_bits(network)))
            })),
            None => Self::default(),
        }
    }

    /// Those of the current request.
    pub fn current() -> Self {
        Self::of(address())
    }

    /// Each, from the narrowest to the widest.
    pub fn each(&self) -> [Option<&str>; 3] {
        self.0.each_ref().map(Option::as_deref)
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
