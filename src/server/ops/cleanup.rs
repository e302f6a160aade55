//! Deletes what can no longer be used or has been kept long enough, a few hundred rows a transaction, so that others
//! get to write in between.

use crate::domain::time::DAY;
use crate::server::auth::login_attempts;
use crate::server::outbox::saved;
use crate::server::partners::{colleague_requests, erasure, selection, words};
use crate::server::platform::db::execute;
use crate::server::platform::error::{Context, Result};
use crate::server::state::AppState;
use sqlx::AssertSqlSafe;

/// A wizard that was left unfinished.
const DRAFTS_KEPT: i64 = 30 * DAY;
/// An expired reset or change of address, with its emails: for so long a timeline shows what they said.
const EMAILS_KEPT: i64 = 365 * DAY;
/// An email to the team with what happened; the audit log keeps that.
const DIGESTS_KEPT: i64 = 30 * DAY;
/// The result list of a bulk change; the audit log keeps what was done.
const BULKS_KEPT: i64 = 90 * DAY;
/// A form that was refused; its cookie lives for an hour.
const SAVED_FORMS_KEPT: i64 = DAY;
/// A spreadsheet that was uploaded, imported or not; the audit log keeps what was done.
const IMPORTS_KEPT: i64 = 2 * DAY;
/// How many rows a transaction deletes at most. An invitation takes its emails and links with it.
const BATCH: u64 = 500;

/// An invitation that ended before `$1`. While a person has access, their newest one says how they got it.
const ENDED: &str = "
    coalesce(accepted_at, revoked_at, superseded_at, expires_at) < $1
    and not exists (
        select 1
        from person p
        join newest_invitation n on n.person_id = p.id
        where p.id = invitation.person_id and p.access_at is not null and n.id = invitation.id
    )";

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

/// Deletes all that was kept long enough.
pub async fn run(app: &AppState) -> Result<()> {
    let batch = BATCH;
    for (table, key, ended, kept) in [
        ("session", "id", "expires_at < $1", Some(0)),
        ("draft", "id", "updated_at < $1", Some(DRAFTS_KEPT)),
        ("password_reset", "id", "expires_at < $1", Some(EMAILS_KEPT)),
        ("address_change", "id", "expires_at < $1", Some(EMAILS_KEPT)),
        ("security_notice", "id", "created_at < $1", Some(EMAILS_KEPT)),
        ("notification_digest", "id", "created_at < $1", Some(DIGESTS_KEPT)),
        (
            "colleague_request",
            "id",
            "coalesce(approved_at, declined_at) < $1",
            Some(colleague_requests::DECLINED_SHOWN),
        ),
        ("bulk", "id", "created_at < $1", Some(BULKS_KEPT)),
        ("saved_form", "person_id", "kept_at < $1", Some(SAVED_FORMS_KEPT)),
        ("partner_selection", "id", "created_at < $1", Some(selection::KEPT)),
        ("partner_import", "id", "created_at < $1", Some(IMPORTS_KEPT)),
        ("invitation", "id", ENDED, months(app.config.invitation_months)),
        ("audit", "id", "at < $1", months(app.config.audit_months)),
    ] {
        let Some(kept) = kept else { continue };
        let some =
            format!("delete from {table} where {key} in (select {key} from {table} where {ended} limit {batch})");
        in_batches(app, some, kept).await.context("deleting what was kept long enough")?;
    }
    if let Some(kept) = forever_if_zero(i64::from(app.config.origin_days) * DAY) {
        let some = format!(
            "update audit set origin = '' where id in (select id from audit where at < $1 and origin <> '' limit {batch})"
        );
        in_batches(app, some, kept).await.context("deleting where entries came from")?;
    }
    erasure::keep_list(app).await;
    words::tidy_index(app).await.context("taking what was erased out of the search index")?;
    saved::tidy(app).await
}

/// Runs `some`, which changes a few rows from before `kept`, until there are no more.
async fn in_batches(app: &AppState, some: String, kept: i64) -> Result<()> {
    let until = app.now().plus(-kept).0;
    loop {
        let mut tx = app.db.begin().await?;
        let changed = execute!(&mut tx, AssertSqlSafe(some.clone()), until)?;
        tx.commit().await?;
        if changed < BATCH {
            return Ok(());
        }
    }
}

/// So many months; none for ever.
fn months(count: u16) -> Option<i64> {
    forever_if_zero(i64::from(count) * 365 * DAY / 12)
}

fn forever_if_zero(kept: i64) -> Option<i64> {
    (kept > 0).then_some(kept)
}
