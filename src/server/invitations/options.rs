//! What forms that invite can offer.

use crate::domain::ids::PartnerId;
use crate::domain::invitations::choice::InvitationOptions;
use crate::server::authz::Staff;
use crate::server::organisation::settings;
use crate::server::platform::db::read;
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use crate::server::templates::store;

/// The templates and times to choose from, who the email to a contact of `partner` would be from, and where replies go.
/// A partner that `staff` are about to add is theirs.
pub async fn options(app: &AppState, staff: &Staff, partner: Option<PartnerId>) -> Result<InvitationOptions> {
    const MANAGER: &str = "select email from partner_manager where partner_id = $1 and person_id <> $2";
    let organisation = settings::settings(app).await?;
    let mut reply_to = organisation.reply_to;
    if let Some(partner) = partner.filter(|_| reply_to.is_empty()) {
        let manager: Option<String> = read!(&app.db, c =>
            sqlx::query_scalar(MANAGER).bind(partner.0).bind(staff.id.0).fetch_optional(c))?;
        reply_to = manager.unwrap_or_default();
    }
    Ok(InvitationOptions {
        templates: store::list(app).await?,
        email_to_files: app.mailer.saves_files(),
        time_zone: organisation.time_zone,
        from: app.mailer.from(),
        reply_to,
    })
}
