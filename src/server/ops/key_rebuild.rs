//! Folded forms that are stored, rewritten once their rule has changed.

use crate::domain::ids::PartnerId;
use crate::server::audit::record;
use crate::server::people::search_index;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::Result;
use crate::server::platform::normalize::{VERSION, company_key, fold};
use crate::server::state::AppState;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Rewrites what is stored in the form of another version, in one transaction.
pub async fn ensure(app: &AppState) -> Result<()> {
    const STORED: &str = "select version from key_version where id = 1";
    const KEEP: &str = "insert into key_version (id, version) values (1, $1) on conflict (id) do update set version = excluded.version";
    let mut tx = app.db.begin().await?;
    let stored: Option<i64> = run!(&mut tx, c => sqlx::query_scalar(STORED).fetch_optional(c))?;
    if stored == Some(VERSION) {
        return Ok(());
    }
    for table in ["status", "program", "email_template"] {
        unique_names(&mut tx, table).await?;
    }
    partners(&mut tx).await?;
    audit(&mut tx).await?;
    execute!(&mut tx, KEEP, VERSION)?;
    tx.commit().await
}

/// Where two names have become one, the second keeps its old form.
async fn unique_names(tx: &mut Tx, table: &str) -> Result<()> {
    let list = format!("select id, name from {table}");
    let keep = format!(
        "update {table} set name_key = $2
        where id = $1 and not exists (select 1 from {table} other where other.name_key = $2 and other.id <> $1)"
    );
    let names: Vec<(Uuid, String)> = run!(&mut *tx, c => sqlx::query_as(AssertSqlSafe(list.clone())).fetch_all(c))?;
    for (id, name) in names {
        execute!(&mut *tx, AssertSqlSafe(keep.clone()), id, fold(&name))?;
    }
    Ok(())
}

async fn partners(tx: &mut Tx) -> Result<()> {
    const LIST: &str = "select id, name from partner";
    const KEEP: &str = "update partner set name_key = $2, company_key = $3 where id = $1";
    let partners: Vec<(Uuid, String)> = run!(&mut *tx, c => sqlx::query_as(LIST).fetch_all(c))?;
    for (id, name) in partners {
        execute!(&mut *tx, KEEP, id, fold(&name), company_key(&name))?;
        search_index::refresh_search(tx, PartnerId(id)).await?;
    }
    Ok(())
}

async fn audit(tx: &mut Tx) -> Result<()> {
    const LIST: &str = "select id, actor, action, what, changes from audit";
    const KEEP: &str = "update audit set search_key = $2 where id = $1";
    let entries: Vec<(Uuid, String, String, String, String)> = run!(&mut *tx, c => sqlx::query_as(LIST).fetch_all(c))?;
    for (id, actor, action, what, changes) in entries {
        execute!(&mut *tx, KEEP, id, record::search_key(&actor, &action, &[&what, &changes]))?;
    }
    Ok(())
}
