//! The database as a command finds it, and as this version of Gangway needs it.

use super::backup;
use super::startup::{
    DbFile, folder_of, init_marker, inspect, keep, open, refuse_half_restored, refuse_unwritable, shown, unwritable,
    with_ending, write_marker,
};
use crate::server::platform::config::{Config, sqlite_file};
use crate::server::platform::db::{Db, known_tables};
use crate::server::platform::error::{Error, Result};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

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
        refuse_unwritable(&folder_of(file))?;
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

/// Refuses to make a database where a command needs one that is there.
pub fn refuse_missing(config: &Config) -> Result<()> {
    match sqlite_file(&config.database_url())? {
        Some(file) if inspect(&file)? == DbFile::Nothing => {
            Err(Error::Conflict(t!(server::cli::no_database, file = &shown(&file))))
        }
        _ => Ok(()),
    }
}

/// Keeps the database as the Gangway before this one left it, beside whatever has the name of its copy already. What an
/// earlier attempt to migrate it left is used again where it is the same: a service that is restarted over and over does
/// not fill the disk.
async fn back_up(config: &Config, file: &Path, version: i64) -> Result<()> {
    let copy_named = |number: usize| {
        let number = if number == 1 { String::new() } else { format!(".{number}") };
        with_ending(file, &format!(".schema-{version}{number}"))
    };
    let taken: Vec<PathBuf> = (1..).map(copy_named).take_while(|copy| copy.exists()).collect();
    let copy = copy_named(taken.len() + 1);
    // A copy that was interrupted is of no use.
    fs::remove_file(with_ending(&copy, ".unfinished")).ok();
    backup::back_up(config, &copy).await.map_err(|failure| not_copied(file, &copy, &failure))?;
    if let Some(same) = taken.iter().find(|earlier| is_same(earlier, &copy).unwrap_or(false)) {
        fs::remove_file(&copy).map_err(|error| unwritable(&copy, &error))?;
        tracing::info!(database.file = %same.display(), "Database is backed up already");
    } else {
        tracing::info!(database.file = %copy.display(), "Database backed up before migrating it");
    }
    Ok(())
}

fn not_copied(file: &Path, copy: &Path, failure: &Error) -> Error {
    const MB: u64 = 1024 * 1024;
    let needed = fs::metadata(file).map_or(0, |file| file.len().div_ceil(MB));
    let error = failure.in_words();
    let error = error.trim_end_matches('.');
    Error::Conflict(t!(server::cli::not_copied, file = &shown(copy), error = error, size = needed as i64))
}

/// Whether two files have the same bytes.
fn is_same(one: &Path, other: &Path) -> io::Result<bool> {
    let (one, other) = (File::open(one)?, File::open(other)?);
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (BufReader::new(one), BufReader::new(other));
    loop {
        let (left, right) = (one.fill_buf()?, other.fill_buf()?);
        let length = left.len().min(right.len());
        if length == 0 || left[..length] != right[..length] {
            return Ok(left.is_empty() && right.is_empty());
        }
        one.consume(length);
        other.consume(length);
    }
}
