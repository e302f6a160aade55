//! A mail server over a socket that does what a script says and remembers every byte it got.

use super::app::TestApp;
use crate::server::config::Config;
use crate::server::mailer::Mailer;
use crate::server::state::App;
use std::collections::VecDeque;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

/// What the server does with one message.
#[derive(Debug, Clone)]
pub enum Play {
    Accept,
    /// Answers the recipient with this reply, for example `550 5.1.1 no such mailbox`.
    AtRecipient(&'static str),
    /// Takes the whole message, then hangs up before it says 250.
    DropAfterDot,
    /// Takes the whole message and keeps silent until [`Sink::release`].
    Stall,
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
    got: Arc<Mutex<Vec<Delivery>>>,
    released: Arc<Notify>,
    arrived: Arc<Notify>,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Sink {
    /// Plays `script`, one act a message; accepts everything once it is over.
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

    /// Every command so far, of conversations that went on too.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }

    /// All messages whose last dot arrived, and conversations that ended before.
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.got.lock().unwrap().clone()
    }

    /// Waits until a message arrived whole.
    pub async fn arrival(&self) {
        self.arrived.notified().await;
    }

    /// Lets a stalled conversation go on.
    pub fn release(&self) {
        self.released.notify_one();
    }

    async fn talk(&self, stream: impl AsyncRead + AsyncWrite + Unpin) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        let play = self.script.lock().unwrap().pop_front().unwrap_or(Play::Accept);
        let mut delivery = Delivery::default();
        stream.write_all(b"220 sink.example ESMTP\r\n").await?;
        loop {
            let mut line = Vec::new();
            if stream.read_until(b'\n', &mut line).await? == 0 {
                return Ok(());
            }
            let command = String::from_utf8_lossy(&line).into_owned();
            delivery.commands.push(command.clone());
            self.heard.lock().unwrap().push(command.clone());
            let verb = command.trim().to_ascii_uppercase();
            let reply = match (&play, verb.as_str()) {
                (Play::AtRecipient(reply), verb) if verb.starts_with("RCPT") => {
                    self.got.lock().unwrap().push(delivery.clone());
                    format!("{reply}\r\n")
                }
                (_, "DATA") => {
                    stream.write_all(b"354 go on\r\n").await?;
                    delivery.data = read_data(&mut stream).await?;
                    self.got.lock().unwrap().push(delivery.clone());
                    self.arrived.notify_one();
                    match play {
                        Play::DropAfterDot => return Ok(()),
                        Play::Stall => self.released.notified().await,
                        _ => {}
                    }
                    "250 2.0.0 kept as 4711\r\n".to_owned()
                }
                (_, "QUIT") => return stream.write_all(b"221 bye\r\n").await,
                (_, verb) if verb.starts_with("EHLO") => "250-sink.example\r\n250 8BITMIME\r\n".to_owned(),
                _ => "250 ok\r\n".to_owned(),
            };
            stream.write_all(reply.as_bytes()).await?;
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
pub fn through(app: &TestApp, sink: &Sink) -> App {
    sending_to(app, format!("smtp://{}", sink.address), None)
}

/// The same server, sending to `url` and trusting the authority in this file too.
pub fn sending_to(app: &TestApp, url: String, smtp_ca: Option<PathBuf>) -> App {
    let config = Config {
        smtp_url: Some(url),
        smtp_ca,
        mail_from: Some("Acme <partners@acme.example>".to_owned()),
        ..(*app.app.config).clone()
    };
    App { mailer: Mailer::new(&config).unwrap(), ..app.app.clone() }
}
