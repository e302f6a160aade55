//! The settings. `--help` describes them with `locales/*/server/config.ftl`; `docs/install.md` has the same table.

use super::bounce_address::BounceAddress;
use super::database_url;
use super::error::{ConfigError, refuse};
use super::mailbox_url::MailboxUrl;
use super::origin::{host_of, is_loopback, leads_home, origin_of};
use super::sender;
use super::smtp_url::SmtpUrl;
use super::value::{clean, parse_address, parse_number, parse_server};
use super::webhooks::Webhooks;
use clap::Args;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use url::Url;

/// The few settings there are.
#[derive(Clone, Args)]
pub struct Config {
    #[arg(long, env = "GANGWAY_LISTEN", default_value = "127.0.0.1:3000", value_parser = parse_address, help = t!(server::config::listen))]
    pub listen: SocketAddr,

    #[arg(long, env = "GANGWAY_PUBLIC_URL", help = t!(server::config::public_url))]
    pub public_url: Option<String>,

    #[arg(long, env = "GANGWAY_DATA_DIR", default_value = "./data", help = t!(server::config::data_dir))]
    pub data_dir: PathBuf,

    #[arg(long, env = "DATABASE_URL", hide_env_values = true, help = t!(server::config::database_url))]
    pub database_url: Option<String>,

    #[arg(long, env = "SMTP_URL", hide_env_values = true, help = t!(server::config::smtp_url))]
    pub smtp_url: Option<String>,

    #[arg(long, env = "GANGWAY_SMTP_CA", help = t!(server::config::smtp_ca))]
    pub smtp_ca: Option<PathBuf>,

    #[arg(long, env = "GANGWAY_MAIL_FROM", help = t!(server::config::mail_from))]
    pub mail_from: Option<String>,

    #[arg(long, env = "GANGWAY_BOUNCE_ADDRESS", value_parser = BounceAddress::parse, help = t!(server::config::bounce_address))]
    pub bounce_address: Option<BounceAddress>,

    #[arg(
        long, env = "GANGWAY_BOUNCE_WEBHOOKS", hide_env_values = true, value_parser = Webhooks::parse,
        help = t!(server::config::bounce_webhooks)
    )]
    pub bounce_webhooks: Option<Webhooks>,

    #[arg(long, env = "GANGWAY_BOUNCE_MAILBOX", hide_env_values = true, help = t!(server::config::bounce_mailbox))]
    pub bounce_mailbox: Option<String>,

    #[arg(
        long, env = "GANGWAY_SEND_HOLD", default_value_t = 5, value_parser = |text: &str| parse_number::<u32>(text, 0, 600),
        help = t!(server::config::send_hold)
    )]
    pub send_hold: u32,

    #[arg(long, env = "GANGWAY_TRUSTED_PROXIES", value_parser = |text: &str| parse_number::<usize>(text, 0, 10), help = t!(server::config::trusted_proxies))]
    pub trusted_proxies: Option<usize>,

    #[arg(
        long, env = "GANGWAY_STAFF_SESSION_DAYS", default_value_t = 14, value_parser = |text: &str| parse_number::<u16>(text, 1, 365),
        help = t!(server::config::staff_session_days)
    )]
    pub staff_session_days: u16,

    #[arg(
        long, env = "GANGWAY_CONTACT_SESSION_DAYS", default_value_t = 30, value_parser = |text: &str| parse_number::<u16>(text, 1, 365),
        help = t!(server::config::contact_session_days)
    )]
    pub contact_session_days: u16,

    #[arg(
        long, env = "GANGWAY_AUDIT_MONTHS", default_value_t = 12, value_parser = |text: &str| parse_number::<u16>(text, 0, 1200),
        help = t!(server::config::audit_months)
    )]
    pub audit_months: u16,

    #[arg(
        long, env = "GANGWAY_ORIGIN_DAYS", default_value_t = 90, value_parser = |text: &str| parse_number::<u16>(text, 0, 36500),
        help = t!(server::config::origin_days)
    )]
    pub origin_days: u16,

    #[arg(
        long, env = "GANGWAY_INVITATION_MONTHS", default_value_t = 12,
        value_parser = |text: &str| parse_number::<u16>(text, 0, 1200), help = t!(server::config::invitation_months)
    )]
    pub invitation_months: u16,

    #[arg(long, env = "GANGWAY_DNS_SERVER", value_parser = parse_server, help = t!(server::config::dns_server))]
    pub dns_server: Option<SocketAddr>,

    #[arg(long, env = "GANGWAY_METRICS_LISTEN", value_parser = parse_address, help = t!(server::config::metrics_listen))]
    pub metrics_listen: Option<SocketAddr>,

    /// What `gangway demo` is.
    #[arg(skip)]
    pub demo: Option<Demo>,
}

/// A demonstration, which sends nothing.
#[derive(Clone)]
pub struct Demo {
    /// The address of the page that shows its emails.
    pub emails: String,
    /// In the address that signs its visitor in.
    pub key: String,
    /// Of its owner, who is asked for it before sensitive changes.
    pub password: String,
}

impl Demo {
    /// The path that signs its visitor in.
    pub fn path(&self) -> String {
        ["/demo/", &self.key].concat()
    }
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

impl Config {
    /// Drops what empty variables leave behind and refuses what cannot work.
    pub fn checked(mut self) -> Result<Self, ConfigError> {
        for setting in [
            &mut self.public_url,
            &mut self.database_url,
            &mut self.smtp_url,
            &mut self.mail_from,
            &mut self.bounce_mailbox,
        ] {
            *setting = setting.as_deref().and_then(clean).map(str::to_owned);
        }
        for (setting, path) in [("GANGWAY_DATA_DIR", Some(&self.data_dir)), ("GANGWAY_SMTP_CA", self.smtp_ca.as_ref())]
        {
            if path.is_some_and(|path| path.to_string_lossy().starts_with(['~', '$'])) {
                return refuse(setting, t!(server::config::path_unexpanded));
            }
        }
        self.public_url = Some(match &self.public_url {
            Some(url) => origin_of(url)?,
            None if self.listen.ip().is_loopback() => format!("http://localhost:{}", self.listen.port()),
            None => return refuse("GANGWAY_PUBLIC_URL", t!(server::config::public_url_missing)),
        });
        if let Some(url) = &self.database_url {
            self.database_url = Some(database_url::parse(url)?);
        }
        self.smtp()?;
        self.mailbox()?;
        match (&self.smtp_url, &self.mail_from) {
            (Some(_), None) => return refuse("GANGWAY_MAIL_FROM", t!(server::config::mail_from_missing)),
            (_, Some(from)) => drop(sender::parse(from)?),
            (None, None) => {}
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

    /// The mail server; none where mail is saved as files.
    ///
    /// # Errors
    /// Its URL cannot be meant.
    pub fn smtp(&self) -> Result<Option<SmtpUrl>, ConfigError> {
        self.smtp_url.as_deref().map(SmtpUrl::parse).transpose()
    }

    /// The mail server in words, without the password in its URL; none where mail is saved as files.
    pub fn mail_server(&self) -> Option<String> {
        Some(self.smtp().ok()??.in_words())
    }

    /// Whether what mail servers report reaches us.
    pub fn reads_bounces(&self) -> bool {
        self.bounce_address.is_some() || self.bounce_webhooks.is_some() || self.bounce_mailbox.is_some()
    }

    /// The mailbox that bounces come to, if one is read.
    ///
    /// # Errors
    /// Its URL cannot be meant.
    pub fn mailbox(&self) -> Result<Option<MailboxUrl>, ConfigError> {
        self.bounce_mailbox.as_deref().map(MailboxUrl::parse).transpose()
    }

    /// The host people use, for Message-IDs.
    pub fn host(&self) -> String {
        Url::parse(self.origin()).map(|url| host_of(&url)).unwrap_or_default()
    }

    /// Whether people reach us under a name that means their own machine.
    pub fn is_local(&self) -> bool {
        is_loopback(&self.host())
    }

    /// What is wrong about the links in emails that leave this machine, if so.
    pub fn local_links_only(&self) -> Option<String> {
        leads_home(&self.host()).then(|| t!(server::config::local_links_only, origin = self.origin()))
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
        let cases: [(&[&str], &str); 15] = [
            (&["--data-dir=~/gangway"], "GANGWAY_DATA_DIR"),
            (&["--data-dir=~"], "GANGWAY_DATA_DIR"),
            (&["--data-dir=$HOME/gangway"], "GANGWAY_DATA_DIR"),
            (&["--data-dir=${HOME}/gangway"], "GANGWAY_DATA_DIR"),
            (&["--smtp-ca=~/ca.pem"], "GANGWAY_SMTP_CA"),
            (&["--listen=0.0.0.0:3000"], "GANGWAY_PUBLIC_URL"),
            (&["--public-url=acme.example"], "GANGWAY_PUBLIC_URL"),
            (&["--public-url=https://acme.example/portal"], "GANGWAY_PUBLIC_URL"),
            (&["--public-url=https://u:p@acme.example"], "GANGWAY_PUBLIC_URL"),
            (&["--database-url=mysql://x"], "DATABASE_URL"),
            (&["--smtp-url=smtps://h"], "GANGWAY_MAIL_FROM"),
            (&["--smtp-url=smtp://mail.example", from], "SMTP_URL"),
            (&["--smtp-url=smtp://localhost.evil.example", from], "SMTP_URL"),
            (&["--smtp-url=smtps://h", "--mail-from=nobody"], "GANGWAY_MAIL_FROM"),
            (&["--bounce-mailbox=imaps://mail.example"], "GANGWAY_BOUNCE_MAILBOX"),
        ];
        for (flags, setting) in cases {
            assert_eq!(config(flags).map_err(|e| e.setting).err(), Some(setting.into()), "{flags:?}");
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
    fn settings_that_carry_passwords_are_not_printed() {
        let config = config(&["--database-url=postgres://u:hunter2@h/d"]).unwrap();
        assert!(!format!("{config:?}").contains("hunter2"));
    }

    #[test]
    fn c15_quotation_marks_and_carriage_returns_are_no_part_of_a_setting() {
        let flags = [
            "--public-url=\"https://Acme.example/\"",
            "--database-url='postgres://u:a/b@h/d'\r",
            "--smtp-url=\"smtp://u:p@mail.example?tls=required\"\r",
            "--mail-from=\"Acme, Inc. <p@acme.example>\"",
        ];
        let config = config(&flags).unwrap();
        assert_eq!(config.origin(), "https://acme.example");
        assert_eq!(config.database_url(), "postgres://u:a%2Fb@h/d");
        assert_eq!(config.mail_server().unwrap(), "mail.example, encrypted (STARTTLS)");
        assert_eq!(config.mail_from.as_deref(), Some("Acme, Inc. <p@acme.example>"));
        let empty = ["--public-url=", "--database-url=''", "--smtp-url=\r", "--mail-from= "];
        let empty = self::config(&empty).unwrap();
        assert_eq!((empty.database_url, empty.smtp_url, empty.mail_from), (None, None, None));
    }
}
