//! Whom an email is for, and what all emails of the organisation have.

use crate::domain::language::Language;
use crate::domain::names;
use crate::domain::organisation::accent::Accent;
use crate::domain::time::Timestamp;
use crate::server::mailer::dates;
use crate::server::mailer::notices::Notice;
use crate::server::mailer::render::{self, Message, Values};
use crate::server::mailer::transport::OutgoingEmail;
use crate::server::outbox::delivery::Claim;
use crate::server::platform::error::Result;
use crate::server::state::AppState;

/// Whom a mail is for, and what all mails of the organisation have: columns of the view `recipient`.
#[derive(sqlx::FromRow)]
pub struct Reader {
    first_name: String,
    last_name: String,
    language: String,
    pub organisation: String,
    organisation_language: String,
    time_zone: String,
    reply_to: String,
    accent: String,
    manager_name: Option<String>,
    manager_email: Option<String>,
}

impl Reader {
    /// What they are written to in: their language, else the organisation's.
    pub fn languages(&self) -> [Language; 2] {
        let organisation = Language::parse(&self.organisation_language).unwrap_or_default();
        [Language::parse(&self.language).unwrap_or(organisation), organisation]
    }

    /// `at` as their emails say it.
    pub fn time(&self, at: i64, language: Language) -> String {
        dates::instant(Timestamp(at), &self.time_zone, language)
    }

    /// What the placeholders stand for; who invites them is the organisation where nobody is known.
    pub fn values(&self, inviter: Option<String>, link: &str, expires_on: String) -> Values {
        Values {
            contact_first_name: self.first_name.clone(),
            contact_last_name: self.last_name.clone(),
            partner_name: String::new(),
            organisation_name: self.organisation.clone(),
            inviter_name: inviter.unwrap_or_else(|| self.organisation.clone()),
            manager_name: self.manager_name.clone().unwrap_or_else(|| self.organisation.clone()),
            link: link.to_owned(),
            expires_on,
            accent: Accent::parse(&self.accent).unwrap_or_default(),
            note: String::new(),
        }
    }

    /// The same without a name. For an email that a contact asked for, to an address that nobody confirmed: it says
    /// nothing in the asker's words, and replies go to the asker.
    pub fn unnamed(self) -> Self {
        Self { first_name: String::new(), last_name: String::new(), manager_email: None, ..self }
    }

    /// A notice in their language, with a link to one of our pages, by its path.
    pub async fn notice(&self, app: &AppState, notice: Notice<'_>, page: &str) -> Result<Message> {
        let [language, _] = self.languages();
        let (subject, words) = notice.words(&self.organisation, language);
        let (organisation, link) = (self.organisation.clone(), app.config.url(page));
        app.workers.run(move || render::plain(&organisation, language, &subject, &words, &link)).await?
    }

    /// A list of what happened in their language, each line with a path, and `below` it the path where they choose what
    /// they are notified of.
    pub async fn list(
        &self,
        app: &AppState,
        subject: String,
        lines: Vec<(String, String)>,
        below: (String, &str),
    ) -> Result<Message> {
        let [language, _] = self.languages();
        let organisation = self.organisation.clone();
        let lines = lines.into_iter().map(|(words, path)| (words, app.config.url(&path))).collect::<Vec<_>>();
        let (words, link) = (below.0, app.config.url(below.1));
        app.workers.run(move || render::list(&organisation, language, &subject, &lines, (&words, &link))).await?
    }

    /// The letter to their address `to`. Replies go where the organisation wants them, if it chose, or else to who looks
    /// after their company.
    pub fn outgoing(self, app: &AppState, claim: &Claim, to: String, message: Message) -> OutgoingEmail {
        OutgoingEmail {
            to_name: names::full(&self.first_name, &self.last_name),
            to,
            reply_to: match self.reply_to.is_empty() {
                true => self.manager_name.zip(self.manager_email),
                false => Some((self.organisation, self.reply_to)),
            },
            return_path: None,
            message_id: claim.message_id.clone(),
            in_reply_to: None,
            date: app.now(),
            message,
        }
    }
}
