//! What a member of the team is notified of: one thing, or all that happened since the last email.

use super::recipient::Reader;
use crate::domain::ids::{BulkId, ImportId, PartnerId};
use crate::paths;
use crate::server::mailer::notices::{self, Update};
use crate::server::mailer::transport::OutgoingEmail;
use crate::server::outbox::delivery::Claim;
use crate::server::outbox::notifications::Event;
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use uuid::Uuid;

/// The most that an email lists.
const MOST: usize = 50;

#[derive(sqlx::FromRow)]
struct DigestRow {
    #[sqlx(flatten)]
    reader: Reader,
    email: String,
}

#[derive(sqlx::FromRow)]
struct UpdateRow {
    event: String,
    contact: String,
    partner: String,
    partner_id: Option<Uuid>,
    subject_id: Uuid,
    count: i64,
}

impl UpdateRow {
    fn words(&self, reader: &Reader) -> String {
        let Self { event, contact, partner, count, .. } = self;
        Update { event, contact, partner, count: *count }.words(reader.languages()[0])
    }

    /// The page it is about.
    fn page(&self) -> String {
        match (self.partner_id, Event::parse(&self.event)) {
            (Some(partner), _) => paths::partner(PartnerId(partner)),
            (None, Some(Event::ImportFinished)) => paths::partner_import(ImportId(self.subject_id)),
            (None, _) => paths::bulk(BulkId(self.subject_id)),
        }
    }
}

/// The email of a digest.
pub async fn compose(app: &AppState, claim: &Claim, id: Uuid) -> Result<OutgoingEmail> {
    const GET: &str = "
        select r.*, p.email
        from notification_digest d
        join person p on p.id = d.person_id
        join recipient r on r.person_id = p.id
        where d.id = $1";
    const UPDATES: &str = "
        select n.event, n.partner_id, n.subject_id, coalesce(t.name, '') as partner,
            coalesce(c.name, trim(q.first_name || ' ' || q.last_name), '') as contact,
            case n.event
                when 'bulk_finished' then (
                    select count(*) from bulk_item i where i.bulk_id = n.subject_id and i.outcome = 'done'
                )
                when 'import_finished' then (select count(*) from partner a where a.import_id = n.subject_id)
                else 0
            end as count
        from notification n
        left join partner t on t.id = n.partner_id
        left join person c on c.id = n.subject_id
        left join colleague_request q on q.id = n.subject_id
        where n.digest_id = $1
        order by n.created_at, n.id";
    let row: Option<DigestRow> = read!(&app.db, c => sqlx::query_as(GET).bind(id).fetch_optional(c))?;
    let DigestRow { reader, email } =
        row.ok_or_else(|| Error::internal("the member went while the email was being written"))?;
    let updates: Vec<UpdateRow> = read!(&app.db, c => sqlx::query_as(UPDATES).bind(id).fetch_all(c))?;
    let lines = updates.iter().take(MOST).map(|update| (update.words(&reader), update.page()));
    let mut lines: Vec<(String, String)> = lines.collect();
    let hidden = updates.len() - lines.len();
    let (subject, more, below) = notices::around_updates(updates.len(), hidden, reader.languages()[0]);
    let subject = match &*lines {
        [(only, _)] => only.trim_end_matches('.').to_owned(),
        _ => subject,
    };
    if hidden > 0 {
        lines.push((more, paths::MANAGE_AUDIT.to_owned()));
    }
    let message = reader.list(app, subject, lines, (below, paths::NOTIFICATIONS)).await?;
    Ok(reader.outgoing(app, claim, email, message))
}
