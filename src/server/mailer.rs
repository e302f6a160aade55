//! Hands one message to the outside world, and says what became of it.

use super::config::{self, Config, Contradiction, Encryption};
use super::message::Message;
use crate::domain::time::Timestamp;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

/// The whole conversation with the mail server must end within this; lettre's own timeout covers
/// connecting only (lettre #1027).
const DEADLINE: Duration = Duration::from_secs(60);

/// The same for a trial that somebody waits for.
const TRIAL_DEADLINE: Duration = Duration::from_secs(20);

/// Replies to our own sign-in (RFC 4954): a wrong password in the configuration, not a dead mailbox.
const SIGN_IN_REPLIES: [u16; 4] = [530, 534, 535, 538];

/// How mail leaves, chosen by configuration.
#[derive(Clone)]
pub enum Mailer {
    /// A mail server.
    Smtp { transport: Box<AsyncSmtpTransport<Tokio1Executor>>, from: Mailbox },
    /// `.eml` files in a folder, because no mail server is configured.
    Files { folder: PathBuf, from: Mailbox },
    /// Kept in memory, for tests.
    Memory { letters: Arc<Mutex<Vec<Vec<u8>>>>, from: Mailbox },
}

/// A message in its envelope.
#[derive(Debug, Clone)]
pub struct Letter {
    pub to_name: String,
    pub to: String,
    pub reply_to: Option<(String, String)>,
    pub message_id: String,
    pub date: Timestamp,
    pub message: Message,
}

/// Many mail servers refuse a line of more than 998 characters (RFC 5322 2.1.1), and a text without a
/// space cannot be folded.
const LONGEST_SUBJECT: usize = 900;

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The mail server said 250, with this reply.
    Accepted(String),
    /// Written to a file.
    Filed,
    /// Not now; another attempt may do.
    Retry(String),
    /// Never.
    Refused(String),
    /// The mail server does not let us in: no other message will fare better.
    ShutOut(String),
}

/// `Auto-Submitted: auto-generated` (RFC 3834), so that no holiday notice answers.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The encryption that `url` asks for, which trusts the authority in `file` beside the public ones.
fn trusting(file: &Path, url: &str) -> Result<Tls, Contradiction> {
    let refuse = |why: String| Contradiction { setting: "GANGWAY_SMTP_CA", why };
    let pem = fs::read(file).map_err(|error| refuse(format!("{} cannot be read: {error}", file.display())))?;
    let authority = Certificate::from_pem(&pem)
        .map_err(|error| refuse(format!("{} holds no certificate in PEM: {error}", file.display())))?;
    let parameters = TlsParameters::builder(config::host_of(url).to_owned())
        .add_root_certificate(authority)
        .build()
        .map_err(|error| refuse(error.to_string()))?;
    match config::encryption_of(url) {
        Encryption::Tls => Ok(Tls::Wrapper(parameters)),
        Encryption::StartTls => Ok(Tls::Required(parameters)),
        Encryption::IfOffered | Encryption::None => {
            Err(refuse("SMTP_URL asks for no encryption: use smtps://HOST, or add ?tls=required.".to_owned()))
        }
    }
}

impl Mailer {
    /// The mailer that `config` asks for.
    pub fn new(config: &Config) -> Result<Self, Contradiction> {
        let from = config.mail_from.clone().unwrap_or_else(|| "Gangway <gangway@localhost.localdomain>".to_owned());
        let from = from
            .parse()
            .map_err(|_| Contradiction { setting: "GANGWAY_MAIL_FROM", why: "not an address".to_owned() })?;
        let Some(url) = &config.smtp_url else {
            return Ok(Self::Files { folder: config.data_dir.join("outbox"), from });
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|error| Contradiction { setting: "SMTP_URL", why: error.to_string() })?
            .timeout(Some(DEADLINE));
        if let Some(file) = &config.smtp_ca {
            builder = builder.tls(trusting(file, url)?);
        }
        Ok(Self::Smtp { transport: Box::new(builder.build()), from })
    }

    /// The sender of all mail.
    pub fn from(&self) -> String {
        let (Self::Smtp { from, .. } | Self::Files { from, .. } | Self::Memory { from, .. }) = self;
        from.to_string()
    }

    /// Whether mail goes to files instead of a mail server, which the pages say.
    pub fn saves_files(&self) -> bool {
        matches!(self, Self::Files { .. })
    }

    /// Connects and signs in without sending anything; says what went wrong. Files need the folder only.
    pub async fn try_out(&self) -> Result<(), String> {
        match self {
            Self::Smtp { transport, .. } => {
                match tokio::time::timeout(TRIAL_DEADLINE, transport.test_connection()).await {
                    Ok(Ok(true)) => Ok(()),
                    Ok(Ok(false)) => Err("It hung up.".to_owned()),
                    Ok(Err(error)) => Err(match classify(&error) {
                        Outcome::Retry(words) | Outcome::Refused(words) | Outcome::ShutOut(words) => words,
                        Outcome::Accepted(_) | Outcome::Filed => String::new(),
                    }),
                    Err(_) => Err("It did not answer within 20 seconds.".to_owned()),
                }
            }
            Self::Files { folder, .. } => fs::create_dir_all(folder).map_err(|error| error.to_string()),
            Self::Memory { .. } => Ok(()),
        }
    }

    /// Hands `letter` over. Never says more than it knows.
    pub async fn deliver(&self, letter: &Letter) -> Outcome {
        let (Self::Smtp { from, .. } | Self::Files { from, .. } | Self::Memory { from, .. }) = self;
        let message = match build(letter, from) {
            Ok(message) => message,
            Err(error) => return Outcome::Refused(format!("The message could not be built: {error}")),
        };
        match self {
            Self::Smtp { transport, .. } => match tokio::time::timeout(DEADLINE, transport.send(message)).await {
                Ok(Ok(response)) => {
                    let words: Vec<&str> = response.message().collect();
                    Outcome::Accepted(shorten(&format!("{} {}", response.code(), words.join(" "))))
                }
                Ok(Err(error)) => classify(&error),
                Err(_) => Outcome::Retry("The mail server did not finish within 60 seconds.".to_owned()),
            },
            Self::Files { folder, .. } => match save(folder, &letter.message_id, &message.formatted()).await {
                Ok(()) => Outcome::Filed,
                Err(error) => Outcome::Retry(format!("The file could not be written: {error}")),
            },
            Self::Memory { letters, .. } => {
                letters.lock().unwrap_or_else(|broken| broken.into_inner()).push(message.formatted());
                Outcome::Accepted("250 kept in memory".to_owned())
            }
        }
    }
}

async fn save(folder: &PathBuf, message_id: &str, bytes: &[u8]) -> std::io::Result<()> {
    let name: String = message_id.chars().take_while(|c| *c != '@').filter(char::is_ascii_alphanumeric).collect();
    tokio::fs::create_dir_all(folder).await?;
    // A reader of the folder never sees half a mail.
    let unfinished = folder.join(format!(".{name}.part"));
    tokio::fs::write(&unfinished, bytes).await?;
    tokio::fs::rename(unfinished, folder.join(format!("{name}.eml"))).await
}

fn build(letter: &Letter, from: &Mailbox) -> Result<lettre::Message, Box<dyn std::error::Error + Send + Sync>> {
    let mut builder = lettre::Message::builder()
        .from(from.clone())
        .to(mailbox(&letter.to_name, &letter.to)?)
        .subject(letter.message.subject.chars().take(LONGEST_SUBJECT).collect::<String>())
        .message_id(Some(format!("<{}>", letter.message_id)))
        .date(SystemTime::UNIX_EPOCH + Duration::from_micros(u64::try_from(letter.date.0).unwrap_or_default()))
        .header(AutoSubmitted);
    if let Some((name, address)) = &letter.reply_to {
        builder = builder.reply_to(mailbox(name, address)?);
    }
    let parts = MultiPart::alternative_plain_html(lines(&letter.message.text), lines(&letter.message.html));
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
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    Ok(Mailbox::new(Some(name).filter(|name| !name.is_empty()), address.parse()?))
}

/// RFC 5321 4.2.1: 5yz is final for this recipient, everything else may pass.
fn classify(error: &lettre::transport::smtp::Error) -> Outcome {
    let mut words = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        let more = inner.to_string();
        if !words.contains(&more) {
            words = format!("{words}: {more}");
        }
        source = inner.source();
    }
    let code = error.status().map(u16::from);
    match code {
        Some(code) if SIGN_IN_REPLIES.contains(&code) => {
            Outcome::ShutOut(shorten(&format!("The mail server refused our sign-in. Check SMTP_URL. {words}")))
        }
        Some(_) if error.is_permanent() => Outcome::Refused(shorten(&words)),
        _ => Outcome::Retry(shorten(&words)),
    }
}

/// A hostile mail server must not fill the database with its replies.
fn shorten(reply: &str) -> String {
    let clean: String = reply.chars().map(|c| if c.is_control() { ' ' } else { c }).take(500).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}
