//! The mailer in use: what the environment says, else what an owner entered, which may change while the server runs.

use super::outcome::SendOutcome;
use super::smtp::SmtpSession;
use super::transport::{Mailer, OutgoingEmail};
use crate::i18n::Recorded;
use crate::server::platform::config::smtp_url::SetIn;
use std::sync::{Arc, PoisonError, RwLock};
use uuid::Uuid;

/// A mailer and the version it was made of.
type Entered = (Uuid, Arc<Mailer>);

/// Shared by all that send; clones change together.
#[derive(Clone)]
pub struct CurrentMailer {
    /// What counts as long as nothing was entered.
    initial: Arc<Mailer>,
    /// What was entered, by its version.
    entered: Arc<RwLock<Option<Entered>>>,
}

impl From<Mailer> for CurrentMailer {
    fn from(initial: Mailer) -> Self {
        Self { initial: Arc::new(initial), entered: Arc::default() }
    }
}

impl CurrentMailer {
    /// The mailer that counts now.
    pub fn now(&self) -> Arc<Mailer> {
        self.entered().map_or_else(|| self.initial.clone(), |(_, mailer)| mailer)
    }

    /// What was entered, by its version.
    pub fn entered(&self) -> Option<Entered> {
        self.entered.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Replaces what was entered; none goes back to what counted before.
    pub fn enter(&self, mailer: Option<(Uuid, Mailer)>) {
        let mailer = mailer.map(|(version, mailer)| (version, Arc::new(mailer)));
        *self.entered.write().unwrap_or_else(PoisonError::into_inner) = mailer;
    }

    /// Whether the environment names the mail server, so that nothing else counts.
    pub fn is_from_environment(&self) -> bool {
        matches!(*self.initial, Mailer::Smtp { .. })
    }

    /// Whether nothing can be entered: the environment names the mail server, or a demonstration has none.
    pub fn is_fixed(&self) -> bool {
        self.is_from_environment() || matches!(*self.initial, Mailer::Demo { .. })
    }

    /// Whether mail leaves through a mail server.
    pub fn has_server(&self) -> bool {
        matches!(*self.now(), Mailer::Smtp { .. } | Mailer::Unusable { .. })
    }

    /// Where the mail server was set.
    pub fn set_in(&self) -> SetIn {
        if self.is_from_environment() { SetIn::Environment } else { SetIn::Page }
    }

    /// The sender of all mail.
    pub fn from(&self) -> String {
        self.now().from().to_string()
    }

    /// Whether mail goes to files instead of a mail server, which the pages say.
    pub fn saves_files(&self) -> bool {
        matches!(*self.now(), Mailer::Files { .. })
    }

    /// Why nothing can be sent, if so.
    pub fn problem(&self) -> Option<Recorded> {
        self.now().problem().cloned()
    }

    /// See [`Mailer::deliver`].
    pub async fn deliver(&self, outgoing: &OutgoingEmail, conversation: &mut SmtpSession) -> SendOutcome {
        self.now().deliver(outgoing, conversation).await
    }
}
