//! How a PostgreSQL is reached.

use super::error::{Error, Result};
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::{ConnectOptions, Connection, Executor, PgConnection, PgPool, Row};
use std::env;
use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;
use url::Url;

/// A server that says nothing for so long is none.
const SILENCE: Duration = Duration::from_secs(10);

/// How to reach the database of `url`: encrypted, and only if it proves to be the host that is named, as public
/// authorities or `sslrootcert` certify it. On this machine, or where `sslmode` says so, as PostgreSQL would.
///
/// # Errors
/// The URL makes no sense. The words name no part of it, which may be a password.
pub fn options(url: &str) -> Result<PgConnectOptions> {
    let unreadable = || Error::Conflict(t!(server::platform::postgres_url_unreadable).to_owned());
    let parsed = Url::parse(url).map_err(|_| unreadable())?;
    // A `/`, `?` or `#` in a password ends the host's part: the rest of it would be a database, and another host be asked.
    let names: String = parsed.query_pairs().map(|(name, _)| name.into_owned()).collect();
    if [parsed.path(), parsed.fragment().unwrap_or_default(), &names].iter().any(|part| part.contains('@')) {
        return Err(unreadable());
    }
    let options = PgConnectOptions::from_str(url).map_err(|_| unreadable())?;
    let is_chosen = parameter(url, &["sslmode", "ssl-mode"]).is_some() || env::var_os("PGSSLMODE").is_some();
    if is_chosen || is_here(&options) { Ok(options) } else { Ok(options.ssl_mode(PgSslMode::VerifyFull)) }
}

/// Ends each statement of `connection` that takes longer than a request may: the answer would come too late, and others
/// wait for one of few connections.
pub async fn limit_statements(connection: &mut PgConnection) -> sqlx::Result<()> {
    connection.execute("set statement_timeout = '70s'").await.map(|_| ())
}

/// A connection for what takes as long as it takes, which ends with it.
pub async fn unlimited(pool: &PgPool) -> sqlx::Result<PgConnection> {
    let mut connection = pool.acquire().await?.detach();
    connection.execute("set statement_timeout = 0").await?;
    Ok(connection)
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

/// The files of the certificate and the key that this program proves itself with.
pub fn client_certificate(url: &str) -> [Option<String>; 2] {
    [["sslcert", "ssl-cert"], ["sslkey", "ssl-key"]].map(|names| parameter(url, &names))
}

/// Refuses a database that Gangway cannot work with, in words: one that is silent, keeps no Unicode, is shared out by
/// transaction, or gives Gangway's role too few rights. Other failures to connect are as they are.
///
/// # Errors
/// What is wrong, and how to fix it.
pub async fn check(url: &str) -> Result<()> {
    let options = options(url)?.application_name("gangway");
    let host = Way::to(url)?.host;
    let silent = |_| Error::Conflict(t!(server::platform::postgres_silent, host = &host));
    tokio::time::timeout(SILENCE, look(&options)).await.map_err(silent)?
}

async fn look(options: &PgConnectOptions) -> Result<()> {
    let mut connection = options.connect().await?;
    // Where statements cannot be prepared, all others fail.
    refuse_shared(&mut connection, options).await?;
    let encoding: String = ask(&mut connection, "show server_encoding").await?;
    if encoding != "UTF8" {
        return Err(Error::Conflict(t!(server::platform::postgres_encoding, encoding = &encoding)));
    }
    refuse_without_rights(&mut connection).await?;
    Ok(connection.close().await?)
}

/// A pooler that hands out connections by transaction gives two clients the same server process, or one client two:
/// locks and prepared statements of a session are lost there.
async fn refuse_shared(connection: &mut PgConnection, options: &PgConnectOptions) -> Result<()> {
    const PROCESS: &str = "select pg_backend_pid()::text";
    let mut other = options.connect().await?;
    let ours: String = ask(connection, PROCESS).await?;
    // By statement, there is no transaction either.
    let mut is_shared = sqlx::raw_sql("begin").execute(&mut other).await.is_err();
    is_shared = is_shared || ask(&mut other, PROCESS).await? == ours;
    // Not if it is shared: it may be the only one, and in use.
    is_shared = is_shared || ask(connection, PROCESS).await? != ours;
    sqlx::raw_sql("rollback").execute(&mut other).await.ok();
    other.close().await.ok();
    if is_shared {
        return Err(Error::Conflict(t!(server::platform::postgres_shared).to_owned()));
    }
    Ok(())
}

/// Gangway makes and changes its tables itself.
async fn refuse_without_rights(connection: &mut PgConnection) -> Result<()> {
    const MAY_CREATE: &str = "
        select quote_ident(current_user) as role, quote_ident(current_schema()) as schema,
            has_schema_privilege(current_schema(), 'create') as may_create,
            has_schema_privilege(current_schema(), 'usage') as may_use,
            exists (select 1 from pg_extension where extname = 'pg_trgm') as has_trigrams,
            exists (select 1 from pg_available_extensions where name = 'pg_trgm') as offers_trigrams,
            has_database_privilege(current_database(), 'create') as may_extend,
            (
                select quote_ident(pg_get_userbyid(relowner))
                from pg_class
                where relnamespace = current_schema()::regnamespace and relname in ('_sqlx_migrations', 'partner')
                    and not pg_has_role(relowner, 'usage')
                limit 1
            ) as foreign_owner";
    let found = sqlx::raw_sql(MAY_CREATE).fetch_one(&mut *connection).await?;
    let (role, schema): (String, Option<String>) = (found.try_get("role")?, found.try_get("schema")?);
    let is_so = |name| found.try_get::<Option<bool>, _>(name).map(Option::unwrap_or_default);
    let Some(schema) = schema else {
        return Err(Error::Conflict(t!(server::platform::postgres_no_schema, role = &role)));
    };
    if !(is_so("may_create")? && is_so("may_use")?) {
        return Err(Error::Conflict(t!(server::platform::postgres_may_not_create, role = &role, schema = &schema)));
    }
    if let Some(owner) = found.try_get::<Option<String>, _>("foreign_owner")? {
        return Err(Error::Conflict(t!(server::platform::postgres_foreign_tables, role = &role, owner = &owner)));
    }
    match (is_so("has_trigrams")?, is_so("offers_trigrams")?, is_so("may_extend")?) {
        (true, ..) | (_, true, true) => Ok(()),
        (_, false, _) => Err(Error::Conflict(t!(server::platform::postgres_without_trigrams).to_owned())),
        _ => Err(Error::Conflict(t!(server::platform::postgres_may_not_extend, role = &role))),
    }
}

/// The one text that `sql` comes to, asked for without a prepared statement.
async fn ask(connection: &mut PgConnection, sql: &'static str) -> Result<String> {
    Ok(sqlx::raw_sql(sql).fetch_one(connection).await?.try_get(0)?)
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
    #[test]
    fn c78_a_password_that_ends_the_address_is_refused_and_not_shown() {
        for url in [
            "postgres://g:12/34@db.example/gangway",
            "postgres://g:12#34@db.example/gangway",
            "postgres://g:12?34@db.example/gangway",
            "postgres://g:ab/cd@db.example/gangway",
            "postgres://g:ab#cd@db.example/gangway",
            "postgres://g:%FC@db.example/gangway",
            "db.example/gangway",
        ] {
            let words = options(url).unwrap_err().in_words();
            assert!(words.contains("%2F") && !words.contains("34") && !words.contains("cd@"), "{url}: {words}");
        }
        for url in ["postgres://g@db.example/gangway?password=p@ss", "postgres://g:p@ss:@db.example/gangway"] {
            assert!(options(url).is_ok(), "{url}");
        }
    }
}
