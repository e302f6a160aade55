//! Configuration: environment variables, each also a flag of `gangway serve`.
//!
//! `--help` describes them with `locales/*/server/config.ftl`; `docs/install.md` has the same table.

use clap::Args;
use sqlx::sqlite::SqliteConnectOptions;
use std::cell::Cell;
use std::fmt;
use std::iter;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use url::Url;

/// The few settings there are.
#[derive(Clone, Args)]
pub struct Config {
    #[arg(long, env = "GANGWAY_LISTEN", default_value = "127.0.0.1:3000", help = t!(server::config::listen))]
    pub listen: SocketAddr,

    #[arg(long, env = "GANGWAY_PUBLIC_URL", help = t!(server::config::public_url))]
    pub public_url: Option<String>,

    #[arg(long, env = "GANGWAY_DATA_DIR", default_value = "./data", help = t!(server::config::data_dir))]
    pub data_dir: PathBuf,

    #[arg(long, env = "DATABASE_URL", hide_env_values = true, help = t!(server::config::database_url))]
    pub database_url: Option<String>,

    #[arg(long, env = "DATABASE_URL_FILE", help = t!(server::config::database_url_file))]
    pub database_url_file: Option<PathBuf>,

    #[arg(long, env = "SMTP_URL", hide_env_values = true, help = t!(server::config::smtp_url))]
    pub smtp_url: Option<String>,

    #[arg(long, env = "SMTP_URL_FILE", help = t!(server::config::smtp_url_file))]
    pub smtp_url_file: Option<PathBuf>,

    #[arg(long, env = "GANGWAY_SMTP_CA", help = t!(server::config::smtp_ca))]
    pub smtp_ca: Option<PathBuf>,

    #[arg(long, env = "GANGWAY_MAIL_FROM", help = t!(server::config::mail_from))]
    pub mail_from: Option<String>,

    #[arg(
        long, env = "GANGWAY_SEND_HOLD", default_value_t = 5, value_parser = clap::value_parser!(u32).range(0..=600),
        help = t!(server::config::send_hold)
    )]
    pub send_hold: u32,

    #[arg(long, env = "GANGWAY_TRUSTED_PROXIES", help = t!(server::config::trusted_proxies))]
    pub trusted_proxies: Option<usize>,

    #[arg(
        long, env = "GANGWAY_STAFF_SESSION_DAYS", default_value_t = 14, value_parser = clap::value_parser!(u16).range(1..=365),
        help = t!(server::config::staff_session_days)
    )]
    pub staff_session_days: u16,

    #[arg(
        long, env = "GANGWAY_CONTACT_SESSION_DAYS", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=365),
        help = t!(server::config::contact_session_days)
    )]
    pub contact_session_days: u16,

    #[arg(
        long, env = "GANGWAY_AUDIT_MONTHS", default_value_t = 12, value_parser = clap::value_parser!(u16).range(0..=1200),
        help = t!(server::config::audit_months)
    )]
    pub audit_months: u16,

    #[arg(
        long, env = "GANGWAY_ORIGIN_DAYS", default_value_t = 90, value_parser = clap::value_parser!(u16).range(0..=36500),
        help = t!(server::config::origin_days)
    )]
    pub origin_days: u16,

    #[arg(
        long, env = "GANGWAY_INVITATION_MONTHS", default_value_t = 12,
        value_parser = clap::value_parser!(u16).range(0..=1200), help = t!(server::config::invitation_months)
    )]
    pub invitation_months: u16,

    #[arg(long, env = "GANGWAY_METRICS_LISTEN", help = t!(server::config::metrics_listen))]
    pub metrics_listen: Option<SocketAddr>,

    #[arg(long, env = "GANGWAY_SITE_DIR", default_value = "target/site", help = t!(server::config::site_dir))]
    pub site_dir: PathBuf,
}

impl fmt::Debug for Config {
    /// Database and mail URLs carry passwords: only whether they are set is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .field("public_url", &self.public_url)
            .field("data_dir", &self.data_dir)
            .field("database_url", &self.database_url.as_ref().map(|_| "set"))
            .field("smtp_url", &self.smtp_url.as_ref().map(|_| "set"))
            .field("mail_from", &self.mail_from)
            .finish_non_exhaustive()
    }
}

/// A setting that cannot work, and how to fix it: shown at start instead of starting.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{setting}: {why}")]
pub struct ConfigError {
    pub setting: &'static str,
    pub why: String,
}

fn refuse<T>(setting: &'static str, why: impl Into<String>) -> Result<T, ConfigError> {
    Err(ConfigError { setting, why: why.into() })
}

impl Config {
    /// Drops what empty variables leave behind and refuses what cannot work.
    pub fn checked(mut self) -> Result<Self, ConfigError> {
        for setting in [&mut self.public_url, &mut self.database_url, &mut self.smtp_url, &mut self.mail_from] {
            *setting = setting.take().filter(|text| !text.trim().is_empty());
        }
        read_file("DATABASE_URL", &mut self.database_url, "DATABASE_URL_FILE", self.database_url_file.take())?;
        read_file("SMTP_URL", &mut self.smtp_url, "SMTP_URL_FILE", self.smtp_url_file.take())?;
        if self.files_are_in(&self.site_dir) {
            return refuse("GANGWAY_SITE_DIR", t!(server::config::site_dir_holds_data));
        }
        self.public_url = Some(match &self.public_url {
            Some(url) => origin_of(url)?,
            None if self.listen.ip().is_loopback() => format!("http://localhost:{}", self.listen.port()),
            None => return refuse("GANGWAY_PUBLIC_URL", t!(server::config::public_url_missing)),
        });
        if let Some(url) = &self.database_url
            && !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| url.starts_with(scheme))
        {
            return refuse("DATABASE_URL", t!(server::config::database_url_invalid));
        }
        match (&self.smtp_url, &self.mail_from) {
            (Some(url), Some(_)) => refuse_clear_text(&parse_smtp_url(url)?)?,
            (Some(_), None) => return refuse("GANGWAY_MAIL_FROM", t!(server::config::mail_from_missing)),
            (None, _) => {}
        }
        if let Some(from) = &self.mail_from
            && from.parse::<lettre::message::Mailbox>().is_err()
        {
            return refuse("GANGWAY_MAIL_FROM", t!(server::config::mail_from_invalid));
        }
        Ok(self)
    }

    /// Refuses to serve https on this machine alone without a word about the proxy that has to be in front: all visitors
    /// would seem to be one.
    pub fn check_proxies(&self) -> Result<(), ConfigError> {
        match self.trusted_proxies {
            None if self.is_https() && self.listen.ip().is_loopback() => {
                refuse("GANGWAY_TRUSTED_PROXIES", t!(server::config::trusted_proxies_missing))
            }
            _ => Ok(()),
        }
    }

    /// How many of our own proxies are in front.
    pub fn proxies(&self) -> usize {
        self.trusted_proxies.unwrap_or_default()
    }

    /// Whether the database or saved emails are in `folder`, whose content everyone can read.
    fn files_are_in(&self, folder: &Path) -> bool {
        let Ok(folder) = folder.canonicalize() else { return false };
        // A database that makes no sense is refused where it is opened.
        let database = sqlite_file(&self.database_url()).ok().flatten();
        iter::once(self.data_dir.clone()).chain(database).any(|path| resolved(&path).starts_with(&folder))
    }

    /// Scheme, host and port that people use.
    pub fn origin(&self) -> &str {
        self.public_url.as_deref().unwrap_or_default()
    }

    /// Whether people reach us over https, which makes cookies `Secure` with the `__Host-` prefix.
    pub fn is_https(&self) -> bool {
        self.origin().starts_with("https://")
    }

    /// The whole URL of one of our paths.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }

    /// The database to open.
    pub fn database_url(&self) -> String {
        self.database_url.clone().unwrap_or_else(|| format!("sqlite://{}", self.data_dir.join("gangway.db").display()))
    }

    /// The mail server in words, without the password in its URL; none where mail is saved as files.
    pub fn mail_server(&self) -> Option<String> {
        let url = parse_smtp_url(self.smtp_url.as_deref()?).ok()?;
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        let server = [host_of(&url), port].concat();
        Some(match encryption_of(&url) {
            Encryption::Tls => t!(server::config::encrypted_tls, server = &server),
            Encryption::StartTls => t!(server::config::encrypted_starttls, server = &server),
            Encryption::IfOffered => t!(server::config::encrypted_if_offered, server = &server),
            Encryption::None => t!(server::config::unencrypted, server = &server),
        })
    }

    /// The host people use, for Message-IDs.
    pub fn host(&self) -> String {
        Url::parse(self.origin()).map(|url| host_of(&url)).unwrap_or_default()
    }

    /// Whether people reach us under a name that means their own machine.
    pub fn is_local(&self) -> bool {
        is_loopback(&self.host())
    }
}

/// Takes a setting that holds a password from a file, which neither the list of processes nor the environment shows.
fn read_file(
    setting: &'static str,
    value: &mut Option<String>,
    file_setting: &'static str,
    file: Option<PathBuf>,
) -> Result<(), ConfigError> {
    let Some(file) = file else { return Ok(()) };
    if value.is_some() {
        return refuse(file_setting, t!(server::config::given_twice, setting = setting));
    }
    let name = file.display().to_string();
    match std::fs::read_to_string(&file) {
        Ok(text) if text.trim().is_empty() => refuse(file_setting, t!(server::config::file_empty, file = &name)),
        Ok(text) => {
            *value = Some(text.trim().to_owned());
            Ok(())
        }
        Err(error) => {
            let error = error.to_string();
            refuse(file_setting, t!(server::config::file_unreadable, file = &name, error = &error))
        }
    }
}

/// How a mail server's URL asks for encryption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// From the first byte on.
    Tls,
    /// From the greeting on, or nothing is sent.
    StartTls,
    IfOffered,
    None,
}

/// Parses the URL of a mail server.
///
/// # Errors
/// It cannot be parsed, has another scheme or no host. A `#` ends the host: a password that holds one would be
/// taken for host and port.
pub fn parse_smtp_url(text: &str) -> Result<Url, ConfigError> {
    match Url::parse(text) {
        Ok(url)
            if ["smtp", "smtps"].contains(&url.scheme()) && !host_of(&url).is_empty() && url.fragment().is_none() =>
        {
            Ok(url)
        }
        Ok(_) => refuse("SMTP_URL", t!(server::config::smtp_url_invalid)),
        Err(error) => refuse("SMTP_URL", t!(server::config::smtp_url_unreadable, error = &error.to_string())),
    }
}

/// The encryption that the URL of a mail server asks for.
pub fn encryption_of(url: &Url) -> Encryption {
    let asks = |wanted| url.query_pairs().any(|(name, value)| name == "tls" && value == wanted);
    if url.scheme() == "smtps" {
        Encryption::Tls
    } else if asks("required") {
        Encryption::StartTls
    } else if asks("opportunistic") {
        Encryption::IfOffered
    } else {
        Encryption::None
    }
}

/// The file behind a SQLite address; none for PostgreSQL.
pub fn sqlite_file(url: &str) -> sqlx::Result<Option<PathBuf>> {
    if !url.starts_with("sqlite:") {
        return Ok(None);
    }
    Ok(Some(SqliteConnectOptions::from_str(url)?.get_filename().to_owned()))
}

/// `path` without links and dots, as far as it is there.
fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let known = path.ancestors().find_map(|parent| Some((parent, parent.canonicalize().ok()?)));
    let Some((parent, known)) = known else { return path };
    known.join(path.strip_prefix(parent).unwrap_or(&path))
}

/// The host of a URL in lower case, an IPv6 address in brackets.
fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_ascii_lowercase()
}

fn is_loopback(host: &str) -> bool {
    ["localhost", "127.0.0.1", "[::1]"].contains(&host)
}

/// Scheme, host and port as browsers write them in `Origin`; a path has no place in it because every link is
/// built from the root.
fn origin_of(text: &str) -> Result<String, ConfigError> {
    // Browsers forgive backslashes, missing slashes and passwords in a URL; a setting is refused.
    let is_exact = Cell::new(true);
    let violation = |_| is_exact.set(false);
    let url = Url::options().syntax_violation_callback(Some(&violation)).parse(text.trim().trim_end_matches('/'));
    match url {
        Ok(url)
            if is_exact.get()
                && ["http", "https"].contains(&url.scheme())
                && url.path() == "/"
                && url.query().is_none()
                && url.fragment().is_none() =>
        {
            Ok(url.origin().ascii_serialization())
        }
        _ => refuse("GANGWAY_PUBLIC_URL", t!(server::config::public_url_invalid)),
    }
}

/// `smtp://` without `tls=required` sends passwords and links in clear: allowed to this machine only.
fn refuse_clear_text(url: &Url) -> Result<(), ConfigError> {
    match encryption_of(url) {
        Encryption::Tls | Encryption::StartTls => Ok(()),
        Encryption::IfOffered | Encryption::None if is_loopback(&host_of(url)) => Ok(()),
        Encryption::IfOffered | Encryption::None => refuse("SMTP_URL", t!(server::config::smtp_url_unencrypted)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Cli {
        #[command(flatten)]
        config: Config,
    }

    fn config(flags: &[&str]) -> Result<Config, ConfigError> {
        Cli::parse_from([&["gangway"], flags].concat()).config.checked()
    }

    #[test]
    fn contradictions_are_refused_with_the_setting_that_causes_them() {
        let from = "--mail-from=Acme <p@acme.example>";
        let cases: [(&[&str], &str); 9] = [
            (&["--listen=0.0.0.0:3000"], "GANGWAY_PUBLIC_URL"),
            (&["--public-url=acme.example"], "GANGWAY_PUBLIC_URL"),
            (&["--public-url=https://acme.example/portal"], "GANGWAY_PUBLIC_URL"),
            (&["--public-url=https://u:p@acme.example"], "GANGWAY_PUBLIC_URL"),
            (&["--database-url=mysql://x"], "DATABASE_URL"),
            (&["--smtp-url=smtps://h"], "GANGWAY_MAIL_FROM"),
            (&["--smtp-url=smtp://mail.example", from], "SMTP_URL"),
            (&["--smtp-url=smtp://localhost.evil.example", from], "SMTP_URL"),
            (&["--smtp-url=smtps://h", "--mail-from=nobody"], "GANGWAY_MAIL_FROM"),
        ];
        for (flags, setting) in cases {
            assert_eq!(config(flags).map_err(|e| e.setting).err(), Some(setting), "{flags:?}");
        }
        for url in ["smtp://127.0.0.1:2525", "smtp://mail.example?tls=required", "smtps://u:p@mail.example"] {
            assert!(config(&[&format!("--smtp-url={url}"), from]).is_ok(), "{url}");
        }
    }

    #[test]
    fn files_that_everyone_could_download_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        std::fs::create_dir_all(site.join("data")).unwrap();
        std::os::unix::fs::symlink(site.join("data"), folder.path().join("linked")).unwrap();
        let refused = |flags: [String; 3]| {
            let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
            config(&flags).is_err_and(|error| error.setting == "GANGWAY_SITE_DIR")
        };
        let at = |name: &str| folder.path().join(name).display().to_string();
        let sqlite = |name: &str| format!("--database-url=sqlite://{}?mode=rwc", at(name));
        for (site, data, database, is_refused) in [
            ("site", "data", "data/g.db", false),
            ("site", "site/data", "data/g.db", true),
            ("site", "site/new/deeper", "data/g.db", true),
            ("site", "site", "data/g.db", true),
            ("site", "data", "site/g.db", true),
            ("site", "linked", "data/g.db", true),
            ("site", "data", "site/../site/g.db", true),
            ("site", "site-data", "data/g.db", false),
            (".", "data", "/elsewhere/g.db", true),
            ("missing", "missing/data", "data/g.db", false),
        ] {
            let flags = [format!("--site-dir={}", at(site)), format!("--data-dir={}", at(data)), sqlite(database)];
            assert_eq!(refused(flags), is_refused, "{site} {data} {database}");
        }
    }

    #[test]
    fn a_password_may_be_in_a_file_and_only_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path.display().to_string()
        };
        let (database, smtp) = (file("db", "postgres://u:hunter2@localhost/d\n"), file("smtp", " smtps://u:p@h "));
        let from = "--mail-from=a@b.example";
        let of = |flags: &[&str]| config(flags).map_err(|error| error.to_string());
        let read = of(&[&format!("--database-url-file={database}"), &format!("--smtp-url-file={smtp}"), from]).unwrap();
        assert_eq!(read.database_url(), "postgres://u:hunter2@localhost/d");
        assert_eq!(read.smtp_url.as_deref(), Some("smtps://u:p@h"));
        assert!(read.checked().is_ok(), "checking again finds nothing new");
        let missing = folder.path().join("missing").display().to_string();
        for (flags, words) in [
            (
                [format!("--database-url-file={database}"), "--database-url=sqlite://x".to_owned()],
                ["DATABASE_URL_FILE: ", "DATABASE_URL is set as well"],
            ),
            (
                [format!("--smtp-url-file={smtp}"), "--smtp-url=smtps://h".to_owned()],
                ["SMTP_URL_FILE: ", "SMTP_URL is set as well"],
            ),
            ([format!("--smtp-url-file={missing}"), from.to_owned()], ["SMTP_URL_FILE: ", "cannot be read"]),
            ([format!("--smtp-url-file={}", file("empty", "\n")), from.to_owned()], ["SMTP_URL_FILE: ", "is empty"]),
            (
                [format!("--database-url-file={}", file("wrong", "mysql://x")), from.to_owned()],
                ["DATABASE_URL: ", "Use sqlite"],
            ),
        ] {
            let flags: Vec<&str> = flags.iter().map(String::as_str).collect();
            let refused = of(&flags).unwrap_err();
            assert!(words.iter().all(|word| refused.contains(word)) && !refused.contains("hunter2"), "{refused}");
        }
    }

    #[test]
    fn links_start_with_the_public_url() {
        let config = config(&["--public-url=https://partners.acme.example:8443/"]).unwrap();
        assert_eq!(config.url("/activate/x"), "https://partners.acme.example:8443/activate/x");
        assert_eq!(config.host(), "partners.acme.example");
        assert!(config.is_https());
        assert_eq!(self::config(&["--listen=127.0.0.1:4000"]).unwrap().origin(), "http://localhost:4000");
    }

    #[test]
    fn the_public_url_is_an_origin_as_browsers_write_it() {
        for (url, origin) in [
            ("https://partners.acme.example", "https://partners.acme.example"),
            (" https://partners.acme.example// ", "https://partners.acme.example"),
            ("HTTPS://Partners.ACME.example", "https://partners.acme.example"),
            ("https://acme.example:443", "https://acme.example"),
            ("http://acme.example:80/", "http://acme.example"),
            ("http://acme.example:443", "http://acme.example:443"),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
            ("http://[::1]:3000/", "http://[::1]:3000"),
            ("http://[0:0:0:0:0:0:0:1]", "http://[::1]"),
            ("https://pärtner.example", "https://xn--prtner-bua.example"),
        ] {
            assert_eq!(origin_of(url).as_deref(), Ok(origin), "{url}");
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
            "https://acme.example:port",
            "https://acme.example:65536",
            "https://acme example",
            "https://acme.exa\tmple",
            "https://acme%zz.example",
            "https://[::1",
            "https://[::g]",
        ] {
            assert_eq!(origin_of(url).map_err(|e| e.setting), Err("GANGWAY_PUBLIC_URL"), "{url}");
        }
    }

    #[test]
    fn mail_goes_encrypted_or_stays_on_this_machine() {
        for (url, host, encryption) in [
            ("smtps://mail.example", "mail.example", Encryption::Tls),
            ("SMTPS://Mail.Example:465/", "mail.example", Encryption::Tls),
            ("smtps://ana%40acme.example:p%2Fa%23s%3Fs@mail.example", "mail.example", Encryption::Tls),
            ("smtps://ana:p@ss@mail.example", "mail.example", Encryption::Tls),
            ("smtps://ana:localhost@mail.example/portal.example", "mail.example", Encryption::Tls),
            ("smtps://[2001:db8::1]:465", "[2001:db8::1]", Encryption::Tls),
            ("smtp://mail.example?tls=required", "mail.example", Encryption::StartTls),
            ("smtp://mail.example:587/portal.example?x=1&tls=required", "mail.example", Encryption::StartTls),
            ("smtp://localhost?tls=opportunistic", "localhost", Encryption::IfOffered),
            ("smtp://LOCALHOST:25/", "localhost", Encryption::None),
            ("smtp://ana:s3cret@127.0.0.1:2525", "127.0.0.1", Encryption::None),
            ("smtp://[::1]:25", "[::1]", Encryption::None),
            ("smtp://[0:0:0:0:0:0:0:1]", "[::1]", Encryption::None),
        ] {
            let parsed = parse_smtp_url(url).unwrap();
            assert_eq!(refuse_clear_text(&parsed), Ok(()), "{url}");
            assert_eq!((&*host_of(&parsed), encryption_of(&parsed)), (host, encryption), "{url}");
        }
        for url in [
            "mail.example",
            "mail.example:25",
            "smtps:mail.example",
            "smtps://",
            "smtps:///portal.example",
            "smtps://ana:s3cret@",
            "smtps://mail.example:port",
            "smtps://mail.example:65536",
            "smtps://ana:12#ss@mail.example",
            "https://mail.example",
            "smtp://mail.example",
            "smtp://mail.example?tls=opportunistic",
            "smtp://mail.example?tls=Required",
            "smtp://mail.example?xtls=required",
            "smtp://mail.example/?tls=no&tls=",
            "smtp://mail.example/tls=required",
            "smtp://localhost@mail.example",
            "smtp://ana:12/3@localhost",
            "smtp://localhost.evil.example",
            "smtp://127.0.0.1.evil.example",
            "smtp://[::2]",
        ] {
            let refused = parse_smtp_url(url).and_then(|url| refuse_clear_text(&url));
            assert_eq!(refused.map_err(|e| e.setting), Err("SMTP_URL"), "{url}");
        }
    }

    #[test]
    fn settings_that_carry_passwords_are_not_printed() {
        let config = config(&["--database-url=postgres://u:hunter2@h/d"]).unwrap();
        assert!(!format!("{config:?}").contains("hunter2"));
    }

    #[test]
    fn the_mail_server_is_named_without_its_password() {
        let address_of = |url: &str| {
            config(&[&format!("--smtp-url={url}"), "--mail-from=a@b.example"]).unwrap().mail_server().unwrap()
        };
        assert_eq!(address_of("smtps://ana:s3cret%40@mail.example:465"), "mail.example:465, encrypted (TLS)");
        assert_eq!(address_of("smtp://mail.example?tls=required"), "mail.example, encrypted (STARTTLS)");
        assert_eq!(address_of("smtp://127.0.0.1:25"), "127.0.0.1:25, not encrypted");
        assert_eq!(
            address_of("smtp://ana:p@ss@[::1]:25/x?tls=opportunistic"),
            "[::1]:25, encrypted if the server offers it"
        );
        assert_eq!(config(&[]).unwrap().mail_server(), None);
    }
}
