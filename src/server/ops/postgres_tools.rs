//! PostgreSQL's own programs, which know best how its databases are copied.

use crate::server::platform::error::{Error, Result};
use crate::server::platform::postgres;
use percent_encoding::percent_decode_str;
use sqlx::postgres::PgConnectOptions;
use std::path::Path;
use std::process::Command;
use std::str::FromStr;
use url::Url;

/// Where Debian and its relatives keep the public authorities.
const SYSTEM_CERTIFICATES: &str = "/etc/ssl/certs/ca-certificates.crt";

/// Runs `program` against the database of `url`; returns what it printed.
///
/// # Errors
/// It is not installed, or it failed: in its own words.
pub fn run(program: &str, url: &str, arguments: &[&str]) -> Result<String> {
    let options = postgres::options(url)?;
    let mut command = Command::new(program);
    // By the environment: every user of this machine can read arguments.
    command.env("PGPORT", options.get_port().to_string()).env("PGUSER", options.get_username());
    match options.get_socket() {
        Some(folder) => command.env("PGHOST", folder),
        None => command.env("PGHOST", options.get_host()),
    };
    command.env("PGSSLMODE", postgres::word(options.get_ssl_mode()));
    // libpq knows no public authorities of its own.
    let system = || Path::new(SYSTEM_CERTIFICATES).exists().then(|| SYSTEM_CERTIFICATES.to_owned());
    if let Some(file) = postgres::root_certificates(url).or_else(system) {
        command.env("PGSSLROOTCERT", file);
    }
    if let Some(password) = password_of(url) {
        command.env("PGPASSWORD", password);
    }
    if let Some(options) = options.get_options() {
        command.env("PGOPTIONS", options);
    }
    command.env("PGDATABASE", name_of(&options)).args(arguments);
    let done = command.output().map_err(|error| {
        Error::Conflict(t!(server::cli::tool_missing, program = program, error = &error.to_string()))
    })?;
    if done.status.success() {
        return Ok(String::from_utf8_lossy(&done.stdout).into_owned());
    }
    let words = String::from_utf8_lossy(&done.stderr).trim().replace('\n', " ");
    Err(Error::Conflict(t!(server::cli::tool_failed, program = program, error = &words)))
}

/// The database that `url` names; its user's, where it names none.
pub fn database_of(url: &str) -> Result<String> {
    Ok(name_of(&PgConnectOptions::from_str(url)?))
}

fn name_of(options: &PgConnectOptions) -> String {
    options.get_database().unwrap_or(options.get_username()).to_owned()
}

/// The password in `url`, which sqlx keeps to itself.
fn password_of(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    Some(percent_decode_str(url.password()?).decode_utf8_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::password_of;

    #[test]
    fn the_password_is_read_as_it_was_meant() {
        let password = |url| password_of(url).unwrap_or_default();
        assert_eq!(password("postgres://ana:s3cret%40+&x@db.example:5432/gangway"), "s3cret@+&x");
        assert_eq!(password("postgres://ana:a:b@db.example/gangway?sslmode=require"), "a:b");
        assert_eq!(password("postgresql://ana:p@ss@[::1]:5432/gangway"), "p@ss");
        assert_eq!(password("postgres://ana:%C3%A9%25%2F%3A@DB.example/"), "é%/:");
        assert_eq!(password("postgres://ana:s3cret@/gangway?host=/run/postgresql"), "");
        assert_eq!(password("postgres://ana:s3cret@%2Frun%2Fpostgresql/gangway"), "s3cret");
        assert_eq!(password("postgres://ana@db.example/gangway"), "");
        assert_eq!(password("postgres://ana:@db.example/gangway"), "");
        assert_eq!(password("postgres://db.example/gang@way:x"), "");
    }
}
