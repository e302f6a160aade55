//! Connections to the mail server, from its name to the greeting, encrypted as the settings ask.

use super::reach::reach;
use super::tls::{self, Encryptor};
use crate::domain::mail_server::Encryption;
use crate::i18n::Recorded;
use crate::server::platform::config::smtp_url::SmtpUrl;
use lettre::transport::smtp::client::AsyncTokioStream;
use lettre::transport::smtp::commands::{Ehlo, Starttls};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;
use std::error::Error;
use std::fmt::{Debug, Display};
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// A server that says nothing for so long perhaps waits for TLS.
const QUIET: Duration = Duration::from_secs(3);
/// Where servers that let strangers in make them wait for the greeting, and shut out who speaks before it.
const RELAY_PORT: u16 = 25;
/// Replies and certificates of a whole conversation are a fraction of this. lettre reads a reply anew with each
/// of its lines, so that a long one costs more than its length.
const MOST_HEARD: usize = 64 * 1024;
/// lettre begins with a greeting, and there is none after STARTTLS.
const GREETING: &[u8] = b"220 .\r\n";

/// Why there is no connection.
pub enum Unconnected {
    /// It may pass.
    Broken(String),
    /// The settings do not fit the mail server.
    Ours(Recorded),
    /// The mail server's own no.
    Refused(Response),
}

impl Unconnected {
    fn broken(error: &dyn Error) -> Self {
        Self::Broken(t!(server::mailer::unreachable, reason = &in_words(error)))
    }
}

/// Connects to `server`, trusting it as `encryptor` says.
pub async fn open(
    server: &SmtpUrl,
    encryptor: &Encryptor,
    hello: &ClientId,
) -> Result<Box<dyn AsyncTokioStream>, Unconnected> {
    let mut stream = reach(&server.host, server.port).await.map_err(|error| Unconnected::broken(&error))?;
    if server.encryption == Encryption::Tls {
        return encrypted(server, encryptor, stream, &[]).await;
    }
    if server.port != RELAY_PORT && is_quiet(&stream).await && speaks_tls(server, encryptor).await {
        let port = server.port.to_string();
        let set_in = server.set_in.as_str();
        return Err(Unconnected::Ours(recorded!(server::mailer::speaks_tls_first, port = &port, set_in = set_in)));
    }
    match server.encryption {
        Encryption::StartTls | Encryption::IfOffered => {
            if ask_for_tls(&mut stream, hello).await? {
                encrypted(server, encryptor, stream, GREETING).await
            } else if server.encryption == Encryption::IfOffered {
                channel(stream, GREETING)
            } else {
                Err(Unconnected::Ours(recorded!(server::mailer::no_starttls, set_in = server.set_in.as_str())))
            }
        }
        Encryption::Tls | Encryption::None => channel(stream, &[]),
    }
}

async fn encrypted(
    server: &SmtpUrl,
    encryptor: &Encryptor,
    stream: TcpStream,
    greeting: &'static [u8],
) -> Result<Box<dyn AsyncTokioStream>, Unconnected> {
    let peer = stream.peer_addr().map_err(|error| Unconnected::broken(&error))?;
    match encryptor.encrypt(stream).await {
        Ok(stream) => Ok(Box::new(Channel { stream, peer, greeting, left: MOST_HEARD })),
        Err(error) if tls::reason(&error, server).is_none() => Err(Unconnected::broken(&error)),
        Err(error) => Err(Unconnected::Ours(Recorded::new(|| tls::reason(&error, server).unwrap_or_default()))),
    }
}

fn channel(stream: TcpStream, greeting: &'static [u8]) -> Result<Box<dyn AsyncTokioStream>, Unconnected> {
    let peer = stream.peer_addr().map_err(|error| Unconnected::broken(&error))?;
    Ok(Box::new(Channel { stream, peer, greeting, left: MOST_HEARD }))
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
    let mut stream = BufReader::new(stream);
    reply(&mut stream).await?;
    let offers = say(&mut stream, Ehlo::new(hello.clone())).await?;
    if !offers.message().any(|line| line.eq_ignore_ascii_case("STARTTLS")) {
        return Ok(false);
    }
    say(&mut stream, Starttls).await?;
    // What was said before the encryption would be taken for something said after it (CVE-2011-0411).
    match stream.buffer() {
        [] => Ok(true),
        more => {
            let more = String::from_utf8_lossy(more);
            Err(Unconnected::Broken(t!(server::mailer::unexpected_reply, reply = &more)))
        }
    }
}

async fn say(stream: &mut BufReader<&mut TcpStream>, command: impl Display) -> Result<Response, Unconnected> {
    stream.write_all(command.to_string().as_bytes()).await.map_err(|error| Unconnected::broken(&error))?;
    reply(stream).await
}

async fn reply(stream: &mut BufReader<&mut TcpStream>) -> Result<Response, Unconnected> {
    let mut text = String::new();
    let mut left = stream.take(MOST_HEARD as u64);
    loop {
        let begin = text.len();
        left.read_line(&mut text).await.map_err(|error| Unconnected::broken(&error))?;
        if text.as_bytes().get(begin + 3) != Some(&b'-') {
            let reply: Response = text.parse().map_err(|error| Unconnected::Broken(no_smtp(&error)))?;
            return if reply.is_positive() { Ok(reply) } else { Err(Unconnected::Refused(reply)) };
        }
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
pub fn no_smtp(error: &dyn Error) -> String {
    let words = in_words(error);
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

/// A connection on which no more is heard than a conversation needs: lettre keeps a line until it ends,
/// and one that never does would fill the memory until the deadline.
#[derive(Debug)]
struct Channel<S> {
    stream: S,
    peer: SocketAddr,
    /// What is heard first, whatever the mail server says.
    greeting: &'static [u8],
    left: usize,
}

impl<S: AsyncRead + Unpin> AsyncRead for Channel<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.greeting.is_empty() {
            let (now, later) = self.greeting.split_at(self.greeting.len().min(buffer.remaining()));
            buffer.put_slice(now);
            self.greeting = later;
            return Poll::Ready(Ok(()));
        }
        if self.left == 0 {
            return Poll::Ready(Err(io::Error::other(t!(server::mailer::reply_too_long))));
        }
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        self.left = self.left.saturating_sub(buffer.filled().len() - before);
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Channel<S> {
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

impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin + Debug> AsyncTokioStream for Channel<S> {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.peer)
    }
}
