//! Checks of configuration, database and mail server: what is wrong, and how to fix it. Nothing is changed or
//! sent, and no secret is printed.

use super::backup;
use super::startup::{self, DbFile, folder_of, shown};
use crate::domain::time::{DAY, MINUTE, SECOND};
use crate::server::bounces::mailbox;
use crate::server::mail_server::sender_domain::State;
use crate::server::mail_server::{self, sender_domain};
use crate::server::mailer::smtp::Checked;
use crate::server::mailer::transport::Mailer;
use crate::server::outbox::pause;
use crate::server::partners::erasure;
use crate::server::platform::config::environment::Environment;
use crate::server::platform::config::smtp_url::SetIn;
use crate::server::platform::config::{Config, sqlite_file};
use crate::server::platform::db::{Db, known_tables, newer, read};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::postgres::Way;
use crate::server::platform::secret_key;
use crate::server::state::AppState;
use crate::server::templates::store;
use std::fmt;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Less free space than this is a warning.
const LITTLE_SPACE: u64 = 500 * 1024 * 1024;
/// With less than this the next commit may fail.
const NO_SPACE: u64 = 20 * 1024 * 1024;
/// Instances share the database's leases by their own clocks.
const CLOCKS_APART: i64 = 5 * SECOND;
/// An email that is due for longer than this is not being sent.
const OVERDUE: i64 = 10 * MINUTE;

/// So many files are named at most.
const NAMED: usize = 5;

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    Ok,
    /// It works, but needs attention.
    Warning,
    /// It does not work.
    Error,
}

/// The result of one check.
#[derive(Debug, Clone)]
pub struct Finding {
    pub severity: Severity,
    pub about: &'static str,
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Ok => t!(server::cli::ok),
            Severity::Warning => t!(server::cli::warning),
            Severity::Error => t!(server::cli::error),
        };
        write!(f, "{severity:<8}{}: {}", self.about, self.message)
    }
}

/// What was found so far.
#[derive(Default)]
struct Report(Vec<Finding>);

impl Report {
    fn add(&mut self, severity: Severity, about: &'static str, message: impl Into<String>) {
        self.0.push(Finding { severity, about, message: message.into() });
    }

    fn ok(&mut self, about: &'static str, message: impl Into<String>) {
        self.add(Severity::Ok, about, message);
    }

    fn warn(&mut self, about: &'static str, message: impl Into<String>) {
        self.add(Severity::Warning, about, message);
    }

    fn fail(&mut self, about: &'static str, message: impl Into<String>) {
        self.add(Severity::Error, about, message);
    }
}

/// Checks everything that `config` names, which was read from `environment`.
pub async fn examine(config: Config, environment: &Environment) -> Vec<Finding> {
    let mut report = Report::default();
    for unknown in &environment.unknown {
        report.warn(t!(server::cli::configuration), unknown.words());
    }
    let config = match config.checked() {
        Ok(config) => config,
        Err(problem) => {
            report.fail(t!(server::cli::configuration), problem.to_string());
            return report.0;
        }
    };
    configuration(&mut report, &config);
    modes(&mut report, &config, environment.files().map(Path::to_owned));
    let db = database(&mut report, &config).await;
    mail_server(&mut report, &config, db.as_ref()).await;
    bounce_mailbox(&mut report, &config).await;
    if let Some(db) = db {
        if let Err(failure) = inside(&mut report, config, &db).await {
            report.fail(t!(server::cli::database_label), t!(server::cli::doctor_unread, error = &failure.in_words()));
        }
        db.close().await;
    }
    report.0
}

fn configuration(report: &mut Report, config: &Config) {
    let (origin, about) = (config.origin(), t!(server::cli::configuration));
    if !config.is_https() && !config.is_local() {
        report.warn(about, t!(server::cli::doctor_unencrypted, origin = origin));
    } else if config.is_https() && config.proxies() == 0 {
        report.warn(about, t!(server::cli::doctor_proxies, origin = origin));
    } else {
        let address = config.listen.to_string();
        report.ok(about, t!(server::cli::doctor_listening, origin = origin, address = &address));
    }
    if config.smtp_url.is_some() {
        local_links(report, config);
    }
    if let Some(address) = config.metrics_listen.filter(|address| !address.ip().is_loopback()) {
        let message = t!(server::cli::doctor_metrics, address = &address.to_string());
        report.warn(t!(server::cli::metrics), message);
    }
}

/// Links that leave this machine with emails, and are of no use elsewhere.
fn local_links(report: &mut Report, config: &Config) {
    if let Some(why) = config.local_links_only() {
        report.warn(t!(server::cli::configuration), why);
    }
}

/// Who else on this machine can read what only Gangway has to.
fn modes(report: &mut Report, config: &Config, secrets: impl Iterator<Item = PathBuf>) {
    let (data, outbox) = (config.data_dir.clone(), config.data_dir.join("outbox"));
    let database = sqlite_file(&config.database_url()).ok().flatten();
    let beside = |file: PathBuf| ["", "-wal", "-shm"].map(|ending| startup::with_ending(&file, ending));
    let saved = fs::read_dir(&outbox).into_iter().flatten().flatten().map(|file| file.path());
    let mut loose: Vec<String> = [data, outbox.clone(), erasure::list_file(config), secret_key::file(&config.data_dir)]
        .into_iter()
        .chain(database.into_iter().flat_map(beside))
        .chain(secrets)
        .chain(saved)
        .filter_map(|path| {
            let mode = fs::metadata(&path).ok()?.permissions().mode() & 0o777;
            (mode & 0o077 != 0).then(|| format!("{} ({mode:04o})", shown(&path)))
        })
        .collect();
    let (about, count) = (t!(server::cli::data_folder), loose.len());
    let key = secret_key::file(&config.data_dir);
    if key.exists() {
        report.ok(about, t!(server::cli::doctor_key, file = &shown(&key)));
    }
    loose.truncate(NAMED);
    match count {
        0 => report.ok(about, t!(server::cli::doctor_modes)),
        count => {
            let names = loose.join(", ");
            report.warn(about, t!(server::cli::doctor_modes_loose, count = count as i64, names = &names));
        }
    }
}

/// The database, if it can be used.
async fn database(report: &mut Report, config: &Config) -> Option<Db> {
    let (url, about) = (config.database_url(), t!(server::cli::database_label));
    let file = match sqlite_file(&url) {
        Ok(file) => file,
        Err(failure) => {
            report.fail(about, t!(server::cli::doctor_database_url, error = &Error::from(failure).in_words()));
            return None;
        }
    };
    if let Some(file) = &file {
        match startup::inspect(file) {
            Ok(DbFile::Database) => {}
            Ok(DbFile::Nothing) => {
                report.warn(about, t!(server::cli::doctor_no_database, file = &shown(file)));
                folder(report, &folder_of(file));
                return None;
            }
            Err(failure) => {
                report.fail(about, failure.in_words());
                return None;
            }
        }
    }
    let db = match startup::open(&url, file.as_deref()).await {
        Ok(db) => db,
        Err(failure) => {
            report.fail(about, failure.in_words());
            return None;
        }
    };
    match &file {
        Some(file) => sqlite(report, file, &db).await,
        None => postgres(report, &db, &url).await,
    }
    Some(db)
}

fn folder(report: &mut Report, folder: &Path) {
    // The first start makes it.
    let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
    match startup::refuse_unwritable(there) {
        Ok(()) => space(report, there),
        Err(failure) => report.fail(t!(server::cli::data_folder), failure.in_words()),
    }
}

async fn sqlite(report: &mut Report, file: &Path, db: &Db) {
    let about = t!(server::cli::database_label);
    if let Db::Sqlite { read, .. } = db
        && let Ok(mode) = sqlx::query_scalar::<_, String>("pragma journal_mode").fetch_one(read).await
        && mode != "wal"
    {
        report.warn(about, t!(server::cli::doctor_journal, mode = &mode));
    }
    match backup::integrity(file).await {
        Ok(()) => report.ok(about, t!(server::cli::doctor_database, file = &shown(file))),
        Err(failure) => report.fail(about, [&failure.in_words(), " ", t!(server::cli::restore_hint)].concat()),
    }
    folder(report, &folder_of(file));
}

fn space(report: &mut Report, folder: &Path) {
    let Ok(found) = rustix::fs::statvfs(folder) else { return };
    let free = found.f_bavail.saturating_mul(found.f_frsize);
    let (about, size, folder) = (t!(server::cli::disk), (free / 1024 / 1024).to_string(), shown(folder));
    match free {
        ..NO_SPACE => report.fail(about, t!(server::cli::doctor_disk_full, size = &size, folder = &folder)),
        NO_SPACE..LITTLE_SPACE => {
            report.warn(about, t!(server::cli::doctor_disk_low, size = &size, folder = &folder));
        }
        _ => report.ok(about, t!(server::cli::doctor_disk, size = &size, folder = &folder)),
    }
}

/// PostgreSQL looks after its own files. Its clock is the one all instances can be compared with: expiry and
/// leases go by each instance's own.
async fn postgres(report: &mut Report, db: &Db, url: &str) {
    const NOW: &str = "select (extract(epoch from clock_timestamp()) * 1000000)::bigint";
    let Db::Postgres { pool, .. } = db else { return };
    let (about, clocks) = (t!(server::cli::database_label), t!(server::cli::clocks));
    if let Err(failure) = startup::refuse_half_restored(db).await {
        report.fail(about, failure.in_words());
        return;
    }
    let asked = crate::server::platform::clock::Clock::System.now();
    match sqlx::query_scalar::<_, i64>(NOW).fetch_one(pool).await {
        Ok(theirs) => {
            let apart = (theirs - asked.0).abs();
            if apart > CLOCKS_APART {
                report.warn(clocks, t!(server::cli::doctor_clocks_apart, seconds = apart / SECOND));
            } else {
                report.ok(clocks, t!(server::cli::doctor_clocks));
            }
            let Ok(way) = Way::to(url) else { return };
            let said = t!(server::cli::doctor_postgres, host = &way.host, mode = way.mode);
            if way.is_safe { report.ok(about, said) } else { report.warn(about, said) }
        }
        Err(error) => report.fail(about, t!(server::cli::doctor_no_postgres, error = &error.to_string())),
    }
}

async fn mail_server(report: &mut Report, config: &Config, db: Option<&Db>) {
    let about = t!(server::cli::mail_server);
    let mailer = match mailer(config, db).await {
        Ok(mailer) => mailer,
        Err(problem) => {
            report.fail(about, problem.in_words());
            return;
        }
    };
    if config.smtp_url.is_none() && mailer.server().is_some() {
        local_links(report, config);
    }
    if let Some(why) = mailer.problem() {
        report.fail(about, why.words());
        return;
    }
    let tried = mailer.check_connection().await;
    let set_in = if config.smtp_url.is_some() { SetIn::Environment } else { SetIn::Page };
    match (mailer.server(), tried) {
        (None, Checked::Broken(why)) => report.fail(about, t!(server::cli::doctor_no_mail_folder, error = &why)),
        (None, _) => report.warn(about, t!(server::cli::doctor_no_mail)),
        (Some(server), Checked::Works) => report.ok(about, t!(server::cli::doctor_mail, server = &server)),
        (Some(server), Checked::Doubtful(why)) => report.warn(about, [&server, ": ", &why].concat()),
        (Some(server), Checked::Broken(why)) => {
            let why = why.trim_end_matches('.');
            let message = t!(server::cli::doctor_mail_broken, server = &server, error = why, set_in = set_in.as_str());
            report.fail(about, message);
        }
    }
}

async fn bounce_mailbox(report: &mut Report, config: &Config) {
    let (Ok(Some(mailbox)), about) = (config.mailbox(), t!(server::cli::bounce_mailbox)) else { return };
    let (server, folder) = (mailbox.server.in_words(), &mailbox.folder);
    match mailbox::check(&mailbox, config).await {
        Ok(()) => report.ok(about, t!(server::cli::doctor_mailbox, server = &server, folder = folder)),
        Err(why) => report.fail(about, [&server, ": ", &why].concat()),
    }
}

/// What the environment says, else what was entered.
async fn mailer(config: &Config, db: Option<&Db>) -> Result<Mailer> {
    if config.smtp_url.is_none()
        && let Some(db) = db
        && db.tables().await? == Some(known_tables())
    {
        let app = AppState::new(config.clone(), db.clone())?;
        if let Some((_, mailer)) = mail_server::mailer(&app).await? {
            return Ok(mailer);
        }
    }
    Ok(Mailer::new(config)?)
}

async fn inside(report: &mut Report, config: Config, db: &Db) -> Result<()> {
    let about = t!(server::cli::schema);
    let Some(version) = db.tables().await? else {
        report.warn(about, t!(server::cli::doctor_no_schema));
        return Ok(());
    };
    let (theirs, ours) = (version.to_string(), known_tables().to_string());
    if version > known_tables() {
        report.fail(about, newer(version));
        return Ok(());
    }
    if version < known_tables() {
        report.warn(about, t!(server::cli::doctor_schema_old, version = &theirs, ours = &ours));
        return Ok(());
    }
    report.ok(about, t!(server::cli::doctor_schema, version = &theirs));
    let app = AppState::new(config, db.clone())?;
    mail_server::refresh(&app).await?;
    sender_domain(report, &app).await;
    owner(report, &app).await?;
    templates(report, &app).await?;
    queue(report, &app).await
}

/// What other mail servers look up about the sender's domain. Where there is nothing to look up, nothing is said.
async fn sender_domain(report: &mut Report, app: &AppState) {
    for finding in sender_domain::findings(app).await.unwrap_or_default() {
        match finding.state {
            State::Ok | State::NotNeeded => report.ok(finding.name, finding.in_words()),
            State::Missing | State::Wrong | State::Unclear | State::Unchecked => {
                report.warn(finding.name, finding.in_words());
            }
        }
    }
}

async fn owner(report: &mut Report, app: &AppState) -> Result<()> {
    const OWNERS: &str = "select count(*) from person where role = 'owner' and is_active";
    let owners: i64 = read!(&app.db, c => sqlx::query_scalar(OWNERS).fetch_one(c))?;
    if owners == 0 {
        report.warn(t!(server::cli::owner), t!(server::cli::doctor_no_owner));
    }
    Ok(())
}

async fn templates(report: &mut Report, app: &AppState) -> Result<()> {
    for text in store::refused(app).await? {
        let message =
            t!(server::cli::doctor_template, name = &text.name, language = text.language.name(), why = &text.why);
        report.warn(t!(server::cli::email_templates), message);
    }
    Ok(())
}

async fn queue(report: &mut Report, app: &AppState) -> Result<()> {
    const OVERDUE_EMAILS: &str =
        "select count(*) from queued_email where state in ('queued', 'sending') and due_at < $1";
    const RETRYING: &str = "select count(*) from queued_email where state = 'queued' and attempts > 0";
    const LAST_REPLY: &str =
        "select reply from queued_email where state = 'queued' and attempts > 0 order by due_at desc limit 1";
    const FAILED: &str = "select count(*) from queued_email where state = 'failed' and finished_at > $1";
    let (now, about) = (app.now(), t!(server::cli::queue));
    let mut is_well = true;
    let overdue: i64 = read!(&app.db, c => sqlx::query_scalar(OVERDUE_EMAILS).bind(now.plus(-OVERDUE).0).fetch_one(c))?;
    match pause::current(app).await? {
        Some(pause) => {
            is_well = false;
            report.warn(about, t!(server::cli::doctor_paused, why = pause.why.trim_end_matches('.')));
        }
        None if overdue > 0 => {
            is_well = false;
            report.fail(about, t!(server::cli::doctor_overdue, count = overdue));
        }
        None => {}
    }
    let retrying: i64 = read!(&app.db, c => sqlx::query_scalar(RETRYING).fetch_one(c))?;
    if retrying > 0 {
        is_well = false;
        let reply: Option<String> = read!(&app.db, c => sqlx::query_scalar(LAST_REPLY).fetch_optional(c))?;
        let reply = reply.unwrap_or_default();
        report.warn(about, t!(server::cli::doctor_retrying, count = retrying, reply = &reply));
    }
    let failed: i64 = read!(&app.db, c => sqlx::query_scalar(FAILED).bind(now.plus(-DAY).0).fetch_one(c))?;
    if failed > 0 {
        is_well = false;
        report.warn(about, t!(server::cli::doctor_failed, count = failed));
    }
    if is_well {
        report.ok(about, t!(server::cli::doctor_queue));
    }
    Ok(())
}
