//! What is said to an IMAP server, and heard of it (RFC 3501): no more than a few commands need. The parsers that there
//! are follow parentheses as deep as a server nests them, and one that is not friendly could end the process.

use crate::domain::email::mask_all;
use crate::server::bounces::report;
use crate::server::mailer::conversation::Stream;
use std::io;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::time::timeout;

/// So much is heard in answer to one command: a message as far as it is read, or a list of a hundred thousand.
const LONGEST_ANSWER: usize = report::LENGTH + (1 << 20);
/// What a line costs beside its bytes.
const LINE: usize = 64;
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// So much of an answer is shown, in bytes.
const SHOWN: usize = 200;

/// Why something did not succeed, in words for people.
#[derive(Debug)]
pub enum Trouble {
    /// The connection broke, or made no sense.
    Broken(String),
    /// The server's own no.
    Refused(String),
    /// Its no to user or password.
    SignIn(String),
}

impl Trouble {
    pub fn words(&self) -> &str {
        let (Self::Broken(words) | Self::Refused(words) | Self::SignIn(words)) = self;
        words
    }

    /// What makes no sense there.
    pub fn unexpected(reply: &str) -> Self {
        Self::Broken(t!(server::mailer::unexpected_reply, reply = &shown(reply)))
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Broken(t!(server::mailer::unreachable, reason = &error.to_string()))
    }
}

/// One answer of the server.
#[derive(Default)]
pub struct Line {
    /// Without what it holds in full.
    pub text: String,
    /// What it holds in full (a literal), such as a message.
    pub literal: Vec<u8>,
}

/// A conversation with an IMAP server.
pub struct Conversation {
    stream: BufReader<Box<dyn Stream>>,
    commands: u32,
    /// A message arrived since this was last unset.
    pub has_news: bool,
}

impl Conversation {
    /// Begins one.
    pub fn new(stream: Box<dyn Stream>) -> Self {
        Self { stream: BufReader::new(stream), commands: 0, has_news: false }
    }

    /// The connection, which is to be encrypted.
    ///
    /// # Errors
    /// More was said: it would be taken for something said after the encryption (CVE-2011-0411).
    pub fn into_stream(self) -> Result<Box<dyn Stream>, Trouble> {
        match self.stream.buffer() {
            [] => Ok(self.stream.into_inner()),
            more => Err(Trouble::unexpected(&String::from_utf8_lossy(more))),
        }
    }

    /// What the server says of itself.
    pub async fn next(&mut self) -> Result<Line, Trouble> {
        let mut left = LONGEST_ANSWER;
        self.line(&mut left).await
    }

    /// Says `command`, and hears all that answers it.
    pub async fn command(&mut self, command: &str) -> Result<Vec<Line>, Trouble> {
        self.send(command).await?;
        self.answer(|_| false).await
    }

    /// Says `command`, whose rest the server asks for.
    pub async fn start(&mut self, command: &str) -> Result<(), Trouble> {
        self.send(command).await?;
        self.answer(|line| line.starts_with('+')).await.map(drop)
    }

    /// Says the `rest` of a command that was started.
    pub async fn finish(&mut self, rest: &str) -> Result<Vec<Line>, Trouble> {
        self.write(rest).await?;
        self.answer(|_| false).await
    }

    async fn send(&mut self, command: &str) -> Result<(), Trouble> {
        self.commands += 1;
        self.write(&[&self.tag(), command].concat()).await
    }

    fn tag(&self) -> String {
        format!("g{} ", self.commands)
    }

    async fn write(&mut self, line: &str) -> Result<(), Trouble> {
        let line = [line, "\r\n"].concat();
        let written = async {
            self.stream.write_all(line.as_bytes()).await?;
            self.stream.flush().await
        };
        Ok(timeout(PATIENCE, written).await.map_err(|_| silent())??)
    }

    /// The lines up to the one that ends the command, or that `is_last`.
    async fn answer(&mut self, is_last: impl Fn(&str) -> bool) -> Result<Vec<Line>, Trouble> {
        let tag = self.tag();
        let heard = async {
            let (mut lines, mut left) = (Vec::new(), LONGEST_ANSWER);
            loop {
                let line = self.line(&mut left).await?;
                if let Some(status) = line.text.strip_prefix(&tag) {
                    let is_yes = status.split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case("OK"));
                    return if is_yes { Ok(lines) } else { Err(Trouble::Refused(shown(status))) };
                }
                if is_last(&line.text) {
                    return Ok(lines);
                }
                lines.push(line);
            }
        };
        timeout(PATIENCE, heard).await.map_err(|_| silent())?
    }

    /// The next line, hearing no more than `left`.
    async fn line(&mut self, left: &mut usize) -> Result<Line, Trouble> {
        let mut line = Line::default();
        loop {
            let mut heard = Vec::new();
            (&mut self.stream).take(*left as u64).read_until(b'\n', &mut heard).await?;
            let Some(text) = heard.strip_suffix(b"\n") else { return Err(cut(heard.len(), *left)) };
            *left = left.saturating_sub(heard.len() + LINE);
            let text = String::from_utf8_lossy(text);
            let text = text.trim_end_matches('\r');
            line.text += text;
            let Some(length) = announced(text) else { break };
            if length > *left {
                return Err(cut(*left, *left));
            }
            line.literal.clear();
            let heard = (&mut self.stream).take(length as u64).read_to_end(&mut line.literal).await?;
            if heard < length {
                return Err(cut(heard, length));
            }
            *left -= length;
        }
        self.has_news |= line.text.ends_with(" EXISTS");
        match line.text.strip_prefix("* BYE") {
            Some(words) => Err(Trouble::Broken(shown(words))),
            None => Ok(line),
        }
    }
}

/// How long what a line announces at its end is, if it does: `{310}`.
fn announced(text: &str) -> Option<usize> {
    text.strip_suffix('}')?.rsplit_once('{')?.1.trim_end_matches('+').parse().ok()
}

/// Why a line has no end after `heard` bytes of at most `most`.
fn cut(heard: usize, most: usize) -> Trouble {
    match heard < most {
        true => io::Error::from(io::ErrorKind::UnexpectedEof).into(),
        false => io::Error::other(t!(server::mailer::reply_too_long)).into(),
    }
}

fn silent() -> Trouble {
    Trouble::Broken(t!(server::mailer::did_not_finish, seconds = PATIENCE.as_secs() as i64))
}

/// The server's own words, as far as they may be in a log.
pub fn shown(words: &str) -> String {
    let words: Vec<&str> = words[..words.floor_char_boundary(SHOWN)].split_whitespace().collect();
    mask_all(&words.join(" ")).chars().filter(|c| !c.is_control()).collect()
}
