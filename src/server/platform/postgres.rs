//! How a PostgreSQL is reached.

use super::error::Result;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use std::env;
use std::net::IpAddr;
use std::str::FromStr;
use url::Url;

/// How to reach the database of `url`: encrypted, and only if it proves to be the host that is named, as public
/// authorities or `sslrootcert` certify it. On this machine, or where `sslmode` says so, as PostgreSQL would.
///
/// # Errors
/// The URL makes no sense.
pub fn options(url: &str) -> Result<PgConnectOptions> {
    let options = PgConnectOptions::from_str(url)?;
    let is_chosen = parameter(url, &["sslmode", "ssl-mode"]).is_some() || env::var_os("PGSSLMODE").is_some();
    if is_chosen || is_here(&options) { Ok(options) } else { Ok(options.ssl_mode(PgSslMode::VerifyFull)) }
}

/// The way to a PostgreSQL, for people who look after it.
pub struct Way {
    /// Its host, or the folder of its socket.
    pub host: String,
    /// The `sslmode` that applies.
    pub mode: &'static str,
    /// Whether no one on the way can read or change anything.
    pub is_safe: bool,
}

impl Way {
    /// The way to the database of `url`.
    ///
    /// # Errors
    /// The URL makes no sense.
    pub fn to(url: &str) -> Result<Self> {
        let options = options(url)?;
        let socket = options.get_socket().map(|folder| folder.display().to_string());
        let mode = word(options.get_ssl_mode());
        let host = socket.unwrap_or_else(|| options.get_host().to_owned());
        Ok(Self { host, mode, is_safe: is_here(&options) || mode == "verify-full" })
    }
}

/// The file of the authorities that certify the database, where one is named.
pub fn root_certificates(url: &str) -> Option<String> {
    parameter(url, &["sslrootcert", "ssl-root-cert", "ssl-ca"]).or_else(|| env::var("PGSSLROOTCERT").ok())
}

fn parameter(url: &str, names: &[&str]) -> Option<String> {
    let url = Url::parse(url).ok()?;
    url.query_pairs().find(|(name, _)| names.contains(&&**name)).map(|(_, value)| value.into_owned())
}

/// Whether it is on this machine.
fn is_here(options: &PgConnectOptions) -> bool {
    let host = options.get_host().trim_matches(['[', ']']);
    options.get_socket().is_some()
        || host.starts_with('/')
        || host == "localhost"
        || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// The word of PostgreSQL's own programs for a mode.
pub fn word(mode: PgSslMode) -> &'static str {
    match mode {
        PgSslMode::Disable => "disable",
        PgSslMode::Allow => "allow",
        PgSslMode::Prefer => "prefer",
        PgSslMode::Require => "require",
        PgSslMode::VerifyCa => "verify-ca",
        PgSslMode::VerifyFull => "verify-full",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_over_a_network_is_encrypted_and_its_host_is_checked() {
        for (url, mode) in [
            ("postgres://g:p@db.example/gangway", "verify-full"),
            ("postgres://g:p@10.0.0.5:5432/gangway", "verify-full"),
            ("postgresql://g@db.example/gangway?sslrootcert=/etc/ca.pem", "verify-full"),
            ("postgres://g@localhost.evil.example/gangway", "verify-full"),
            ("postgres://g@127.0.0.1.evil.example/gangway", "verify-full"),
            ("postgres://g@db.example/gangway?options[x]=sslmode", "verify-full"),
            ("postgres://g@db.example/gangway?sslmode=require", "require"),
            ("postgres://g@db.example/gangway?sslmode=disable", "disable"),
            ("postgres://g@localhost/gangway", "prefer"),
            ("postgres://g@127.0.0.1/gangway", "prefer"),
            ("postgres://g@[::1]:5432/gangway", "prefer"),
            ("postgres://g@%2Frun%2Fpostgresql/gangway", "prefer"),
        ] {
            assert_eq!(word(options(url).unwrap().get_ssl_mode()), mode, "{url}");
        }
    }
}
