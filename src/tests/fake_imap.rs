//! An IMAP server over a socket with unseen messages, which a test makes answer otherwise.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the first message goes by.
const FIRST: usize = 7;

/// The running server.
#[derive(Clone)]
pub struct FakeImap {
    pub address: SocketAddr,
    greeting: &'static str,
    messages: Vec<String>,
    heard: Arc<Mutex<Vec<String>>>,
}

impl FakeImap {
    /// Says `greeting`, and has `messages`.
    pub async fn start(greeting: &'static str, messages: Vec<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, heard) = (listener.local_addr().unwrap(), Arc::default());
        let server = Self { address, greeting, messages, heard };
        let running = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let running = running.clone();
                tokio::spawn(async move { running.talk(stream).await });
            }
        });
        server
    }

    /// Every line so far that begins with `words` behind its tag, if it has one.
    pub fn heard(&self, words: &str) -> usize {
        let heard = self.heard.lock().unwrap();
        heard.iter().filter(|line| line.split_once(' ').map_or(line.as_str(), |(_, it)| it).starts_with(words)).count()
    }

    async fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        stream.write_all(format!("{}\r\n", self.greeting).as_bytes()).await?;
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            self.heard.lock().unwrap().push(line.trim_end().to_owned());
            let (tag, command) = line.trim_end().split_once(' ').unwrap_or(("g", ""));
            let answer = match command.split_whitespace().take(3).collect::<Vec<_>>()[..] {
                ["CAPABILITY"] => "* CAPABILITY IMAP4rev1 IDLE\r\n".to_owned(),
                ["SELECT" | "EXAMINE", ..] => {
                    format!("* OK [UIDVALIDITY 3]\r\n* OK [UIDNEXT {}]\r\n", FIRST + self.messages.len())
                }
                ["UID", "SEARCH", ..] => {
                    let uids = (FIRST..).take(self.messages.len()).map(|uid| format!(" {uid}"));
                    format!("* SEARCH{}\r\n", uids.collect::<String>())
                }
                ["UID", "FETCH", uid] => {
                    let message = &self.messages[uid.parse::<usize>().unwrap() - FIRST];
                    format!("* 1 FETCH (UID {uid} BODY[]<0> {{{}}}\r\n{message})\r\n", message.len())
                }
                _ => String::new(),
            };
            let end = if command == "IDLE" { "+ idling\r\n".to_owned() } else { format!("{tag} OK done\r\n") };
            stream.write_all([answer, end].concat().as_bytes()).await?;
        }
    }
}
