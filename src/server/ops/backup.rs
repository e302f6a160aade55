//! A copy of the database, taken while it is in use. There is no other state to keep: secrets are kept
//! as hashes inside, and saved mails are mails that left.

use super::postgres_tools;
use super::startup::{self, DbFile, SQLITE_MAGIC, folder_of, with_ending};
use crate::server::platform::config::Config;
use crate::server::platform::db::{Db, known_tables, newer};
use crate::server::platform::error::{Error, Result};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::time::Duration;

/// Copies the database of `config` to `to`, which must not be there yet; says what it did.
///
/// # Errors
/// Nothing is left at `to` then.
pub async fn back_up(config: &Config, to: &Path) -> Result<String> {
    if to.exists() {
        return Err(Error::Conflict(format!("{} is there already. Choose another name.", to.display())));
    }
    let unfinished = with_ending(to, ".unfinished");
    let copied = match make_private(&unfinished) {
        Ok(()) => copy(config, &unfinished).await,
        Err(failure) => return Err(failure),
    };
    let kept = copied.and_then(|words| keep(&unfinished, to).map(|bytes| (words, bytes)));
    let (words, bytes) = kept.inspect_err(|_| {
        // What failed counts, not what it left behind.
        fs::remove_file(&unfinished).ok();
    })?;
    Ok(format!(
        "The backup is in {} ({bytes} bytes). {words} Keep it like the database: it holds names, addresses and password \
         hashes. Keep your settings too (the environment): they are not in it.",
        to.display()
    ))
}

async fn copy(config: &Config, to: &Path) -> Result<String> {
    let url = config.database_url();
    match startup::sqlite_file(&url)? {
        Some(file) => copy_sqlite(&url, &file, to).await,
        None => copy_postgres(&url, to),
    }
}

async fn copy_sqlite(url: &str, file: &Path, to: &Path) -> Result<String> {
    if startup::inspect(file)? == DbFile::Nothing {
        return Err(Error::Conflict(format!("there is no database at {}.", file.display())));
    }
    let db = Db::open(url).await?;
    let Db::Sqlite { read, .. } = &db else { return Err(Error::internal("not SQLite")) };
    // One read transaction: writers go on, and the copy is of one moment.
    let mut source = read.acquire().await?;
    sqlx::query("pragma query_only = off").execute(&mut *source).await?;
    let copied = sqlx::query("vacuum into $1").bind(to.to_string_lossy().into_owned()).execute(&mut *source).await;
    drop(source);
    db.close().await;
    copied?;
    let partners = check(to, to).await?;
    Ok(format!("It is sound and holds {partners} partners."))
}

fn copy_postgres(url: &str, to: &Path) -> Result<String> {
    let file = format!("--file={}", to.display());
    postgres_tools::run("pg_dump", url, &["--format=custom", "--no-owner", "--no-privileges", "--no-password", &file])?;
    let listed = postgres_tools::run("pg_restore", url, &["--list", &to.to_string_lossy()])?;
    if !listed.contains("TABLE DATA") || !listed.contains(" _sqlx_migrations ") {
        return Err(Error::Conflict("what pg_dump wrote holds no Gangway: is DATABASE_URL the right one?".to_owned()));
    }
    Ok("It was made by pg_dump, and pg_restore reads it.".to_owned())
}

/// Looks whether the SQLite file `copy`, which nobody else uses, is a sound database of a Gangway no newer
/// than this one; counts its partners. Complaints call it `name`.
pub async fn check(copy: &Path, name: &Path) -> Result<i64> {
    let bad = |what: &str| Error::Conflict(format!("{} is no sound backup: {what}.", name.display()));
    let options = SqliteConnectOptions::new().filename(copy);
    let mut db = options.connect().await.map_err(|error| bad(&error.to_string()))?;
    let found = look_through(&mut db).await;
    db.close().await?;
    match found {
        Ok((sound, ..)) if sound != "ok" => Err(bad(sound.lines().next().unwrap_or_default())),
        Ok((_, broken, ..)) if broken > 0 => Err(bad(&format!("{broken} rows refer to nothing"))),
        Ok((_, _, tables, _)) if tables > known_tables() => Err(Error::Conflict(newer(tables))),
        Ok((.., partners)) => Ok(partners),
        Err(error) => Err(bad(&error.to_string())),
    }
}

/// Refuses what does not begin like a SQLite database, before SQLite takes it for one.
pub fn refuse_foreign(file: &Path) -> Result<()> {
    let bad = |what: &str| Error::Conflict(format!("{} is no sound backup: {what}.", file.display()));
    let mut head = [0; SQLITE_MAGIC.len()];
    let begun = File::open(file).and_then(|mut file| file.read_exact(&mut head));
    match begun {
        Ok(()) if head == SQLITE_MAGIC => Ok(()),
        Err(error) if error.kind() != ErrorKind::UnexpectedEof => Err(bad(&error.to_string())),
        _ => Err(bad("it is no SQLite database")),
    }
}

/// Looks thoroughly whether the SQLite database `file` is sound, while others may use it.
pub async fn integrity(file: &Path) -> Result<()> {
    let mut db = SqliteConnectOptions::new().filename(file).busy_timeout(Duration::from_secs(10)).connect().await?;
    let sound: String = sqlx::query_scalar("pragma integrity_check(1)").fetch_one(&mut db).await?;
    let broken: i64 = sqlx::query_scalar("select count(*) from pragma_foreign_key_check").fetch_one(&mut db).await?;
    db.close().await?;
    match (sound.as_str(), broken) {
        ("ok", 0) => Ok(()),
        ("ok", _) => Err(Error::Conflict(format!("{}: {broken} rows refer to nothing.", file.display()))),
        _ => Err(Error::Conflict(format!("{} is damaged: {sound}.", file.display()))),
    }
}

/// The verdict, the rows that refer to nothing, the version of the tables, the partners.
async fn look_through(db: &mut SqliteConnection) -> sqlx::Result<(String, i64, i64, i64)> {
    Ok((
        sqlx::query_scalar("pragma integrity_check(1)").fetch_one(&mut *db).await?,
        sqlx::query_scalar("select count(*) from pragma_foreign_key_check").fetch_one(&mut *db).await?,
        sqlx::query_scalar("select max(version) from _sqlx_migrations").fetch_one(&mut *db).await?,
        sqlx::query_scalar("select count(*) from partner").fetch_one(&mut *db).await?,
    ))
}

/// Makes an empty file that only its owner reads.
pub fn make_private(file: &Path) -> Result<()> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    made.map(drop).map_err(|error| Error::Conflict(format!("{} cannot be written: {error}.", file.display())))
}

/// Puts the finished file in its place, on the disk and not only on its way there; returns its size.
pub fn keep(unfinished: &Path, to: &Path) -> Result<u64> {
    let kept = File::open(unfinished).and_then(|file| {
        file.sync_all()?;
        fs::rename(unfinished, to)?;
        File::open(folder_of(to))?.sync_all()?;
        Ok(file.metadata()?.len())
    });
    kept.map_err(|error| Error::Conflict(format!("{} cannot be written: {error}.", to.display())))
}
