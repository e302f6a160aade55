//! What was sent, as it was sent: the words of then, filled with the names of then.

use crate::domain::ids::{EmailId, PartnerId};
use crate::domain::language::Language;
use crate::domain::partners::partner::TimelineEvent;
use crate::domain::templates::text::TemplateKind;
use crate::domain::time::Timestamp;
use crate::i18n::Recorded;
use crate::paths;
use crate::server::authz::Staff;
use crate::server::mailer::render::{self, Message, Values};
use crate::server::mailer::template::Template;
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use uuid::Uuid;

/// The message of one attempt, with a link that opens nothing: the original link is not stored.
pub async fn read(app: &AppState, _: &Staff, email: EmailId, attempt: i64) -> Result<Message> {
    const GET: &str = "
        select w.kind, w.language, w.subject, w.body, a.filled
        from email_attempt a
        join email_template_text w on w.id = a.text_id
        where a.email_id = $1 and a.number = $2";
    let row: Option<(String, String, String, String, String)> =
        read!(&app.db, c => sqlx::query_as(GET).bind(email.0).bind(attempt).fetch_optional(c))?;
    let (kind, language, subject, body, filled) = row.ok_or(Error::NotFound)?;
    let kind = TemplateKind::parse(&kind).ok_or(Error::NotFound)?;
    let template = Template::shipped(kind, Language::parse(&language).unwrap_or_default(), &subject, &body);
    let mut values: Values = serde_json::from_str(&filled).map_err(|error| Error::Internal(Box::new(error)))?;
    values.link = app.config.url(&paths::activation_link("unique-for-each-person"));
    app.workers.run(move || render::render(&template, &values)).await?
}

#[derive(sqlx::FromRow)]
struct SentRow {
    id: Uuid,
    number: i64,
    finished_at: i64,
    state: String,
    outcome: String,
    kind: String,
    is_readable: bool,
    to_whom: String,
}

/// The newest hundred mails that went to a partner's contacts, or came back, newest first. One that was tried
/// again after it was given up has a line for each time: what happened stays.
pub async fn of_partner(app: &AppState, partner: PartnerId) -> Result<Vec<TimelineEvent>> {
    const LIST: &str = "
        with sent as (
            select m.id, 'invitation' as about, p.name as to_whom
            from person p
            join invitation i on i.person_id = p.id
            join queued_email m on m.invitation_id = i.id
            where p.partner_id = $1
            union all
            select m.id, 'password_reset', p.name
            from person p
            join password_reset r on r.person_id = p.id
            join queued_email m on m.password_reset_id = r.id
            where p.partner_id = $1
            union all
            select m.id, 'address_change', p.name
            from person p
            join address_change a on a.person_id = p.id
            join queued_email m on m.address_change_id = a.id
            where p.partner_id = $1 and not m.is_notice
        )
        select s.id, a.number, a.finished_at, a.state, a.outcome, coalesce(w.kind, s.about) as kind,
            w.id is not null as is_readable, s.to_whom
        from sent s
        join email_attempt a on a.email_id = s.id
        left join email_template_text w on w.id = a.text_id
        where a.state in ('accepted', 'filed', 'failed')
        order by a.finished_at desc, s.id desc
        limit 100";
    let rows: Vec<SentRow> = read!(&app.db, c => sqlx::query_as(LIST).bind(partner.0).fetch_all(c))?;
    Ok(rows.into_iter().map(SentRow::event).collect())
}

impl SentRow {
    fn event(self) -> TimelineEvent {
        let (kind, name) = (&*self.kind, &*self.to_whom);
        let what = match self.state.as_str() {
            "accepted" => t!(server::outbox::event_accepted, kind = kind, name = name),
            "filed" => t!(server::outbox::event_filed, kind = kind, name = name),
            _ => {
                let outcome = Recorded::read(&self.outcome);
                let reply = outcome.split_once(": ").map_or(outcome.as_str(), |(_, reply)| reply);
                t!(server::outbox::event_failed, kind = kind, name = name, reply = reply)
            }
        };
        let email = self.is_readable.then(|| paths::sent_email(EmailId(self.id), self.number));
        TimelineEvent { at: Timestamp(self.finished_at), what, email }
    }
}
