//! The mailbox that bounces come to. People may read it, too: what is understood is marked as seen, everything else
//! stays as it is, and nothing is deleted.

mod conversation;
mod folder_name;
pub mod progress;
mod session;

use self::conversation::Trouble;
use self::progress::{Progress, Reader};
use self::session::{Purpose, ROUND, Session};
use super::message;
use super::report::{self, Kind};
use crate::server::platform::config::Config;
use crate::server::platform::config::mailbox_url::MailboxUrl;
use crate::server::platform::error::Error;
use crate::server::state::AppState;
use std::time::Duration;
use tokio::time::sleep;

/// So many messages are looked at in a mailbox that was never read before.
const NEWEST: i64 = 1_000;
/// What arrives together is read together.
const PAUSE: Duration = Duration::from_millis(300);

/// How reading went so far.
#[derive(Default)]
struct Health {
    is_open: bool,
    /// In a row, the present attempt included.
    failures: u32,
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Broken(error.to_string())
    }
}

/// Reads what arrives until the server stops, if there is a mailbox.
pub async fn run(app: AppState) {
    let Ok(Some(mailbox)) = app.config.mailbox() else { return };
    let name = format!("{}@{}/{}", mailbox.user, mailbox.server.shown, mailbox.folder);
    let reader = Reader { mailbox: name, id: app.id() };
    tokio::select! {
        () = app.stopping.cancelled() => {}
        () = keep_reading(&app, &mailbox, &reader) => {}
    }
    if let Err(error) = reader.leave(&app).await {
        tracing::warn!(error = %error, "Failed to leave the bounce mailbox");
    }
}

/// Goes as far as opening the folder, without changing anything in it.
///
/// # Errors
/// Why it cannot be opened.
pub async fn check(mailbox: &MailboxUrl, config: &Config) -> Result<(), String> {
    Session::open(mailbox, config, Purpose::Look).await.map(drop).map_err(|trouble| trouble.words().to_owned())
}

async fn keep_reading(app: &AppState, mailbox: &MailboxUrl, reader: &Reader) {
    let mut health = Health::default();
    loop {
        health.failures += 1;
        let pause = match read(app, mailbox, reader, &mut health).await {
            Ok(()) => {
                health.failures = 0;
                ROUND
            }
            Err(trouble) => {
                if health.failures == 1 {
                    health.is_open = false;
                    tracing::warn!(error = trouble.words(), "Bounce mailbox cannot be read");
                }
                pause(&trouble, health.failures)
            }
        };
        sleep(pause).await;
    }
}

/// How long to wait after so many failures in a row. Who tries a wrong password too often is locked out.
fn pause(trouble: &Trouble, failures: u32) -> Duration {
    let (first, most) = if matches!(trouble, Trouble::SignIn(_)) { (60, 3600) } else { (5, 300) };
    Duration::from_secs(most.min(first << failures.saturating_sub(1).min(10)))
}

/// Reads until another instance does; servers end connections from time to time.
async fn read(app: &AppState, mailbox: &MailboxUrl, reader: &Reader, health: &mut Health) -> Result<(), Trouble> {
    if reader.take(app).await?.is_none() {
        return Ok(());
    }
    let mut session = Session::open(mailbox, &app.config, Purpose::Read).await?;
    while let Some(progress) = reader.take(app).await? {
        read_new(app, &mut session, reader, progress).await?;
        health.failures = 0;
        if !std::mem::replace(&mut health.is_open, true) {
            tracing::info!(server.address = mailbox.server.host, "Bounce mailbox opened");
        }
        session.wait().await?;
        sleep(PAUSE).await;
    }
    Ok(())
}

async fn read_new(app: &AppState, session: &mut Session, reader: &Reader, last: Progress) -> Result<(), Trouble> {
    let mut progress = last;
    if progress.uid_validity != session.uid_validity {
        let uid = (session.uid_next - 1 - NEWEST).max(0);
        progress = Progress { uid_validity: session.uid_validity, uid };
        reader.remember(app, &progress).await?;
    }
    for uid in session.unseen(progress.uid).await? {
        if let Some(bytes) = session.message(uid).await?
            && is_understood(app, &bytes).await?
        {
            session.mark_seen(uid).await?;
        }
        progress.uid = uid;
        reader.remember(app, &progress).await?;
    }
    Ok(())
}

/// Keeps what a message says of an email of ours; whether that is all there is to it. The reply of a program often
/// has a word for people: who is away, and whom to ask instead.
async fn is_understood(app: &AppState, bytes: &[u8]) -> Result<bool, Error> {
    let report = report::read(bytes);
    let is_ours = message::receive(app, &report).await?.is_some();
    Ok(is_ours && report.kind != Kind::AutomaticReply)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_password_is_tried_ever_less_often() {
        let seconds = |trouble: Trouble| [1, 2, 3, 7, 90].map(|failures| pause(&trouble, failures).as_secs());
        assert_eq!(seconds(Trouble::SignIn(String::new())), [60, 120, 240, 3600, 3600]);
        assert_eq!(seconds(Trouble::Broken(String::new())), [5, 10, 20, 300, 300]);
    }
}
