//! PostgreSQL's own programs, which know best how its databases are copied.

use crate::server::platform::error::{Error, Result};
use crate::server::platform::postgres;
use percent_encoding::percent_decode_str;
use sqlx::ConnectOptions;
use sqlx::postgres::PgConnectOptions;
use std::path::Path;
use std::process::Command;

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
        None => command.env("PGHOST", options.get_host().trim_matches(['[', ']'])),
    };
    command.env("PGSSLMODE", postgres::word(options.get_ssl_mode()));
    // libpq knows no public authorities of its own.
    let system = || Path::new(SYSTEM_CERTIFICATES).exists().then(|| SYSTEM_CERTIFICATES.to_owned());
    if let Some(file) = postgres::root_certificates(url).or_else(system) {
        command.env("PGSSLROOTCERT", file);
    }
    for (variable, file) in ["PGSSLCERT", "PGSSLKEY"].into_iter().zip(postgres::client_certificate(url)) {
        command.envs(file.map(|file| (variable, file)));
    }
    if let Some(password) = password_of(&options) {
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
    Ok(name_of(&postgres::options(url)?))
}

fn name_of(options: &PgConnectOptions) -> String {
    options.get_database().unwrap_or(options.get_username()).to_owned()
}

/// The password that the server signs in with, wherever it comes from. sqlx gives it away only as a part of an address,
/// in which every unusual character is encoded.
fn password_of(options: &PgConnectOptions) -> Option<String> {
    // A user's name is not encoded.
    let url = options.clone().username("gangway").to_url_lossy();
    Some(percent_decode_str(url.password()?).decode_utf8_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c78_pg_dump_gets_the_password_that_the_server_signs_in_with() {
        for (url, password) in [
            ("postgres://ana:s3cret%40+&x@db.example:5432/gangway", "s3cret@+&x"),
            ("postgres://ana:a:b@db.example/gangway?sslmode=require", "a:b"),
            ("postgresql://ana:p@ss@[::1]:5432/gangway", "p@ss"),
            ("postgres://ana:%C3%A9%25%2F%3A%3F%23@DB.example/", "é%/:?#"),
            ("postgres://ana:c2VjcmV0Cg==@localhost/gangway", "c2VjcmV0Cg=="),
            ("postgres://ana:c2VjcmV0Cg%3D%3D@localhost/gangway", "c2VjcmV0Cg=="),
            ("postgres://ana@localhost/gangway?password=c2VjcmV0Cg==", "c2VjcmV0Cg=="),
            ("postgres://ana@localhost/gangway?password=p@s%26s%2Bx%25", "p@s&s+x%"),
            ("postgres://ana:first@localhost/gangway?password=last", "last"),
            ("postgres://ana:50%off@localhost/gangway", "50%off"),
            ("postgres://ana:a\"b'c;d$e f@localhost/gangway", "a\"b'c;d$e f"),
            ("postgres://ana:s3cret@%2Frun%2Fpostgresql/gangway", "s3cret"),
        ] {
            assert_eq!(password_of(&postgres::options(url).unwrap()).as_deref(), Some(password), "{url}");
        }
    }
}
