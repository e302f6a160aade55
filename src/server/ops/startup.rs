//! How the database is opened at start. SQLite would make a new file where there is none: a lost
//! database would look like an empty Gangway. Here it is refused, as is one that is damaged or cannot
//! be written, before anything is changed.

use crate::server::platform::db::{Db, Tx, execute};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::postgres;
use crate::server::state::AppState;
use crate::server::templates::store;
use std::fs::{self, File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};

/// What every SQLite database begins with.
pub const SQLITE_MAGIC: &[u8] = b"SQLite format 3\0";

/// Says in the log which email templates are not used, because they break a rule that is newer than their text.
pub async fn check_templates(app: &AppState) -> Result<()> {
    for text in store::refused(app).await? {
        let language = text.language.code();
        tracing::warn!(template = text.name, language, why = text.why, "Email template breaks a rule, default is sent");
    }
    Ok(())
}

/// Opens an existing database, and checks that it is intact and accepts writes; changes nothing.
pub async fn open(url: &str, file: Option<&Path>) -> Result<Db> {
    let name = file.map_or_else(|| t!(server::cli::database).to_owned(), shown);
    if file.is_none() {
        postgres::check(url).await.map_err(|failure| explain(failure, &name))?;
    }
    let db = Db::open(url).await.map_err(|failure| explain(failure, &name))?;
    match sound(&db, &name).await {
        Ok(()) => Ok(db),
        Err(failure) => {
            db.close().await;
            Err(explain(failure, &name))
        }
    }
}

/// What is where the SQLite file should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DbFile {
    /// Nothing, and nothing is missing: the first start.
    Nothing,
    Database,
}

/// Looks before SQLite does.
pub fn inspect(file: &Path) -> Result<DbFile> {
    let name = shown(file);
    let unreadable = |error: std::io::Error| {
        Error::Conflict(t!(server::cli::file_unreadable, file = &name, error = &error.to_string()))
    };
    let length = match fs::metadata(file) {
        Ok(found) => found.len(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return nothing_at(file),
        Err(error) => {
            refuse_unwritable(&folder_of(file))?;
            return Err(unreadable(error));
        }
    };
    if length == 0 && init_marker(file).exists() {
        return Ok(DbFile::Nothing);
    }
    if length == 0 {
        return refuse(t!(server::cli::database_empty, file = &name));
    }
    let mut head = [0; SQLITE_MAGIC.len()];
    let read = File::open(file).and_then(|mut file| file.read_exact(&mut head));
    match read {
        Err(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => return Err(unreadable(error)),
        Ok(()) if head == SQLITE_MAGIC => {}
        _ => return refuse(t!(server::cli::database_foreign, file = &name)),
    }
    is_writable(file)?;
    Ok(DbFile::Database)
}

fn nothing_at(file: &Path) -> Result<DbFile> {
    let beside = [with_ending(file, "-wal"), with_ending(file, "-shm"), created_marker(file)];
    let remains: Vec<String> = beside.iter().filter(|path| path.exists()).map(|path| shown(path)).collect();
    if remains.is_empty() {
        return Ok(DbFile::Nothing);
    }
    refuse(t!(server::cli::database_missing, file = &shown(file), remains = &remains.join(", ")))
}

/// SQLite writes beside its file too, and takes what it may not write for read-only without a word.
fn is_writable(file: &Path) -> Result<()> {
    if let Err(error) = OpenOptions::new().write(true).open(file) {
        let user = rustix::process::geteuid().as_raw().to_string();
        let (file, error) = (shown(file), error.to_string());
        return refuse(t!(server::cli::file_not_ours, file = &file, error = &error, user = &user));
    }
    refuse_unwritable(&folder_of(file))
}

/// Refuses a folder in which this process cannot make files.
pub fn refuse_unwritable(folder: &Path) -> Result<()> {
    let trial = folder.join(format!(".gangway-{}", std::process::id()));
    match File::create(&trial).and_then(|_| fs::remove_file(&trial)) {
        Ok(()) => Ok(()),
        Err(error) => {
            let user = rustix::process::geteuid().as_raw().to_string();
            let (folder, error) = (shown(folder), error.to_string());
            refuse(t!(server::cli::database_folder_unwritable, folder = &folder, error = &error, user = &user))
        }
    }
}

/// The path of a file, as messages name it.
pub fn shown(file: &Path) -> String {
    file.display().to_string()
}

/// The folder a file is in.
pub fn folder_of(file: &Path) -> PathBuf {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// `gangway.db-wal` for `-wal`.
pub fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn created_marker(file: &Path) -> PathBuf {
    with_ending(file, ".made")
}

/// Beside a database that is being made: SQLite's file has 0 bytes at first, and a start that is killed then leaves
/// nothing that could be lost.
pub fn init_marker(file: &Path) -> PathBuf {
    with_ending(file, ".begun")
}

/// Remembers, beside the database, that there is one.
pub fn write_marker(file: &Path) -> Result<()> {
    let mark = created_marker(file);
    if mark.exists() {
        return Ok(());
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    keep(&mark, &t!(server::cli::marker_created, file = &name))
}

/// Puts a file with `message` at `mark`, on the disk before it returns.
pub fn keep(mark: &Path, message: &str) -> Result<()> {
    fs::write(mark, [message, "\n"].concat()).map_err(|error| unwritable(mark, &error))
}

/// An error for a file that cannot be written.
pub fn unwritable(file: &Path, error: &std::io::Error) -> Error {
    Error::Conflict(t!(server::cli::file_unwritable, file = &shown(file), error = &error.to_string()))
}

async fn sound(db: &Db, name: &str) -> Result<()> {
    match db {
        Db::Sqlite { read, .. } => {
            const TABLES: &str = "
                select count(*), count(case name when '_sqlx_migrations' then 1 end)
                from sqlite_master
                where type = 'table'";
            let found: String = sqlx::query_scalar("pragma quick_check(1)").fetch_one(read).await?;
            if found != "ok" {
                return Err(damaged(name, &found));
            }
            let (tables, ours): (i64, i64) = sqlx::query_as(TABLES).fetch_one(read).await?;
            if tables > 0 && ours == 0 {
                return refuse(t!(server::cli::database_of_something_else, database = name));
            }
        }
        Db::Postgres { .. } => {}
    }
    db.takes_writes().await
}

/// A restore fills a PostgreSQL database first, and ends its links and holds its emails then: in between this
/// table exists, and no Gangway starts. A SQLite file gets its name only when both are done.
const RESTORING: &str = "gangway_restoring";

/// Marks the empty database as one that is being restored.
pub async fn begin_restore(db: &Db) -> Result<()> {
    let mut tx = db.begin().await?;
    execute!(&mut tx, "create table if not exists gangway_restoring (since bigint)")?;
    tx.commit().await
}

/// Takes the mark away with the transaction that finishes the restore.
pub async fn end_restore(tx: &mut Tx) -> Result<()> {
    execute!(tx, "drop table if exists gangway_restoring")?;
    Ok(())
}

/// Takes it away from a database that stayed empty.
pub async fn give_up_restore(db: &Db) -> Result<()> {
    let mut tx = db.begin().await?;
    end_restore(&mut tx).await?;
    tx.commit().await
}

/// Refuses a database in which a restore was interrupted.
pub async fn refuse_half_restored(db: &Db) -> Result<()> {
    let Db::Postgres { pool, .. } = db else { return Ok(()) };
    let is_half: bool =
        sqlx::query_scalar("select to_regclass($1) is not null").bind(RESTORING).fetch_one(pool).await?;
    if is_half {
        return refuse(t!(server::cli::database_half_restored).to_owned());
    }
    Ok(())
}

/// What SQLite's codes mean (sqlite.org/rescode.html); everything else as it is.
fn explain(failure: Error, name: &str) -> Error {
    let (Error::Internal(error) | Error::Unavailable(error)) = &failure else { return failure };
    let Some(sqlx::Error::Database(database)) = error.downcast_ref::<sqlx::Error>() else {
        return Error::Conflict(t!(server::cli::database_unopened, database = name, error = &error.to_string()));
    };
    let code = database.code().unwrap_or_default();
    if code == "42501" {
        return Error::Conflict(t!(server::cli::database_right_missing, error = database.message()));
    }
    match code.parse::<u32>().ok().map(|code| code & 0xff) {
        Some(11 | 26) => damaged(name, database.message()),
        Some(8) => Error::Conflict(t!(server::cli::database_read_only, database = name, error = database.message())),
        _ => Error::Conflict(t!(server::cli::database_unopened, database = name, error = database.message())),
    }
}

fn damaged(name: &str, found: &str) -> Error {
    let found = found.lines().next().unwrap_or_default();
    Error::Conflict(t!(server::cli::database_damaged, database = name, error = found))
}

fn refuse<T>(message: String) -> Result<T> {
    Err(Error::Conflict(message))
}
