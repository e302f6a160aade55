//! Wizards that were left before they became a partner.

use crate::domain::ids::DraftId;
use crate::domain::onboarding::{Draft, UnfinishedDraft};
use crate::domain::time::Timestamp;
use crate::server::authz::{Editor, Staff};
use crate::server::platform::db::{execute, read};
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use uuid::Uuid;

/// How many of them are shown.
const SHOWN: usize = 3;

/// The newest drafts of `staff` in which something is typed.
pub async fn list(app: &AppState, staff: &Staff) -> Result<Vec<UnfinishedDraft>> {
    const NEWEST: &str = "
        select id, content, updated_at
        from draft
        where staff_id = $1 and partner_id is null
        order by updated_at desc, id desc
        limit 20";
    let rows: Vec<(Uuid, String, i64)> = read!(&app.db, c => sqlx::query_as(NEWEST).bind(staff.id.0).fetch_all(c))?;
    let unfinished = |(id, content, updated_at): (Uuid, String, i64)| {
        let draft: Draft = serde_json::from_str(&content).unwrap_or_default();
        Some(UnfinishedDraft { id: DraftId(id), name: draft.details.draft_name()?, at: Timestamp(updated_at) })
    };
    Ok(rows.into_iter().filter_map(unfinished).take(SHOWN).collect())
}

/// Deletes a draft of `staff`. One that became a partner stays, so that its wizard still says so.
pub async fn discard(app: &AppState, staff: &Editor, id: DraftId) -> Result<()> {
    const DISCARD: &str = "delete from draft where id = $1 and staff_id = $2 and partner_id is null";
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, DISCARD, id.0, staff.id.0)?;
    tx.commit().await
}
