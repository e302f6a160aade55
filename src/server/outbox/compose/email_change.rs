//! The mails about another address to sign in with: the new one gets a link, the old one is told.

use super::recipient::Reader;
use crate::domain::templates::text::TemplateKind;
use crate::paths;
use crate::server::mailer::notices::Notice;
use crate::server::mailer::transport::OutgoingEmail;
use crate::server::outbox::delivery::Claim;
use crate::server::outbox::queue::EmailChangeNotice;
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use crate::server::templates::fill::{FilledText, fill};
use crate::server::templates::store;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct NoticeRow {
    #[sqlx(flatten)]
    reader: Reader,
    old_email: String,
    email: String,
    expires_at: i64,
    role: String,
    asker: Option<String>,
    /// A team member asked, so that staff vouch for the names.
    is_by_staff: bool,
}

impl NoticeRow {
    async fn get(app: &AppState, id: Uuid) -> Result<Self> {
        const GET: &str = "
            select r.*, a.old_email, a.email, a.expires_at, b.name as asker,
                coalesce(b.role, 'contact') <> 'contact' as is_by_staff
            from address_change a
            join recipient r on r.person_id = a.person_id
            left join person b on b.id = a.asked_by
            where a.id = $1";
        let row: Option<Self> = read!(&app.db, c => sqlx::query_as(GET).bind(id).fetch_optional(c))?;
        row.ok_or_else(|| Error::internal("the change of address went while its mail was being written"))
    }
}

/// To the new address: the link that confirms it.
pub async fn confirmation(app: &AppState, claim: &Claim, id: Uuid) -> Result<(OutgoingEmail, Option<FilledText>)> {
    let NoticeRow { reader, email, expires_at, asker, is_by_staff, .. } = NoticeRow::get(app, id).await?;
    let (reader, asker) = if is_by_staff { (reader, asker) } else { (reader.unnamed(), None) };
    let template = store::get(app, TemplateKind::AddressChange, None, reader.languages()).await?;
    let link = app.config.url(&paths::address_link(claim.token.expose()));
    let expires_on = reader.time(expires_at, template.language);
    let (message, wording) = fill(app, template, reader.values(asker, &link, expires_on)).await?;
    Ok((reader.outgoing(app, claim, email, message), wording))
}

/// To the old address: that a change was asked for, or that it counts.
pub async fn notice(app: &AppState, claim: &Claim, id: Uuid, notice: EmailChangeNotice) -> Result<OutgoingEmail> {
    let NoticeRow { reader, old_email, email: new, role, asker, .. } = NoticeRow::get(app, id).await?;
    let asker = asker.unwrap_or_else(|| reader.organisation.clone());
    let (notice, page) = match notice {
        EmailChangeNotice::Asked => {
            let notice = Notice::AddressChangeRequested { requester: &asker, new_address: &new };
            (notice, paths::account(role != "contact"))
        }
        EmailChangeNotice::Changed => (Notice::AddressChanged { new_address: &new }, paths::SIGN_IN),
    };
    let message = reader.notice(app, notice, page).await?;
    Ok(reader.outgoing(app, claim, old_email, message))
}
