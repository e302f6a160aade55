//! The mail server in the database, and the mailer that is made of it.

use crate::domain::mail_server::Encryption;
use crate::i18n::{Locale, Recorded, within};
use crate::server::mailer::transport::Mailer;
use crate::server::platform::config::smtp_url::{SetIn, SmtpUrl};
use crate::server::platform::config::{ConfigError, sender};
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::secret_key::{self, SecretKey};
use crate::server::state::AppState;
use lettre::message::Mailbox;
use std::time::Duration;
use uuid::Uuid;

/// How soon a change by another instance is noticed.
const TICK: Duration = Duration::from_secs(1);

const GET: &str =
    "select version, host, port, encryption, credentials, sender_name, sender from mail_server where id = 1";

/// As it was entered, but for what is sealed.
#[derive(sqlx::FromRow)]
pub struct Stored {
    pub version: Uuid,
    pub host: String,
    port: i64,
    encryption: String,
    credentials: Option<Vec<u8>>,
    pub sender_name: String,
    pub sender: String,
}

/// The one that was entered, if any.
pub async fn find(app: &AppState) -> Result<Option<Stored>> {
    Ok(read!(&app.db, c => sqlx::query_as(GET).fetch_optional(c))?)
}

/// The same inside a transaction.
pub async fn find_in(tx: &mut Tx) -> Result<Option<Stored>> {
    Ok(run!(tx, c => sqlx::query_as(GET).fetch_optional(c))?)
}

impl Stored {
    pub fn encryption(&self) -> Encryption {
        Encryption::parse(&self.encryption).unwrap_or(Encryption::Tls)
    }

    pub fn port(&self) -> u16 {
        u16::try_from(self.port).unwrap_or_default()
    }

    /// What it is called, whether it can be used or not.
    fn in_words(&self) -> String {
        let server = SmtpUrl::new(SetIn::Page, &self.host, Some(self.port()), self.encryption());
        server.map_or_else(|_| self.host.clone(), |server| server.in_words())
    }

    /// The user, with or without the key; empty where there is none, or where it is a secret.
    pub fn user(&self) -> String {
        let (user, _) = self.credentials.as_deref().map(apart).unwrap_or_default();
        String::from_utf8_lossy(user).into_owned()
    }

    /// User and password; none where it asks for none.
    ///
    /// # Errors
    /// The key in the data folder is not the one they were sealed with. What to do about it.
    pub fn credentials(&self, app: &AppState) -> std::result::Result<Option<(String, String)>, Recorded> {
        let Some(kept) = &self.credentials else { return Ok(None) };
        let (user, sealed) = apart(kept);
        let about = about(&self.host, self.port(), self.encryption(), user);
        let opened = SecretKey::read(&app.config.data_dir).ok().and_then(|key| key.open(&about, sealed));
        let credentials = opened.and_then(|plain| serde_json::from_slice(&plain).ok());
        let file = secret_key::file(&app.config.data_dir).display().to_string();
        credentials.map(Some).ok_or_else(|| recorded!(server::mail_server::key_lost, file = &file))
    }

    /// Sends through it; where that cannot be, says why.
    fn mailer(&self, app: &AppState) -> Mailer {
        let from = sender(&self.sender_name, &self.sender).unwrap_or_else(|_| Mailbox::clone(app.mailer.now().from()));
        let credentials = match self.credentials(app) {
            Ok(credentials) => credentials,
            Err(why) => return Mailer::Unusable { server: self.in_words(), why, from },
        };
        let build = || {
            let server = SmtpUrl::new(SetIn::Page, &self.host, Some(self.port()), self.encryption());
            let server = server.map_err(|_| t!(server::mail_server::no_longer_fits).to_owned())?;
            Mailer::through(SmtpUrl { credentials: credentials.clone(), ..server }, from.clone(), &app.config)
                .map_err(|problem| problem.to_string())
        };
        match build() {
            Ok(mailer) => mailer,
            Err(_) => {
                let why = Recorded::new(|| build().err().unwrap_or_default());
                Mailer::Unusable { server: self.in_words(), why, from: from.clone() }
            }
        }
    }
}

/// The sender of all mail, by the rules of `GANGWAY_MAIL_FROM`.
pub fn sender(name: &str, address: &str) -> std::result::Result<Mailbox, ConfigError> {
    let plain = sender::parse(address)?;
    if name.is_empty() { Ok(plain) } else { sender::parse(&format!("{name} <{}>", plain.email)) }
}

/// What credentials are sealed for: who can write into the database and not read the key sends them nowhere else.
fn about(host: &str, port: u16, encryption: Encryption, user: &[u8]) -> Vec<u8> {
    let server = ["mail_server", host, &port.to_string(), encryption.as_str()].join("\0").into_bytes();
    if user.is_empty() { server } else { [&server, &b"\0"[..], user].concat() }
}

/// Before a user in clear and the length of it. What 0.1.0 sealed begins with random bytes, and not with these.
const USER: &[u8] = b"gangway.user\0";

/// Sealed credentials behind their user, so that a lost key leaves something to go by.
fn together(user: &str, sealed: &[u8]) -> Vec<u8> {
    let length = u16::try_from(user.len()).unwrap_or_default().to_be_bytes();
    if user.is_empty() { sealed.to_owned() } else { [USER, &length, user.as_bytes(), sealed].concat() }
}

/// The two of them; the user may be empty.
fn apart(kept: &[u8]) -> (&[u8], &[u8]) {
    let parts = || {
        let (length, rest) = kept.strip_prefix(USER)?.split_first_chunk()?;
        rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
    };
    parts().unwrap_or((&[], kept))
}

/// Replaces what was entered before.
pub async fn store(tx: &mut Tx, app: &AppState, server: &SmtpUrl, from: &Mailbox) -> Result<()> {
    const STORE: &str = "
        insert into mail_server (id, version, host, port, encryption, credentials, sender_name, sender)
        values (1, $1, $2, $3, $4, $5, $6, $7)
        on conflict (id) do update
        set version = excluded.version, host = excluded.host, port = excluded.port, encryption = excluded.encryption,
            credentials = excluded.credentials, sender_name = excluded.sender_name, sender = excluded.sender";
    let host = in_brackets(&server.host);
    let credentials =
        server.credentials.as_ref().map(|credentials| seal(app, server, &host, credentials)).transpose()?;
    let (name, address) = (from.name.as_deref().unwrap_or_default(), from.email.to_string());
    let (port, encryption) = (i64::from(server.port), server.encryption.as_str());
    execute!(tx, STORE, app.id(), &host, port, encryption, credentials.clone(), name, &address)?;
    Ok(())
}

/// As an address of IPv6 is written where a name could be.
fn in_brackets(host: &str) -> String {
    if host.contains(':') { format!("[{host}]") } else { host.to_owned() }
}

fn seal(app: &AppState, server: &SmtpUrl, host: &str, credentials: &(String, String)) -> Result<Vec<u8>> {
    let file = secret_key::file(&app.config.data_dir).display().to_string();
    let key = SecretKey::read_or_make(&app.config.data_dir, &app.random).map_err(|error| {
        let error = error.to_string();
        Error::Conflict(t!(server::mail_server::key_unusable, file = &file, error = &error))
    })?;
    let plain = serde_json::to_vec(credentials).map_err(|error| Error::Internal(Box::new(error)))?;
    // Some providers have one secret for both.
    let user = if credentials.0 == credentials.1 { "" } else { &credentials.0 };
    let sealed = key.seal(&app.random, &about(host, server.port, server.encryption, user.as_bytes()), &plain);
    let sealed = sealed.ok_or_else(|| Error::internal("sealing the mail server's password"))?;
    Ok(together(user, &sealed))
}

/// The mailer that was entered, by its version.
pub async fn mailer(app: &AppState) -> Result<Option<(Uuid, Mailer)>> {
    Ok(find(app).await?.map(|stored| (stored.version, stored.mailer(app))))
}

/// Takes over what is entered now, unless the environment names the mail server.
pub async fn refresh(app: &AppState) -> Result<()> {
    if app.mailer.is_fixed() {
        return Ok(());
    }
    let Some(stored) = find(app).await? else {
        app.mailer.enter(None);
        return Ok(());
    };
    let before = app.mailer.entered();
    // The key that was missing may be back.
    if before.as_ref().is_some_and(|(version, mailer)| *version == stored.version && mailer.problem().is_none()) {
        return Ok(());
    }
    let mailer = stored.mailer(app);
    if let Some(why) = mailer.problem()
        && before.is_none_or(|(version, _)| version != stored.version)
    {
        let why = within(Locale::default(), || why.words());
        tracing::error!(error = why, "Mail server cannot be used");
    }
    app.mailer.enter(Some((stored.version, mailer)));
    Ok(())
}

/// Takes over what was entered at another instance.
pub async fn watch(app: AppState) {
    loop {
        tokio::time::sleep(TICK).await;
        if let Err(error) = refresh(&app).await {
            tracing::error!(error = %error, "Failed to read the mail server");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_stands_before_what_is_sealed_and_may_be_left_out() {
        for user in ["ana", "ana@acme.example", "ü", ""] {
            assert_eq!(apart(&together(user, b"sealed")), (user.as_bytes(), &b"sealed"[..]), "{user}");
        }
        for sealed in
            [&b""[..], b"x", b"as 0.1.0 sealed it", USER, &[USER, &[0]].concat(), &[USER, &[0, 9], b"x"].concat()]
        {
            assert_eq!(apart(sealed), (&b""[..], sealed));
        }
    }
}
