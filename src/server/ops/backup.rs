//! A copy of the database, taken while it is in use. There is no other state to keep: secrets are kept
//! as hashes inside, and saved emails are delivered.

use super::postgres_tools;
use super::startup::{self, DbFile, SQLITE_MAGIC, folder_of, shown, unwritable, with_ending};
use crate::server::platform::config::{Config, sqlite_file};
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
        return Err(Error::Conflict(t!(server::cli::file_exists, file = &shown(to))));
    }
    let unfinished = with_ending(to, ".unfinished");
    let copied = match make_private(&unfinished) {
        Ok(()) => copy(config, &unfinished).await,
        Err(failure) => return Err(failure),
    };
    let kept = copied.and_then(|how| keep(&unfinished, to).map(|bytes| (how, bytes)));
    let (how, bytes) = kept.inspect_err(|_| {
        // What failed counts, not what it left behind.
        fs::remove_file(&unfinished).ok();
    })?;
    let place = t!(server::cli::backed_up, file = &shown(to), bytes = i64::try_from(bytes).unwrap_or(i64::MAX));
    Ok([&*place, &how, t!(server::cli::backup_advice)].join(" "))
}

async fn copy(config: &Config, to: &Path) -> Result<String> {
    let url = config.database_url();
    match sqlite_file(&url)? {
        Some(file) => copy_sqlite(&url, &file, to).await,
        None => copy_postgres(&url, to),
    }
}

async fn copy_sqlite(url: &str, file: &Path, to: &Path) -> Result<String> {
    if startup::inspect(file)? == DbFile::Nothing {
        return Err(Error::Conflict(t!(server::cli::backup_no_database, file = &shown(file))));
    }
    let db = Db::open(url).await?;
    let Db::Sqlite { read, .. } = &db else { return Err(Error::internal("not SQLite")) };
    // One read transaction: writers continue, and the copy is of one moment.
    let mut source = read.acquire().await?;
    sqlx::query("pragma query_only = off").execute(&mut *source).await?;
    let copied = sqlx::query("vacuum into $1").bind(to.to_string_lossy().into_owned()).execute(&mut *source).await;
    drop(source);
    db.close().await;
    copied?;
    let partners = check(to, to).await?;
    Ok(t!(server::cli::backup_checked, count = partners))
}

fn copy_postgres(url: &str, to: &Path) -> Result<String> {
    let file = format!("--file={}", to.display());
    postgres_tools::run("pg_dump", url, &["--format=custom", "--no-owner", "--no-privileges", "--no-password", &file])?;
    let listed = postgres_tools::run("pg_restore", url, &["--list", &to.to_string_lossy()])?;
    if !listed.contains("TABLE DATA") || !listed.contains(" _sqlx_migrations ") {
        return Err(Error::Conflict(t!(server::cli::backup_no_gangway).to_owned()));
    }
    Ok(t!(server::cli::backup_dumped).to_owned())
}

/// Checks that the SQLite file `copy`, which has no other user, is an intact database of a Gangway no newer
/// than this one; counts its partners. Errors call it `name`.
pub async fn check(copy: &Path, name: &Path) -> Result<i64> {
    let name = shown(name);
    let unusable = |error: &str| Error::Conflict(t!(server::cli::backup_unusable, file = &name, error = error));
    let options = SqliteConnectOptions::new().filename(copy);
    let mut db = options.connect().await.map_err(|error| unusable(&error.to_string()))?;
    let found = look_through(&mut db).await;
    db.close().await?;
    match found {
        Ok((sound, ..)) if sound != "ok" => Err(unusable(sound.lines().next().unwrap_or_default())),
        Ok((_, dangling, ..)) if dangling > 0 => {
            Err(Error::Conflict(t!(server::cli::backup_dangling, file = &name, count = dangling)))
        }
        Ok((_, _, tables, _)) if tables > known_tables() => Err(Error::Conflict(newer(tables))),
        Ok((.., partners)) => Ok(partners),
        Err(error) => Err(unusable(&error.to_string())),
    }
}

/// Refuses what does not begin like a SQLite database, before SQLite takes it for one.
pub fn refuse_foreign(file: &Path) -> Result<()> {
    let name = shown(file);
    let mut head = [0; SQLITE_MAGIC.len()];
    let read = File::open(file).and_then(|mut file| file.read_exact(&mut head));
    match read {
        Ok(()) if head == SQLITE_MAGIC => Ok(()),
        Err(error) if error.kind() != ErrorKind::UnexpectedEof => {
            Err(Error::Conflict(t!(server::cli::backup_unusable, file = &name, error = &error.to_string())))
        }
        _ => Err(Error::Conflict(t!(server::cli::backup_not_sqlite, file = &name))),
    }
}

/// Checks thoroughly that the SQLite database `file` is intact, while others may use it.
pub async fn integrity(file: &Path) -> Result<()> {
    let mut db = SqliteConnectOptions::new().filename(file).busy_timeout(Duration::from_secs(10)).connect().await?;
    let sound: String = sqlx::query_scalar("pragma integrity_check(1)").fetch_one(&mut db).await?;
    let dangling: i64 = sqlx::query_scalar("select count(*) from pragma_foreign_key_check").fetch_one(&mut db).await?;
    db.close().await?;
    let file = shown(file);
    match (sound.as_str(), dangling) {
        ("ok", 0) => Ok(()),
        ("ok", count) => Err(Error::Conflict(t!(server::cli::rows_dangling, file = &file, count = count))),
        (sound, _) => Err(Error::Conflict(t!(server::cli::file_damaged, file = &file, error = sound))),
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
    made.map(drop).map_err(|error| unwritable(file, &error))
}

/// Puts the finished file in its place, on the disk and not only on its way there; returns its size.
pub fn keep(unfinished: &Path, to: &Path) -> Result<u64> {
    let kept = File::open(unfinished).and_then(|file| {
        file.sync_all()?;
        fs::rename(unfinished, to)?;
        File::open(folder_of(to))?.sync_all()?;
        Ok(file.metadata()?.len())
    });
    kept.map_err(|error| unwritable(to, &error))
}
