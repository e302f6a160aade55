//! What the database says of an email and of a person's access, worked out from the columns alone: the other half of
//! `email_status_pages.rs`. The sentence for each state is the page's own.

use crate::domain::ids::PersonId;
use crate::domain::invitations::invitation::{Access, EmailState};
use crate::domain::invitations::refusal::Refusal;
use crate::domain::outbox::QueueFilter;
use crate::domain::time::{DAY, Timestamp};
use crate::features::invitations::{AccessStatus, what_is_known};
use crate::features::outbox::email_state;
use crate::server::mailer::replies;
use crate::server::platform::db::read;
use crate::tests::app::TestApp;
use crate::tests::page::Page;
use leptos::prelude::{AnyView, Owner, RenderHtml};
use uuid::Uuid;

/// The texts of all elements that match `selector` in what a part of a page shows.
fn shown(selector: &str, part: impl FnOnce() -> AnyView) -> Vec<String> {
    let body = Owner::new().with(|| part().to_html());
    Page { body, ..Page::default() }.find(selector)
}

/// A mail by its columns.
#[derive(sqlx::FromRow)]
pub struct EmailFacts {
    pub id: Uuid,
    pub state: String,
    attempts: i64,
    due_at: i64,
    scheduled_at: Option<i64>,
    reply: String,
    finished_at: Option<i64>,
    delivery: String,
    reported_at: Option<i64>,
    report: Option<String>,
}

impl EmailFacts {
    /// All there are, the newest first.
    pub async fn all(app: &TestApp) -> Vec<Self> {
        const ALL: &str = "
            select m.id, m.state, m.attempts, m.due_at, m.scheduled_at, m.reply, m.finished_at, m.delivery,
                d.at as reported_at, d.reply as report
            from queued_email m
            left join delivery_report d on d.email_id = m.id and d.kind = m.delivery
            order by m.created_at desc, m.id desc";
        read!(&app.state.db, c => sqlx::query_as(ALL).fetch_all(c)).unwrap()
    }

    /// The state that staff must be shown.
    pub fn expected(&self) -> EmailState {
        let ended = || Timestamp(self.finished_at.unwrap());
        let reply = self.reply.clone();
        match (self.state.as_str(), self.attempts, self.scheduled_at) {
            ("queued", 0, None) => EmailState::Queued,
            ("queued", 0, Some(at)) => EmailState::Scheduled { at: Timestamp(at) },
            ("queued", ..) => {
                EmailState::Retrying { next_at: Timestamp(self.due_at), why: replies::refusal(&reply), reply }
            }
            ("sending", ..) => EmailState::Sending,
            ("accepted", ..) if !self.delivery.is_empty() => self.reported(),
            ("accepted", ..) => EmailState::Accepted { at: ended(), reply },
            ("filed", ..) => EmailState::Filed { at: ended() },
            ("failed", ..) => EmailState::Failed { at: ended(), why: replies::refusal(&reply), reply },
            ("cancelled", ..) => EmailState::Cancelled { reply },
            (state, ..) => panic!("{state} is no state of a mail"),
        }
    }

    /// The same for one that something was heard of.
    fn reported(&self) -> EmailState {
        let (at, reply) = (Timestamp(self.reported_at.unwrap()), self.report.clone().unwrap());
        let why = |is_of_address| Refusal { is_of_address, ..replies::refusal(&reply) };
        match self.delivery.as_str() {
            "delivered" => EmailState::Delivered { at, answered: false },
            "answered" => EmailState::Delivered { at, answered: true },
            "delayed" => EmailState::Delayed { at, why: why(false), reply },
            "returned" => EmailState::Bounced { at, why: why(false), reply },
            "bounced" => EmailState::Bounced { at, why: why(true), reply },
            "complained" => EmailState::Complained { at },
            delivery => panic!("{delivery} is nothing that is heard of a mail"),
        }
    }

    /// In which pile it must lie.
    pub fn pile(&self) -> QueueFilter {
        match self.expected() {
            EmailState::Queued | EmailState::Sending => QueueFilter::Waiting,
            EmailState::Scheduled { .. } => QueueFilter::Planned,
            EmailState::Retrying { .. } => QueueFilter::Retrying,
            EmailState::Accepted { .. }
            | EmailState::Delivered { .. }
            | EmailState::Delayed { .. }
            | EmailState::Complained { .. } => QueueFilter::Sent,
            EmailState::Bounced { .. } => QueueFilter::Bounced,
            EmailState::Filed { .. } => QueueFilter::Filed,
            EmailState::Failed { .. } => QueueFilter::Failed,
            EmailState::Cancelled { .. } => QueueFilter::Cancelled,
        }
    }

    /// Its state in the words of the partner's page, below the badge.
    pub fn line(&self, is_paused: bool, address: &str) -> Vec<String> {
        match self.expected() {
            EmailState::Queued if !is_paused => vec![format!("Invitation to {address} leaves in a moment")],
            expected => shown("p", || what_is_known(expected, is_paused, false, address.to_owned())),
        }
    }

    /// Its state in the words of its row under *Manage > EmailFacts*.
    pub fn row(&self) -> String {
        shown("body", || email_state(&self.expected(), self.attempts)).concat()
    }
}

/// What a badge must say of a person's access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    NoAccess,
    Active(Timestamp),
    Expired(Timestamp),
    InvitedByLink,
    InvitedByEmail(EmailState),
}

impl Expected {
    /// The badge that the pages have for it.
    pub fn badge(&self) -> AccessStatus {
        match self {
            Self::NoAccess => AccessStatus::of(&Access::None, None, None),
            Self::Active(since) => AccessStatus::of(&Access::Active { since: *since }, None, None),
            Self::Expired(at) => AccessStatus::of(&Access::Invited, None, Some(*at)),
            Self::InvitedByLink => AccessStatus::of(&Access::Invited, None, None),
            Self::InvitedByEmail(message) => AccessStatus::of_email(message),
        }
    }
}

/// What the database says of a person's access.
pub struct Facts {
    access_at: Option<i64>,
    activated_at: Option<i64>,
    pub email: String,
    live: Option<LiveFacts>,
}

/// Of an invitation that lives.
struct LiveFacts {
    made_at: i64,
    ends: i64,
    newest: Option<EmailFacts>,
    /// Someone said that it was not for them.
    is_reported: bool,
}

impl Facts {
    pub async fn read(app: &TestApp, person: PersonId) -> Self {
        const PERSON: &str = "select access_at, activated_at, email from person where id = $1";
        const LIVE: &str = "select id, expires_at, created_at from invitation where person_id = $1 and is_live";
        const NEWEST: &str = "
            select m.id, m.state, m.attempts, m.due_at, m.scheduled_at, m.reply, m.finished_at, m.delivery,
                d.at as reported_at, d.reply as report
            from queued_email m
            left join delivery_report d on d.email_id = m.id and d.kind = m.delivery
            where m.invitation_id = $1
            order by created_at desc, id desc
            limit 1";
        const REPORTS: &str = "select count(*) from activation_report where invitation_id = $1";
        let db = &app.state.db;
        let (access_at, activated_at, email) =
            read!(db, c => sqlx::query_as(PERSON).bind(person.0).fetch_one(c)).unwrap();
        let live: Option<(Uuid, i64, i64)> =
            read!(db, c => sqlx::query_as(LIVE).bind(person.0).fetch_optional(c)).unwrap();
        let live = match live {
            Some((id, ends, made_at)) => {
                let reports: i64 = read!(db, c => sqlx::query_scalar(REPORTS).bind(id).fetch_one(c)).unwrap();
                let newest = read!(db, c => sqlx::query_as(NEWEST).bind(id).fetch_optional(c)).unwrap();
                Some(LiveFacts { made_at, ends, newest, is_reported: reports > 0 })
            }
            None => None,
        };
        Self { access_at, activated_at, email, live }
    }

    /// What the badge must say at `now`.
    pub fn expected(&self, now: Timestamp) -> Expected {
        match (self.access_at, self.activated_at, &self.live) {
            (None, ..) => Expected::NoAccess,
            (_, Some(since), _) => Expected::Active(Timestamp(since)),
            (.., Some(live)) if now.0 > live.ends => Expected::Expired(Timestamp(live.ends)),
            (.., Some(LiveFacts { newest: Some(message), .. })) => Expected::InvitedByEmail(message.expected()),
            _ => Expected::InvitedByLink,
        }
    }

    /// Whether *Needs attention* must count the partner in this part of the list at `now`.
    pub fn needs_attention(&self, part: &str, now: Timestamp) -> bool {
        let mail = self.told().map(EmailFacts::expected);
        let ends = self.invited().map(|live| live.ends);
        let works_at = |at: i64| ends.is_some_and(|ends| ends >= at);
        let is_silent_for = |time: i64| self.silent_since().is_some_and(|since| since < now.0 - time);
        match part {
            "bounced" => matches!(mail, Some(EmailState::Bounced { .. })),
            "refused" => matches!(mail, Some(EmailState::Failed { .. })),
            "scheduled" => matches!(mail, Some(EmailState::Scheduled { at }) if at > now),
            "expired" => ends.is_some() && !works_at(now.0),
            "expiring" => works_at(now.0) && !works_at(now.0 + 7 * DAY) && is_silent_for(2 * DAY),
            "silent" => works_at(now.0) && is_silent_for(14 * DAY),
            "reported" => self.is_reported(),
            "requested" => false,
            _ => panic!("{part} is no part of Needs attention"),
        }
    }

    /// Since when the contact could have opened a link.
    fn silent_since(&self) -> Option<i64> {
        let Some(mail) = self.told() else { return self.invited().map(|live| live.made_at) };
        let is_there = match mail.expected() {
            EmailState::Accepted { .. } | EmailState::Delivered { .. } | EmailState::Delayed { .. } => true,
            // Who has no email may have the link.
            EmailState::Filed { .. } | EmailState::Cancelled { .. } => true,
            _ => false,
        };
        mail.finished_at.filter(|_| is_there)
    }

    /// Whether someone said that the invitation is not for them.
    pub fn is_reported(&self) -> bool {
        self.invited().is_some_and(|live| live.is_reported)
    }

    /// The invitation that lives, of a person who has not activated.
    fn invited(&self) -> Option<&LiveFacts> {
        self.live.as_ref().filter(|_| self.access_at.is_some() && self.activated_at.is_none())
    }

    /// The mail that the partner's page tells of.
    pub fn told(&self) -> Option<&EmailFacts> {
        self.invited()?.newest.as_ref()
    }
}
