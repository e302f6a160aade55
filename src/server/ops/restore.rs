//! A backup becomes the database again. It doesn't know what happened after it was made: links in it may have been
//! withdrawn, sessions ended, and emails that wait in it may have been sent. So every way in ends, and nothing is
//! sent before a person resumes sending.

use super::backup::{self, keep};
use super::postgres_tools;
use super::startup::{self, shown, unwritable, with_ending, write_marker};
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::password::Password;
use crate::domain::time::Timestamp;
use crate::paths;
use crate::server::audit::record::{self, Actor, Entry};
use crate::server::auth::password_resets;
use crate::server::outbox::pause;
use crate::server::partners::erasure;
use crate::server::platform::clock::Clock;
use crate::server::platform::config::{Config, sqlite_file};
use crate::server::platform::db::{Db, Tx, execute, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{ConnectOptions, Connection};
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;
use uuid::Uuid;

/// What happens to the passwords of a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passwords {
    /// They work again, also those that were changed since.
    Keep,
    /// None works: everyone chooses a new one by email, and owners by a link that is printed.
    Renew,
}

/// Makes the backup `from` the database of `config`; says what ended and what to do next. With `replace`, an existing
/// SQLite file is kept under another name.
///
/// # Errors
/// Everything is as it was then, but for a PostgreSQL database that was empty.
pub async fn restore(config: Config, clock: Clock, from: &Path, replace: bool, passwords: Passwords) -> Result<String> {
    let (url, origin) = (config.database_url(), config.origin().to_owned());
    let (summary, aside) = match sqlite_file(&url)? {
        Some(file) => restore_sqlite(config, clock, from, &file, replace, passwords).await?,
        None => (restore_postgres(config, clock, from, passwords).await?, None),
    };
    let aside = aside.map(|aside| t!(server::cli::restored_aside, file = &aside));
    let lines =
        [t!(server::cli::restored, file = &shown(from))].into_iter().chain(aside).chain(summary.in_words(&origin));
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

async fn restore_sqlite(
    config: Config,
    clock: Clock,
    from: &Path,
    file: &Path,
    replace: bool,
    passwords: Passwords,
) -> Result<(RestoreSummary, Option<String>)> {
    backup::refuse_foreign(from)?;
    let is_there = fs::metadata(file).is_ok_and(|found| found.len() > 0);
    if is_there && !replace {
        return Err(Error::Conflict(t!(server::cli::restore_exists, file = &shown(file))));
    }
    if is_there {
        refuse_in_use(file).await?;
        // What is replaced knows who was erased since the backup.
        erasure::add_to_list(&config, erased_in(file).await.into_iter())?;
    }
    // All is done to a copy beside the database, so that there is never half a restore in its place.
    let copy = with_ending(file, ".restoring");
    remove(&copy);
    let summary = sanitize_copy(config, clock, from, &copy, passwords).await.inspect_err(|_| remove(&copy))?;
    // Again: all that took its time.
    if is_there {
        refuse_in_use(file).await?;
    }
    let aside = put_aside(file, summary.at)?;
    keep(&copy, file)?;
    write_marker(file)?;
    Ok((summary, aside))
}

/// The people who were erased as far as the database knows that is replaced; none where it is damaged.
async fn erased_in(file: &Path) -> Vec<Uuid> {
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let Ok(mut old) = options.connect().await else { return Vec::new() };
    let erased = sqlx::query_scalar("select person_id from erased_person").fetch_all(&mut old).await;
    old.close().await.ok();
    erased.unwrap_or_default()
}

async fn sanitize_copy(
    config: Config,
    clock: Clock,
    from: &Path,
    copy: &Path,
    passwords: Passwords,
) -> Result<RestoreSummary> {
    // The files of a running server are copied with the log beside the database, without which the newest changes
    // are missing.
    for ending in ["", "-wal"] {
        let (from, copy) = (with_ending(from, ending), with_ending(copy, ending));
        if from.exists() {
            backup::make_private(&copy)?;
            // A copy takes the mode of its source, which anyone may have been able to read.
            let private = || {
                fs::copy(&from, &copy)?;
                fs::set_permissions(&copy, Permissions::from_mode(0o600))
            };
            private().map_err(|error: io::Error| unwritable(&copy, &error))?;
        }
    }
    backup::check(copy, from).await?;
    let db = Db::open(&format!("sqlite://{}", copy.display())).await?;
    let summary = async {
        db.migrate().await?;
        sanitize_restored(&AppState { clock, ..AppState::new(config, db.clone())? }, passwords).await
    }
    .await;
    // Folds the log into the file.
    db.close().await;
    summary
}

/// Clears away what a restore left that was interrupted or refused.
fn remove(copy: &Path) {
    for ending in ["", "-wal", "-shm"] {
        fs::remove_file(with_ending(copy, ending)).ok();
    }
}

/// Refuses while a process uses the database that is there. A damaged one cannot tell.
async fn refuse_in_use(file: &Path) -> Result<()> {
    // Only who is alone may leave the mode in which all share the log; it is folded in then.
    let alone = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Delete)
        .busy_timeout(Duration::from_secs(2))
        .connect()
        .await;
    match alone {
        Ok(connection) => Ok(connection.close().await?),
        Err(sqlx::Error::Database(error)) if error.code().is_some_and(|code| code == "5" || code == "261") => {
            Err(Error::Conflict(t!(server::cli::restore_in_use, file = &shown(file))))
        }
        Err(_) => Ok(()),
    }
}

/// Renames what is there: the database, and a log that could not be folded into it or outlived it.
fn put_aside(file: &Path, now: Timestamp) -> Result<Option<String>> {
    let digits: String = now.rfc3339().chars().take(19).filter(|c| c.is_ascii_digit() || *c == 'T').collect();
    let aside = with_ending(file, &format!(".before-{digits}"));
    let mut kept = None;
    for ending in ["", "-wal", "-shm"] {
        let (old, new) = (with_ending(file, ending), with_ending(&aside, ending));
        if old.exists() {
            fs::rename(&old, &new).map_err(|error| unwritable(&old, &error))?;
            kept.get_or_insert(new.display().to_string());
        }
    }
    Ok(kept)
}

async fn restore_postgres(config: Config, clock: Clock, from: &Path, passwords: Passwords) -> Result<RestoreSummary> {
    let url = config.database_url();
    let db = startup::open(&url, None).await?;
    if db.tables().await?.is_some() {
        db.close().await;
        return Err(Error::Conflict(t!(server::cli::restore_not_empty).to_owned()));
    }
    let name = format!("--dbname={}", postgres_tools::database_of(&url)?);
    startup::begin_restore(&db).await?;
    let done = postgres_tools::run(
        "pg_restore",
        &url,
        &[
            "--single-transaction",
            "--exit-on-error",
            "--no-owner",
            "--no-privileges",
            // Only its owner may comment an extension, which may have been there before.
            "--no-comments",
            "--no-password",
            &name,
            &from.to_string_lossy(),
        ],
    );
    let summary = match done {
        Ok(_) => async {
            db.migrate().await?;
            sanitize_restored(&AppState { clock, ..AppState::new(config, db.clone())? }, passwords).await
        }
        .await
        .map_err(|failure| unfinished(&failure)),
        Err(failure) => match startup::give_up_restore(&db).await {
            Ok(()) => Err(failure),
            Err(_) => Err(unfinished(&failure)),
        },
    };
    db.close().await;
    summary
}

fn unfinished(failure: &Error) -> Error {
    let error = failure.in_words();
    Error::Conflict(t!(server::cli::restore_unfinished, error = error.trim_end_matches('.')))
}

/// What a restore ended and holds.
#[derive(Debug, Clone)]
pub struct RestoreSummary {
    /// When.
    pub at: Timestamp,
    /// When the last thing happened that the backup knows.
    pub newest: Option<Timestamp>,
    pub invitations: u64,
    pub resets: u64,
    pub changes: u64,
    pub sessions: u64,
    /// Emails that wait until sending is resumed.
    pub waiting: i64,
    /// Partners that a bulk change had not reached.
    pub undone: u64,
    /// Contacts of the backup who were erased since, and are erased again.
    pub erased: u64,
    /// Names of the partners that had no other contact.
    pub partners_deleted: Vec<String>,
    /// The passwords that no longer work, and what the owners choose new ones with; none where they were kept.
    pub renewed: Option<Renewed>,
}

impl RestoreSummary {
    /// A line each.
    fn in_words(&self, origin: &str) -> Vec<String> {
        let until = match self.newest {
            Some(at) => t!(server::cli::restored_until, time = &at.in_words()),
            None => t!(server::cli::restored_empty).to_owned(),
        };
        let item = |text: String| ["- ", &text].concat();
        let (resets, changes) = (self.resets as i64, self.changes as i64);
        let mut lines = vec![
            until,
            item(t!(server::cli::restored_invitations, count = self.invitations as i64)),
            item(t!(server::cli::restored_requests, resets = resets, changes = changes)),
            item(t!(server::cli::restored_sessions, count = self.sessions as i64)),
            item(t!(server::cli::restored_emails, count = self.waiting)),
            item(t!(server::cli::restored_bulk, count = self.undone as i64)),
            item(t!(server::cli::restored_erased, count = self.erased as i64)),
        ];
        if !self.partners_deleted.is_empty() {
            lines.push(item(t!(server::cli::restored_partners_deleted, names = &self.partners_deleted.join(", "))));
        }
        match &self.renewed {
            None => lines.push(t!(server::cli::restored_passwords).to_owned()),
            Some(Renewed { passwords, owners }) => {
                lines.push(item(t!(server::cli::renewed_passwords, count = *passwords as i64)));
                for (name, token) in owners {
                    let link = [origin, &paths::reset_link(token.expose())].concat();
                    lines.push(item(t!(server::cli::renewed_owner, name = name, link = &link)));
                }
            }
        }
        lines.push(t!(server::cli::restored_next).to_owned());
        lines
    }
}

/// The passwords of a backup that no longer work.
#[derive(Debug, Clone)]
pub struct Renewed {
    pub passwords: u64,
    /// The owners, each with the secret of a link.
    pub owners: Vec<(String, PlainToken)>,
}

#[derive(sqlx::FromRow)]
struct OpenInvitation {
    id: Uuid,
    partner_id: Option<Uuid>,
    name: String,
}

/// Ends every link and session, and holds all emails and what would make more, in one transaction.
pub async fn sanitize_restored(app: &AppState, passwords: Passwords) -> Result<RestoreSummary> {
    const RESETS: &str = "update password_reset set ended_at = $1 where ended_at is null";
    const CHANGES: &str = "
        update address_change
        set cancelled_at = $1
        where is_pending";
    const BULKS: &str = "update bulk_item set outcome = 'failed', what = $1 where outcome = 'waiting'";
    const IMPORTS: &str = "update partner_import set stage = 'checked', next_part = 0 where stage = 'importing'";
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let newest: Option<i64> = run!(&mut tx, c => sqlx::query_scalar("select max(at) from audit").fetch_one(c))?;
    let invitations = end_invitations(&mut tx, app).await?;
    let resets = execute!(&mut tx, RESETS, now.0)?;
    let changes = execute!(&mut tx, CHANGES, now.0)?;
    let sessions = execute!(&mut tx, "delete from session")?;
    let waiting = pause_outbox(&mut tx, app).await?;
    // It may have been done after the backup was taken.
    let undone = execute!(&mut tx, BULKS, recorded!(server::partners::undone_by_restore).encode())?;
    execute!(&mut tx, IMPORTS)?;
    let (erased, partners_deleted) = erasure::erase_again(&mut tx, app, &erasure::listed(&app.config)?).await?;
    let renewed = match passwords {
        Passwords::Keep => None,
        Passwords::Renew => Some(renew_passwords(&mut tx, app).await?),
    };
    let newest = newest.map(Timestamp);
    let summary = RestoreSummary {
        at: now,
        newest,
        invitations,
        resets,
        changes,
        sessions,
        waiting,
        undone,
        erased,
        partners_deleted,
        renewed,
    };
    let what = match summary.newest {
        Some(newest) => recorded!(
            server::events::restored,
            time = &newest.in_words(),
            invitations = invitations as i64,
            sessions = sessions as i64,
            emails = waiting,
        ),
        None => recorded!(server::events::restored_empty),
    };
    record::write(&mut tx, app, Entry::of(console(), "restored", what)).await?;
    startup::end_restore(&mut tx).await?;
    tx.commit().await?;
    Ok(summary)
}

fn console() -> Actor<'static> {
    Actor::named(None, "Gangway")
}

/// Makes everyone choose a new password. What was hashed instead is not kept, so no password matches; email asks for
/// another as ever. Sending is paused until an owner signs in, who therefore gets a link here.
async fn renew_passwords(tx: &mut Tx, app: &AppState) -> Result<Renewed> {
    const RENEW: &str = "update person set password_hash = $1 where password_hash is not null";
    const OWNERS: &str = "select id, name from person where role = 'owner' and is_active order by created_at, id";
    let secret = PlainToken::mint(&app.random);
    let unknown = Password::parse(secret.expose()).map_err(|error| Error::internal(error.0))?;
    let passwords = execute!(&mut *tx, RENEW, app.passwords.hash(unknown).await?)?;
    let found: Vec<(Uuid, String)> = run!(&mut *tx, c => sqlx::query_as(OWNERS).fetch_all(c))?;
    let mut owners = Vec::new();
    for (id, name) in found {
        owners.push((name, password_resets::mint(tx, app, PersonId(id)).await?));
    }
    let what = recorded!(server::events::passwords_renewed, count = passwords as i64);
    record::write(tx, app, Entry::of(console(), "passwords_renewed", what)).await?;
    Ok(Renewed { passwords, owners })
}

/// Invitations whose link was sent or copied expire: their holders may ask for a new one, and staff see that they need
/// it. One whose email is still waiting has no link yet, and keeps waiting.
async fn end_invitations(tx: &mut Tx, app: &AppState) -> Result<u64> {
    const OPEN: &str = "
        select p.id, p.partner_id, p.name
        from invitation i
        join person p on p.id = i.person_id
        where i.is_live and i.expires_at >= $1
            and exists (select 1 from token t where t.invitation_id = i.id)
        order by i.id";
    const EXPIRE: &str = "
        update invitation
        set expires_at = $2
        where is_live and expires_at >= $1
            and exists (select 1 from token t where t.invitation_id = invitation.id)";
    let now = app.now();
    let open: Vec<OpenInvitation> = run!(&mut *tx, c => sqlx::query_as(OPEN).bind(now.0).fetch_all(c))?;
    execute!(&mut *tx, EXPIRE, now.0, now.plus(-1).0)?;
    for one in &open {
        let entry = Entry {
            actor: console(),
            partner: one.partner_id.map(PartnerId),
            person: Some(PersonId(one.id)),
            action: "link_ended_by_restore",
            what: recorded!(server::events::link_ended_by_restore, person = &one.name),
        };
        record::write(tx, app, entry).await?;
    }
    Ok(open.len() as u64)
}

/// Cancels the emails whose link ended and holds the others; counts those.
async fn pause_outbox(tx: &mut Tx, app: &AppState) -> Result<i64> {
    const TAKE_BACK: &str = "
        update queued_email
        set state = 'cancelled', finished_at = $1, fence = fence + 1, reply = $2
        where state in ('queued', 'sending')
            and (
                password_reset_id is not null or (address_change_id is not null and not is_notice)
                or invitation_id in (select id from invitation where expires_at < $1)
            )";
    const HOLD: &str =
        "update queued_email set state = 'queued', fence = fence + 1, due_at = $1 where state = 'sending'";
    const ATTEMPTS: &str = "update email_attempt set finished_at = $1, outcome = $2 where finished_at is null";
    let now = app.now().0;
    execute!(&mut *tx, TAKE_BACK, now, recorded!(server::outbox::taken_back_by_restore).encode())?;
    execute!(&mut *tx, HOLD, now)?;
    execute!(&mut *tx, ATTEMPTS, now, recorded!(server::outbox::attempt_unknown).encode())?;
    pause::pause_until_resumed(tx, app, &recorded!(server::cli::paused_by_restore).encode()).await?;
    Ok(run!(tx, c => sqlx::query_scalar("select count(*) from queued_email where state = 'queued'").fetch_one(c))?)
}
