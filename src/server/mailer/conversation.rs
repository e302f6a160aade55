//! What is said to a mail server, and heard of it. lettre writes the commands; it doesn't read the replies, because it
//! takes a reply for none that it doesn't expect, and a message that was accepted with it is sent again.

use super::reply::{LONGEST_LINE, Reply, decoded};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use lettre::transport::smtp::commands::Ehlo;
use lettre::transport::smtp::extension::ClientId;
use std::fmt::Display;
use std::io;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::time::timeout;

/// A reply is a fraction of this. One that never ends would fill the memory until the deadline.
const LONGEST_REPLY: usize = 64 * 1024;
/// How long the other lines may take once the message was accepted.
const LAST_LINES: Duration = Duration::from_secs(5);

/// A connection, encrypted or not.
pub trait Stream: AsyncRead + AsyncWrite + Send + Sync + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin> Stream for S {}

/// A conversation over a connection.
pub struct Conversation<S> {
    stream: BufReader<S>,
    /// What the mail server said that it can do.
    offers: Vec<String>,
    /// What comes next is unknown: a reply did not end.
    pub is_lost: bool,
}

/// Why there is no reply.
pub enum Unheard {
    Broken(io::Error),
    /// This is none of a mail server.
    Nonsense(String),
}

impl From<io::Error> for Unheard {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Conversation<S> {
    /// Begins one.
    pub fn new(stream: S) -> Self {
        Self { stream: BufReader::new(stream), offers: Vec::new(), is_lost: false }
    }

    /// Introduces us, and notes what the mail server offers.
    pub async fn introduce(&mut self, hello: &ClientId) -> Result<Reply, Unheard> {
        let reply = self.command(Ehlo::new(hello.clone())).await?;
        self.offers = reply.lines.iter().map(|line| line.to_ascii_uppercase()).collect();
        Ok(reply)
    }

    /// Whether the mail server offers `extension` in capitals.
    pub fn offers(&self, extension: &str) -> bool {
        self.offers.iter().any(|line| line.split_whitespace().next() == Some(extension))
    }

    /// Signs in, if the mail server offers a way that we know.
    pub async fn sign_in(&mut self, user: &str, password: &str) -> Option<Result<Reply, Unheard>> {
        // Old servers write `AUTH=LOGIN`.
        let ways = self.offers.iter().filter_map(|line| line.strip_prefix("AUTH"));
        let ways: Vec<&str> = ways.flat_map(|ways| ways.split([' ', '\t', '='])).collect();
        if ways.contains(&"PLAIN") {
            let both = BASE64_STANDARD.encode(format!("\0{user}\0{password}"));
            Some(self.answers(&format!("PLAIN {both}"), &[&both]).await)
        } else if ways.contains(&"LOGIN") {
            let answers = [user, password].map(|answer| BASE64_STANDARD.encode(answer));
            Some(self.answers("LOGIN", &answers.each_ref().map(String::as_str)).await)
        } else {
            None
        }
    }

    /// Begins in a `way`, and says each of `answers` as long as the mail server asks for one.
    async fn answers(&mut self, way: &str, answers: &[&str]) -> Result<Reply, Unheard> {
        let mut reply = self.command(format!("AUTH {way}\r\n")).await?;
        for answer in answers {
            if reply.code != 334 {
                break;
            }
            reply = self.command(format!("{answer}\r\n")).await?;
        }
        Ok(reply)
    }

    /// Says `command`, with its end of line.
    pub async fn command(&mut self, command: impl Display) -> Result<Reply, Unheard> {
        self.write(command.to_string().as_bytes()).await?;
        self.reply().await
    }

    /// Writes the message after 354. Once a first line of the reply accepts it, it is accepted, whatever becomes of the rest.
    pub async fn message(&mut self, message: &[u8]) -> Result<Reply, Unheard> {
        self.write(&dotted(message)).await?;
        let mut reply = Reply::default();
        let mut left = LONGEST_REPLY;
        let mut is_last = self.line(&mut reply, &mut left).await;
        if let Ok(false) = is_last {
            let rest = async {
                while !self.line(&mut reply, &mut left).await? {}
                Ok(true)
            };
            is_last = timeout(LAST_LINES, rest)
                .await
                .unwrap_or_else(|_| Err(io::Error::from(io::ErrorKind::TimedOut).into()));
        }
        self.is_lost = is_last.is_err();
        match is_last {
            Err(error) if !reply.is(2) => Err(error),
            _ => Ok(reply),
        }
    }

    /// What the mail server says next.
    pub async fn reply(&mut self) -> Result<Reply, Unheard> {
        let mut reply = Reply::default();
        let mut left = LONGEST_REPLY;
        while !self.line(&mut reply, &mut left).await? {}
        Ok(reply)
    }

    /// What was heard and not asked for yet.
    pub fn unread(&self) -> String {
        decoded(self.stream.buffer())
    }

    /// Adds the next line to `reply`, hearing no more than `left`; whether it is the last one.
    async fn line(&mut self, reply: &mut Reply, left: &mut usize) -> Result<bool, Unheard> {
        let mut line = Vec::new();
        loop {
            let heard = self.stream.fill_buf().await?;
            let end = heard.iter().position(|byte| *byte == b'\n');
            let is_end = end.is_some() || heard.is_empty();
            if heard.is_empty() && line.is_empty() {
                return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
            }
            let piece = &heard[..end.unwrap_or(heard.len())];
            line.extend(piece.iter().take(LONGEST_LINE.saturating_sub(line.len())));
            let used = end.map_or(heard.len(), |end| end + 1);
            self.stream.consume(used);
            *left = left.saturating_sub(used);
            if is_end || *left == 0 {
                let Some(is_last) = reply.add(&line) else { return Err(Unheard::Nonsense(decoded(&line))) };
                if *left == 0 {
                    return Err(io::Error::other(t!(server::mailer::reply_too_long)).into());
                }
                return Ok(is_last);
            }
        }
    }

    async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await?;
        self.stream.flush().await
    }
}

/// `message` with its end, and with a dot more at each line that begins with one (RFC 5321, section 4.5.2).
fn dotted(message: &[u8]) -> Vec<u8> {
    let mut dotted = Vec::with_capacity(message.len() + 5);
    for line in message.split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(b".") {
            dotted.push(b'.');
        }
        dotted.extend_from_slice(line);
    }
    dotted.extend_from_slice(b"\r\n.\r\n");
    dotted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tokio::io::{join, sink};
    use tokio::runtime::Builder;

    /// What is made of `heard`, with nothing after it, as the reply to a message, if any.
    fn after_the_dot(heard: &[u8]) -> Option<(Reply, bool)> {
        let runtime = Builder::new_current_thread().enable_time().build().unwrap();
        let mut conversation = Conversation::new(join(heard, sink()));
        let said = runtime.block_on(conversation.message(b"Hello"));
        Some((said.ok()?, conversation.is_lost))
    }

    #[test]
    fn a1_an_accepted_message_is_accepted_however_the_rest_sounds() {
        let long = [b"250 ".as_slice(), &[b'x'; 5000], b"\r\n"].concat();
        let endless = [b"250 ".as_slice(), &[b'x'; 100_000]].concat();
        let flood = b"250-and more\r\n".repeat(10_000);
        for (heard, is_lost) in [
            (&b"250\r\n"[..], false),
            (b"250\n", false),
            (b"250 OK \xe9\r\n", false),
            (b"281 fine\r\n", false),
            (b"250-one\r\n250 two\r\n", false),
            (&long, false),
            (b"250-one\r\n", true),
            (b"250-one\r\nno code\r\n", true),
            (&endless, true),
            (&flood, true),
        ] {
            let shown = String::from_utf8_lossy(&heard[..heard.len().min(40)]);
            let (reply, lost) = after_the_dot(heard).unwrap_or_else(|| panic!("{shown:?}"));
            assert!(reply.is(2), "{shown:?}");
            assert_eq!(lost, is_lost, "{shown:?}");
            assert!(reply.lines.iter().all(|line| line.len() <= LONGEST_LINE), "{shown:?}");
        }
        for heard in [&b"550-no\r\n"[..], b"\r\n250 ok\r\n", b"2500\r\n", b"", b"hello\r\n", &[b'2'; 100_000]] {
            assert_eq!(after_the_dot(heard), None, "{:?}", String::from_utf8_lossy(&heard[..heard.len().min(40)]));
        }
    }

    #[test]
    fn a1_any_bytes_are_a_reply_or_none() {
        let piece = prop_oneof![
            Just(b"250 ".to_vec()),
            Just(b"250-".to_vec()),
            Just(b"550".to_vec()),
            Just(b"\r\n".to_vec()),
            proptest::collection::vec(any::<u8>(), 0..40),
        ];
        proptest!(|(pieces in proptest::collection::vec(piece, 0..8))| {
            let heard = pieces.concat();
            if let Some((reply, _)) = after_the_dot(&heard) {
                prop_assert!((200..600).contains(&reply.code));
                let code = reply.code.to_string();
                prop_assert!(heard.split(|b| *b == b'\n').any(|line| line.starts_with(code.as_bytes())));
            }
        });
    }

    #[test]
    fn no_line_of_a_message_ends_it() {
        for (message, written) in
            [("Hello", "Hello\r\n.\r\n"), ("", "\r\n.\r\n"), (".\r\n..\r\na.b\r\n", "..\r\n...\r\na.b\r\n\r\n.\r\n")]
        {
            assert_eq!(dotted(message.as_bytes()), written.as_bytes(), "{message:?}");
        }
    }
}
