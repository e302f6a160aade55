//! The organisation's logo. Its address follows from its content, so that browsers may keep it for good.

use super::access::Owner;
use super::audit::{self, Entry};
use super::db::{execute, read};
use super::failure::{Failure, Result};
use super::state::App;
use crate::domain::logo::{Logo, Picture, PictureKind};
use crate::paths;
use sha2::{Digest, Sha256};

/// The logo that pages show.
pub async fn current(app: &App) -> Result<Option<Logo>> {
    const GET: &str = "select hash, kind, width, height from logo";
    let row: Option<(String, String, i64, i64)> = read!(&app.db, c => sqlx::query_as(GET).fetch_optional(c))?;
    Ok(row.map(|(hash, kind, width, height)| Logo { href: paths::logo(&hash, &kind), width, height }))
}

/// Its bytes, as long as it is the one with this hash.
pub async fn content(app: &App, hash: &str) -> Result<(PictureKind, Vec<u8>)> {
    const GET: &str = "select kind, content from logo where hash = $1";
    if !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Failure::NotFound);
    }
    let row: Option<(String, Vec<u8>)> = read!(&app.db, c => sqlx::query_as(GET).bind(hash).fetch_optional(c))?;
    let (kind, content) = row.ok_or(Failure::NotFound)?;
    Ok((PictureKind::parse(&kind).ok_or(Failure::NotFound)?, content))
}

/// Makes `content` the logo.
pub async fn save(app: &App, owner: &Owner, content: &[u8]) -> Result<()> {
    const SAVE: &str = "
        insert into logo (id, hash, kind, width, height, content, created_at)
        values (1, $1, $2, $3, $4, $5, $6)
        on conflict (id) do update set hash = excluded.hash, kind = excluded.kind, width = excluded.width,
            height = excluded.height, content = excluded.content, created_at = excluded.created_at";
    let picture = Picture::parse(content).map_err(|invalid| Failure::field("logo", invalid.0))?;
    let hash: String = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut tx = app.db.begin().await?;
    let kind = picture.kind.as_str();
    execute!(&mut tx, SAVE, &hash, kind, picture.width, picture.height, content, app.now().0)?;
    let what = format!("{} changed the organisation's logo.", owner.name);
    audit::write(&mut tx, app, Entry::of(&**owner, "logo_changed", what)).await?;
    tx.commit().await
}

/// Goes back to the name alone.
pub async fn remove(app: &App, owner: &Owner) -> Result<()> {
    let mut tx = app.db.begin().await?;
    if execute!(&mut tx, "delete from logo")? == 0 {
        return Ok(());
    }
    let what = format!("{} removed the organisation's logo.", owner.name);
    audit::write(&mut tx, app, Entry::of(&**owner, "logo_removed", what)).await?;
    tx.commit().await
}
