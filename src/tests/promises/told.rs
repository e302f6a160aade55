//! What staff are to be told of a mail, put into words from the columns alone: the other half of `truth.rs`.

use crate::domain::ids::PersonId;
use crate::domain::time::Timestamp;
use crate::server::platform::db::read;
use crate::tests::app::TestApp;
use uuid::Uuid;

fn at(micros: i64) -> String {
    Timestamp(micros).in_words()
}

/// A mail by its columns.
#[derive(sqlx::FromRow)]
pub struct Mail {
    pub id: Uuid,
    pub state: String,
    attempts: i64,
    due_at: i64,
    scheduled_at: Option<i64>,
    reply: String,
    finished_at: Option<i64>,
}

impl Mail {
    /// All there are, the newest first.
    pub async fn all(app: &TestApp) -> Vec<Self> {
        const ALL: &str = "select id, state, attempts, due_at, scheduled_at, reply, finished_at from mail
             order by created_at desc, id desc";
        read!(&app.app.db, c => sqlx::query_as(ALL).fetch_all(c)).unwrap()
    }

    fn ended(&self) -> String {
        at(self.finished_at.unwrap())
    }

    /// Whether it waits for its first attempt, at once or when staff chose, or for another one.
    fn waits(&self) -> (bool, bool, bool) {
        let (queued, is_new) = (self.state == "queued", self.attempts == 0);
        let scheduled = self.scheduled_at.is_some();
        (queued && is_new && !scheduled, queued && is_new && scheduled, queued && !is_new)
    }

    /// As the badge of its person has it.
    pub fn badge(&self) -> String {
        match (self.waits(), self.state.as_str()) {
            ((true, ..), _) => "Email queued".to_owned(),
            ((_, true, _), _) => format!("Email leaves at {}", at(self.scheduled_at.unwrap())),
            ((.., true), _) => format!("Retrying at {}: {}", at(self.due_at), self.reply),
            (_, "sending") => "Sending email".to_owned(),
            (_, "accepted") => format!("Accepted by mail server {}", self.ended()),
            (_, "filed") => format!("Email saved as a file {}", self.ended()),
            (_, "failed") => format!("Email failed: {}", self.reply),
            (_, "cancelled") => "Email cancelled".to_owned(),
            (_, state) => panic!("{state}"),
        }
    }

    /// As the line below that badge has it, while nothing is paused.
    pub fn line(&self) -> String {
        let (ended, reply) = (self.finished_at.map(at).unwrap_or_default(), &self.reply);
        match (self.waits(), self.state.as_str()) {
            ((true, ..), _) => "The email leaves in a moment.".to_owned(),
            ((_, true, _), _) => format!("The email leaves at {}.", at(self.scheduled_at.unwrap())),
            ((.., true), _) => {
                format!("The last attempt failed. Gangway tries again at {}.{reply}", at(self.due_at))
            }
            (_, "sending") => "The email is being handed to the mail server.".to_owned(),
            (_, "accepted") => format!("The mail server accepted the email at {ended}. It answered:{reply}"),
            (_, "filed") => format!(
                "No mail server is configured, so nothing was sent. The email was saved as a file at {ended}. Copy the \
                 link and pass it on yourself."
            ),
            (_, "failed") => {
                format!("The email could not be delivered. The last answer came at {ended}:{reply}")
            }
            _ => "The email was cancelled before it was sent.".to_owned(),
        }
    }

    /// As its row under *Manage > Mail* has it.
    pub fn row(&self) -> String {
        let tries = if self.attempts > 1 { format!("{} attempts", self.attempts) } else { String::new() };
        let state = match (self.waits(), self.state.as_str()) {
            ((true, ..), _) => "Email queued".to_owned(),
            ((_, true, _), _) => format!("Email leaves{}", at(self.scheduled_at.unwrap())),
            ((.., true), _) => format!("RetryingNext attempt at {}{}", at(self.due_at), self.reply),
            (_, "sending") => "Sending email".to_owned(),
            (_, "accepted") => format!("Accepted by mail server{}{}", self.ended(), self.reply),
            (_, "filed") => format!("Email saved as a file{}", self.ended()),
            (_, "failed") => format!("Email failed{}", self.reply),
            _ => format!("Email cancelled{}", self.reply),
        };
        state + &tries
    }

    /// In which pile it lies.
    pub fn pile(&self) -> &'static str {
        match (self.waits(), self.state.as_str()) {
            ((_, true, _), _) => "Planned",
            ((.., true), _) => "Retrying",
            (_, "queued" | "sending") => "Waiting",
            (_, "accepted" | "filed") => "Sent",
            (_, "failed") => "Failed",
            _ => "Cancelled",
        }
    }

    /// Whether a pause holds it up.
    pub fn can_be_held(&self) -> bool {
        self.state == "queued"
    }
}

/// What the database says of somebody's access.
pub struct Facts {
    access_at: Option<i64>,
    activated_at: Option<i64>,
    /// Of the invitation that lives, when it ends, and its newest mail.
    live: Option<(i64, Option<Mail>)>,
}

impl Facts {
    pub async fn read(app: &TestApp, person: PersonId) -> Self {
        const PERSON: &str = "select access_at, activated_at from person where id = $1";
        const LIVE: &str = "select id, expires_at from invitation
             where person_id = $1 and is_live";
        const NEWEST: &str = "select id, state, attempts, due_at, scheduled_at, reply, finished_at from mail
             where invitation_id = $1 order by created_at desc, id desc limit 1";
        let db = &app.app.db;
        let (access_at, activated_at) = read!(db, c => sqlx::query_as(PERSON).bind(person.0).fetch_one(c)).unwrap();
        let live: Option<(Uuid, i64)> = read!(db, c => sqlx::query_as(LIVE).bind(person.0).fetch_optional(c)).unwrap();
        let live = match live {
            Some((id, ends)) => {
                let mail = read!(db, c => sqlx::query_as(NEWEST).bind(id).fetch_optional(c)).unwrap();
                Some((ends, mail))
            }
            None => None,
        };
        Self { access_at, activated_at, live }
    }

    /// As the badge has it at `now`.
    pub fn badge(&self, now: Timestamp) -> String {
        match (self.access_at, self.activated_at, &self.live) {
            (None, ..) => "No access".to_owned(),
            (_, Some(since), _) => format!("Active since {}", Timestamp(since).day_in_words()),
            (.., Some((ends, _))) if now.0 > *ends => "Link expired".to_owned(),
            (.., Some((_, Some(mail)))) => mail.badge(),
            _ => "Invited by link, no email".to_owned(),
        }
    }

    /// The mail that the partner's page tells of.
    pub fn told(&self) -> Option<&Mail> {
        let is_invited = self.access_at.is_some() && self.activated_at.is_none();
        self.live.as_ref().filter(|_| is_invited)?.1.as_ref()
    }
}
