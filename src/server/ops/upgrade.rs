//! The database as a command finds it, and as this version of Gangway needs it.

use super::backup;
use super::startup::{DbFile, init_marker, inspect, keep, open, refuse_half_restored, with_ending, write_marker};
use crate::server::platform::config::{Config, sqlite_file};
use crate::server::platform::db::{Db, known_tables};
use crate::server::platform::error::Result;
use std::fs;
use std::path::Path;

/// Opens the database that `config` names and migrates it to this version.
///
/// # Errors
/// The database is lost, damaged, read-only, newer than this program, or does not answer.
pub async fn database(config: &Config) -> Result<Db> {
    let url = config.database_url();
    let file = sqlite_file(&url)?;
    let is_new = match &file {
        Some(file) => inspect(file)? == DbFile::Nothing,
        None => false,
    };
    if let Some(file) = file.as_ref().filter(|_| is_new) {
        keep(&init_marker(file), t!(server::cli::marker_begun))?;
    }
    let db = open(&url, file.as_deref()).await?;
    refuse_half_restored(&db).await?;
    if let (Some(file), Some(version)) = (&file, db.tables().await?)
        && version < known_tables()
    {
        back_up(config, file, version).await?;
    }
    db.migrate().await?;
    if let Some(file) = &file {
        write_marker(file)?;
        if is_new {
            fs::remove_file(init_marker(file)).ok();
            tracing::info!(database.file = %file.display(), "Database created");
        }
    }
    Ok(db)
}

/// Keeps the database as the Gangway before this one left it; a copy of an earlier attempt to migrate it stays.
async fn back_up(config: &Config, file: &Path, version: i64) -> Result<()> {
    let copy = with_ending(file, &format!(".schema-{version}"));
    if !copy.exists() {
        backup::back_up(config, &copy).await?;
        tracing::info!(database.file = %copy.display(), "Database backed up before migrating it");
    }
    Ok(())
}
