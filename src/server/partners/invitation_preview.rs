//! The invitation of a contact before it is sent.

use crate::domain::ids::{PartnerId, PersonId};
use crate::server::authz::Staff;
use crate::server::mailer::render::Message;
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use crate::server::templates::preview::{self, AskedInvitation};

/// The email that a contact of `partner` would get; without one, somebody of the names that are asked for.
pub async fn preview(
    app: &AppState,
    staff: &Staff,
    partner: PartnerId,
    contact: Option<PersonId>,
    mut asked: AskedInvitation,
) -> Result<Message> {
    const NAMES: &str = "
        select c.name, p.first_name, p.last_name, p.language
        from partner c
        left join person p on p.partner_id = c.id and p.id = $2
        where c.id = $1";
    type Row = (String, Option<String>, Option<String>, Option<String>);
    let row: Option<Row> = read!(&app.db, c => sqlx::query_as(NAMES)
        .bind(partner.0).bind(contact.map(|contact| contact.0)).fetch_optional(c))?;
    let (company, first_name, last_name, language) = row.ok_or(Error::NotFound)?;
    asked.names = (first_name.unwrap_or(asked.names.0), last_name.unwrap_or(asked.names.1), company);
    if asked.names.0.trim().is_empty() {
        // Somebody made up, until a name is typed.
        asked.names.0 = "Ana".to_owned();
    }
    asked.language = language.unwrap_or(asked.language);
    preview::invitation(app, staff, asked).await
}
