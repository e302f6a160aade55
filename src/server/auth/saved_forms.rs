//! The input of a rejected form without JavaScript, where it is too long for a cookie. Kept for the page that shows it
//! again.

use crate::domain::ids::PersonId;
use crate::server::platform::db::{execute, read};
use crate::server::platform::error::Result;
use crate::server::state::AppState;

/// Keeps `fields` in place of what this person typed before.
pub async fn keep(app: &AppState, person: PersonId, fields: &str) -> Result<()> {
    const KEEP: &str = "
        insert into saved_form (person_id, fields, kept_at)
        values ($1, $2, $3)
        on conflict (person_id) do update set fields = excluded.fields, kept_at = excluded.kept_at";
    // PostgreSQL has no place for NUL in a text; no rule of ours lets it pass either.
    let fields = fields.replace("\\u0000", "");
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, KEEP, person.0, &fields, app.now().0)?;
    tx.commit().await
}

/// What this person typed last.
pub async fn find(app: &AppState, person: PersonId) -> Result<Option<String>> {
    const FIND: &str = "select fields from saved_form where person_id = $1";
    Ok(read!(&app.db, c => sqlx::query_scalar(FIND).bind(person.0).fetch_optional(c))?)
}
