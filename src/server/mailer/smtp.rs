//! Conversations with the mail server. lettre speaks and our steps lead, for two reasons: a refusal
//! says something about the recipient only once one was named, and lettre's own transport waits for the
//! answer to its goodbye before it says what became of the message.

use super::outcome::SendOutcome;
use crate::server::platform::config::{self, Config, ConfigError, Encryption};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, AsyncTokioStream, Certificate, Tls, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Noop, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::{Response, Severity};
use lettre::transport::smtp::{Error, SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT};
use percent_encoding::percent_decode_str;
use std::fmt::Display;
use std::net::SocketAddr;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use std::{io, mem};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::time::timeout;
use url::Url;

/// A message must be handed over within this, however busily the mail server goes on talking.
const DEADLINE: Duration = Duration::from_secs(60);
/// The same for a trial that somebody waits for.
const CHECK_DEADLINE: Duration = Duration::from_secs(20);
/// How long the goodbye may take, for which nobody waits.
const GOODBYE: Duration = Duration::from_secs(5);
/// Replies and certificates of a whole conversation are a fraction of this. lettre reads a reply anew with each
/// of its lines, so that a long one costs more than its length.
const MOST_HEARD: usize = 64 * 1024;
/// Mail servers bound how many messages they take in one conversation; most by a hundred.
const MOST_CARRIED: usize = 20;
/// Replies to our own sign-in (RFC 4954): a wrong password in the configuration, not a dead mailbox.
const SIGN_IN_REPLIES: [u16; 4] = [530, 534, 535, 538];

/// The mail server that `SMTP_URL` names.
#[derive(Clone)]
pub struct Relay {
    host: String,
    port: u16,
    hello: ClientId,
    tls: Tls,
    credentials: Option<Credentials>,
    /// How long handing a message over may take.
    pub deadline: Duration,
}

/// A conversation that can carry another message, if there is one; the number is how many it carried.
#[derive(Default)]
pub struct SmtpSession(Option<(AsyncSmtpConnection, usize)>);

/// Why a message was not handed over.
struct SendError {
    /// A recipient was named before.
    is_about_recipient: bool,
    /// The mail server's reply, if that was it.
    code: Option<u16>,
    words: String,
}

impl Relay {
    /// The mail server behind `url`.
    ///
    /// # Errors
    /// The URL cannot be understood, or the authority it is to be verified by cannot be read.
    pub fn new(url: &str, config: &Config) -> Result<Self, ConfigError> {
        let url = config::parse_smtp_url(url)?;
        let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let tls = match &config.smtp_ca {
            Some(file) => trusting(file, &url, &host)?,
            None => {
                let parameters = TlsParameters::new(host.clone());
                let why = |error: Error| ConfigError { setting: "SMTP_URL", why: error.to_string() };
                encrypted(&url, parameters.map_err(why)?)
            }
        };
        let port = match &tls {
            Tls::Wrapper(_) => SUBMISSIONS_PORT,
            Tls::Required(_) | Tls::Opportunistic(_) => SUBMISSION_PORT,
            Tls::None => SMTP_PORT,
        };
        let name = url.path().trim_matches('/');
        let password = url.password().map(decoded);
        Ok(Self {
            port: url.port().unwrap_or(port),
            hello: if name.is_empty() { ClientId::default() } else { ClientId::Domain(name.to_owned()) },
            tls,
            credentials: password.map(|password| Credentials::new(decoded(url.username()), password)),
            deadline: DEADLINE,
            host,
        })
    }

    /// Hands `message` over in `conversation`, or in a new one that takes its place, and says what became of it.
    pub async fn send(&self, message: &lettre::Message, conversation: &mut SmtpSession) -> SendOutcome {
        match timeout(self.deadline, self.send_on_session(message, conversation)).await {
            Ok(Ok(response)) => SendOutcome::Accepted(in_short(&response)),
            Ok(Err(trouble)) => trouble.outcome(),
            Err(_) => {
                let seconds = self.deadline.as_secs();
                SendOutcome::Retry(t!(server::mailer::did_not_finish, seconds = seconds as i64))
            }
        }
    }

    /// Connects and signs in without sending anything; says what went wrong.
    pub async fn check_connection(&self) -> Result<(), String> {
        let trial = async {
            let mut connection = self.connect().await?;
            command(&mut connection, Noop, Severity::PositiveCompletion).await?;
            quit(connection);
            Ok(())
        };
        match timeout(CHECK_DEADLINE, trial).await {
            Ok(done) => done.map_err(|trouble: SendError| match trouble.outcome() {
                SendOutcome::Retry(words) | SendOutcome::Refused(words) | SendOutcome::SenderRejected(words) => words,
                SendOutcome::Accepted(_) | SendOutcome::Filed => String::new(),
            }),
            Err(_) => Err(t!(server::mailer::it_did_not_answer_within_20).to_owned()),
        }
    }

    async fn send_on_session(
        &self,
        message: &lettre::Message,
        conversation: &mut SmtpSession,
    ) -> Result<Response, SendError> {
        let (mut connection, carried) = self.mail_from(message, conversation).await?;
        let said = rcpt_and_data(&mut connection, message).await;
        let carried = SmtpSession(Some((connection, carried + 1)));
        if said.is_ok() {
            *conversation = carried;
        }
        said
    }

    /// Names the sender in `conversation`, or in a new one once the mail server has had enough of that: only what
    /// it says to a new one tells something about us.
    async fn mail_from(
        &self,
        message: &lettre::Message,
        conversation: &mut SmtpSession,
    ) -> Result<(AsyncSmtpConnection, usize), SendError> {
        // Everything we write is ASCII, so that no extension has to be asked for.
        let sender = || Mail::new(message.envelope().from().cloned(), Vec::new());
        if let Some((mut connection, carried)) = mem::take(conversation).under_way()
            && command(&mut connection, sender(), Severity::PositiveCompletion).await.is_ok()
        {
            return Ok((connection, carried));
        }
        let mut connection = self.connect().await?;
        command(&mut connection, sender(), Severity::PositiveCompletion).await?;
        Ok((connection, 0))
    }

    /// Connects, as safely as the URL asks, and signs in.
    async fn connect(&self) -> Result<AsyncSmtpConnection, SendError> {
        let place = (self.host.as_str(), self.port);
        let mut connection = match &self.tls {
            // lettre encrypts from the first byte on only over a socket of its own: there the deadline alone
            // bounds what we hear.
            Tls::Wrapper(tls) => {
                AsyncSmtpConnection::connect_tokio1(place, None, &self.hello, Some(tls.clone()), None).await
            }
            _ => {
                let stream = TcpStream::connect(place).await.map_err(SendError::unreachable)?;
                // Otherwise each step waits for the acknowledgement of the one before, 40 ms a time.
                stream.set_nodelay(true).map_err(SendError::unreachable)?;
                let stream = Box::new(Bounded { stream, left: MOST_HEARD });
                AsyncSmtpConnection::connect_with_transport(stream, &self.hello).await
            }
        }
        .map_err(SendError::before)?;
        match &self.tls {
            Tls::Opportunistic(tls) if connection.can_starttls() => {
                connection.starttls(tls.clone(), &self.hello).await.map_err(SendError::before)?;
            }
            Tls::Required(tls) => {
                connection.starttls(tls.clone(), &self.hello).await.map_err(SendError::before)?;
            }
            _ => {}
        }
        if let Some(credentials) = &self.credentials {
            let mechanisms = [Mechanism::Plain, Mechanism::Login];
            connection.auth(&mechanisms, credentials).await.map_err(SendError::before)?;
        }
        Ok(connection)
    }
}

/// Names the recipient and writes the message.
async fn rcpt_and_data(connection: &mut AsyncSmtpConnection, message: &lettre::Message) -> Result<Response, SendError> {
    for to in message.envelope().to() {
        let recipient = Rcpt::new(to.clone(), Vec::new());
        command(connection, recipient, Severity::PositiveCompletion).await.map_err(SendError::of_recipient)?;
    }
    command(connection, Data, Severity::PositiveIntermediate).await.map_err(SendError::of_recipient)?;
    let said = connection.message(&message.formatted()).await;
    expect_reply(said, Severity::PositiveCompletion).map_err(SendError::of_recipient)
}

async fn command(
    connection: &mut AsyncSmtpConnection,
    command: impl Display,
    yes: Severity,
) -> Result<Response, SendError> {
    expect_reply(connection.command(command).await, yes)
}

/// lettre takes 2yz and 3yz alike for a yes; only one of them is an answer to what was said (RFC 5321 4.3.2).
fn expect_reply(said: Result<Response, Error>, yes: Severity) -> Result<Response, SendError> {
    let response = said.map_err(SendError::before)?;
    if response.code().severity == yes {
        return Ok(response);
    }
    let words = t!(server::mailer::unexpected_reply, reply = &in_short(&response));
    Err(SendError { is_about_recipient: false, code: None, words })
}

fn in_short(response: &Response) -> String {
    let words: Vec<&str> = response.message().collect();
    shorten(&format!("{} {}", response.code(), words.join(" ")))
}

impl SmtpSession {
    /// The connection, unless it has carried enough.
    fn under_way(mut self) -> Option<(AsyncSmtpConnection, usize)> {
        self.0.take_if(|(_, carried)| *carried < MOST_CARRIED)
    }
}

/// Says goodbye.
impl Drop for SmtpSession {
    fn drop(&mut self) {
        if let Some((connection, _)) = self.0.take() {
            quit(connection);
        }
    }
}

/// Says goodbye, and waits for no answer: a message that was taken is taken.
fn quit(mut connection: AsyncSmtpConnection) {
    // Outside of it, as the process ends, nobody is left to say it.
    let Ok(runtime) = Handle::try_current() else { return };
    runtime.spawn(async move {
        timeout(GOODBYE, connection.quit()).await.ok();
    });
}

impl SendError {
    fn unreachable(error: io::Error) -> Self {
        Self {
            is_about_recipient: false,
            code: None,
            words: t!(server::mailer::unreachable, reason = &error.to_string()),
        }
    }

    fn before(error: Error) -> Self {
        Self { is_about_recipient: false, code: error.status().map(u16::from), words: in_words(&error) }
    }

    fn of_recipient(self) -> Self {
        Self { is_about_recipient: true, ..self }
    }

    /// RFC 5321 4.2.1: 5yz is final, everything else may pass. Final for whom depends on the step.
    fn outcome(self) -> SendOutcome {
        let words = self.words;
        match self.code {
            Some(code) if SIGN_IN_REPLIES.contains(&code) => {
                SendOutcome::SenderRejected(shorten(&t!(server::mailer::sign_in_refused, reply = &words)))
            }
            Some(500..) if self.is_about_recipient => SendOutcome::Refused(shorten(&words)),
            Some(500..) => SendOutcome::SenderRejected(shorten(&t!(server::mailer::sender_refused, reply = &words))),
            _ => SendOutcome::Retry(shorten(&words)),
        }
    }
}

fn in_words(error: &Error) -> String {
    let mut words = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        let more = inner.to_string();
        if !words.contains(&more) {
            words = format!("{words}: {more}");
        }
        source = inner.source();
    }
    words
}

/// A hostile mail server must not fill the database with its replies.
fn shorten(reply: &str) -> String {
    let clean: String = reply.chars().map(|c| if c.is_control() { ' ' } else { c }).take(500).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The encryption that `url` asks for, which trusts the authority in `file` beside the public ones.
fn trusting(file: &Path, url: &Url, host: &str) -> Result<Tls, ConfigError> {
    let refuse = |why: String| ConfigError { setting: "GANGWAY_SMTP_CA", why };
    let name = file.to_string_lossy();
    let pem = std::fs::read(file)
        .map_err(|error| refuse(t!(server::mailer::unreadable, file = &name, reason = &error.to_string())))?;
    let authority = Certificate::from_pem(&pem)
        .map_err(|error| refuse(t!(server::mailer::no_certificate, file = &name, reason = &error.to_string())))?;
    let parameters = TlsParameters::builder(host.to_owned())
        .add_root_certificate(authority)
        .build()
        .map_err(|error| refuse(error.to_string()))?;
    match encrypted(url, parameters) {
        Tls::Opportunistic(_) | Tls::None => {
            Err(refuse(t!(server::mailer::smtp_url_asks_for_no_encryption).to_owned()))
        }
        tls => Ok(tls),
    }
}

fn encrypted(url: &Url, parameters: TlsParameters) -> Tls {
    match config::encryption_of(url) {
        Encryption::Tls => Tls::Wrapper(parameters),
        Encryption::StartTls => Tls::Required(parameters),
        Encryption::IfOffered => Tls::Opportunistic(parameters),
        Encryption::None => Tls::None,
    }
}

/// A part of a URL without its `%40`.
fn decoded(part: &str) -> String {
    percent_decode_str(part).decode_utf8_lossy().into_owned()
}

/// A connection on which no more is heard than a conversation needs: lettre keeps a line until it ends,
/// and one that never does would fill the memory until the deadline.
#[derive(Debug)]
struct Bounded {
    stream: TcpStream,
    left: usize,
}

impl AsyncRead for Bounded {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.left == 0 {
            return Poll::Ready(Err(io::Error::other(t!(server::mailer::reply_too_long))));
        }
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        self.left = self.left.saturating_sub(buffer.filled().len() - before);
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Bounded {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

impl AsyncTokioStream for Bounded {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.stream.peer_addr()
    }
}
