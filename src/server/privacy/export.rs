//! What is held about one person, as a file for them.

use super::places::{PLACES, Place};
use crate::domain::ids::PersonId;
use crate::domain::time::Timestamp;
use crate::i18n::Recorded;
use crate::server::audit::record::{self, Entry};
use crate::server::authz::{Confirmed, Owner};
use crate::server::platform::db::{Db, read};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use serde_json::{Map, Value};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Columns that are stored in every language.
const RECORDED: [&str; 4] = ["what", "changes", "outcome", "reply"];
/// Columns that hold JSON.
const NESTED: [&str; 3] = ["content", "fields", "filled"];

/// Everything about `person`, as JSON: a list of rows by place. Only the hashes of passwords, links and sessions are left
/// out.
pub async fn json(app: &AppState, owner: &Confirmed<Owner>, person: PersonId) -> Result<String> {
    const FIND: &str = "select name, partner_id from person where id = $1 and email <> ''";
    let found: Option<(String, Option<Uuid>)> =
        read!(&app.db, c => sqlx::query_as(FIND).bind(person.0).fetch_optional(c))?;
    let (name, partner) = found.ok_or(Error::NotFound)?;
    let what = recorded!(server::events::personal_data_exported, actor = &owner.name, person = &name);
    let action = if partner.is_some() { "contact_data_exported" } else { "member_data_exported" };
    let partner = partner.map(crate::domain::ids::PartnerId);
    record::note(app, Entry { actor: (&***owner).into(), partner, person: Some(person), action, what }).await?;
    let mut data = Map::new();
    data.insert("exported_at".to_owned(), app.now().rfc3339().into());
    for place in PLACES {
        let rows = data.entry(place.name).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(rows) = rows {
            rows.extend(rows_of(app, place, person).await?);
        }
    }
    serde_json::to_string_pretty(&data).map_err(|error| Error::Internal(Box::new(error)))
}

async fn rows_of(app: &AppState, place: &Place, person: PersonId) -> Result<Vec<Value>> {
    let pairs: Vec<String> = place.columns.iter().map(|column| format!("'{column}', {column}")).collect();
    let object = match app.db {
        Db::Sqlite { .. } => format!("json_object({})", pairs.join(", ")),
        Db::Postgres { .. } => format!("cast(json_build_object({}) as text)", pairs.join(", ")),
    };
    let (table, rows, first) = (place.table, place.rows, place.columns.first().copied().unwrap_or("1"));
    let sql = format!("select {object} from {table} where {rows} order by {first}");
    let rows: Vec<String> = read!(&app.db, c => sqlx::query_scalar(AssertSqlSafe(sql)).bind(person.0).fetch_all(c))?;
    let readable = |row: String| -> Result<Value> {
        let row: Map<String, Value> = serde_json::from_str(&row).map_err(|error| Error::Internal(Box::new(error)))?;
        Ok(row.into_iter().map(|(column, value)| readable(&column, value)).collect::<Map<_, _>>().into())
    };
    rows.into_iter().map(readable).collect()
}

/// Times as people write them, and texts as they read them.
fn readable(column: &str, value: Value) -> (String, Value) {
    let value = match value {
        Value::Number(at) if column == "at" || column.ends_with("_at") => {
            Timestamp(at.as_i64().unwrap_or_default()).rfc3339().into()
        }
        Value::String(text) if RECORDED.contains(&column) => Recorded::read(&text).into(),
        Value::String(text) if NESTED.contains(&column) => serde_json::from_str(&text).unwrap_or(Value::String(text)),
        value => value,
    };
    (column.to_owned(), value)
}

/// How many rows each kind of place has about `person`.
pub async fn counts(app: &AppState, person: PersonId) -> Result<Vec<(&'static str, i64)>> {
    let mut counts: Vec<(&str, i64)> = Vec::new();
    for Place { name, table, rows, .. } in PLACES {
        let sql = format!("select count(*) from {table} where {rows}");
        let count: i64 = read!(&app.db, c => sqlx::query_scalar(AssertSqlSafe(sql)).bind(person.0).fetch_one(c))?;
        match counts.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => *known += count,
            None => counts.push((name, count)),
        }
    }
    Ok(counts)
}
