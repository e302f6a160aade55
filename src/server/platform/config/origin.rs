//! The address that people use.

use super::error::{ConfigError, refuse};
use std::cell::Cell;
use std::net::Ipv4Addr;
use url::{Host, Url};

/// Scheme, host and port as browsers write them in `Origin`: in lower case, without the port that goes without saying
/// (RFC 6454) and without the dot that ends a full name. A path has no place in it because every link is built from the
/// root.
///
/// # Errors
/// It is something else.
pub fn origin_of(text: &str) -> Result<String, ConfigError> {
    // Browsers forgive backslashes, missing slashes and passwords in a URL; a setting is refused.
    let is_exact = Cell::new(true);
    let violation = |_| is_exact.set(false);
    let text = text.trim().trim_end_matches('/');
    let url = Url::options().syntax_violation_callback(Some(&violation)).parse(text);
    let why = match url {
        Ok(url) if is_exact.get() && ["http", "https"].contains(&url.scheme()) => {
            let is_bare = url.query().is_none() && url.fragment().is_none() && url.path() == "/";
            match normal(url) {
                Some(origin) if is_bare => return Ok(origin),
                Some(_) => t!(server::config::public_url_has_a_path),
                None => t!(server::config::public_url_invalid),
            }
        }
        _ => t!(server::config::public_url_invalid),
    };
    refuse("GANGWAY_PUBLIC_URL", why)
}

/// Whether a browser that sends this `Origin` has a page of `public_url`, however either is written.
pub fn is_same(origin: &str, public_url: &str) -> bool {
    origin == public_url || Url::parse(origin).ok().and_then(normal).is_some_and(|origin| origin == public_url)
}

fn normal(mut url: Url) -> Option<String> {
    let host = url.host_str()?.trim_end_matches('.').to_owned();
    url.set_host(Some(&host)).ok()?;
    // URLs take more than names can be: what was not filled in, as in `${HOST}`, and `*.acme.example`.
    let is_name = host.chars().all(|c| c.is_ascii_alphanumeric() || "-._:[]".contains(c));
    (is_name && url.has_host()).then(|| url.origin().ascii_serialization())
}

/// The host of a URL in lower case, an IPv6 address in brackets.
pub fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_ascii_lowercase()
}

/// Whether `host` means the machine it is said on.
pub fn is_loopback(host: &str) -> bool {
    match Host::parse(host) {
        Ok(Host::Domain(name)) => name.trim_end_matches('.') == "localhost",
        Ok(Host::Ipv4(address)) => address == Ipv4Addr::LOCALHOST,
        Ok(Host::Ipv6(address)) => address.is_loopback(),
        Err(_) => false,
    }
}

/// Whether links that begin with `host` lead each reader to their own machine: more than can be trusted as this one.
pub fn leads_home(host: &str) -> bool {
    match Host::parse(host) {
        Ok(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        Ok(Host::Ipv4(address)) => address.is_loopback() || address.is_unspecified(),
        Ok(Host::Ipv6(address)) => address.is_loopback() || address.is_unspecified(),
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c65_the_public_url_is_an_origin_as_browsers_write_it() {
        for (url, origin) in [
            ("https://partners.acme.example", "https://partners.acme.example"),
            (" https://partners.acme.example// ", "https://partners.acme.example"),
            ("HTTPS://Partners.ACME.example", "https://partners.acme.example"),
            ("http://Gangway.lan:3000", "http://gangway.lan:3000"),
            ("https://acme.example:443", "https://acme.example"),
            ("http://192.0.2.5:80", "http://192.0.2.5"),
            ("http://acme.example:80/", "http://acme.example"),
            ("http://acme.example:443", "http://acme.example:443"),
            ("https://acme.example.", "https://acme.example"),
            ("https://Acme.example.:443/", "https://acme.example"),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
            ("http://[::1]:3000/", "http://[::1]:3000"),
            ("http://[0:0:0:0:0:0:0:1]", "http://[::1]"),
            ("https://pärtner.example", "https://xn--prtner-bua.example"),
        ] {
            assert_eq!(origin_of(url).as_deref(), Ok(origin), "{url}");
            assert!(is_same(url.trim(), origin), "{url}");
        }
        for url in [
            "acme.example",
            "localhost:3000",
            "https://",
            "https:///acme.example",
            "https:acme.example",
            "https:\\\\acme.example",
            "ftp://acme.example",
            "https://acme.example/portal",
            "https://acme.example/?q=1",
            "https://acme.example/#top",
            "https://u:p@acme.example",
            "https://u@acme.example",
            "https://@acme.example",
            "https://${HOST}",
            "https://*.acme.example",
            "https://{{ host }}",
            "https://<host>",
            "https://acme,example",
            "https://acme.example:port",
            "https://acme.example:65536",
            "https://acme example",
            "https://acme.exa\tmple",
            "https://acme%zz.example",
            "https://[::1",
            "https://[::g]",
            "https://.",
        ] {
            assert_eq!(origin_of(url).map_err(|e| e.setting), Err("GANGWAY_PUBLIC_URL".into()), "{url}");
        }
    }

    #[test]
    fn c67_a_path_is_refused_with_the_way_out() {
        for url in ["https://acme.example/partners/", "https://acme.example/a/b", "https://acme.example/?x"] {
            let why = origin_of(url).unwrap_err().why;
            assert!(why.contains("host of its own") && why.contains("https://partners.acme.example"), "{why}");
        }
    }

    #[test]
    fn a_link_to_ones_own_machine_is_told_from_others() {
        for host in
            ["localhost", "LOCALHOST.", "gangway.localhost", "127.0.0.1", "127.1.2.3", "0.0.0.0", "[::1]", "[::]"]
        {
            assert!(leads_home(host), "{host}");
        }
        for host in ["partners.acme.example", "localhost.acme.example", "gangway.lan", "192.168.0.2", "[fd00::5]", ""] {
            assert!(!leads_home(host), "{host}");
        }
    }

    #[test]
    fn another_site_is_another_origin() {
        for origin in ["null", "", "https://evil.example", "http://acme.example", "https://acme.example:8443", "x"] {
            assert!(!is_same(origin, "https://acme.example"), "{origin}");
        }
    }
}
