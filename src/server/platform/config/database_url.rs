//! The database's URL.

use super::error::{ConfigError, refuse};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};
use sqlx::sqlite::SqliteConnectOptions;
use std::path::PathBuf;
use std::str::FromStr;
use url::Url;

/// All but what stands for itself in every part of a URL (RFC 3986 2.3).
const SPECIAL: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// Parameters whose value may have an `@` in it.
const PARAMETERS: [&str; 6] = ["host", "options", "password", "sslcert", "sslrootcert", "user"];

/// `text` with its user and password as a URL has to have them: what people paste between `:` and `@` is a password,
/// whatever characters it has.
///
/// # Errors
/// It is no URL of a database that we know.
pub fn parse(text: &str) -> Result<String, ConfigError> {
    if text.starts_with("sqlite:") {
        return Ok(text.to_owned());
    }
    let Some((scheme, rest)) = text.split_once("://").filter(|(scheme, _)| ["postgres", "postgresql"].contains(scheme))
    else {
        return refuse("DATABASE_URL", t!(server::config::database_url_invalid));
    };
    let url = match rest.rsplit_once('@') {
        Some((before, host)) if !is_query(before) => {
            let credentials = match before.split_once(':') {
                Some((user, password)) => [&encoded(user), ":", &encoded(password)].concat(),
                None => encoded(before),
            };
            [scheme, "://", &credentials, "@", host].concat()
        }
        _ => text.to_owned(),
    };
    match Url::parse(&url) {
        Ok(_) => Ok(url),
        Err(_) => refuse("DATABASE_URL", t!(server::config::database_url_invalid)),
    }
}

/// Whether the text before an `@` has reached the parameters, so that it is in one of their values.
fn is_query(before: &str) -> bool {
    let query = before.split_once('?').map_or("", |(_, query)| query);
    query.split('&').any(|pair| pair.split_once('=').is_some_and(|(name, _)| PARAMETERS.contains(&name)))
}

/// `part` with everything special in it written as `%XX`, as far as it is not yet.
fn encoded(part: &str) -> String {
    let bytes: Vec<u8> = percent_decode_str(part).collect();
    percent_encode(&bytes, SPECIAL).to_string()
}

/// The file behind a SQLite address; none for PostgreSQL.
pub fn sqlite_file(url: &str) -> sqlx::Result<Option<PathBuf>> {
    if !url.starts_with("sqlite:") {
        return Ok(None);
    }
    Ok(Some(SqliteConnectOptions::from_str(url)?.get_filename().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c78_a_password_may_have_any_character() {
        for (password, meant) in [
            ("c2VjcmV0Cg==", "c2VjcmV0Cg=="),
            ("c2VjcmV0Cg%3D%3D", "c2VjcmV0Cg=="),
            ("pa&ss", "pa&ss"),
            ("a/b", "a/b"),
            ("12/34", "12/34"),
            ("a#b", "a#b"),
            ("12#34", "12#34"),
            ("a?b", "a?b"),
            ("12?34", "12?34"),
            ("12?a=b", "12?a=b"),
            ("a@b", "a@b"),
            ("a:b", "a:b"),
            ("a+b", "a+b"),
            ("a b", "a b"),
            ("50%off", "50%off"),
            ("a%41b", "aAb"),
            ("ü€", "ü€"),
            ("[x]", "[x]"),
        ] {
            let url = parse(&format!("postgres://gangway:{password}@db.example:5433/g?sslmode=require")).unwrap();
            let parsed = Url::parse(&url).unwrap();
            assert_eq!(
                (parsed.host_str(), parsed.port(), parsed.path()),
                (Some("db.example"), Some(5433), "/g"),
                "{url}"
            );
            let decoded = percent_decode_str(parsed.password().unwrap()).decode_utf8().unwrap().into_owned();
            assert_eq!(
                (parsed.username(), &*decoded, parsed.query()),
                ("gangway", meant, Some("sslmode=require")),
                "{url}"
            );
            assert_eq!(parse(&url).as_deref(), Ok(&*url), "once more changes nothing");
        }
    }

    #[test]
    fn what_is_right_is_left_alone() {
        for url in [
            "sqlite://data/gangway.db?mode=rwc",
            "sqlite::memory:",
            "postgres://localhost/gangway",
            "postgresql://u:p@localhost/gangway",
            "postgres:///gangway?host=/run/postgresql&user=u@acme.example",
            "postgres://localhost:5432/gangway?user=u&password=p@ss",
            "postgres://u@%2Frun%2Fpostgresql/gangway",
        ] {
            assert_eq!(parse(url).as_deref(), Ok(url));
        }
        for url in [
            "mysql://u:hunter2@h/d",
            "gangway.db",
            "u:hunter2@localhost/d",
            "postgres://u:hunter2@h:port/d",
            "postgres:x",
        ] {
            let refused = parse(url).unwrap_err().to_string();
            assert!(refused.starts_with("DATABASE_URL: Use sqlite") && !refused.contains("hunter2"), "{refused}");
        }
    }
}
