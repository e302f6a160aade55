//! Connections to the mail server, from its name to the greeting, encrypted as the settings ask.

use super::conversation::{Conversation, Stream, Unheard};
use super::reach::reach;
use super::reply::Reply;
use super::tls::{self, Encryptor};
use crate::domain::mail_server::Encryption;
use crate::i18n::Recorded;
use crate::server::platform::config::smtp_url::SmtpUrl;
use lettre::transport::smtp::commands::Starttls;
use lettre::transport::smtp::extension::ClientId;
use std::error::Error;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;

/// A server that says nothing for so long perhaps waits for TLS.
const QUIET: Duration = Duration::from_secs(3);
/// Where servers that let strangers in make them wait for the greeting, and shut out who speaks before it.
const RELAY_PORT: u16 = 25;

/// A conversation with a mail server.
pub type Connection = Conversation<Box<dyn Stream>>;

/// Why there is no connection.
pub enum Unconnected {
    /// It may pass.
    Broken(String),
    /// The settings do not fit the mail server.
    Ours(Recorded),
    /// The mail server's own no.
    Refused(Reply),
}

impl Unconnected {
    fn broken(error: &dyn Error) -> Self {
        Self::Broken(t!(server::mailer::unreachable, reason = &in_words(error)))
    }
}

/// Connects to `server`, trusting it as `encryptor` says, and introduces us as `hello`.
pub async fn open(server: &SmtpUrl, encryptor: &Encryptor, hello: &ClientId) -> Result<Connection, Unconnected> {
    let mut stream = reach(&server.host, server.port).await.map_err(|error| Unconnected::broken(&error))?;
    if server.encryption == Encryption::Tls {
        return greeted(Box::new(encrypted(server, encryptor, stream).await?), hello).await;
    }
    if server.port != RELAY_PORT && is_quiet(&stream).await && speaks_tls(server, encryptor).await {
        let port = server.port.to_string();
        let set_in = server.set_in.as_str();
        return Err(Unconnected::Ours(recorded!(server::mailer::speaks_tls_first, port = &port, set_in = set_in)));
    }
    match server.encryption {
        Encryption::StartTls | Encryption::IfOffered => {
            if ask_for_tls(&mut stream, hello).await? {
                introduced(Box::new(encrypted(server, encryptor, stream).await?), hello).await
            } else if server.encryption == Encryption::IfOffered {
                introduced(Box::new(stream), hello).await
            } else {
                Err(Unconnected::Ours(recorded!(server::mailer::no_starttls, set_in = server.set_in.as_str())))
            }
        }
        Encryption::Tls | Encryption::None => greeted(Box::new(stream), hello).await,
    }
}

async fn encrypted(
    server: &SmtpUrl,
    encryptor: &Encryptor,
    stream: TcpStream,
) -> Result<impl Stream + use<>, Unconnected> {
    encryptor.encrypt(stream).await.map_err(|error| match tls::reason(&error, server) {
        None => Unconnected::broken(&error),
        Some(_) => Unconnected::Ours(Recorded::new(|| tls::reason(&error, server).unwrap_or_default())),
    })
}

/// Introduces us after the mail server.
async fn greeted(stream: Box<dyn Stream>, hello: &ClientId) -> Result<Connection, Unconnected> {
    let mut conversation = Conversation::new(stream);
    yes(conversation.reply().await)?;
    yes(conversation.introduce(hello).await)?;
    Ok(conversation)
}

/// Introduces us to a mail server that greeted before.
async fn introduced(stream: Box<dyn Stream>, hello: &ClientId) -> Result<Connection, Unconnected> {
    let mut conversation = Conversation::new(stream);
    yes(conversation.introduce(hello).await)?;
    Ok(conversation)
}

/// Whether the server does not begin to talk.
async fn is_quiet(stream: &TcpStream) -> bool {
    timeout(QUIET, stream.readable()).await.is_err()
}

/// Whether a second connection finds that the server waits for TLS.
async fn speaks_tls(server: &SmtpUrl, encryptor: &Encryptor) -> bool {
    let trial = async {
        let Ok(stream) = reach(&server.host, server.port).await else { return false };
        encryptor.encrypt(stream).await.map_or_else(|error| tls::is_tls(&error), |_| true)
    };
    timeout(QUIET, trial).await.unwrap_or(false)
}

/// Asks for STARTTLS; whether it is there.
async fn ask_for_tls(stream: &mut TcpStream, hello: &ClientId) -> Result<bool, Unconnected> {
    let mut conversation = Conversation::new(stream);
    yes(conversation.reply().await)?;
    yes(conversation.introduce(hello).await)?;
    if !conversation.offers("STARTTLS") {
        return Ok(false);
    }
    yes(conversation.command(Starttls).await)?;
    // What was said before the encryption would be taken for something said after it (CVE-2011-0411).
    match conversation.unread() {
        more if more.is_empty() => Ok(true),
        more => Err(Unconnected::Broken(t!(server::mailer::unexpected_reply, reply = &more))),
    }
}

fn yes(said: Result<Reply, Unheard>) -> Result<(), Unconnected> {
    match said {
        Ok(reply) if reply.is(2) => Ok(()),
        Ok(reply) if reply.is_refusal() => Err(Unconnected::Refused(reply)),
        Ok(reply) => Err(Unconnected::Broken(t!(server::mailer::unexpected_reply, reply = &reply.in_words()))),
        Err(Unheard::Nonsense(words)) => Err(Unconnected::Broken(no_smtp(words))),
        Err(Unheard::Broken(error)) => Err(Unconnected::broken(&error)),
    }
}

/// How POP3, IMAP, web and SSH servers greet.
const FOREIGN: [&str; 4] = ["+OK", "* OK", "HTTP/1.", "SSH-2.0"];

/// Whether `words` are those of another kind of server.
pub fn is_foreign(words: &str) -> bool {
    FOREIGN.iter().any(|sign| words.contains(sign))
}

/// What is said of a reply that is none of a mail server. Its words only tell what kind of server it is: other
/// services that listen there stay unnamed.
pub fn no_smtp(words: String) -> String {
    if is_foreign(&words) { words } else { t!(server::mailer::no_smtp).to_owned() }
}

/// `error` with what is behind it.
pub fn in_words(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        let more = inner.to_string();
        if !words.contains(&more) {
            words = format!("{words}: {more}");
        }
        source = inner.source();
    }
    words
}
