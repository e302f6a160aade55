//! What forms that invite can offer.

use crate::domain::invitations::choice::InvitationOptions;
use crate::server::authz::Staff;
use crate::server::organisation::settings;
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use crate::server::templates::store;

/// The templates and times to choose from, and who the email would be from.
pub async fn options(app: &AppState, _: &Staff) -> Result<InvitationOptions> {
    let organisation = settings::settings(app).await?;
    Ok(InvitationOptions {
        templates: store::list(app).await?,
        email_to_files: app.mailer.saves_files(),
        time_zone: organisation.time_zone,
        from: app.mailer.from(),
        reply_to: organisation.reply_to,
    })
}
