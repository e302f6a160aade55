//! The mail server: its URL, and what there may be.

use super::error::{ConfigError, refuse};
use super::origin::is_loopback;
use crate::domain::mail_server::Encryption;
use percent_encoding::percent_decode_str;
use url::{Host, ParseError, Url};

/// Where the mail server was set, which is where people correct it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetIn {
    Environment,
    /// *Email > Mail > Mail server*.
    Page,
}

impl SetIn {
    /// The word by which messages choose.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Environment => "environment",
            Self::Page => "page",
        }
    }
}

/// Why there can be no such mail server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It is no name and no address.
    Host,
    /// Passwords and links would cross the network in clear.
    Unencrypted,
}

/// A mail server: `SMTP_URL` taken apart, or what was entered.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl {
    pub set_in: SetIn,
    /// A name, or an address without brackets.
    pub host: String,
    pub port: u16,
    pub encryption: Encryption,
    /// Where to sign in with what.
    pub credentials: Option<(String, String)>,
    /// The name to introduce ourselves with, where the URL has one as its path.
    pub hello: Option<String>,
    /// Host and port as they were written, without anything secret.
    pub shown: String,
}

impl SmtpUrl {
    /// The mail server at `host`, without a sign-in.
    ///
    /// # Errors
    /// See [`Unfit`].
    pub fn new(set_in: SetIn, host: &str, port: Option<u16>, encryption: Encryption) -> Result<Self, Unfit> {
        let host = Host::parse(host).map_err(|_| Unfit::Host)?;
        if matches!(encryption, Encryption::None | Encryption::IfOffered) && !is_loopback(&host.to_string()) {
            return Err(Unfit::Unencrypted);
        }
        Ok(Self {
            set_in,
            port: port.unwrap_or(encryption.usual_port()),
            encryption,
            credentials: None,
            hello: None,
            shown: port.map_or_else(|| host.to_string(), |port| format!("{host}:{port}")),
            host: host.to_string().trim_matches(['[', ']']).to_owned(),
        })
    }

    /// Takes `text` apart. What stands between the scheme and the last `@` is user and password, whatever characters
    /// they have.
    ///
    /// # Errors
    /// It cannot be meant, or would send passwords and links in clear over a network.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let invalid = || refuse("SMTP_URL", t!(server::config::smtp_url_invalid));
        let Some((scheme, rest)) = text.split_once("://") else { return invalid() };
        let (credentials, place) = match rest.rsplit_once('@') {
            Some((before, place)) => (Some(credentials(before)?), place),
            None => (None, rest),
        };
        let url = match Url::parse(&[&scheme.to_ascii_lowercase(), "://", place].concat()) {
            Ok(url) => url,
            Err(ParseError::InvalidPort) => return refuse("SMTP_URL", t!(server::config::smtp_url_port)),
            Err(_) => return invalid(),
        };
        let encryption = match url.scheme() {
            "smtps" => Encryption::Tls,
            "smtp" => asked(&url),
            _ => return invalid(),
        };
        if url.fragment().is_some() || text.chars().any(char::is_control) {
            return invalid();
        }
        if let Some((name, _)) = url.query_pairs().find(|(name, value)| name != "tls" && !value.is_empty()) {
            return refuse("SMTP_URL", t!(server::config::smtp_url_parameter, name = &*name));
        }
        let hello = Some(url.path().trim_matches('/')).filter(|hello| !hello.is_empty()).map(str::to_owned);
        match Self::new(SetIn::Environment, url.host_str().unwrap_or_default(), url.port(), encryption) {
            Ok(server) => Ok(Self { credentials, hello, ..server }),
            Err(Unfit::Host) => invalid(),
            Err(Unfit::Unencrypted) => refuse("SMTP_URL", t!(server::config::smtp_url_unencrypted)),
        }
    }

    /// The mail server in words, without the password in its URL.
    pub fn in_words(&self) -> String {
        match self.encryption {
            Encryption::Tls => t!(server::config::encrypted_tls, server = &self.shown),
            Encryption::StartTls => t!(server::config::encrypted_starttls, server = &self.shown),
            Encryption::IfOffered => t!(server::config::encrypted_if_offered, server = &self.shown),
            Encryption::None => t!(server::config::unencrypted, server = &self.shown),
        }
    }
}

/// The encryption that `?tls=` asks for.
fn asked(url: &Url) -> Encryption {
    let asks = |wanted| url.query_pairs().any(|(name, value)| name == "tls" && value.eq_ignore_ascii_case(wanted));
    if asks("required") {
        Encryption::StartTls
    } else if asks("opportunistic") {
        Encryption::IfOffered
    } else {
        Encryption::None
    }
}

/// User and password, of which `%XX` stands for a byte and every other `%` for itself.
fn credentials(text: &str) -> Result<(String, String), ConfigError> {
    let Some((user, password)) =
        text.split_once(':').filter(|(user, password)| !user.is_empty() && !password.is_empty())
    else {
        return refuse("SMTP_URL", t!(server::config::smtp_url_half_signed_in));
    };
    match plain(user).zip(plain(password)) {
        Some(credentials) => Ok(credentials),
        None => refuse("SMTP_URL", t!(server::config::smtp_url_not_utf8)),
    }
}

/// A part of a URL as it was meant; none if that is not text.
pub(super) fn plain(part: &str) -> Option<String> {
    let plain = percent_decode_str(part).decode_utf8().ok()?;
    (!plain.chars().any(char::is_control)).then(|| plain.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c01_c02_c03_a_password_may_have_any_character() {
        for (typed, meant) in [
            ("pa&ss", "pa&ss"),
            ("12/34", "12/34"),
            ("ab/cd", "ab/cd"),
            ("/", "/"),
            ("a//b/", "a//b/"),
            ("12#34", "12#34"),
            ("ab#cd", "ab#cd"),
            ("12?34", "12?34"),
            ("ab?cd", "ab?cd"),
            ("ab?c=d", "ab?c=d"),
            ("12?c=d", "12?c=d"),
            ("p@ss", "p@ss"),
            ("p@ss/w@rd#?", "p@ss/w@rd#?"),
            ("a:b", "a:b"),
            ("localhost", "localhost"),
            ("50%off", "50%off"),
            ("a%zz", "a%zz"),
            ("100%", "100%"),
            ("a%41b", "aAb"),
            ("%40%2F%23%3F%25", "@/#?%"),
            ("a+b", "a+b"),
            ("a b", "a b"),
            ("a%20b", "a b"),
            ("ü", "ü"),
            ("%C3%BC", "ü"),
            ("c2VjcmV0Cg==", "c2VjcmV0Cg=="),
            ("a\\b\"c'd", "a\\b\"c'd"),
            ("[x]{y}|^`<z>", "[x]{y}|^`<z>"),
        ] {
            for user in ["relay", "a&b%40acme.example", "ana@acme.example"] {
                let parsed = SmtpUrl::parse(&format!("smtps://{user}:{typed}@mail.example:4650")).ok().unwrap();
                let expected = Some((user.replace("%40", "@"), meant.to_owned()));
                assert_eq!(parsed.credentials, expected, "{user} {typed}");
                assert_eq!((&*parsed.host, parsed.port, &*parsed.shown), ("mail.example", 4650, "mail.example:4650"));
            }
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused_without_a_piece_of_the_password() {
        for url in [
            "mail.example",
            "mail.example:25",
            "smtps:mail.example",
            "smtps:/mail.example",
            "smtps://",
            "smtps:///portal.example",
            "smtps://ana:s3cret@",
            "smtps://ana:s3cret@:465",
            "smtps://mail.example:port",
            "smtps://mail.example:65536",
            "smtps://ana:s3cret@mail.example:s3cret",
            "smtps://ana:s3cret@mail example",
            "smtps://ana:s3cret@mail.example#s3cret",
            "smtps://s3cret@mail.example",
            "smtps://:s3cret@mail.example",
            "smtps://ana:@mail.example",
            "smtps://ana:s3cret%FC@mail.example",
            "smtps://ana:s3cret%00@mail.example",
            "smtps://ana:s3cret%0D%0A@mail.example",
            "smtps://ana:s3cret\t@mail.example",
            "https://ana:s3cret@mail.example",
            "imaps://ana:s3cret@mail.example",
            "smtp://ana:s3cret@mail.example",
            "smtp://mail.example",
            "smtp://mail.example?tls=opportunistic",
            "smtp://mail.example?xtls=required",
            "smtp://mail.example/?tls=no&tls=",
            "smtp://mail.example/tls=required",
            "smtp://localhost@mail.example",
            "smtp://ana:localhost@mail.example",
            "smtp://localhost:25@mail.example",
            "smtp://localhost/@mail.example",
            "smtp://localhost.evil.example",
            "smtp://127.0.0.1.evil.example",
            "smtp://10.0.0.5:25",
            "smtp://[fd00::5]:25",
            "smtp://mailpit:1025",
            "smtp://[::2]",
        ] {
            let refused = SmtpUrl::parse(url).err().unwrap_or_else(|| panic!("{url} is taken"));
            let said = refused.to_string();
            assert!(said.starts_with("SMTP_URL: ") && !said.contains("s3cret"), "{url}: {said}");
        }
    }

    #[test]
    fn d_what_is_wrong_with_the_end_of_the_url_is_said() {
        for (url, words) in [
            ("smtps://mail.example:65536", "65,535"),
            ("smtps://mail.example:4650000", "65,535"),
            ("smtp://ana:s3cret@mail.example?starttls=true", "starttls"),
            ("smtp://ana:s3cret@mail.example?tls=required&timeout=30", "timeout"),
            ("smtps://mail.example?user=ana&password=s3cret", "user"),
            ("smtp://localhost:1025?ssl=no", "ssl"),
        ] {
            let said = SmtpUrl::parse(url).err().unwrap_or_else(|| panic!("{url} is taken")).why;
            assert!(said.contains(words) && !said.contains("s3cret"), "{url}: {said}");
        }
    }

    #[test]
    fn c10_the_refusal_of_clear_text_names_a_way_on() {
        let said = SmtpUrl::parse("smtp://mailpit:1025").err().unwrap().why;
        assert!(said.contains("?tls=required") && said.contains("localhost"), "{said}");
    }

    #[test]
    fn mail_goes_encrypted_or_stays_on_this_machine() {
        for (url, host, port, encryption) in [
            ("smtps://mail.example", "mail.example", 465, Encryption::Tls),
            ("SMTPS://Mail.Example:465/", "mail.example", 465, Encryption::Tls),
            ("smtps://ana:localhost@mail.example/portal.example", "mail.example", 465, Encryption::Tls),
            ("smtps://[2001:db8::1]:465", "2001:db8::1", 465, Encryption::Tls),
            ("smtps://bücher.example", "xn--bcher-kva.example", 465, Encryption::Tls),
            ("smtp://mail.example?tls=required", "mail.example", 587, Encryption::StartTls),
            ("smtp://mail.example?tls=Required", "mail.example", 587, Encryption::StartTls),
            ("smtp://mail.example:2587/portal.example?tls=required", "mail.example", 2587, Encryption::StartTls),
            ("smtp://localhost?tls=opportunistic", "localhost", 587, Encryption::IfOffered),
            ("smtp://LOCALHOST:25/", "localhost", 25, Encryption::None),
            ("smtp://localhost", "localhost", 25, Encryption::None),
            ("smtp://ana:s3cret@127.0.0.1:2525", "127.0.0.1", 2525, Encryption::None),
            ("smtp://u:12/34@127.0.0.1", "127.0.0.1", 25, Encryption::None),
            ("smtp://[::1]:25", "::1", 25, Encryption::None),
            ("smtp://[0:0:0:0:0:0:0:1]", "::1", 25, Encryption::None),
        ] {
            let parsed = SmtpUrl::parse(url).ok().unwrap_or_else(|| panic!("{url} is refused"));
            assert_eq!((&*parsed.host, parsed.port, parsed.encryption), (host, port, encryption), "{url}");
        }
        let hello = |url| SmtpUrl::parse(url).ok().unwrap().hello;
        assert_eq!(hello("smtps://u:a/b@mail.example/portal.example").as_deref(), Some("portal.example"));
        assert_eq!(hello("smtps://u:a/b@mail.example/"), None);
    }

    #[test]
    fn the_mail_server_is_named_without_its_password() {
        for (url, words) in [
            ("smtps://ana:s3cret%40@mail.example:465", "mail.example:465, encrypted (TLS)"),
            ("smtps://u:12/34@mail.example", "mail.example, encrypted (TLS)"),
            ("smtp://mail.example?tls=required", "mail.example, encrypted (STARTTLS)"),
            ("smtp://127.0.0.1:25", "127.0.0.1:25, not encrypted"),
            ("smtp://ana:p@ss@[::1]:25/x?tls=opportunistic", "[::1]:25, encrypted if the server offers it"),
        ] {
            assert_eq!(SmtpUrl::parse(url).ok().unwrap().in_words(), words);
        }
    }
}
