//! What a person is told about their account.

use super::recipient::Reader;
use crate::domain::auth::role::Role;
use crate::paths;
use crate::server::mailer::notices::Notice;
use crate::server::mailer::transport::OutgoingEmail;
use crate::server::outbox::delivery::Claim;
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct NoticeRow {
    #[sqlx(flatten)]
    reader: Reader,
    role: String,
    email: String,
    kind: String,
    actor: String,
    detail: String,
    created_at: i64,
}

/// The email of a notice.
pub async fn compose(app: &AppState, claim: &Claim, id: Uuid) -> Result<OutgoingEmail> {
    const GET: &str = "
        select r.*, p.email, n.kind, n.actor, n.detail, n.created_at
        from security_notice n
        join person p on p.id = n.person_id
        join recipient r on r.person_id = p.id
        where n.id = $1";
    let row: Option<NoticeRow> = read!(&app.db, c => sqlx::query_as(GET).bind(id).fetch_optional(c))?;
    let row = row.ok_or_else(|| Error::internal("the notice went while its mail was being written"))?;
    let NoticeRow { reader, role, email, kind, actor, detail, created_at } = row;
    let time = reader.time(created_at, reader.languages()[0]);
    let (notice, page) = match kind.as_str() {
        "password_changed" => (Notice::PasswordChanged { time: &time }, paths::FORGOT_PASSWORD),
        "new_browser" => {
            (Notice::NewBrowser { browser: &actor, time: &time }, paths::account(role != Role::Contact.as_str()))
        }
        "owner_added" => (Notice::OwnerAdded { requester: &actor, owner: &detail }, paths::MANAGE_MEMBERS),
        _ => (Notice::RoleChanged { requester: &actor, role: &detail }, paths::MANAGE_MEMBERS),
    };
    let message = reader.notice(app, notice, page).await?;
    Ok(reader.outgoing(app, claim, email, message))
}
