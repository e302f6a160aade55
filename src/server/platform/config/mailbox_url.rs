//! The mailbox that bounces come to: its URL, and what there may be.

use super::error::{ConfigError, refuse};
use super::origin::is_loopback;
use super::smtp_url::{SetIn, SmtpUrl, plain};
use crate::domain::mail_server::Encryption;
use url::Url;

/// The folder where no other is named.
const INBOX: &str = "INBOX";

/// `GANGWAY_BOUNCE_MAILBOX` taken apart.
#[derive(Clone, PartialEq, Eq)]
pub struct MailboxUrl {
    /// Where it is, and how the way there is encrypted.
    pub server: SmtpUrl,
    pub user: String,
    pub password: String,
    pub folder: String,
}

impl MailboxUrl {
    /// Takes `text` apart. What is between the scheme and the last `@` is user and password, whatever characters they
    /// have.
    ///
    /// # Errors
    /// It cannot be meant.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        match apart(text) {
            Some(mailbox) => Ok(mailbox),
            None => refuse("GANGWAY_BOUNCE_MAILBOX", t!(server::config::bounce_mailbox_invalid)),
        }
    }
}

fn apart(text: &str) -> Option<MailboxUrl> {
    let (scheme, rest) = text.split_once("://")?;
    let (sign_in, place) = rest.rsplit_once('@')?;
    let (user, password) = sign_in.split_once(':')?;
    let url = Url::parse(&[&scheme.to_ascii_lowercase(), "://", place].concat()).ok()?;
    let host = url.host_str()?;
    let (encryption, port) = match url.scheme() {
        "imaps" => (Encryption::Tls, 993),
        "imap" if is_loopback(host) => (Encryption::None, 143),
        "imap" => (Encryption::StartTls, 143),
        _ => return None,
    };
    let server = SmtpUrl::new(SetIn::Environment, host, Some(url.port().unwrap_or(port)), encryption).ok()?;
    let folder = plain(url.path().trim_matches('/'))?;
    let folder = if folder.is_empty() { INBOX.to_owned() } else { folder };
    let mailbox = MailboxUrl { server, user: plain(user)?, password: plain(password)?, folder };
    let is_whole = !mailbox.user.is_empty() && !mailbox.password.is_empty();
    let is_exact = url.query().is_none() && url.fragment().is_none() && !text.chars().any(char::is_control);
    (is_whole && is_exact).then_some(mailbox)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_is_read_as_people_write_it() {
        use Encryption::{None, StartTls, Tls};
        for (url, host, port, encryption, user, password, folder) in [
            ("imaps://ana:p@mail.example", "mail.example", 993, Tls, "ana", "p", "INBOX"),
            ("IMAPS://ana:p@mail.example:9993/", "mail.example", 9993, Tls, "ana", "p", "INBOX"),
            (
                "imaps://ana@acme.example:p@ss/#?:%zz@h/Bounces",
                "h",
                993,
                Tls,
                "ana@acme.example",
                "p@ss/#?:%zz",
                "Bounces",
            ),
            ("imaps://ana%3Ab:%40@h/INBOX/R%C3%BCckl%C3%A4ufer", "h", 993, Tls, "ana:b", "@", "INBOX/Rückläufer"),
            ("imaps://ana:p@h/Rückläufer", "h", 993, Tls, "ana", "p", "Rückläufer"),
            ("imap://ana:p@mail.example", "mail.example", 143, StartTls, "ana", "p", "INBOX"),
            ("imap://ana:p@localhost.evil.example", "localhost.evil.example", 143, StartTls, "ana", "p", "INBOX"),
            ("imap://ana:p@localhost:1143", "localhost", 1143, None, "ana", "p", "INBOX"),
            ("imap://ana:p@[::1]", "::1", 143, None, "ana", "p", "INBOX"),
        ] {
            let read = MailboxUrl::parse(url).unwrap_or_else(|error| panic!("{url}: {error}"));
            let server = &read.server;
            assert_eq!((&*server.host, server.port, server.encryption), (host, port, encryption), "{url}");
            assert_eq!((&*read.user, &*read.password, &*read.folder), (user, password, folder), "{url}");
        }
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for url in [
            "imaps://mail.example",
            "imaps://ana@mail.example",
            "imaps://ana:@mail.example",
            "imaps://:p@mail.example",
            "imaps://ana:p@",
            "imaps://ana:p@mail.example:port",
            "imaps://ana:p@mail.example/?tls=required",
            "imaps://ana:p%00@mail.example",
            "imaps://ana:p%ff@mail.example",
            "pop3://ana:p@mail.example",
            "mail.example",
        ] {
            assert!(MailboxUrl::parse(url).is_err(), "{url}");
        }
    }
}
