//! An open folder of a mailbox: what is new in it, and what was understood.

use super::conversation::{Conversation, Line, Trouble, shown};
use super::folder_name::encoded;
use crate::domain::mail_server::Encryption;
use crate::server::bounces::report;
use crate::server::mailer::reach::reach;
use crate::server::mailer::tls::Encryptor;
use crate::server::platform::config::Config;
use crate::server::platform::config::mailbox_url::MailboxUrl;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// How long opening may take.
const OPENED_WITHIN: Duration = Duration::from_secs(30);
/// How often to look where the server announces nothing. Where it does, connections live longer, and what it
/// forgets to announce is found.
pub const ROUND: Duration = Duration::from_secs(20);
/// The highest there is.
const HIGHEST_UID: i64 = u32::MAX as i64;

/// What is to be done with a folder.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Messages are marked.
    Read,
    /// Nothing changes.
    Look,
}

/// An open folder.
pub struct Session {
    conversation: Conversation,
    /// The server announces messages (RFC 2177).
    announces: bool,
    /// As long as this stays the same, so do the UIDs.
    pub uid_validity: i64,
    /// What the next message gets.
    pub uid_next: i64,
}

impl Session {
    /// Opens the folder of `mailbox`, trusting its server as `config` says.
    pub async fn open(mailbox: &MailboxUrl, config: &Config, purpose: Purpose) -> Result<Self, Trouble> {
        let opened = async {
            let mut conversation = connect(mailbox, config).await?;
            sign_in(&mut conversation, mailbox).await?;
            // Only now the server says all.
            let announces = offers(&mut conversation).await?.iter().any(|offer| offer == "IDLE");
            let command = if purpose == Purpose::Read { "SELECT " } else { "EXAMINE " };
            let folder = conversation.command(&[command, &quoted(&encoded(&mailbox.folder))].concat()).await;
            let lines = folder.map_err(|trouble| match trouble {
                Trouble::Refused(reply) => {
                    Trouble::Refused(t!(server::bounces::no_folder, folder = &mailbox.folder, reply = &reply))
                }
                trouble => trouble,
            })?;
            let number = |name| lines.iter().find_map(|line| number_after(&line.text, name));
            let said = || lines.iter().map(|line| &*line.text).collect::<Vec<_>>().join(" ");
            let uid_validity = number("[UIDVALIDITY ").ok_or_else(|| Trouble::unexpected(&said()))?;
            Ok(Self { conversation, announces, uid_validity, uid_next: number("[UIDNEXT ").unwrap_or(1) })
        };
        let seconds = OPENED_WITHIN.as_secs() as i64;
        let silent = |_| Trouble::Broken(t!(server::mailer::did_not_finish, seconds = seconds));
        timeout(OPENED_WITHIN, opened).await.map_err(silent)?
    }

    /// The unseen messages behind the one with `uid`, in order.
    pub async fn unseen(&mut self, uid: i64) -> Result<Vec<i64>, Trouble> {
        self.conversation.has_news = false;
        if uid >= HIGHEST_UID {
            return Ok(Vec::new());
        }
        let lines = self.conversation.command(&format!("UID SEARCH UID {}:* UNSEEN UNDELETED", uid + 1)).await?;
        let found = lines.iter().filter_map(|line| line.text.strip_prefix("* SEARCH"));
        let uids = found.flat_map(|found| found.split_whitespace().filter_map(|uid| uid.parse().ok()));
        // `9:*` has the last message, too, whatever its number.
        let mut uids: Vec<i64> = uids.filter(|found| (uid + 1..=HIGHEST_UID).contains(found)).collect();
        uids.sort_unstable();
        uids.dedup();
        Ok(uids)
    }

    /// The message with `uid`, as far as it is read; none if it is gone. It stays unseen.
    pub async fn message(&mut self, uid: i64) -> Result<Option<Vec<u8>>, Trouble> {
        let command = format!("UID FETCH {uid} (BODY.PEEK[]<0.{}>)", report::LENGTH);
        let lines = self.conversation.command(&command).await?;
        Ok(lines.into_iter().map(|line| line.literal).find(|literal| !literal.is_empty()))
    }

    /// Marks the message with `uid` as seen.
    pub async fn mark_seen(&mut self, uid: i64) -> Result<(), Trouble> {
        match self.conversation.command(&format!("UID STORE {uid} +FLAGS.SILENT (\\Seen)")).await {
            // What was read is remembered anyway.
            Err(Trouble::Refused(_)) => Ok(()),
            said => said.map(drop),
        }
    }

    /// Waits for a message, for one [`ROUND`] at most.
    pub async fn wait(&mut self) -> Result<(), Trouble> {
        if self.conversation.has_news {
            return Ok(());
        }
        if !self.announces {
            sleep(ROUND).await;
            return Ok(());
        }
        self.conversation.start("IDLE").await?;
        let news = async {
            while !self.conversation.has_news {
                self.conversation.next().await?;
            }
            Ok::<(), Trouble>(())
        };
        if let Ok(heard) = timeout(ROUND, news).await {
            heard?;
        }
        self.conversation.finish("DONE").await.map(drop)
    }
}

/// A conversation with a server that greeted, encrypted as it has to be.
async fn connect(mailbox: &MailboxUrl, config: &Config) -> Result<Conversation, Trouble> {
    let server = &mailbox.server;
    let stream = Box::new(reach(&server.host, server.port).await?);
    if server.encryption == Encryption::None {
        return greeted(Conversation::new(stream)).await;
    }
    let trusted = config.smtp_ca.as_deref();
    let encryptor = Encryptor::new(&server.host, trusted).map_err(|problem| Trouble::Broken(problem.why))?;
    let failed = |error: std::io::Error| {
        Trouble::Broken(t!(server::bounces::not_encrypted, host = &server.host, reason = &error.to_string()))
    };
    if server.encryption == Encryption::Tls {
        return greeted(Conversation::new(Box::new(encryptor.encrypt(stream).await.map_err(failed)?))).await;
    }
    let mut conversation = greeted(Conversation::new(stream)).await?;
    if !offers(&mut conversation).await?.iter().any(|offer| offer == "STARTTLS") {
        return Err(Trouble::Broken(t!(server::bounces::no_starttls).to_owned()));
    }
    conversation.command("STARTTLS").await?;
    let stream = encryptor.encrypt(conversation.into_stream()?).await.map_err(failed)?;
    Ok(Conversation::new(Box::new(stream)))
}

async fn greeted(mut conversation: Conversation) -> Result<Conversation, Trouble> {
    match conversation.next().await?.text.starts_with("* OK") {
        true => Ok(conversation),
        // Its words are none of ours: other services stay unnamed.
        false => Err(Trouble::Broken(t!(server::bounces::no_imap).to_owned())),
    }
}

/// What the server can do, in capitals.
async fn offers(conversation: &mut Conversation) -> Result<Vec<String>, Trouble> {
    let lines = conversation.command("CAPABILITY").await?;
    let words = |line: &Line| line.text.strip_prefix("* CAPABILITY ").map(str::to_ascii_uppercase);
    let all: Vec<String> = lines.iter().filter_map(words).collect();
    Ok(all.join(" ").split(' ').map(str::to_owned).collect())
}

async fn sign_in(conversation: &mut Conversation, mailbox: &MailboxUrl) -> Result<(), Trouble> {
    let (user, password) = (&mailbox.user, &mailbox.password);
    let offers = offers(conversation).await?;
    let has = |wanted| offers.iter().any(|offer| offer == wanted);
    let said = if has("AUTH=PLAIN") {
        let both = BASE64_STANDARD.encode(format!("\0{user}\0{password}"));
        match conversation.start("AUTHENTICATE PLAIN").await {
            Ok(()) => conversation.finish(&both).await,
            Err(trouble) => Err(trouble),
        }
    } else if has("LOGINDISABLED") {
        return Err(Trouble::Broken(t!(server::bounces::no_sign_in).to_owned()));
    } else {
        conversation.command(&["LOGIN ", &quoted(user), " ", &quoted(password)].concat()).await
    };
    match said {
        Ok(_) => Ok(()),
        Err(Trouble::Refused(reply)) => {
            Err(Trouble::SignIn(t!(server::bounces::sign_in_refused, reply = &shown(&reply))))
        }
        Err(trouble) => Err(trouble),
    }
}

fn quoted(text: &str) -> String {
    ["\"", &text.replace('\\', "\\\\").replace('"', "\\\""), "\""].concat()
}

/// The number behind `name` in `text`, as far as a server counts.
fn number_after(text: &str, name: &str) -> Option<i64> {
    let (_, rest) = text.split_once(name)?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok().filter(|number| *number <= HIGHEST_UID)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Cursor;
    use tokio::io::{join, sink};
    use tokio::runtime::Builder;

    /// An open folder of a server that says `heard`, whatever it is asked.
    fn session(heard: &[u8]) -> Session {
        let conversation = Conversation::new(Box::new(join(Cursor::new(heard.to_vec()), sink())));
        Session { conversation, announces: true, uid_validity: 1, uid_next: 1 }
    }

    fn block_on<T>(future: impl Future<Output = T>) -> T {
        Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
    }

    #[test]
    fn unseen_messages_are_those_behind_the_last_one() {
        for (heard, uids) in [
            ("* SEARCH 9 7 12 7\r\ng1 OK done\r\n", Some(vec![9, 12])),
            ("* 3 EXISTS\r\n* SEARCH\r\n* SEARCH 8\r\ng1 ok\r\n", Some(vec![8])),
            ("* SEARCH -1 x 99999999999999999999 4294967296 4294967295\ng1 OK\n", Some(vec![4_294_967_295])),
            ("* X {5}\r\nhello\r\n* SEARCH 9\r\ng1 OK\r\n", Some(vec![9])),
            ("g1 OK\r\n", Some(vec![])),
            ("g1 NO\r\n", None),
            ("g1 BAD [PARSE] no\r\n", None),
            ("g2 OK\r\n", None),
            ("* BYE going down\r\n", None),
            ("", None),
        ] {
            assert_eq!(block_on(session(heard.as_bytes()).unseen(7)).ok(), uids, "{heard}");
        }
    }

    #[test]
    fn a_message_has_the_length_that_is_announced() {
        let fetched = |text: &str| block_on(session(text.as_bytes()).message(5)).map(Option::unwrap_or_default);
        let whole =
            "* 1 FETCH (FLAGS ())\r\n* 2 FETCH (UID 5 BODY[]<0> {14}\r\ng1 OK {9}\r\n\r\n FLAGS ())\r\ng1 OK\r\n";
        assert_eq!(fetched(whole).unwrap(), b"g1 OK {9}\r\n\r\n ");
        for gone in ["g1 OK\r\n", "* 2 FETCH (UID 5 BODY[]<0> NIL)\r\ng1 OK\r\n"] {
            assert_eq!(fetched(gone).unwrap(), b"", "{gone}");
        }
    }

    #[test]
    fn a_server_that_is_not_friendly_ends_its_connection_and_nothing_else() {
        let megabytes = |piece: &str| piece.repeat((8 << 20) / piece.len());
        for (what, heard) in [
            ("a line without an end", megabytes("x")),
            ("lines without an end", megabytes("\n")),
            ("parentheses", ["* 2 FETCH (BODYSTRUCTURE ", &megabytes("(")].concat()),
            ("four gigabytes", "* 2 FETCH (UID 5 BODY[]<0> {4294967296}\r\nx".to_owned()),
            ("more than was asked for", format!("* 2 FETCH (BODY[]<0> {{3000000}}\r\n{}", megabytes("x"))),
            ("literal after literal", megabytes("{100000}\r\n")),
            ("a literal that breaks off", "* 2 FETCH (UID 5 BODY[]<0> {100}\r\nhello".to_owned()),
        ] {
            let mut session = session(heard.as_bytes());
            assert!(matches!(block_on(session.message(5)), Err(Trouble::Broken(_))), "{what}");
        }
        proptest!(|(heard in proptest::collection::vec(any::<u8>(), 0..200))| {
            let mut session = session(&heard);
            block_on(async { session.unseen(0).await.is_ok() && session.message(1).await.is_ok() && session.wait().await.is_ok() });
        });
    }
}
