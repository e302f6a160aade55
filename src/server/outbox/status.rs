//! What is known of an email, for staff.

use super::pause;
use crate::domain::ids::{EmailId, InvitationId, PersonId};
use crate::domain::invitations::invitation as domain;
use crate::domain::invitations::invitation::{Attempt, EmailProgress, EmailState};
use crate::domain::invitations::refusal::Refusal;
use crate::domain::language::Language;
use crate::domain::outbox::DeliveryReport;
use crate::domain::time::{SECOND, Timestamp};
use crate::i18n::Recorded;
use crate::paths;
use crate::server::mailer::replies;
use crate::server::people::rows::PersonFilter;
use crate::server::platform::db::read;
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use std::collections::HashMap;
use uuid::Uuid;

/// The columns that tell how far a message has come, with those of the report that counts.
#[derive(sqlx::FromRow)]
pub struct StateRow {
    pub state: String,
    pub attempts: i64,
    pub due_at: i64,
    pub scheduled_at: Option<i64>,
    pub reply: String,
    pub finished_at: Option<i64>,
    pub delivery: String,
    pub delivery_at: Option<i64>,
    pub delivery_reply: Option<String>,
}

impl StateRow {
    /// How far it has come.
    pub fn email_state(self) -> EmailState {
        let (at, reply) = (Timestamp(self.finished_at.unwrap_or(self.due_at)), self.reply);
        match self.state.as_str() {
            "sending" => EmailState::Sending,
            "accepted" => match DeliveryReport::parse(&self.delivery) {
                Some(report) => {
                    let (at, reply) = (self.delivery_at.map_or(at, Timestamp), self.delivery_reply.unwrap_or_default());
                    after_acceptance(report, at, reply)
                }
                None => EmailState::Accepted { at, reply },
            },
            "filed" => EmailState::Filed { at },
            "failed" => EmailState::Failed { at, why: replies::refusal(&reply), reply },
            "cancelled" => EmailState::Cancelled { reply: Recorded::read(&reply) },
            _ if self.attempts > 0 => {
                EmailState::Retrying { next_at: Timestamp(self.due_at), why: replies::refusal(&reply), reply }
            }
            _ => self.scheduled_at.map_or(EmailState::Queued, |at| EmailState::Scheduled { at: Timestamp(at) }),
        }
    }
}

/// What a report says of a message that was accepted.
fn after_acceptance(report: DeliveryReport, at: Timestamp, reply: String) -> EmailState {
    let why = Refusal { is_of_address: report == DeliveryReport::Bounced, ..replies::refusal(&reply) };
    match report {
        DeliveryReport::Delivered => EmailState::Delivered { at, answered: false },
        DeliveryReport::Answered => EmailState::Delivered { at, answered: true },
        DeliveryReport::Delayed => EmailState::Delayed { at, why, reply },
        DeliveryReport::Returned | DeliveryReport::Bounced => EmailState::Bounced { at, why, reply },
        DeliveryReport::Complained => EmailState::Complained { at },
    }
}

#[derive(sqlx::FromRow)]
struct ProgressRow {
    invitation_id: Uuid,
    person_id: Uuid,
    #[sqlx(flatten)]
    state: StateRow,
}

#[derive(sqlx::FromRow)]
struct AttemptRow {
    person_id: Uuid,
    email_id: Uuid,
    number: i64,
    started_at: i64,
    address: String,
    outcome: String,
    finished_at: Option<i64>,
    is_in_progress: bool,
    name: Option<String>,
    version: Option<i64>,
    language: Option<String>,
}

impl AttemptRow {
    fn wording(&self) -> Option<domain::SentText> {
        let language = Language::parse(self.language.as_deref()?).unwrap_or_default();
        let (template, version) = (self.name.as_deref()?, self.version?.to_string());
        let label = t!(server::outbox::sent_text, template = template, version = &version, language = language.name());
        Some(domain::SentText { label, href: paths::sent_email(EmailId(self.email_id), self.number) })
    }

    fn attempt(self) -> Attempt {
        Attempt {
            number: self.number,
            started_at: Timestamp(self.started_at),
            wording: self.wording(),
            address: self.address,
            outcome: match self.finished_at {
                Some(_) => Some(Recorded::read(&self.outcome)),
                // It is unknown whether the mail server accepted it; another attempt follows.
                None => (!self.is_in_progress).then(|| t!(server::outbox::outcome_unknown).to_owned()),
            },
        }
    }
}

/// The newest message of the newest invitation of each of `people`, where it has one, with the attempts of all
/// messages that invited them, newest first.
pub async fn progress(app: &AppState, people: PersonFilter) -> Result<HashMap<InvitationId, EmailProgress>> {
    const NEWEST: &str = "
        select i.id as invitation_id, i.person_id, m.state, m.attempts, m.due_at, m.scheduled_at, m.reply,
            m.finished_at, m.delivery, d.at as delivery_at, d.reply as delivery_reply
        from person p
        join newest_invitation i on i.person_id = p.id
        join queued_email m on m.id = (
            select n.id
            from queued_email n
            where n.invitation_id = i.id
            order by n.created_at desc, n.id desc
            limit 1
        )
        left join delivery_report d on d.email_id = m.id and d.kind = m.delivery
        where p.id = $1 or p.partner_id = $1";
    let emails: Vec<ProgressRow> = read!(&app.db, c => sqlx::query_as(NEWEST).bind(people.id()).fetch_all(c))?;
    let paused = pause::current(app).await?.is_some();
    let returns_here = app.config.reads_bounces();
    let mut attempts = attempts(app, people).await?;
    let progress = |row: ProgressRow| {
        let due_at = row.state.due_at;
        let state = row.state.email_state();
        let leaves_in = match state {
            EmailState::Queued => ((due_at - app.now().0 + SECOND - 1) / SECOND).max(0),
            _ => 0,
        };
        let attempts = attempts.remove(&PersonId(row.person_id)).unwrap_or_default();
        (InvitationId(row.invitation_id), EmailProgress { state, leaves_in, paused, returns_here, attempts })
    };
    Ok(emails.into_iter().map(progress).collect())
}

/// The newest fifty attempts to invite each of `people`.
async fn attempts(app: &AppState, people: PersonFilter) -> Result<HashMap<PersonId, Vec<Attempt>>> {
    const ATTEMPTS: &str = "
        select *
        from (
            select i.person_id, a.email_id, a.number, a.started_at, a.address, a.outcome, a.finished_at, w.name,
                w.version, w.language, m.state = 'sending' and m.attempts = a.number as is_in_progress,
                row_number() over (
                    partition by i.person_id
                    order by a.started_at desc, a.email_id desc, a.number desc
                ) as place
            from person p
            join invitation i on i.person_id = p.id
            join queued_email m on m.invitation_id = i.id
            join email_attempt a on a.email_id = m.id
            left join email_template_text w on w.id = a.text_id
            where p.id = $1 or p.partner_id = $1
        ) as every
        where place <= 50
        order by place";
    let rows: Vec<AttemptRow> = read!(&app.db, c => sqlx::query_as(ATTEMPTS).bind(people.id()).fetch_all(c))?;
    let mut attempts: HashMap<PersonId, Vec<Attempt>> = HashMap::new();
    for row in rows {
        attempts.entry(PersonId(row.person_id)).or_default().push(row.attempt());
    }
    Ok(attempts)
}
