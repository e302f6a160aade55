//! The invitation of a contact before it is sent.

use crate::domain::ids::{PartnerId, PersonId, TemplateId};
use crate::server::authz::Staff;
use crate::server::mailer::render::Message;
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use crate::server::templates::preview::{self, AskedInvitation};
use uuid::Uuid;

/// The email that a contact of `partner` would get; without one, a sample person with the given names.
pub async fn preview(
    app: &AppState,
    staff: &Staff,
    partner: PartnerId,
    contact: Option<PersonId>,
    mut asked: AskedInvitation,
) -> Result<Message> {
    const NAMES: &str = "
        select c.name, h.name, p.first_name, p.last_name, p.language
        from partner c
        left join partner_manager h on h.partner_id = c.id
        left join person p on p.partner_id = c.id and p.id = $2
        where c.id = $1";
    type Row = (String, Option<String>, Option<String>, Option<String>, Option<String>);
    let row: Option<Row> = read!(&app.db, c => sqlx::query_as(NAMES)
        .bind(partner.0).bind(contact.map(|contact| contact.0)).fetch_optional(c))?;
    let (company, manager, first_name, last_name, language) = row.ok_or(Error::NotFound)?;
    asked.names = (first_name.unwrap_or(asked.names.0), last_name.unwrap_or(asked.names.1), company);
    if asked.names.0.trim().is_empty() {
        // A sample person, until a name is typed.
        asked.names.0 = t!(server::partners::ana).to_owned();
    }
    asked.manager = manager;
    asked.language = language.unwrap_or(asked.language);
    preview::invitation(app, staff, asked).await
}

/// What `contact` would get if their invitation was sent again: a reminder of one that was sent and is valid, else the
/// invitation in the words that staff chose last.
pub async fn again(app: &AppState, contact: PersonId) -> Result<AskedInvitation> {
    const LAST: &str = "
        select
            n.template_id,
            i.is_live and i.expires_at >= $2 and exists (
                select 1
                from queued_email m
                where m.invitation_id = i.id and m.state in ('accepted', 'filed')
            )
        from newest_invitation n
        join invitation i on i.id = n.id
        where n.person_id = $1";
    let last: Option<(Option<Uuid>, bool)> =
        read!(&app.db, c => sqlx::query_as(LAST).bind(contact.0).bind(app.now().0).fetch_optional(c))?;
    let (template, is_reminder) = last.unwrap_or_default();
    let template = template.filter(|_| !is_reminder).map(TemplateId);
    Ok(AskedInvitation { template, is_reminder, ..AskedInvitation::default() })
}
