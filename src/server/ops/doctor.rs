//! What is wrong with a configuration, a database or a mail server, and what mends it, in words. Nothing is
//! changed or sent, and no secret is told.

use super::backup;
use super::startup::{self, DbFile, folder_of};
use crate::domain::time::{DAY, MINUTE, SECOND};
use crate::server::mailer::transport::Mailer;
use crate::server::outbox::pause;
use crate::server::platform::config::Config;
use crate::server::platform::db::{Db, known_tables, newer, read};
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use std::fmt;
use std::fs::{self, File};
use std::path::Path;

/// Less free space than this is worth a look.
const LITTLE_SPACE: u64 = 500 * 1024 * 1024;
/// With less than this the next commit may fail.
const NO_SPACE: u64 = 20 * 1024 * 1024;
/// Instances share the database's leases by their own clocks.
const CLOCKS_APART: i64 = 5 * SECOND;
/// An email that is due for longer than this waits for somebody.
const OVERDUE: i64 = 10 * MINUTE;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    Ok,
    /// It works; somebody should know.
    Warning,
    /// It does not work.
    Error,
}

/// One thing that was looked at.
#[derive(Debug, Clone)]
pub struct Finding {
    pub severity: Severity,
    pub about: &'static str,
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Ok => "ok",
            Severity::Warning => "look",
            Severity::Error => "broken",
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

    fn look(&mut self, about: &'static str, message: impl Into<String>) {
        self.add(Severity::Warning, about, message);
    }

    fn broken(&mut self, about: &'static str, message: impl Into<String>) {
        self.add(Severity::Error, about, message);
    }
}

/// Looks at everything that `config` names.
pub async fn examine(config: Config) -> Vec<Finding> {
    let mut report = Report::default();
    let config = match config.checked() {
        Ok(config) => config,
        Err(contradiction) => {
            report.broken("configuration", contradiction.to_string());
            return report.0;
        }
    };
    configuration(&mut report, &config);
    let db = database(&mut report, &config).await;
    mail_server(&mut report, &config).await;
    if let Some(db) = db {
        if let Err(failure) = inside(&mut report, config, &db).await {
            report.broken("database", format!("it could not be read: {failure}"));
        }
        db.close().await;
    }
    report.0
}

fn configuration(report: &mut Report, config: &Config) {
    let origin = config.origin();
    if !config.is_https() && !config.is_local() {
        let message = format!(
            "links begin with {origin}: passwords and links cross the network readable. Put a proxy with TLS in front \
             and set GANGWAY_PUBLIC_URL to its https address."
        );
        report.look("configuration", message);
    } else if config.is_https() && config.trusted_proxies == 0 {
        let message = format!(
            "links begin with {origin}, so a proxy stands in front, and GANGWAY_TRUSTED_PROXIES is 0: the audit log \
             names the proxy instead of who came. With one proxy set it to 1."
        );
        report.look("configuration", message);
    } else {
        report.ok("configuration", format!("links begin with {origin}, and {} is listened on.", config.listen));
    }
    if let Some(address) = config.metrics_listen.filter(|address| !address.ip().is_loopback()) {
        let message = format!("{address} answers to whoever reaches it. Let only your Prometheus through.");
        report.look("metrics", message);
    }
    if config.site_dir.join("pkg").is_dir() {
        report.ok("pages", format!("they are in {}.", config.site_dir.display()));
    } else {
        let message = format!(
            "there are no built pages in {}. Point GANGWAY_SITE_DIR to the folder `site` that came with this program.",
            config.site_dir.display()
        );
        report.broken("pages", message);
    }
}

/// The database, if it can be used.
async fn database(report: &mut Report, config: &Config) -> Option<Db> {
    let url = config.database_url();
    let file = match startup::sqlite_file(&url) {
        Ok(file) => file,
        Err(failure) => {
            report.broken("database", format!("DATABASE_URL cannot be read: {failure}."));
            return None;
        }
    };
    if let Some(file) = &file {
        match startup::inspect(file) {
            Ok(DbFile::Database) => {}
            Ok(DbFile::Nothing) => {
                report.look("database", format!("there is none yet; the first start makes {}.", file.display()));
                folder(report, &folder_of(file));
                return None;
            }
            Err(failure) => {
                report.broken("database", failure.to_string());
                return None;
            }
        }
    }
    let db = match startup::open(&url, file.as_deref()).await {
        Ok(db) => db,
        Err(failure) => {
            report.broken("database", failure.to_string());
            return None;
        }
    };
    match &file {
        Some(file) => sqlite(report, file, &db).await,
        None => postgres(report, &db).await,
    }
    Some(db)
}

fn folder(report: &mut Report, folder: &Path) {
    let made = fs::create_dir_all(folder).and_then(|()| {
        let trial = folder.join(format!(".gangway-{}", std::process::id()));
        File::create(&trial).and_then(|_| fs::remove_file(&trial))
    });
    match made {
        Ok(()) => space(report, folder),
        Err(error) => {
            let message =
                format!("{} cannot be written: {error}. Give it to the user that runs Gangway.", folder.display());
            report.broken("data folder", message);
        }
    }
}

async fn sqlite(report: &mut Report, file: &Path, db: &Db) {
    if let Db::Sqlite { read, .. } = db
        && let Ok(mode) = sqlx::query_scalar::<_, String>("pragma journal_mode").fetch_one(read).await
        && mode != "wal"
    {
        let message = format!(
            "its log is in the mode {mode} instead of WAL, so reading waits for writing. Is it on a network disk? \
             SQLite wants one of this machine."
        );
        report.look("database", message);
    }
    match backup::integrity(file).await {
        Ok(()) => report.ok("database", format!("{} is sound and takes writes.", file.display())),
        Err(failure) => {
            report.broken("database", format!("{failure} Restore a backup: `gangway restore FILE --replace`."))
        }
    }
    folder(report, &folder_of(file));
}

fn space(report: &mut Report, folder: &Path) {
    let Ok(found) = rustix::fs::statvfs(folder) else { return };
    let free = found.f_bavail.saturating_mul(found.f_frsize);
    let message = format!("{} MB are free at {}", free / 1024 / 1024, folder.display());
    match free {
        ..NO_SPACE => report.broken("disk", format!("{message}: the next change may fail. Make room.")),
        NO_SPACE..LITTLE_SPACE => report.look("disk", format!("{message}. Make room before it is full.")),
        _ => report.ok("disk", format!("{message}.")),
    }
}

/// PostgreSQL looks after its own files. Its clock is the one all instances can be compared with: expiry and
/// leases are told by each instance's own.
async fn postgres(report: &mut Report, db: &Db) {
    const NOW: &str = "select (extract(epoch from clock_timestamp()) * 1000000)::bigint";
    let Db::Postgres(pool) = db else { return };
    if let Err(failure) = startup::refuse_half_restored(db).await {
        report.broken("database", failure.to_string());
        return;
    }
    let asked = crate::server::platform::clock::Clock::System.now();
    match sqlx::query_scalar::<_, i64>(NOW).fetch_one(pool).await {
        Ok(theirs) => {
            let apart = (theirs - asked.0).abs();
            if apart > CLOCKS_APART {
                let message = format!(
                    "this machine's and PostgreSQL's are {} seconds apart. Links expire by this one; let both follow \
                     a time server.",
                    apart / SECOND
                );
                report.look("clocks", message);
            } else {
                report.ok("clocks", "this machine's and PostgreSQL's agree.");
            }
            report.ok("database", "PostgreSQL answers and takes writes.");
        }
        Err(error) => report.broken("database", format!("PostgreSQL does not answer: {error}.")),
    }
}

async fn mail_server(report: &mut Report, config: &Config) {
    let mailer = match Mailer::new(config) {
        Ok(mailer) => mailer,
        Err(contradiction) => {
            report.broken("mail server", contradiction.to_string());
            return;
        }
    };
    let tried = mailer.check_connection().await;
    match (config.mail_server(), tried) {
        (None, Ok(())) => {
            let message = "none, so emails are saved as files and reach nobody. Set SMTP_URL and GANGWAY_MAIL_FROM.";
            report.look("mail server", message);
        }
        (None, Err(why)) => report.broken("mail server", format!("none, and emails cannot be saved as files: {why}")),
        (Some(server), Ok(())) => {
            let message = format!("{server}: it answers and lets us in. Nothing was sent; Email > Mail sends a test.");
            report.ok("mail server", message);
        }
        (Some(server), Err(why)) => {
            let why = why.trim_end_matches('.');
            let message =
                format!("{server}: {why}. Check host, port, user and password in SMTP_URL. Emails wait meanwhile.");
            report.broken("mail server", message);
        }
    }
}

async fn inside(report: &mut Report, config: Config, db: &Db) -> Result<()> {
    match db.tables().await? {
        None => {
            report.look("tables", "there are none yet; the first start makes them.");
            return Ok(());
        }
        Some(version) if version > known_tables() => {
            report.broken("tables", newer(version));
            return Ok(());
        }
        Some(version) if version < known_tables() => {
            let message = format!(
                "version {version}; this program brings them to {} when it starts. Back up first.",
                known_tables()
            );
            report.look("tables", message);
            return Ok(());
        }
        Some(version) => report.ok("tables", format!("version {version}, as this program needs them.")),
    }
    let app = AppState::new(config, db.clone())?;
    owner(report, &app).await?;
    queue(report, &app).await
}

async fn owner(report: &mut Report, app: &AppState) -> Result<()> {
    const OWNERS: &str = "select count(*) from person where role = 'owner' and is_active";
    let owners: i64 = read!(&app.db, c => sqlx::query_scalar(OWNERS).fetch_one(c))?;
    if owners == 0 {
        report.look("owner", "nobody is owner yet. `gangway owner-link` prints the link that makes the first.");
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
    let now = app.now();
    let mut is_well = true;
    let overdue: i64 = read!(&app.db, c => sqlx::query_scalar(OVERDUE_EMAILS).bind(now.plus(-OVERDUE).0).fetch_one(c))?;
    match pause::current(app).await? {
        Some(pause) => {
            is_well = false;
            let why = pause.why.trim_end_matches('.');
            report.look("queue", format!("sending is paused: {why}. Email > Mail resumes it."));
        }
        None if overdue > 0 => {
            is_well = false;
            let message = format!(
                "{overdue} emails have been due for more than 10 minutes, so nobody sends them. Is `gangway serve` running?"
            );
            report.broken("queue", message);
        }
        None => {}
    }
    let retrying: i64 = read!(&app.db, c => sqlx::query_scalar(RETRYING).fetch_one(c))?;
    if retrying > 0 {
        is_well = false;
        let reply: Option<String> = read!(&app.db, c => sqlx::query_scalar(LAST_REPLY).fetch_optional(c))?;
        let reply = reply.unwrap_or_default();
        report.look(
            "queue",
            format!("{retrying} emails did not get through yet and are tried again. Last reply: {reply}"),
        );
    }
    let failed: i64 = read!(&app.db, c => sqlx::query_scalar(FAILED).bind(now.plus(-DAY).0).fetch_one(c))?;
    if failed > 0 {
        is_well = false;
        report.look("queue", format!("{failed} emails failed in the last 24 hours. Email > Mail says why."));
    }
    if is_well {
        report.ok("queue", "nothing is stuck.");
    }
    Ok(())
}
