//! Forgets a person who is removed or erased, in every place there is.

use super::places::{Ends, Extent, PLACES};
use super::redact::{self, Terms};
use crate::domain::ids::PersonId;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::{Context, Result};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Forgets `person`, who is locked and has lost all access. Their own row is left to the caller.
pub async fn forget(tx: &mut Tx, person: PersonId, extent: Extent) -> Result<()> {
    // What they were called has to be known before it is gone.
    let terms = Terms::of(tx, person).await?;
    redact::replies(tx, person, &terms).await?;
    redact::audit_log(tx, person, &terms, extent).await?;
    if extent == Extent::Everything {
        redact::names(tx, person, &terms).await?;
    }
    for place in PLACES {
        let (table, rows) = (place.table, place.rows);
        let sql = match place.ends {
            Ends::WithErasure { removal } if extent == Extent::AllButName => {
                format!("delete from {table} where {rows} and {removal}")
            }
            Ends::WithRemoval | Ends::WithErasure { .. } => format!("delete from {table} where {rows}"),
            Ends::Emptied(assignment) => format!("update {table} set {assignment} where {rows}"),
            Ends::WithAnother | Ends::Kept => continue,
        };
        execute!(&mut *tx, AssertSqlSafe(sql), person.0).context("forgetting a person")?;
    }
    Ok(())
}

/// Remembers that `person` was erased, by their id alone.
pub async fn remember_erased(tx: &mut Tx, person: PersonId, now: i64) -> Result<()> {
    const ADD: &str =
        "insert into erased_person (person_id, erased_at) values ($1, $2) on conflict (person_id) do nothing";
    execute!(tx, ADD, person.0, now)?;
    Ok(())
}

/// All who were erased.
pub async fn erased(tx: &mut Tx) -> Result<Vec<PersonId>> {
    const ALL: &str = "select person_id from erased_person order by erased_at, person_id";
    let ids: Vec<Uuid> = run!(tx, c => sqlx::query_scalar(ALL).fetch_all(c))?;
    Ok(ids.into_iter().map(PersonId).collect())
}
