//! Hands one message to the outside world, and says what became of it.

use super::outcome::SendOutcome;
use super::render::Message;
use super::smtp::{Checked, Relay, SmtpSession};
use super::tracking;
use crate::domain::email;
use crate::domain::links::{undecoded, unlinked};
use crate::domain::time::Timestamp;
use crate::i18n::{Locale, Recorded, within};
use crate::server::platform::config::smtp_url::SmtpUrl;
use crate::server::platform::config::{Config, ConfigError, sender};
use lettre::address::Envelope;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use rustix::fs::Access;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

/// How mail leaves, chosen by configuration.
#[derive(Clone)]
pub enum Mailer {
    /// A mail server.
    Smtp { relay: Box<Relay>, from: Mailbox },
    /// `.eml` files in a folder, because no mail server is configured.
    Files { folder: PathBuf, from: Mailbox },
    /// None, until the password of the mail server, which is called `server`, can be read again.
    Unusable { server: String, why: Recorded, from: Mailbox },
    /// The same files in a demonstration, whose page of emails shows them.
    Demo { folder: PathBuf, from: Mailbox },
    /// Kept in memory, for tests.
    Memory { sent: Arc<Mutex<Vec<Vec<u8>>>>, from: Mailbox },
}

/// A message in its envelope.
#[derive(Debug, Clone)]
pub struct OutgoingEmail {
    pub to_name: String,
    pub to: String,
    pub reply_to: Option<(String, String)>,
    /// The address that failures are reported to; none for the sender's.
    pub return_path: Option<String>,
    pub message_id: String,
    /// The Message-ID of the email that it follows.
    pub in_reply_to: Option<String>,
    pub date: Timestamp,
    pub message: Message,
}

/// Many mail servers refuse a line of more than 998 characters (RFC 5322 2.1.1), and a text without a
/// space cannot be folded.
const LONGEST_SUBJECT: usize = 900;

/// Headers that always say the same.
macro_rules! constant_header {
    ($(#[$doc:meta])* $header:ident, $name:literal, $value:literal) => {
        $(#[$doc])*
        #[derive(Clone)]
        struct $header;

        impl Header for $header {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }
            fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self)
            }
            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), $value.to_owned())
            }
        }
    };
}

constant_header! {
    /// No holiday notice answers (RFC 3834).
    AutoSubmitted, "Auto-Submitted", "auto-generated"
}
constant_header! {
    /// The same for Exchange, which looks at nothing else ([MS-OXCMAIL] 2.2.3.2.14). Failures are still reported.
    AutoResponseSuppress, "X-Auto-Response-Suppress", "OOF, AutoReply"
}

impl Mailer {
    /// The mailer that `config` asks for.
    pub fn new(config: &Config) -> Result<Self, ConfigError> {
        let from = config.mail_from.as_deref().unwrap_or("Gangway <gangway@localhost.localdomain>");
        let from = sender::parse(from)?;
        let folder = config.data_dir.join("outbox");
        match config.smtp()? {
            _ if config.demo.is_some() => Ok(Self::Demo { folder, from }),
            Some(server) => Self::through(server, from, config),
            None => Ok(Self::Files { folder, from }),
        }
    }

    /// The mailer that hands all mail to `server`.
    pub fn through(server: SmtpUrl, from: Mailbox, config: &Config) -> Result<Self, ConfigError> {
        Ok(Self::Smtp { relay: Box::new(Relay::new(server, config)?), from })
    }

    /// The same, giving a message up after `deadline`.
    pub fn within(mut self, deadline: Duration) -> Self {
        if let Self::Smtp { relay, .. } = &mut self {
            relay.deadline = deadline;
        }
        self
    }

    /// The sender of all mail.
    pub fn from(&self) -> &Mailbox {
        let (Self::Smtp { from, .. }
        | Self::Files { from, .. }
        | Self::Demo { from, .. }
        | Self::Unusable { from, .. }
        | Self::Memory { from, .. }) = self;
        from
    }

    /// The mail server in words, without its password.
    pub fn server(&self) -> Option<String> {
        match self {
            Self::Smtp { relay, .. } => Some(relay.server.in_words()),
            Self::Unusable { server, .. } => Some(server.clone()),
            Self::Demo { .. } => Some(t!(server::demo::mail_server).to_owned()),
            Self::Files { .. } | Self::Memory { .. } => None,
        }
    }

    /// Why nothing can be sent, if so.
    pub fn problem(&self) -> Option<&Recorded> {
        match self {
            Self::Unusable { why, .. } => Some(why),
            _ => None,
        }
    }

    /// Tries everything but a message. Files need the folder only, which the first of them makes.
    pub async fn check_connection(&self) -> Checked {
        match self {
            Self::Smtp { relay, from } => relay.check_connection(&from.email).await,
            Self::Files { folder, .. } | Self::Demo { folder, .. } => match can_be_written(folder) {
                Ok(()) => Checked::Works,
                Err(error) => Checked::Broken(error.to_string()),
            },
            Self::Unusable { why, .. } => Checked::Broken(why.words()),
            Self::Memory { .. } => Checked::Works,
        }
    }

    /// Hands `outgoing` over in `conversation`. Never says more than it knows.
    pub async fn deliver(&self, outgoing: &OutgoingEmail, conversation: &mut SmtpSession) -> SendOutcome {
        let mut message = match build(outgoing, self.from()) {
            Ok(message) => message,
            Err(error) => {
                return SendOutcome::Refused(t!(server::mailer::cannot_be_built, reason = &error.to_string()));
            }
        };
        match self {
            Self::Smtp { relay, .. } => {
                let token = outgoing.message_id.split('@').next().unwrap_or_default();
                if let Some((name, value)) = tracking::header_for(&relay.server.host, token) {
                    message.headers_mut().insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str(name), value));
                }
                relay.send(&message, conversation).await
            }
            Self::Files { folder, .. } | Self::Demo { folder, .. } => {
                match save(folder, &outgoing.message_id, &message.formatted()).await {
                    Ok(()) if matches!(self, Self::Demo { .. }) => {
                        SendOutcome::Accepted(t!(server::demo::accepted).to_owned())
                    }
                    Ok(()) => SendOutcome::Filed,
                    Err(error) => SendOutcome::Retry(t!(server::mailer::file_not_written, reason = &error.to_string())),
                }
            }
            Self::Unusable { why, .. } => {
                let reply = within(Locale::default(), || why.words());
                SendOutcome::SenderRejected { reply, why: why.clone(), knew_recipient: false }
            }
            Self::Memory { sent, .. } => {
                sent.lock().unwrap_or_else(|broken| broken.into_inner()).push(message.formatted());
                SendOutcome::Accepted("250 OK".to_owned())
            }
        }
    }
}

/// Whether `folder`, or the one in which it would be made, takes files.
fn can_be_written(folder: &Path) -> std::io::Result<()> {
    let there = folder.ancestors().find(|folder| folder.exists());
    // The empty path is where a relative one begins.
    let there = there.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok(rustix::fs::access(there, Access::WRITE_OK | Access::EXEC_OK)?)
}

async fn save(folder: &PathBuf, message_id: &str, bytes: &[u8]) -> std::io::Result<()> {
    let name: String =
        message_id.chars().take_while(|c| !"@.".contains(*c)).filter(char::is_ascii_alphanumeric).collect();
    tokio::fs::create_dir_all(folder).await?;
    // A reader of the folder never sees half a mail.
    let unfinished = folder.join(format!(".{name}.part"));
    tokio::fs::write(&unfinished, bytes).await?;
    tokio::fs::rename(unfinished, folder.join(format!("{name}.eml"))).await
}

fn build(
    outgoing: &OutgoingEmail,
    from: &Mailbox,
) -> Result<lettre::Message, Box<dyn std::error::Error + Send + Sync>> {
    let mut builder = lettre::Message::builder()
        .from(from.clone())
        .to(mailbox(&outgoing.to_name, &outgoing.to)?)
        // What lettre finds to be ASCII it writes as it is.
        .subject(undecoded(&outgoing.message.subject).chars().take(LONGEST_SUBJECT).collect::<String>())
        .message_id(Some(format!("<{}>", outgoing.message_id)))
        .date(SystemTime::UNIX_EPOCH + Duration::from_micros(u64::try_from(outgoing.date.0).unwrap_or_default()))
        .header(AutoSubmitted)
        .header(AutoResponseSuppress);
    if let Some((name, address)) = &outgoing.reply_to {
        builder = builder.reply_to(mailbox(name, address)?);
    }
    if let Some(before) = &outgoing.in_reply_to {
        builder = builder.in_reply_to(format!("<{before}>")).references(format!("<{before}>"));
    }
    if let Some(return_path) = &outgoing.return_path {
        let to = mailbox("", &outgoing.to)?.email;
        builder = builder.envelope(Envelope::new(Some(return_path.parse()?), vec![to])?);
    }
    let parts = MultiPart::alternative_plain_html(lines(&outgoing.message.text), lines(&outgoing.message.html));
    Ok(builder.multipart(parts)?)
}

/// `text` with line feeds as its only control characters, which lettre writes as CR LF. It would pass on
/// a lone CR and a NUL as they are, and some mail servers see the end of a message in them (CERT
/// VU#302671, "SMTP smuggling").
fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// A control character in a display name would make lettre panic when it writes the header.
fn mailbox(name: &str, address: &str) -> Result<Mailbox, lettre::address::AddressError> {
    let name: String = undecoded(&unlinked(name.trim())).chars().filter(|c| !c.is_control()).collect();
    Ok(Mailbox::new(Some(name).filter(|name| !name.is_empty()), email::delivered(address).parse()?))
}
