//! How a message is handed to the mail server. Our own steps lead, for two reasons: a refusal says something about the
//! recipient only once one was named, and lettre's own transport waits for the answer to its goodbye before it says what
//! became of the message.

use super::connection::{self, Connection, Unconnected};
use super::conversation::Unheard;
use super::outcome::SendOutcome;
use super::replies::{self, Meaning, Stage, shorten};
use super::reply::Reply;
use super::tls::Encryptor;
use crate::domain::mail_server::Encryption;
use crate::i18n::{Locale, Recorded, within};
use crate::server::platform::config::smtp_url::SmtpUrl;
use crate::server::platform::config::{Config, ConfigError};
use lettre::Address;
use lettre::transport::smtp::commands::{Data, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use std::fmt::Display;
use std::mem;
use std::net::Ipv4Addr;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::time::timeout;
use url::Host;

/// A message must be handed over within this, however busily the mail server goes on talking.
const DEADLINE: Duration = Duration::from_secs(60);
/// The same for a trial that somebody waits for.
const CHECK_DEADLINE: Duration = Duration::from_secs(20);
/// How long the goodbye may take, for which nobody waits.
const GOODBYE: Duration = Duration::from_secs(5);
/// Mail servers bound how many messages they take in one conversation; most by a hundred.
const MOST_CARRIED: usize = 20;
/// What a yes begins with, and what "go on" does (RFC 5321, section 4.2.1).
const YES: u16 = 2;
const GO_ON: u16 = 3;

/// The mail server through which email leaves.
#[derive(Clone)]
pub struct Relay {
    pub server: SmtpUrl,
    hello: ClientId,
    encryptor: Encryptor,
    /// How long handing a message over may take.
    pub deadline: Duration,
}

/// A conversation that can carry another message, if there is one.
#[derive(Default)]
pub struct SmtpSession(Option<Carrier>);

struct Carrier {
    /// Whom it speaks with: another server may have been entered since.
    server: SmtpUrl,
    connection: Connection,
    /// How many messages it carried.
    carried: usize,
    /// The mail server still has a message in hand that it refused.
    has_open_message: bool,
}

/// Why a message was not handed over.
struct SendError {
    stage: Stage,
    trouble: Trouble,
}

enum Trouble {
    /// The mail server said no.
    Reply(Reply),
    /// The settings do not fit the mail server.
    Ours(Recorded),
    /// The conversation broke, or made no sense.
    Broken(String),
}

/// What a trial found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    Works,
    /// Email leaves, but something about it is not right.
    Doubtful(String),
    Broken(String),
}

impl Relay {
    /// The mail server `server`.
    ///
    /// # Errors
    /// What is to be trusted cannot be read, or no one asks for proof.
    pub fn new(server: SmtpUrl, config: &Config) -> Result<Self, ConfigError> {
        // It may be for the mailbox that bounces come to.
        let is_in_vain = config.smtp_ca.is_some() && config.bounce_mailbox.is_none();
        if is_in_vain && matches!(server.encryption, Encryption::None | Encryption::IfOffered) {
            let why = t!(server::mailer::no_encryption_to_verify, set_in = server.set_in.as_str());
            return Err(ConfigError { setting: "GANGWAY_SMTP_CA".into(), why });
        }
        Ok(Self {
            hello: hello(&server, config),
            encryptor: Encryptor::new(&server.host, config.smtp_ca.as_deref())?,
            server,
            deadline: DEADLINE,
        })
    }

    /// Hands `message` over in `conversation`, or in a new one that takes its place, and says what became of it.
    pub async fn send(&self, message: &lettre::Message, conversation: &mut SmtpSession) -> SendOutcome {
        match timeout(self.deadline, self.send_on_session(message, conversation)).await {
            Ok(Ok(reply)) => SendOutcome::Accepted(shorten(&reply.in_words())),
            Ok(Err(trouble)) => trouble.outcome(self),
            Err(_) => {
                let seconds = self.deadline.as_secs();
                SendOutcome::Retry(t!(server::mailer::did_not_finish, seconds = seconds as i64))
            }
        }
    }

    /// Goes through all that comes before a message, with `sender` writing to itself, and sends nothing.
    pub async fn check_connection(&self, sender: &Address) -> Checked {
        let trial = async {
            let mut connection = self.connect().await?;
            mail_from(&mut connection, Some(sender)).await?;
            let said = rcpt_to(&mut connection, sender).await;
            quit(connection);
            said
        };
        let outcome = match timeout(CHECK_DEADLINE, trial).await {
            Ok(Ok(())) => return Checked::Works,
            Ok(Err(trouble)) if trouble.stage == Stage::Recipient => match trouble.outcome(self) {
                // It may be another's turn, and does no harm to us.
                SendOutcome::Retry(_) => return Checked::Works,
                SendOutcome::Refused(reply) => {
                    return Checked::Doubtful(t!(server::mailer::sender_gets_no_email, reply = &reply));
                }
                outcome => outcome,
            },
            Ok(Err(trouble)) => trouble.outcome(self),
            Err(_) => return Checked::Broken(t!(server::mailer::it_did_not_answer_within_20).to_owned()),
        };
        Checked::Broken(outcome.words())
    }

    async fn send_on_session(
        &self,
        message: &lettre::Message,
        conversation: &mut SmtpSession,
    ) -> Result<Reply, SendError> {
        let mut carrier = self.name_sender(message, conversation).await?;
        let said = hand_over(&mut carrier.connection, message).await;
        carrier.carried += 1;
        carrier.has_open_message = said.is_err();
        if !carrier.connection.is_lost && said.as_ref().err().is_none_or(SendError::leaves_the_connection) {
            *conversation = SmtpSession(Some(carrier));
        }
        said
    }

    /// Names the sender in `conversation`, or in a new one once the mail server has had enough of that: only what
    /// it says to a new one tells something about us.
    async fn name_sender(
        &self,
        message: &lettre::Message,
        conversation: &mut SmtpSession,
    ) -> Result<Carrier, SendError> {
        let sender = message.envelope().from();
        if let Some(mut carrier) = mem::take(conversation).under_way()
            && carrier.server == self.server
            && carrier.name_sender(sender).await.is_ok()
        {
            return Ok(carrier);
        }
        let mut connection = self.connect().await?;
        mail_from(&mut connection, sender).await?;
        Ok(Carrier { server: self.server.clone(), connection, carried: 0, has_open_message: false })
    }

    /// Connects, as safely as the URL asks, and signs in.
    async fn connect(&self) -> Result<Connection, SendError> {
        let mut connection = connection::open(&self.server, &self.encryptor, &self.hello).await?;
        if let Some((user, password)) = &self.server.credentials {
            let Some(said) = connection.sign_in(user, password).await else {
                let why = recorded!(server::mailer::no_sign_in, set_in = self.server.set_in.as_str());
                return Err(SendError { stage: Stage::SignIn, trouble: Trouble::Ours(why) });
            };
            expect_reply(said, YES, Stage::SignIn)?;
        }
        Ok(connection)
    }
}

/// The name to introduce ourselves with: that of the URL's path, else the host that people use. The name of this machine
/// serves only in a network of its own, where it is a full one.
fn hello(server: &SmtpUrl, config: &Config) -> ClientId {
    if let Some(name) = &server.hello {
        return ClientId::Domain(name.clone());
    }
    match Host::parse(&config.host()) {
        Ok(Host::Ipv6(address)) if !address.is_loopback() => ClientId::Ipv6(address),
        Ok(Host::Ipv4(address)) if !address.is_loopback() => ClientId::Ipv4(address),
        Ok(Host::Domain(name)) if name.contains('.') => ClientId::Domain(name),
        _ => match ClientId::default() {
            ClientId::Domain(name) if name.contains('.') => ClientId::Domain(name),
            _ => ClientId::Ipv4(Ipv4Addr::LOCALHOST),
        },
    }
}

async fn mail_from(connection: &mut Connection, sender: Option<&Address>) -> Result<(), SendError> {
    // Everything we write is ASCII, so that no extension has to be asked for.
    let mail = Mail::new(sender.cloned(), Vec::new());
    command(connection, mail, YES, Stage::Sender).await.map(drop)
}

async fn rcpt_to(connection: &mut Connection, recipient: &Address) -> Result<(), SendError> {
    let rcpt = Rcpt::new(recipient.clone(), Vec::new());
    command(connection, rcpt, YES, Stage::Recipient).await.map(drop)
}

/// Names the recipient and writes the message.
async fn hand_over(connection: &mut Connection, message: &lettre::Message) -> Result<Reply, SendError> {
    for to in message.envelope().to() {
        rcpt_to(connection, to).await?;
    }
    command(connection, Data, GO_ON, Stage::Message).await?;
    expect_reply(connection.message(&message.formatted()).await, YES, Stage::Message)
}

async fn command(
    connection: &mut Connection,
    command: impl Display,
    kind: u16,
    stage: Stage,
) -> Result<Reply, SendError> {
    expect_reply(connection.command(command).await, kind, stage)
}

/// Only a reply of one `kind` is an answer to what was said (RFC 5321, section 4.3.2).
fn expect_reply(said: Result<Reply, Unheard>, kind: u16, stage: Stage) -> Result<Reply, SendError> {
    let trouble = match said {
        Ok(reply) if reply.is(kind) => return Ok(reply),
        Ok(reply) if reply.is_refusal() => Trouble::Reply(reply),
        Ok(reply) => Trouble::Broken(t!(server::mailer::unexpected_reply, reply = &shorten(&reply.in_words()))),
        Err(Unheard::Nonsense(words)) if stage < Stage::Sender => Trouble::Broken(connection::no_smtp(words)),
        Err(Unheard::Nonsense(words)) => {
            Trouble::Broken(t!(server::mailer::unexpected_reply, reply = &shorten(&words)))
        }
        Err(Unheard::Broken(error)) => Trouble::Broken(connection::in_words(&error)),
    };
    Err(SendError { stage, trouble })
}

impl Carrier {
    async fn name_sender(&mut self, sender: Option<&Address>) -> Result<(), SendError> {
        if self.has_open_message {
            command(&mut self.connection, Rset, YES, Stage::Sender).await?;
        }
        mail_from(&mut self.connection, sender).await
    }
}

impl SmtpSession {
    /// The connection, unless it has carried enough.
    fn under_way(mut self) -> Option<Carrier> {
        self.0.take_if(|carrier| carrier.carried < MOST_CARRIED)
    }
}

/// Says goodbye.
impl Drop for SmtpSession {
    fn drop(&mut self) {
        if let Some(carrier) = self.0.take() {
            quit(carrier.connection);
        }
    }
}

/// Says goodbye, and waits for no answer: a message that was taken is taken.
fn quit(mut connection: Connection) {
    // Outside of it, as the process ends, nobody is left to say it.
    let Ok(runtime) = Handle::try_current() else { return };
    runtime.spawn(async move {
        timeout(GOODBYE, connection.command(Quit)).await.ok();
    });
}

impl From<Unconnected> for SendError {
    fn from(why: Unconnected) -> Self {
        let trouble = match why {
            Unconnected::Broken(words) => Trouble::Broken(words),
            Unconnected::Ours(why) => Trouble::Ours(why),
            Unconnected::Refused(reply) => Trouble::Reply(reply),
        };
        Self { stage: Stage::Hello, trouble }
    }
}

impl SendError {
    /// Whether the conversation continues after it: the mail server said no to this message, and not goodbye (421).
    fn leaves_the_connection(&self) -> bool {
        matches!(&self.trouble, Trouble::Reply(reply) if reply.code != 421)
    }

    fn outcome(self, relay: &Relay) -> SendOutcome {
        let stage = self.stage;
        let (code, reply) = match self.trouble {
            Trouble::Reply(reply) => (reply.code, shorten(&reply.in_words())),
            Trouble::Ours(why) => {
                let reply = within(Locale::default(), || why.words());
                return SendOutcome::SenderRejected { reply, why, knew_recipient: false };
            }
            Trouble::Broken(words) if stage < Stage::Sender && connection::is_foreign(&words) => {
                let why = recorded!(server::mailer::no_mail_server, set_in = relay.server.set_in.as_str());
                return SendOutcome::SenderRejected { reply: shorten(&words), why, knew_recipient: false };
            }
            Trouble::Broken(words) if stage < Stage::Sender => return SendOutcome::Absent(shorten(&words)),
            Trouble::Broken(words) => return SendOutcome::Retry(shorten(&words)),
        };
        match replies::meaning_at(stage, &reply) {
            means if means.is_ours() => {
                let hello = relay.hello.to_string();
                let why = Recorded::new(|| means.fix(relay.server.set_in, &hello, &reply));
                SendOutcome::SenderRejected { why, reply, knew_recipient: stage >= Stage::Recipient }
            }
            _ if replies::is_transient(&reply) && stage < Stage::Recipient => SendOutcome::Absent(reply),
            _ if code == 421 => SendOutcome::Busy(reply),
            Meaning::Later | Meaning::Busy => SendOutcome::Retry(reply),
            _ if replies::is_transient(&reply) => SendOutcome::Retry(reply),
            Meaning::Email if stage == Stage::Message => SendOutcome::Doubted(reply),
            _ => SendOutcome::Refused(reply),
        }
    }
}
