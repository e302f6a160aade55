//! Deletes what can no longer be used, so that a long life does not fill the disk.

use crate::domain::time::DAY;
use crate::server::auth::login_attempts;
use crate::server::partners::{colleague_requests, selection};
use crate::server::platform::db::execute;
use crate::server::platform::error::{Context, Result};
use crate::server::state::AppState;

/// A wizard that was left unfinished.
const DRAFTS_KEPT: i64 = 30 * DAY;
/// An expired reset or change of address, with its emails: for so long a timeline shows what they said.
const EMAILS_KEPT: i64 = 365 * DAY;
/// The result list of a bulk change; the audit log keeps what was done.
const BULKS_KEPT: i64 = 90 * DAY;
/// A form that was refused; its cookie lives for an hour.
const SAVED_FORMS_KEPT: i64 = DAY;
/// A spreadsheet that was uploaded, imported or not; the audit log keeps what was done.
const IMPORTS_KEPT: i64 = 2 * DAY;

/// Runs one clean-up, and logs its result.
#[tracing::instrument(level = "error", name = "cleanup", skip_all)]
pub async fn tidy_logged(app: &AppState) {
    match run(app).await {
        Ok(()) => tracing::debug!("Clean-up finished"),
        Err(error) => tracing::error!(error = %error, "Clean-up failed"),
    }
}

/// Deletes old login attempts, of which a flood leaves many, and logs if it fails.
#[tracing::instrument(level = "error", name = "cleanup", skip_all)]
pub async fn forget_login_attempts(app: &AppState) {
    if let Err(error) = login_attempts::forget_old(app).await {
        tracing::error!(error = %error, "Clean-up of login attempts failed");
    }
}

/// Deletes ended sessions, unfinished drafts, forms, selections and spreadsheets, old password resets, address changes and
/// result lists.
pub async fn run(app: &AppState) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, "delete from session where expires_at < $1", now.0).context("deleting expired sessions")?;
    execute!(&mut tx, "delete from draft where updated_at < $1", now.plus(-DRAFTS_KEPT).0)
        .context("deleting old drafts")?;
    execute!(&mut tx, "delete from password_reset where expires_at < $1", now.plus(-EMAILS_KEPT).0)
        .context("deleting old password resets")?;
    execute!(&mut tx, "delete from address_change where expires_at < $1", now.plus(-EMAILS_KEPT).0)
        .context("deleting old email changes")?;
    let kept = now.plus(-colleague_requests::DECLINED_SHOWN).0;
    execute!(&mut tx, "delete from colleague_request where coalesce(approved_at, declined_at) < $1", kept)
        .context("deleting decided requests")?;
    execute!(&mut tx, "delete from bulk where created_at < $1", now.plus(-BULKS_KEPT).0)
        .context("deleting old bulk jobs")?;
    execute!(&mut tx, "delete from saved_form where kept_at < $1", now.plus(-SAVED_FORMS_KEPT).0)
        .context("deleting old form input")?;
    execute!(&mut tx, "delete from partner_selection where created_at < $1", now.plus(-selection::KEPT).0)
        .context("deleting old selections")?;
    execute!(&mut tx, "delete from partner_import where created_at < $1", now.plus(-IMPORTS_KEPT).0)
        .context("deleting old imports")?;
    tx.commit().await
}
