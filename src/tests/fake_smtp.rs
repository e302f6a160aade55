//! A mail server over a socket that does what a script says and remembers every byte it got.

use super::app::TestApp;
use crate::server::mailer::transport::Mailer;
use crate::server::platform::config::Config;
use crate::server::state::AppState;
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

/// Where in a conversation the server does something else than usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Greeting,
    Hello,
    SignIn,
    Sender,
    Recipient,
    /// Before it says 354.
    Data,
    /// While the message arrives.
    Body,
    /// Once the message arrived whole.
    Dot,
    Quit,
}

/// What it does there.
#[derive(Debug, Clone)]
pub enum Act {
    /// Answers this, for example `550 5.1.1 no such mailbox`.
    Say(&'static str),
    /// Answers these bytes, whatever they are.
    Write(Vec<u8>),
    /// Answers a byte at a time, in a line that never ends.
    Trickle,
    /// Answers line after line, and never the last one.
    Flood,
    /// Keeps silent until [`Sink::release`], and answers as usual then.
    Stall,
    HangUp,
}

/// What the server does with one message.
#[derive(Debug, Clone)]
pub enum Play {
    Accept,
    At(Stage, Act),
}

impl Play {
    /// Answers the recipient with this reply.
    pub fn recipient(reply: &'static str) -> Self {
        Self::At(Stage::Recipient, Act::Say(reply))
    }

    fn at(&self, now: Stage) -> Option<&Act> {
        match self {
            Self::At(stage, act) if *stage == now => Some(act),
            _ => None,
        }
    }
}

/// One message and the commands around it, byte by byte.
#[derive(Debug, Clone, Default)]
pub struct Delivery {
    pub commands: Vec<String>,
    pub data: Vec<u8>,
}

/// The running server.
#[derive(Clone)]
pub struct Sink {
    pub address: SocketAddr,
    script: Arc<Mutex<VecDeque<Play>>>,
    after: Arc<Mutex<Play>>,
    got: Arc<Mutex<Vec<Delivery>>>,
    released: Arc<Notify>,
    arrived: Arc<Notify>,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Sink {
    /// Plays `script`, one part a message; accepts everything once it is over.
    pub async fn start(script: impl IntoIterator<Item = Play>) -> Self {
        Self::start_with(script, None).await
    }

    /// The same behind TLS, with this certificate.
    pub async fn secure(certificate: ServerConfig) -> Self {
        Self::start_with([], Some(Arc::new(certificate))).await
    }

    async fn start_with(script: impl IntoIterator<Item = Play>, certificate: Option<Arc<ServerConfig>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sink = Self {
            address: listener.local_addr().unwrap(),
            script: Arc::new(Mutex::new(script.into_iter().collect())),
            after: Arc::new(Mutex::new(Play::Accept)),
            got: Arc::default(),
            released: Arc::default(),
            arrived: Arc::default(),
            heard: Arc::default(),
        };
        let server = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = server.clone();
                let certificate = certificate.clone();
                tokio::spawn(async move {
                    let Some(certificate) = certificate else { return server.talk(stream).await };
                    let stream = TlsAcceptor::from(certificate).accept(stream).await?;
                    server.talk(stream).await
                });
            }
        });
        sink
    }

    /// Plays `script` next, and with all messages after it `after`.
    pub fn go_on(&self, script: impl IntoIterator<Item = Play>, after: Play) {
        *self.script.lock().unwrap() = script.into_iter().collect();
        *self.after.lock().unwrap() = after;
    }

    /// Every command so far, including those of finished conversations.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    /// How many conversations began.
    pub fn conversations(&self) -> usize {
        self.heard().iter().filter(|command| command.starts_with("EHLO")).count()
    }

    /// All messages whose last dot arrived, and conversations that ended before.
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.got.lock().unwrap().clone()
    }

    /// The messages that arrived whole.
    pub fn messages(&self) -> Vec<Delivery> {
        self.deliveries().into_iter().filter(|delivery| !delivery.data.is_empty()).collect()
    }

    /// Waits until a message arrived whole.
    pub async fn arrival(&self) {
        self.arrived.notified().await;
    }

    /// Lets a stalled conversation continue.
    pub fn release(&self) {
        self.released.notify_one();
    }

    fn next_play(&self) -> Play {
        let next = self.script.lock().unwrap().pop_front();
        next.unwrap_or_else(|| self.after.lock().unwrap().clone())
    }

    async fn talk(&self, stream: impl AsyncRead + AsyncWrite + Unpin) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        let mut play = self.next_play();
        let mut delivery = Delivery::default();
        let (mut stage, mut usual) = (Stage::Greeting, "220 sink.example ESMTP");
        loop {
            let act = play.at(stage);
            if act.is_some() && delivery.data.is_empty() {
                self.got.lock().unwrap().push(delivery.clone());
            }
            match act {
                Some(Act::HangUp) => return Ok(()),
                Some(act) => self.perform(act, &mut stream, usual).await?,
                None => stream.write_all(format!("{usual}\r\n").as_bytes()).await?,
            }
            if stage == Stage::Quit {
                return Ok(());
            }
            if stage == Stage::Data && act.is_none() {
                if play.at(Stage::Body).is_some() {
                    stream.read_u8().await?;
                    return Ok(());
                }
                delivery.data = read_data(&mut stream).await?;
                self.got.lock().unwrap().push(delivery.clone());
                self.arrived.notify_one();
                (stage, usual) = (Stage::Dot, "250 2.0.0 kept as 4711");
                continue;
            }
            let mut line = Vec::new();
            if stream.read_until(b'\n', &mut line).await? == 0 {
                return Ok(());
            }
            let command = String::from_utf8_lossy(&line).into_owned();
            let is_under_way = delivery.commands.iter().any(|command| command.starts_with("MAIL"));
            if command.starts_with("MAIL") && is_under_way {
                (play, delivery) = (self.next_play(), Delivery::default());
            }
            (stage, usual) = match command.get(..4).unwrap_or_default() {
                "EHLO" => (Stage::Hello, "250-sink.example\r\n250-8BITMIME\r\n250 AUTH PLAIN"),
                "AUTH" => (Stage::SignIn, "235 welcome"),
                "RCPT" => (Stage::Recipient, "250 ok"),
                "DATA" => (Stage::Data, "354 go on"),
                "QUIT" => (Stage::Quit, "221 bye"),
                _ => (Stage::Sender, "250 ok"),
            };
            delivery.commands.push(command.clone());
            self.heard.lock().unwrap().push(command);
        }
    }

    async fn perform(
        &self,
        act: &Act,
        stream: &mut (impl AsyncWrite + Unpin),
        usual: &'static str,
    ) -> std::io::Result<()> {
        let line = |reply: &str| format!("{reply}\r\n").into_bytes();
        match act {
            Act::Say(reply) => stream.write_all(&line(reply)).await,
            Act::Write(bytes) => stream.write_all(bytes).await,
            Act::Stall => {
                self.released.notified().await;
                stream.write_all(&line(usual)).await
            }
            Act::Trickle => loop {
                stream.write_all(b"2").await?;
                tokio::time::sleep(Duration::from_millis(20)).await;
            },
            Act::Flood => loop {
                stream.write_all(&line(&"250-and more ".repeat(40))).await?;
            },
            Act::HangUp => Ok(()),
        }
    }
}

async fn read_data(stream: &mut (impl AsyncRead + Unpin)) -> std::io::Result<Vec<u8>> {
    let mut data = Vec::new();
    while !data.ends_with(b"\r\n.\r\n") {
        data.push(stream.read_u8().await?);
    }
    Ok(data)
}

/// The same server, sending through `sink`.
pub fn through(app: &TestApp, sink: &Sink) -> AppState {
    sending_to(app, format!("smtp://{}", sink.address), None)
}

/// The same with a mailer that gives a conversation up after `deadline`.
pub fn through_within(app: &TestApp, sink: &Sink, deadline: Duration) -> AppState {
    let sender = through(app, sink);
    let mailer = Mailer::clone(&sender.mailer.now()).within(deadline);
    AppState { mailer: mailer.into(), ..sender }
}

/// The same server, sending to `url` and trusting the authority in this file too.
pub fn sending_to(app: &TestApp, url: String, smtp_ca: Option<PathBuf>) -> AppState {
    let config = Config { smtp_ca, ..(*app.state.config).clone() };
    sending_from(&AppState { config: config.into(), ..app.state.clone() }, url)
}

/// The same for a server with a configuration of its own.
pub fn sending_from(app: &AppState, url: String) -> AppState {
    let config = Config {
        smtp_url: Some(url),
        mail_from: Some("Acme <partners@acme.example>".to_owned()),
        ..(*app.config).clone()
    };
    AppState { mailer: Mailer::new(&config).unwrap().into(), ..app.clone() }
}
