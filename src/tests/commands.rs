//! The program itself, as an administrator runs it: what it says, how it ends and what it leaves behind.

#![expect(clippy::unwrap_used, reason = "a panic here is the report")]

mod pooler;
mod time_limits;

use flate2::read::GzDecoder;
use rustix::process::{Pid, Signal, kill_process};
use sqlx::postgres::PgConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::net::UnixDatagram;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;
use time_limits::scaled;

const GANGWAY: &str = env!("CARGO_BIN_EXE_gangway");

/// A data folder, and a database of its own on either engine.
struct Home {
    folder: TempDir,
    postgres: Option<String>,
}

/// Turns `async fn name(home: Home)` into one test an engine.
macro_rules! on_both_engines {
    ($($test:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                super::$test(super::Home::sqlite()).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                super::$test(super::Home::postgres().await).await;
            })+
        }
    };
}

on_both_engines! {
    a_backup_of_what_is_written_becomes_the_database_again,
    f18_an_old_program_refuses_a_newer_database,
    the_doctor_looks_at_everything_and_changes_nothing,
    f18_a_migration_that_is_killed_is_carried_out_by_the_next_start,
    what_a_killed_server_was_doing_for_many_goes_on_at_the_next_start,
}

/// Turns `async fn name(home: Home)` into one test, for what only PostgreSQL can do.
///
/// The module's name ends like that of [`on_both_engines`]: `make unit` leaves out every `postgres::`.
macro_rules! on_postgres {
    ($($test:ident),+ $(,)?) => {
        mod only_on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                super::$test(super::Home::postgres().await).await;
            })+
        }
    };
}

on_postgres! {
    a_restore_leaves_a_postgresql_database_alone_that_has_a_gangway,
    without_postgresqls_programs_a_backup_says_what_is_missing,
    f25_a_postgresql_that_takes_no_writes_is_refused,
    c78_a_password_of_any_characters_serves_every_command,
    c79_a_pooler_that_shares_by_transaction_is_refused,
    c81_a_database_without_unicode_is_refused,
    a_right_that_is_missing_is_named_with_its_fix,
    a_postgresql_that_says_nothing_is_named,
}

/// Who may do what with a file.
fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn another_user_of_the_machine_reads_nothing_that_gangway_writes() {
    let home = Home::sqlite();
    let folder = home.file("new");
    assert!(ended(home.command(&["seed"]).env("GANGWAY_DATA_DIR", &folder)).ok);
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&folder.join("gangway.db")), 0o600);
}

#[test]
fn the_doctor_names_what_other_users_can_read() {
    let home = Home::sqlite();
    home.done(&["seed"]);
    fs::create_dir(home.file("outbox")).unwrap();
    fs::write(home.file("outbox/0199.eml"), "To: ana@alder.example").unwrap();
    fs::write(home.file("secret"), format!("sqlite://{}", home.database().display())).unwrap();
    let set = |name: &str, mode| fs::set_permissions(home.file(name), fs::Permissions::from_mode(mode)).unwrap();
    let files = [("", 0o755), ("gangway.db", 0o644), ("outbox", 0o750), ("outbox/0199.eml", 0o604), ("secret", 0o640)];
    let private = || {
        for (name, loose) in files {
            set(name, if loose & 0o100 == 0 { 0o600 } else { 0o700 });
        }
    };
    let command = |action| {
        let mut command = home.command(&[action]);
        command.env("DATABASE_URL_FILE", home.file("secret"));
        command
    };
    private();
    let said = ended(&mut command("doctor")).out;
    assert!(said.contains("ok      Data folder: Only the user that runs Gangway can read its files."), "{said}");
    for (name, mode) in files {
        private();
        set(name, mode);
        let said = ended(&mut command("doctor")).out;
        let path = home.file(name).display().to_string();
        let named = format!("{} ({mode:04o})", path.trim_end_matches('/'));
        assert!(said.contains(&named) && said.contains("warning Data folder: Other users"), "{named}: {said}");
        assert!(said.contains("chmod go="), "{said}");
    }
    private();
    let both = format!("sqlite://{}", home.database().display());
    let refused = ended(command("migrate").env("DATABASE_URL", both));
    assert!(!refused.ok && refused.err.contains("DATABASE_URL_FILE: DATABASE_URL is set as well."), "{}", refused.err);
}

#[test]
fn systemd_hears_that_the_server_is_ready_alive_and_stopping() {
    let home = Home::sqlite();
    let socket = UnixDatagram::bind(home.file("notify")).unwrap();
    socket.set_read_timeout(Some(scaled(Duration::from_secs(10)))).unwrap();
    let heard = || {
        let mut bytes = [0; 64];
        let length = socket.recv(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes[..length]).trim().to_owned()
    };
    let mut serve = home.command(&["serve"]);
    let server = Serving::spawn(serve.env("NOTIFY_SOCKET", home.file("notify")).env("WATCHDOG_USEC", "100000"));
    assert_eq!([heard(), heard(), heard()], ["READY=1", "WATCHDOG=1", "WATCHDOG=1"]);
    kill_process(Pid::from_child(&server.0), Signal::TERM).unwrap();
    while heard() != "STOPPING=1" {}
}

#[test]
fn packages_get_manual_pages_and_completions() {
    let home = Home::sqlite();
    home.done(&["write-manual", home.folder.path().to_str().unwrap()]);
    let page = fs::read_to_string(home.file("gangway-serve.1")).unwrap();
    assert!(page.contains("GANGWAY_PUBLIC_URL"), "{page}");
    for completion in ["gangway.bash", "_gangway", "gangway.fish"] {
        assert!(fs::read_to_string(home.file(completion)).unwrap().contains("owner-link"), "{completion}");
    }
    assert!(home.file("gangway.1").exists() && !home.file("gangway-help.1").exists());
}

/// How a command ended and what it printed.
struct Ended {
    ok: bool,
    out: String,
    err: String,
}

impl Home {
    fn sqlite() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), postgres: None }
    }

    /// An empty database beside the one of `TEST_DATABASE_URL`.
    async fn postgres() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let name = folder.path().file_name().unwrap().to_string_lossy().to_lowercase().replace(['.', '-'], "_");
        let name = format!("gangway_{name}");
        let server = std::env::var("TEST_DATABASE_URL").expect("TEST_DATABASE_URL names a PostgreSQL to test with");
        let mut connection = PgConnection::connect(&server).await.unwrap();
        sqlx::query(AssertSqlSafe(format!("create database {name}"))).execute(&mut connection).await.unwrap();
        let (before, _) = server.rsplit_once('/').unwrap();
        Self { folder, postgres: Some(format!("{before}/{name}")) }
    }

    /// An empty one on the same engine.
    async fn another(&self) -> Self {
        if self.postgres.is_some() { Self::postgres().await } else { Self::sqlite() }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn database(&self) -> PathBuf {
        self.file("gangway.db")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        self.command_of(Path::new(GANGWAY), arguments)
    }

    fn command_of(&self, program: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.folder.path());
        let ours = std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GANGWAY_"));
        for setting in ours.map(|(name, _)| name).chain(["SMTP_URL", "DATABASE_URL", "RUST_LOG"].map(Into::into)) {
            command.env_remove(setting);
        }
        command.env("GANGWAY_DATA_DIR", self.folder.path());
        // Any free port.
        command.env("GANGWAY_LISTEN", "127.0.0.1:0");
        command.env("LC_ALL", "C");
        // No test asks the DNS of this machine.
        command.env("GANGWAY_DNS_SERVER", "127.0.0.1:9");
        if let Some(url) = &self.postgres {
            command.env("DATABASE_URL", url);
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        ended(&mut self.command(arguments))
    }

    /// What the command says that is to be refused.
    fn refused(&self, arguments: &[&str]) -> String {
        let Ended { ok, out, err } = self.run(arguments);
        assert!(!ok, "{arguments:?} went well: {out}");
        assert!(err.starts_with("gangway: "), "one sentence and no panic: {err}");
        err
    }

    fn done(&self, arguments: &[&str]) -> String {
        let Ended { ok, out, err } = self.run(arguments);
        assert!(ok, "{arguments:?}: {err}");
        out
    }

    async fn number(&self, sql: &'static str) -> i64 {
        match &self.postgres {
            Some(url) => {
                let mut connection = PgConnection::connect(url).await.unwrap();
                sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
            }
            None => {
                let mut connection = self.connection().await;
                let number = sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap();
                connection.close().await.unwrap();
                number
            }
        }
    }

    async fn execute(&self, sql: &'static str) {
        match &self.postgres {
            Some(url) => {
                let mut connection = PgConnection::connect(url).await.unwrap();
                sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
            }
            None => {
                let mut connection = self.connection().await;
                sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
                connection.close().await.unwrap();
            }
        }
    }

    async fn connection(&self) -> SqliteConnection {
        SqliteConnectOptions::new()
            .filename(self.database())
            .busy_timeout(scaled(Duration::from_secs(10)))
            .connect()
            .await
            .unwrap()
    }
}

fn ended(command: &mut Command) -> Ended {
    let done = command.output().unwrap();
    Ended {
        ok: done.status.success(),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

/// A server that runs until it is dropped.
struct Serving(Child);

impl Serving {
    /// Returns once it says where to click.
    fn start(home: &Home) -> Self {
        Self::spawn(&mut home.command(&["serve"]))
    }

    fn spawn(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.contains("http://localhost"), "{line}");
        Self(child)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().unwrap();
    }
}

/// Adds rows one after the other until asked to stop; returns how many were committed.
async fn write_on(home: Arc<Home>, stop: Arc<AtomicBool>) -> i64 {
    let mut committed = 0;
    while !stop.load(Ordering::SeqCst) {
        let sql = match home.postgres {
            Some(_) => "insert into help_feedback select gen_random_uuid(), 1, 'backup', 1::bigint = 1, '', null",
            None => "insert into help_feedback values (randomblob(16), 1, 'backup', 1, '', null)",
        };
        home.execute(sql).await;
        committed += 1;
    }
    committed
}

async fn a_backup_of_what_is_written_becomes_the_database_again(home: Home) {
    const WRITTEN: &str = "select count(*) from help_feedback where page = 'backup'";
    let other = home.another().await;
    let home = Arc::new(home);
    assert!(home.done(&["seed"]).contains("40 partners"));
    let server = Serving::start(&home);
    let stop = Arc::new(AtomicBool::new(false));
    let writer = tokio::spawn(write_on(home.clone(), stop.clone()));
    while home.number(WRITTEN).await < 3 {
        tokio::task::yield_now().await;
    }
    let before = home.number(WRITTEN).await;
    let backup = home.file("backup");
    let name = backup.to_str().unwrap();
    let said = tokio::task::block_in_place(|| home.done(&["backup", name]));
    stop.store(true, Ordering::SeqCst);
    let committed = writer.await.unwrap();
    assert!(said.contains(name) && said.contains("Back up your environment settings"), "{said}");
    assert_eq!(mode(&backup), 0o600);
    assert!(home.refused(&["backup", name]).contains("already exists"));
    drop(server);

    // As if someone had copied it with a program that keeps no modes.
    fs::set_permissions(&backup, fs::Permissions::from_mode(0o644)).unwrap();
    let said = other.done(&["restore", name]);
    assert!(said.contains("Sending is paused"), "{said}");
    if other.postgres.is_none() {
        assert_eq!(mode(&other.database()), 0o600);
    }
    let found = other.number(WRITTEN).await;
    assert!(
        (before..=committed).contains(&found),
        "{before} were there, {committed} in the end, {found} in the backup"
    );
    for same in ["select count(*) from partner", "select count(*) from invitation", "select count(*) from queued_email"]
    {
        assert_eq!(home.number(same).await, other.number(same).await, "{same}");
    }
    let open = "
        select count(*)
        from invitation i
        join token t on t.invitation_id = i.id
        where i.is_live and i.expires_at > (select max(at) from audit)";
    assert!(home.number(open).await > 0, "the demonstration has invitations that are open");
    assert_eq!(other.number(open).await, 0);
    assert_eq!(other.number("select count(*) from email_pause where ends_at is null").await, 1);
    assert_eq!(other.number("select count(*) from audit where action = 'restored'").await, 1);
    drop(Serving::start(&other));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_replaces_nothing_unasked_and_keeps_what_it_replaces() {
    let home = Home::sqlite();
    home.done(&["seed"]);
    home.done(&["backup", "copy.db"]);
    home.execute(
        "delete from help_feedback; insert into help_feedback values (randomblob(16), 1, 'later', 1, '', null)",
    )
    .await;
    assert!(home.refused(&["restore", "copy.db"]).contains("already exists. With --replace, it is replaced and kept"));
    let server = Serving::start(&home);
    assert!(home.refused(&["restore", "copy.db", "--replace"]).contains("is in use. Stop Gangway first."));
    // The files of a running server as they lie there: the newest is in the log.
    home.execute("insert into help_feedback values (randomblob(16), 1, 'in the log', 1, '', null)").await;
    for ending in ["", "-wal"] {
        fs::copy(home.file(&format!("gangway.db{ending}")), home.file(&format!("plain.db{ending}"))).unwrap();
    }
    drop(server);
    let other = Home::sqlite();
    other.done(&["restore", home.file("plain.db").to_str().unwrap()]);
    assert_eq!(other.number("select count(*) from help_feedback where page = 'in the log'").await, 1);
    let said = home.done(&["restore", "copy.db", "--replace"]);
    assert!(said.contains("Passwords changed since the backup are the old ones again"), "{said}");
    assert_eq!(home.number("select count(*) from help_feedback where page = 'later'").await, 0);
    let aside = said.split("was kept as ").nth(1).unwrap().lines().next().unwrap().trim_end_matches('.');
    let mut aside = SqliteConnectOptions::new().filename(aside).connect().await.unwrap();
    let later: i64 = sqlx::query_scalar("select count(*) from help_feedback where page = 'later'")
        .fetch_one(&mut aside)
        .await
        .unwrap();
    assert_eq!(later, 1, "what was there is kept whole");
    // What is no backup changes nothing.
    fs::write(home.file("note"), "hello").unwrap();
    let mut cut = fs::read(home.file("copy.db")).unwrap();
    cut.truncate(cut.len() / 2);
    fs::write(home.file("cut.db"), cut).unwrap();
    for (name, why) in [("note", "not a usable backup"), ("cut.db", "not a usable backup"), ("nothing", "No such file")]
    {
        let said = home.refused(&["restore", name, "--replace"]);
        assert!(said.contains(why), "{said}");
    }
    assert_eq!(home.number("select count(*) from partner").await, 40);
    let said = home.done(&["restore", "copy.db", "--replace", "--new-passwords"]);
    assert!(said.contains("Passwords that no longer work: "), "{said}");
    const HASHES: &str = "select count(distinct password_hash) from person where password_hash is not null";
    assert_eq!(home.number(HASHES).await, 1, "one that no password has");
    assert!(!home.file("gangway.db.restoring").exists());
    assert!(home.refused(&["backup", "nowhere/copy.db"]).contains("cannot be written"));
}

async fn a_restore_leaves_a_postgresql_database_alone_that_has_a_gangway(home: Home) {
    home.done(&["migrate"]);
    home.done(&["backup", "copy.dump"]);
    let said = home.refused(&["restore", "copy.dump", "--replace"]);
    assert!(said.contains("Create an empty database (createdb)"), "{said}");
    // One that was interrupted half-way would send what left long ago.
    home.execute("create table gangway_restoring (since bigint)").await;
    all_refuse(&home, "A restore into this database is in progress or was interrupted");
    assert!(home.examined(&[]).1.contains("error   Database: A restore into this database"));
    // A backup of the other engine, and something else.
    let sqlite = Home::sqlite();
    sqlite.done(&["migrate"]);
    let dump = home.file("copy.dump");
    assert!(sqlite.refused(&["restore", dump.to_str().unwrap(), "--replace"]).contains("it isn't a SQLite database"));
    let file = sqlite.database();
    let empty = home.another().await;
    assert!(empty.refused(&["restore", file.to_str().unwrap()]).contains("pg_restore failed"));
    assert!(
        empty.done(&["restore", dump.to_str().unwrap()]).contains("is the database now"),
        "nothing was left behind"
    );
}

async fn without_postgresqls_programs_a_backup_says_what_is_missing(home: Home) {
    home.done(&["migrate"]);
    let Ended { ok, err, .. } = ended(home.command(&["backup", "copy.dump"]).env("PATH", home.folder.path()));
    assert!(
        !ok && err.contains("pg_dump could not be started") && err.contains("Install PostgreSQL's client programs"),
        "{err}"
    );
    assert!(!home.file("copy.dump").exists() && !home.file("copy.dump.unfinished").exists());
}

/// Every command that opens the database refuses alike.
fn all_refuse(home: &Home, words: &str) {
    for command in ["serve", "migrate", "seed", "owner-link"] {
        let said = home.refused(&[command]);
        assert!(said.contains(words), "{command}: {said}");
    }
}

#[tokio::test]
async fn f17_a_lost_database_is_missed_and_not_made_anew() {
    let home = Home::sqlite();
    home.done(&["seed"]);
    home.done(&["backup", "copy.db"]);
    fs::remove_file(home.database()).unwrap();
    all_refuse(&home, "gangway.db is missing, but there was a database");
    assert!(!home.database().exists());
    assert!(home.refused(&["backup", "new.db"]).contains("is missing"));
    home.done(&["restore", "copy.db"]);
    assert_eq!(home.number("select count(*) from partner").await, 40);
    // On purpose.
    fs::remove_file(home.database()).unwrap();
    fs::remove_file(home.file("gangway.db.made")).unwrap();
    assert!(home.done(&["migrate"]).contains("up to date"));
}

#[tokio::test]
async fn f17_a_database_of_zero_bytes_is_refused() {
    let home = Home::sqlite();
    fs::write(home.database(), "").unwrap();
    all_refuse(&home, "gangway.db is empty (0 bytes)");
    assert_eq!(fs::metadata(home.database()).unwrap().len(), 0);
}

#[tokio::test]
async fn f17_a_damaged_database_is_refused_and_stays_as_it_is() {
    let home = Home::sqlite();
    home.done(&["seed"]);
    home.done(&["backup", "copy.db"]);
    let whole = fs::read(home.database()).unwrap();
    let page = 4096;
    let mut broken = whole.clone();
    // The roots of tables, one after the other.
    for at in (2..whole.len() / page).step_by(7).take(6) {
        broken[at * page..(at + 1) * page].fill(0x5a);
    }
    let mut cut = whole.clone();
    cut.truncate(whole.len() / 3);
    let mut headless = whole.clone();
    headless[..16].fill(0);
    for (bytes, words) in
        [(broken, "is damaged ("), (cut, "is damaged ("), (headless, "is damaged or not a SQLite database")]
    {
        fs::write(home.database(), &bytes).unwrap();
        all_refuse(&home, words);
        assert_eq!(fs::read(home.database()).unwrap(), bytes, "nothing was changed");
    }
    // Even then a backup comes back, and the damaged file is kept.
    assert!(home.done(&["restore", "copy.db", "--replace"]).contains("was kept as"));
    assert_eq!(home.number("select count(*) from partner").await, 40);
}

#[tokio::test]
async fn f17_a_database_that_cannot_be_written_is_refused() {
    const NOBODY: u32 = 65_534;
    let home = Home::sqlite();
    home.done(&["seed"]);
    // Permissions do not stop root: another user runs it then.
    let is_root = fs::metadata(home.folder.path()).unwrap().uid() == 0;
    let mut program = PathBuf::from(GANGWAY);
    if is_root {
        chown(home.folder.path(), Some(NOBODY), None).unwrap();
        chown(home.database(), Some(NOBODY), None).unwrap();
        // Where it was built may be closed to others.
        program = home.file("gangway");
        fs::hard_link(GANGWAY, &program).or_else(|_| fs::copy(GANGWAY, &program).map(drop)).unwrap();
    }
    let refused = |words: &str| {
        let mut command = home.command_of(&program, &["serve"]);
        if is_root {
            command.uid(NOBODY);
        }
        let Ended { ok, err, .. } = ended(&mut command);
        assert!(!ok && err.contains(words) && err.contains("Permission denied"), "{err}");
    };
    let set = |path: &PathBuf, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    set(&home.database(), 0o444);
    refused("gangway.db cannot be written");
    set(&home.database(), 0o644);
    set(&home.folder.path().to_owned(), 0o555);
    refused("Gangway keeps its database there. Make it writable");
    set(&home.folder.path().to_owned(), 0o755);
    if is_root {
        // As a folder of the machine is mounted into a container.
        let theirs = Home::sqlite();
        for mode in [0o755, 0o700] {
            set(&theirs.folder.path().to_owned(), mode);
            let Ended { ok, err, .. } = ended(theirs.command_of(&program, &["serve"]).current_dir("/").uid(NOBODY));
            let fix = format!("who is {NOBODY}: chown {NOBODY} {}", theirs.folder.path().display());
            assert!(!ok && err.contains(&fix), "{err}");
            assert!(!err.contains("DATABASE_URL") && !err.contains("begun"), "{err}");
        }
    }
    let url = format!("--database-url=sqlite://{}?mode=ro", home.database().display());
    let said = home.refused(&["serve", &url]);
    assert!(said.contains("gangway.db is read-only"), "{said}");
}

async fn f25_a_postgresql_that_takes_no_writes_is_refused(home: Home) {
    home.done(&["migrate"]);
    let name = home.postgres.as_ref().unwrap().rsplit_once('/').unwrap().1.to_owned();
    let server = std::env::var("TEST_DATABASE_URL").unwrap();
    let mut connection = PgConnection::connect(&server).await.unwrap();
    let sql = format!("alter database {name} set default_transaction_read_only = on");
    sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    all_refuse(&home, "The database is read-only: a standby, or set to be");
}

impl Home {
    /// The same server's database `name`, as another role.
    fn at(&self, role: &str, password: &str, name: &str) -> Self {
        let server = std::env::var("TEST_DATABASE_URL").unwrap();
        let (_, place) = server.rsplit_once('@').unwrap();
        let (place, _) = place.split_once('/').unwrap();
        let url = format!("postgres://{role}:{password}@{place}/{name}");
        Self { folder: tempfile::tempdir().unwrap(), postgres: Some(url) }
    }

    /// Its database's name, which no other test has.
    fn name(&self) -> &str {
        self.postgres.as_ref().unwrap().rsplit_once('/').unwrap().1
    }

    /// Runs `sql` as the owner of the database.
    async fn administer(&self, sql: &str) {
        let mut connection = PgConnection::connect(self.postgres.as_ref().unwrap()).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    }

    fn doctor_says(&self, words: &str) {
        let (ok, said) = self.examined(&[]);
        assert!(!ok && said.contains("error   Database:") && said.contains(words), "{said}");
    }
}

async fn c78_a_password_of_any_characters_serves_every_command(home: Home) {
    let role = format!("role_{}", home.name());
    home.administer(&format!("create role {role} login; grant all on schema public to {role}")).await;
    for (password, in_url) in [
        ("c2VjcmV0Cg==", "c2VjcmV0Cg=="),
        ("a&b+c d;e", "a&b+c%20d;e"),
        ("é/?#@%:\"\\", "%C3%A9%2F%3F%23%40%25:%22%5C"),
        ("50%off", "50%off"),
    ] {
        let quoted = password.replace('\'', "''");
        home.administer(&format!("alter role {role} password '{quoted}'")).await;
        let encoded: String = password.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let ways =
            |name: &str| [home.at(&role, in_url, name), home.at(&role, "", &format!("{name}?password={encoded}"))];
        for (n, it) in ways(home.name()).iter().enumerate() {
            it.done(&["migrate"]);
            it.done(&["backup", "copy.dump"]);
            let other = Home::postgres().await;
            other.administer(&format!("grant all on schema public to {role}")).await;
            ways(other.name())[n].done(&["restore", &it.file("copy.dump").to_string_lossy()]);
        }
    }
}

async fn c79_a_pooler_that_shares_by_transaction_is_refused(home: Home) {
    let url = home.postgres.as_ref().unwrap();
    let (before, place) = url.rsplit_once('@').unwrap();
    let (server, name) = place.split_once('/').unwrap();
    let pooler = pooler::start(server.parse().unwrap()).await;
    for parameters in ["", "?statement-cache-capacity=0"] {
        let url = format!("{before}@{pooler}/{name}{parameters}");
        let it = Home { folder: tempfile::tempdir().unwrap(), postgres: Some(url) };
        all_refuse(&it, "pool_mode = session");
        it.doctor_says("pool_mode = session");
    }
    home.done(&["migrate"]);
}

async fn c81_a_database_without_unicode_is_refused(home: Home) {
    for encoding in ["LATIN1", "SQL_ASCII"] {
        let name = format!("{}_{}", home.name(), encoding.to_lowercase());
        let sql =
            format!("create database {name} encoding '{encoding}' lc_collate 'C' lc_ctype 'C' template template0");
        home.administer(&sql).await;
        let url = home.postgres.as_ref().unwrap().replace(home.name(), &name);
        let it = Home { folder: tempfile::tempdir().unwrap(), postgres: Some(url) };
        let words = format!("The database has the encoding {encoding}");
        all_refuse(&it, &words);
        it.doctor_says(&words);
        assert!(it.refused(&["restore", "copy.dump"]).contains(&words));
    }
}

async fn a_right_that_is_missing_is_named_with_its_fix(home: Home) {
    let role = format!("role_{}", home.name());
    home.administer(&format!("create role {role} login password 'x'")).await;
    let it = home.at(&role, "x", home.name());
    let fix = format!("grant usage, create on schema public to {role}");
    all_refuse(&it, &fix);
    it.doctor_says(&fix);
    home.administer(&format!("{fix}; drop extension pg_trgm")).await;
    all_refuse(&it, "run in this database: create extension pg_trgm");
    home.administer("create extension pg_trgm").await;
    it.done(&["migrate"]);

    // A Gangway of another role.
    let (other, theirs) = (Home::postgres().await, format!("role_{}_2", home.name()));
    other.done(&["migrate"]);
    other.administer(&format!("create role {theirs} login password 'x'; grant all on schema public to {theirs}")).await;
    let it = other.at(&theirs, "x", other.name());
    all_refuse(&it, &format!("run: grant gangway to {theirs}"));
    other.administer(&format!("revoke connect on database {} from public", other.name())).await;
    all_refuse(&it, "grant all on database");
    other
        .administer(&format!(
            "alter role {theirs} set search_path = nowhere; grant connect on database {} to {theirs}",
            other.name()
        ))
        .await;
    all_refuse(&it, &format!("create schema authorization {theirs}"));
}

async fn a_postgresql_that_says_nothing_is_named(home: Home) {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("postgres://ana:hunter2@{}/gangway", silent.local_addr().unwrap());
    let it = Home { postgres: Some(url), ..home };
    it.doctor_says("The PostgreSQL at 127.0.0.1 didn't answer within 10 seconds.");
}

#[tokio::test]
async fn a_database_of_something_else_is_left_alone() {
    let home = Home::sqlite();
    home.execute_new("create table recipe (name text)").await;
    all_refuse(&home, "belongs to another program");
    assert_eq!(home.number("select count(*) from sqlite_master").await, 1);
}

impl Home {
    async fn execute_new(&self, sql: &'static str) {
        let made = SqliteConnectOptions::new().filename(self.database()).create_if_missing(true);
        let mut connection = made.connect().await.unwrap();
        sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }
}

async fn f18_an_old_program_refuses_a_newer_database(home: Home) {
    home.done(&["migrate"]);
    home.execute(
        "insert into _sqlx_migrations (version, description, installed_on, success, checksum, execution_time)
         select 2099, 'of tomorrow', installed_on, success, checksum, 0 from _sqlx_migrations where version = 1",
    )
    .await;
    let newest = newest_schema();
    let ours = format!("its schema has version 2099, and this program knows versions up to {newest}");
    all_refuse(&home, &format!("migrated by a newer version of Gangway: {ours}"));
}

/// The version of the tables that this program makes.
fn newest_schema() -> i64 {
    fs::read_dir(Path::new(&std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("migrations/sqlite")).unwrap().count()
        as i64
}

#[tokio::test]
async fn a_database_is_copied_before_it_is_migrated() {
    const RELEASED: &[u8] = include_bytes!("data/releases/0.1.0/sqlite/database.gz");
    const ROW: &str = "insert into help_feedback values (randomblob(16), 1, 'backup', 1, '', null)";
    let home = Home::sqlite();
    let take_back = || {
        for ending in ["-wal", "-shm"] {
            fs::remove_file(home.file(&format!("gangway.db{ending}"))).ok();
        }
        std::io::copy(&mut GzDecoder::new(RELEASED), &mut File::create(home.database()).unwrap()).unwrap();
    };
    let [copy, second, third] = ["1", "1.2", "1.3"].map(|n| home.file(&format!("gangway.db.schema-{n}")));
    take_back();
    let partners = home.number("select count(*) from partner").await;
    home.done(&["migrate"]);
    let kept = Home { folder: tempfile::tempdir().unwrap(), postgres: None };
    fs::copy(&copy, kept.database()).unwrap();
    assert_eq!(kept.number("select count(*) from partner").await, partners);
    assert_eq!(kept.number("select max(version) from _sqlx_migrations").await, 1);
    assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    home.done(&["migrate"]);
    assert!(!second.exists(), "there is nothing to migrate");
    // A service that is restarted over and over does not fill the disk.
    let first = fs::read(&copy).unwrap();
    take_back();
    home.done(&["migrate"]);
    assert!(!second.exists(), "the same is there already");
    take_back();
    home.execute(ROW).await;
    home.done(&["migrate"]);
    assert!(fs::read(&second).unwrap() != first && fs::read(&copy).unwrap() == first && !third.exists());
    // What has the name of a copy may be of another database.
    fs::write(&copy, "another").unwrap();
    fs::write(&second, "another").unwrap();
    take_back();
    home.done(&["migrate"]);
    assert_eq!(fs::read(&copy).unwrap(), b"another");
    fs::copy(&third, kept.database()).unwrap();
    assert_eq!(kept.number("select count(*) from partner").await, partners);
    fs::write(home.file("gangway.db.schema-1.4.unfinished"), "half").unwrap();
    take_back();
    home.execute(ROW).await;
    home.done(&["migrate"]);
    assert!(home.file("gangway.db.schema-1.4").exists(), "an interrupted copy is in nobody's way");
    // A name that cannot be taken stands for a full disk.
    fs::create_dir(home.file("gangway.db.schema-1.5.unfinished")).unwrap();
    take_back();
    home.execute("delete from partner_program").await;
    let refused = home.refused(&["migrate"]);
    assert!(refused.contains("Nothing was migrated") && refused.contains("MB on this disk."), "{refused}");
}

#[tokio::test]
async fn what_is_said_of_a_database_that_does_not_answer_holds_no_password() {
    let home = Home::sqlite();
    let url = "--database-url=postgres://ana:hunter2@127.0.0.1:1/gangway";
    for command in ["serve", "migrate", "backup"] {
        let rest: &[&str] = if command == "backup" { &["copy"] } else { &[] };
        let said = home.refused(&[&[command, url], rest].concat());
        assert!(!said.contains("hunter2"), "{said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_metrics_have_a_listener_of_their_own() {
    let home = Home::sqlite();
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut command = home.command(&["serve"]);
    let server = Serving::spawn(command.env("GANGWAY_METRICS_LISTEN", free.to_string()));
    let text = reqwest::get(format!("http://{free}/metrics")).await.unwrap().text().await.unwrap();
    assert!(text.contains("gangway_mails{state=\"queued\"} 0"), "{text}");
    let taken = ended(home.command(&["serve"]).env("GANGWAY_METRICS_LISTEN", free.to_string()));
    assert!(taken.err.contains("GANGWAY_METRICS_LISTEN") && taken.err.contains("cannot be used"), "{}", taken.err);
    drop(server);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_console_speaks_the_language_of_its_environment_and_no_page_does() {
    let home = Home::sqlite();
    let [free, metrics] = [(); 2].map(|()| std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap());
    let german = |arguments: &[&str]| {
        let mut command = home.command(arguments);
        command.env("LC_ALL", "de_DE.UTF-8").env("GANGWAY_LISTEN", free.to_string());
        command
    };
    let Ended { out, err, .. } = ended(&mut german(&["migrate"]));
    assert_eq!(out, "Die Datenbank ist auf dem neuesten Stand.\n");
    assert!(err.contains("Database created"), "the log is English: {err}");
    assert!(ended(&mut german(&["doctor"])).out.contains("Warnung Mailserver: Es ist keiner eingerichtet"));
    assert!(ended(&mut german(&["doctor", "--help"])).out.contains("Aufruf: gangway doctor"));
    assert!(ended(&mut german(&["serve", "--database-url=x"])).err.starts_with("gangway: DATABASE_URL: Verwenden Sie"));
    assert!(ended(&mut german(&["seed"])).out.starts_with("40 Partner hinzugefügt"));
    assert_eq!(home.number("select count(*) from status where name = 'Prospect'").await, 1, "what is stored is not");
    assert_eq!(home.number("select count(*) from program where description like 'You sell%'").await, 1);

    let mut serve = german(&["serve"]);
    let server = Serving::spawn(serve.env("GANGWAY_METRICS_LISTEN", metrics.to_string()));
    let page =
        async |address, path| reqwest::get(format!("http://{address}{path}")).await.unwrap().text().await.unwrap();
    let signing_in = page(free, "/sign-in").await;
    assert!(signing_in.contains(" lang=\"en\"><head>"), "{signing_in}");
    assert!(page(metrics, "/metrics").await.contains("Running version"));
    drop(server);
}

#[test]
fn logs_are_text_or_a_json_object_a_line() {
    let home = Home::sqlite();
    let logged = ended(home.command(&["migrate"]).env("GANGWAY_LOG_FORMAT", "JSON"));
    let line: serde_json::Value = serde_json::from_str(logged.err.lines().next().unwrap()).unwrap();
    assert_eq!(line["message"], "Database created");
    assert_eq!(line["level"], "INFO");
    assert!(line["database.file"].as_str().unwrap().ends_with("gangway.db"), "{line}");
    let refused = ended(home.command(&["migrate"]).env("GANGWAY_LOG_FORMAT", "xml"));
    assert!(refused.err.contains("GANGWAY_LOG_FORMAT: Use text or json."), "{}", refused.err);
}

impl Home {
    /// What the doctor says, and whether all is well enough.
    fn examined(&self, flags: &[&str]) -> (bool, String) {
        let Ended { ok, out, err } = self.run(&[&["doctor"], flags].concat());
        assert_eq!(ok, !out.contains("\nerror") && !out.starts_with("error"), "{out}{err}");
        (ok, out)
    }
}

async fn the_doctor_looks_at_everything_and_changes_nothing(home: Home) {
    let new = Home::sqlite();
    let (ok, said) = new.examined(&[]);
    assert!(ok && said.contains("warning Database: There is none yet"), "{said}");
    assert!(!new.database().exists());
    home.done(&["seed"]);
    let audit = home.number("select count(*) from audit").await;
    let (ok, said) = home.examined(&[]);
    assert!(ok, "{said}");
    for line in [
        "ok      Configuration: Links start with http://localhost",
        "ok      Database:",
        "warning Mail server: None is configured: emails are saved as files",
        &format!("ok      Schema: Version {}", newest_schema()),
        "warning Owner: There is no owner yet",
    ] {
        assert!(said.contains(line), "{line} is not in\n{said}");
    }
    assert_eq!(home.number("select count(*) from audit").await, audit);
    home.execute(
        "update queued_email set state = 'queued', attempts = 1, due_at = 1, finished_at = null, reply = '451 later'",
    )
    .await;
    let (ok, said) = home.examined(&[]);
    assert!(!ok && said.contains("error   Queue:") && said.contains("Is `gangway serve` running?"), "{said}");
    assert!(said.contains("Last reply: 451 later"), "{said}");
    home.execute("insert into email_pause (id, at, why) values (1, 1, 'Paused by Maya.')").await;
    let (ok, said) = home.examined(&[]);
    assert!(
        ok && said.contains("warning Queue: Sending is paused. Paused by Maya. Resume it under Email > Mail."),
        "{said}"
    );
    home.execute("update _sqlx_migrations set version = 2099 where version = 2").await;
    let (ok, said) = home.examined(&[]);
    assert!(!ok && said.contains("error   Schema: This database was migrated by a newer version"), "{said}");
}

#[tokio::test]
async fn the_doctor_says_what_is_wrong_with_the_configuration() {
    let home = Home::sqlite();
    for (flags, words) in [
        (&["--listen=0.0.0.0:3000"][..], "error   Configuration: GANGWAY_PUBLIC_URL"),
        (&["--public-url=http://partners.acme.example"], "warning Configuration: Links start with http://partners"),
        (&["--public-url=https://partners.acme.example"], "GANGWAY_TRUSTED_PROXIES is 0"),
        (
            &["--public-url=https://partners.acme.example", "--trusted-proxies=1"],
            "ok      Configuration: Links start with https",
        ),
        (&["--metrics-listen=0.0.0.0:9100"], "warning Metrics: Everyone who can reach 0.0.0.0:9100"),
        (&["--database-url=postgres://ana:hunter2@127.0.0.1:1/gangway"], "error   Database:"),
        (&["--smtp-url=smtp://ana:hunter2@127.0.0.1:1", "--mail-from=a@b.example"], "error   Mail server: 127.0.0.1:1"),
    ] {
        let (ok, said) = home.examined(flags);
        assert!(said.contains(words) && ok != words.starts_with("error"), "{words} is not in\n{said}");
        assert!(!said.contains("hunter2"), "{said}");
    }
    let Ended { ok, out, err } = home.run(&["doctor", "--database-url=postgres://127.0.0.1:1/gangway"]);
    assert!(!ok && err.contains("1 problem found."), "{out}{err}");
}

#[tokio::test]
async fn the_doctor_sees_damage() {
    let home = Home::sqlite();
    home.done(&["seed"]);
    home.execute(
        "pragma foreign_keys = off; update person set partner_id = randomblob(16) where partner_id is not null",
    )
    .await;
    let (ok, said) = home.examined(&[]);
    assert!(!ok && said.contains("rows refer to rows that don't exist"), "{said}");
    let mut bytes = fs::read(home.database()).unwrap();
    bytes.truncate(bytes.len() / 3);
    fs::write(home.database(), bytes).unwrap();
    let (ok, said) = home.examined(&[]);
    assert!(!ok && said.contains("error   Database:") && said.contains("is damaged"), "{said}");
}

/// A mail server that answers a sign-in with `reply`; returns its address and what it received.
fn mail_server(reply: &'static str) -> (std::net::SocketAddr, Arc<Mutex<String>>) {
    mail_server_that(move |command| match command {
        "EHLO" => "250-trial.example\r\n250 AUTH PLAIN LOGIN",
        "AUTH" => reply,
        _ => "250 ok",
    })
}

/// The same with an answer to each command.
fn mail_server_that(
    answer: impl Fn(&str) -> &'static str + Send + 'static,
) -> (std::net::SocketAddr, Arc<Mutex<String>>) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, heard) = (listener.local_addr().unwrap(), Arc::new(Mutex::new(String::new())));
    let told = heard.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            stream.write_all(b"220 trial.example ESMTP\r\n").unwrap();
            while let Some(Ok(line)) = lines.next() {
                told.lock().unwrap().push_str(&format!("{line}\n"));
                let answer = answer(line.split(' ').next().unwrap_or_default());
                if stream.write_all(format!("{answer}\r\n").as_bytes()).is_err() {
                    break;
                }
            }
        }
    });
    (address, heard)
}

#[test]
fn the_doctor_signs_in_at_the_mail_server_and_sends_nothing() {
    let home = Home::sqlite();
    let (address, heard) = mail_server("235 welcome");
    let url = format!("--smtp-url=smtp://ana:hunter2@{address}");
    let (ok, said) = home.examined(&[&url, "--mail-from=a@b.example"]);
    assert!(ok && said.contains("connected, signed in, and the sender is accepted. No email was sent"), "{said}");
    let heard = heard.lock().unwrap().clone();
    assert!(heard.contains("AUTH") && heard.contains("RCPT TO:<a@b.example>") && !heard.contains("DATA"), "{heard}");
    let (address, _) = mail_server("535 5.7.8 who are you");
    let url = format!("--smtp-url=smtp://ana:hunter2@{address}");
    let (ok, said) = home.examined(&[&url, "--mail-from=a@b.example"]);
    assert!(!ok && said.contains("error   Mail server:") && said.contains("refused the sign-in"), "{said}");
    assert!(!said.contains("hunter2"), "{said}");
}

/// A mail server that knows no recipient, or refuses us where it is asked for one.
#[test]
fn c04_the_doctor_goes_as_far_as_a_recipient() {
    let home = Home::sqlite();
    for (reply, severity, words) in [
        ("504 5.5.2 <3f2a>: Helo command rejected: need fully-qualified hostname", "error", "GANGWAY_PUBLIC_URL"),
        ("554 5.7.1 <a@b.example>: Relay access denied", "error", "passes no emails on"),
        ("550 5.1.1 <a@b.example>: User unknown", "warning", "answers and bounces are lost"),
        ("450 4.2.0 greylisted", "ok", "No email was sent"),
    ] {
        let (address, heard) = mail_server_that(move |command| match command {
            "EHLO" => "250-trial.example\r\n250 AUTH PLAIN LOGIN",
            "RCPT" => reply,
            _ => "250 ok",
        });
        let (ok, said) = home.examined(&[&format!("--smtp-url=smtp://{address}"), "--mail-from=a@b.example"]);
        let line = said.lines().find(|line| line.contains("Mail server:")).unwrap();
        assert!(line.starts_with(severity) && line.contains(words) && ok != (severity == "error"), "{said}");
        assert!(!heard.lock().unwrap().contains("DATA"));
    }
}

#[test]
fn c15_c17_the_environment_is_understood_as_people_write_it() {
    let home = Home::sqlite();
    let file = home.file("smtp");
    fs::write(&file, "\"smtp://ana:hun/ter2@127.0.0.1:1\"\r\n").unwrap();
    let mut doctor = home.command(&["doctor"]);
    for (name, value) in [
        ("GANGWAY_LISTEN", "\"127.0.0.1:3000\"\r"),
        ("GANGWAY_PUBLIC_URL", "'http://Localhost:3000/'"),
        ("GANGWAY_MAIL_FROM", "\"Acme, Inc. <p@acme.example>\""),
        ("GANGWAY_SEND_HOLD", ""),
        ("GANGWAY_TRUSTED_PROXIES", "\"1\""),
        ("GANGWAY_METRICS_LISTEN", ""),
        ("GANGWAY_SMTP_CA", ""),
        ("SMTP_URL", ""),
        ("GANGWAY_LOG_FORMAT", "\"json\""),
        ("GANGWAY_MAILFROM", "b@acme.example"),
        ("GANGWAY_SMTP_URL_FILE", "/run/secrets/smtp"),
    ] {
        doctor.env(name, value);
    }
    let Ended { out, err, .. } = ended(doctor.env("SMTP_URL_FILE", &file));
    for line in [
        "warning Configuration: GANGWAY_MAILFROM is not a setting, so it has no effect. Did you mean GANGWAY_MAIL_FROM?",
        "warning Configuration: GANGWAY_SMTP_URL_FILE is not a setting, so it has no effect. Did you mean SMTP_URL_FILE?",
        "Links start with http://localhost:3000. Gangway listens on 127.0.0.1:3000.",
        "error   Mail server: 127.0.0.1:1, not encrypted",
    ] {
        assert!(out.contains(line), "{line} is not in\n{out}{err}");
    }
    assert!(!out.contains("hun") && !err.contains("hun"), "{out}{err}");
    for (name, value) in
        [("GANGWAY_LISTEN", "3000"), ("SMTP_URL", "smtps://ana:hunter2@"), ("DATABASE_URL", "mysql://hunter2")]
    {
        let refused = ended(home.command(&["serve"]).env(name, value).env("GANGWAY_MAIL_FROM", "a@b.example"));
        assert!(!refused.ok && !refused.err.contains("hunter2"), "{}", refused.err);
        assert!(["Use ", "0.0.0.0:3000"].iter().any(|way| refused.err.contains(way)), "{}", refused.err);
    }
    let refused = ended(home.command(&["serve"]).env("GANGWAY_LISTEN", "3000"));
    assert!(refused.err.contains("GANGWAY_LISTEN: Use ") && !refused.err.contains("--listen"), "{}", refused.err);
    let refused = ended(home.command(&["serve", "--listen=3000"]).env_remove("GANGWAY_LISTEN"));
    assert!(refused.err.contains("--listen"), "{}", refused.err);
    let help =
        ended(home.command(&["serve", "--help"]).env("SMTP_URL", "smtps://ana:hunter2@h").env_remove("GANGWAY_LISTEN"));
    assert!(help.out.contains("[SMTP_URL]") && help.out.contains("[default: 127.0.0.1:3000]"), "{}", help.out);
    assert!(!help.out.contains("hunter2"), "{}", help.out);
}

#[test]
fn the_settings_that_count_are_printed_with_where_they_come_from() {
    let home = Home::sqlite();
    fs::write(home.file("smtp"), "smtps://ana:hunter2@mail.example\n").unwrap();
    fs::write(home.file("hold"), "7\n").unwrap();
    let print = |flags: &[&str]| {
        let mut config = home.command(&[&["config"], flags].concat());
        config.env("SMTP_URL_FILE", home.file("smtp")).env("GANGWAY_SEND_HOLD_FILE", home.file("hold"));
        config.env("GANGWAY_MAIL_FROM", "a@b.example").env("GANGWAY_LISTEN", "127.0.0.1:4000");
        config.env("GANGWAY_BOUNCE_MAILBOX", "imaps://ana@acme.example:hunter2@imap.example/Bounces");
        config.env("GANGWAY_BOUNCE_WEBHOOKS", "postmark:hunter2hunter2hunter2");
        ended(&mut config)
    };
    let Ended { ok, out, .. } = print(&["--audit-months=3"]);
    let said = |name: &str| -> Vec<&str> {
        let line =
            out.lines().find(|line| line.starts_with(&format!("{name} "))).unwrap_or_else(|| panic!("{name}: {out}"));
        line.split("  ").map(str::trim).filter(|part| !part.is_empty()).collect()
    };
    let file = |name: &str| format!("file {}", home.file(name).display());
    assert_eq!(said("SMTP_URL"), ["SMTP_URL", "smtps://ana:***@mail.example", &file("smtp")]);
    let mailbox = "imaps://ana@acme.example:***@imap.example/Bounces";
    assert_eq!(said("GANGWAY_BOUNCE_MAILBOX"), ["GANGWAY_BOUNCE_MAILBOX", mailbox, "environment"]);
    assert_eq!(said("GANGWAY_BOUNCE_WEBHOOKS"), ["GANGWAY_BOUNCE_WEBHOOKS", "***", "environment"]);
    assert_eq!(said("GANGWAY_SEND_HOLD"), ["GANGWAY_SEND_HOLD", "7", &file("hold")]);
    assert_eq!(said("GANGWAY_LISTEN"), ["GANGWAY_LISTEN", "127.0.0.1:4000", "environment"]);
    assert_eq!(said("GANGWAY_AUDIT_MONTHS"), ["GANGWAY_AUDIT_MONTHS", "3", "flag"]);
    assert_eq!(said("GANGWAY_ORIGIN_DAYS"), ["GANGWAY_ORIGIN_DAYS", "90", "default"]);
    assert_eq!(said("GANGWAY_PUBLIC_URL"), ["GANGWAY_PUBLIC_URL", "http://localhost:4000", "default"]);
    assert_eq!(said("GANGWAY_SMTP_CA"), ["GANGWAY_SMTP_CA", "not set", "default"]);
    assert_eq!(said("GANGWAY_LOG_FORMAT"), ["GANGWAY_LOG_FORMAT", "text", "default"]);
    assert_eq!(said("RUST_LOG"), ["RUST_LOG", "gangway=info,warn", "default"]);
    assert!(ok && !out.contains("hunter2"), "{out}");
    for flag in [
        "--smtp-url=smtps://hunter2@h",
        "--smtp-url=smtps://u:hunter2",
        "--database-url=postgres://u@h/d?password=hunter2",
        "--database-url=mysql://u:hunter2@h/d",
        "--public-url=https://u:hunter2@acme.example",
    ] {
        let Ended { out, err, .. } = ended(home.command(&["config", flag]).env("RUST_LOG", "debug"));
        assert!(!out.contains("hunter2") && !err.contains("hunter2"), "{flag}: {out}{err}");
        assert!(out.contains("***") && out.lines().last().unwrap().contains("debug"), "{flag}: {out}");
    }
    let refused = print(&["--listen=0.0.0.0:80"]);
    assert!(
        !refused.ok && refused.out.contains("0.0.0.0:80") && refused.err.contains("GANGWAY_PUBLIC_URL: "),
        "{}",
        refused.err
    );
}

#[test]
fn a_server_is_asked_whether_it_is_ready() {
    let home = Home::sqlite();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
    let address = ["127.0.0.1:", &port].concat();
    let mut health = home.command(&["health"]);
    let health = health.env("GANGWAY_LISTEN", ["0.0.0.0:", &port].concat());
    let refused = ended(health);
    assert!(!refused.ok && refused.err.contains(&["No server answers at 0.0.0.0:", &port].concat()), "{}", refused.err);
    // A secret that cannot be read is no reason to ask for it.
    let health = health.env("SMTP_URL_FILE", "/nowhere").env("GANGWAY_NONSENSE", "x");
    let server = Serving::spawn(home.command(&["serve"]).env("GANGWAY_LISTEN", &address));
    let said = ended(health);
    assert!(said.ok && said.out == "ready\n", "{}{}", said.out, said.err);
    drop(server);

    let other = std::net::TcpListener::bind(&address).unwrap();
    let silent = ended(health);
    assert!(!silent.ok && silent.err.contains("does not answer within 5 s."), "{}", silent.err);
    std::thread::spawn(move || {
        for stream in other.incoming().map_while(Result::ok) {
            let mut stream = BufReader::new(stream);
            // All that is asked for, to its empty line.
            let _asked: Vec<String> =
                stream.by_ref().lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
            stream.get_mut().write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").ok();
        }
    });
    let foreign = ended(health);
    assert!(!foreign.ok && foreign.err.contains("is not Gangway."), "{}", foreign.err);
}

/// A demonstration with its folder in `folder`, and what it says at first.
struct Demo {
    process: Serving,
    lines: Box<dyn Iterator<Item = String>>,
    link: String,
    emails: String,
}

impl Demo {
    fn start(home: &Home, folder: &Path, listen: &str) -> Self {
        // Whoever runs the tests may ignore the end of the terminal.
        let mut command = home.command_of(Path::new("env"), &["--default-signal=HUP", GANGWAY, "demo"]);
        // None of this is touched.
        command.env("SMTP_URL", "smtp://127.0.0.1:1").env("GANGWAY_MAIL_FROM", "a@acme.example");
        command.env("GANGWAY_PUBLIC_URL", "https://partners.acme.example");
        command.env("TMPDIR", folder).env("GANGWAY_LISTEN", listen);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut lines = Box::new(lines);
        let said: Vec<String> = lines.by_ref().take(4).collect();
        let url =
            |line: &str| line.split_whitespace().find(|word| word.starts_with("http://localhost:")).map(str::to_owned);
        assert!(said[0].starts_with("Open the demo: ") && said[1].contains("emails"), "{said:?}");
        let (link, emails) = (url(&said[0]).unwrap(), url(&said[1]).unwrap());
        Self { process: Serving(child), lines, link, emails }
    }

    fn end(&mut self, signal: Signal) {
        kill_process(Pid::from_child(&self.process.0), signal).unwrap();
        // The end of what it says is the end of it.
        assert_eq!(self.lines.next(), None);
    }
}

async fn read(url: &str) -> String {
    reqwest::get(url).await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn a_demo_opens_by_a_click_shows_what_it_would_send_and_leaves_nothing_behind() {
    let home = Home::sqlite();
    let folder = home.file("temporary");
    fs::create_dir(&folder).unwrap();
    let mut demo = Demo::start(&home, &folder, "127.0.0.1:0");
    let (site, _) = demo.link.split_once("/demo/").unwrap();
    let visitor = reqwest::Client::builder().cookie_store(true).build().unwrap();
    for _ in 0..2 {
        let page = visitor.get(&demo.link).send().await.unwrap();
        assert_eq!(page.url().path(), "/attention", "as often as one likes");
        let page = page.text().await.unwrap();
        assert!(page.contains("Maya Lindqvist") && page.contains("This is a demo"), "{page}");
        assert!(page.contains(&format!("href=\"{}\"", demo.emails)) && !page.contains("No mail server"), "{page}");
    }
    let page = visitor.get(format!("{site}/manage/mail/server")).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("This demo sends nothing, so no mail server can be set.") && !page.contains("form[host]"));
    let guessed = format!("{site}/demo/{}", "a".repeat(43));
    assert_eq!(reqwest::get(guessed).await.unwrap().status(), 404);

    assert!(read(&demo.emails).await.contains("No emails yet."));
    let forgotten = reqwest::Client::new().post(format!("{site}/api/account/forgot-password"));
    let forgotten = forgotten.header("sec-fetch-site", "same-origin").form(&[("email", "maya.lindqvist@acme.example")]);
    assert!(forgotten.send().await.unwrap().status().is_success());
    let email = loop {
        let list = read(&demo.emails).await;
        if let Some(at) = list.find("/email/") {
            assert!(list.contains("maya.lindqvist@acme.example"), "{list}");
            break list[at..].split('"').next().unwrap().to_owned();
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let shown = reqwest::get(format!("{}{email}", demo.emails)).await.unwrap();
    let policy = shown.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'none'") && policy.contains("sandbox"), "{policy}");
    assert!(shown.text().await.unwrap().contains(&format!("{site}/")), "its link works");
    for name in ["..%2Fgangway", "nothing", "..%00"] {
        assert_eq!(reqwest::get(format!("{}/email/{name}", demo.emails)).await.unwrap().status(), 404, "{name}");
    }
    let list = reqwest::get(&demo.emails).await.unwrap();
    for (header, value) in [
        ("content-security-policy", "default-src 'none'"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        assert!(list.headers()[header].to_str().unwrap().contains(value), "{header}");
    }
    let port = demo.emails.rsplit(':').next().unwrap();
    for (host, status) in
        [("evil.example", 421), ("localhost.evil.example:80", 421), ("", 421), ("127.0.0.1", 200), ("[::1]:80", 200)]
    {
        let asked = reqwest::Client::new().get(format!("http://127.0.0.1:{port}/")).header("host", host);
        assert_eq!(asked.send().await.unwrap().status(), status, "{host}");
    }
    assert!(!home.database().exists());
    demo.end(Signal::TERM);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "its folder is gone");
}

#[test]
fn a_demo_leaves_nothing_behind_however_it_is_ended() {
    let home = Home::sqlite();
    let folder = home.file("temporary");
    fs::create_dir(&folder).unwrap();
    for signal in [Signal::INT, Signal::HUP] {
        Demo::start(&home, &folder, "127.0.0.1:0").end(signal);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0, "{signal:?}");
    }
    let mut first = Demo::start(&home, &folder, "127.0.0.1:0");
    let port = first.link.split(['/', ':']).nth(4).unwrap().to_owned();
    let second =
        ended(home.command(&["demo"]).env("GANGWAY_LISTEN", format!("127.0.0.1:{port}")).env("TMPDIR", &folder));
    assert!(!second.ok && second.err.contains("for example --listen 127.0.0.1:3100"), "{}", second.err);
    first.end(Signal::INT);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
}

#[test]
fn a_demo_without_a_temporary_folder_uses_the_data_folder_or_says_how_to_name_one() {
    let home = Home::sqlite();
    let nowhere = home.file("nowhere");
    let mut demo = Demo::start(&home, &nowhere, "127.0.0.1:0");
    let names = || fs::read_dir(home.folder.path()).unwrap().map(|file| file.unwrap().file_name());
    assert!(names().any(|name| name.to_string_lossy().starts_with("gangway-demo-")));
    demo.end(Signal::TERM);
    assert_eq!(names().count(), 0);
    let refused = ended(home.command(&["demo"]).env("TMPDIR", &nowhere).env("GANGWAY_DATA_DIR", &nowhere));
    assert!(!refused.ok && refused.err.contains("TMPDIR: The temporary folder "), "{}", refused.err);
}

#[test]
fn only_commands_that_need_a_new_database_make_one() {
    let home = Home::sqlite();
    let wrong = home.file("data");
    let run = |arguments: &[&str]| ended(home.command(arguments).env("GANGWAY_DATA_DIR", &wrong));
    for arguments in [&["owner-link"][..], &["owner-link", "--for", "maya@acme.example"], &["backup", "copy.db"]] {
        let refused = run(arguments);
        assert!(!refused.ok && refused.out.is_empty(), "{arguments:?}: {}", refused.out);
        assert!(refused.err.contains(&format!("There is no database at {}", wrong.display())), "{}", refused.err);
    }
    assert!(run(&["owner-link"]).err.contains("with the settings of the service"), "{}", run(&["owner-link"]).err);
    let doctor = run(&["doctor"]);
    assert!(
        doctor.ok && doctor.out.contains("There is none yet.") && doctor.out.contains("ok      Disk"),
        "{}",
        doctor.out
    );
    assert_eq!(fs::read_dir(home.folder.path()).unwrap().count(), 0, "not even a folder");
    assert!(run(&["migrate"]).ok && run(&["owner-link"]).out.contains("/activate/"));
}

#[test]
fn links_in_emails_that_open_on_this_machine_only_are_named() {
    let home = Home::sqlite();
    let said = |url: &str| {
        let server = ["--smtp-url=smtp://127.0.0.1:1", "--mail-from=a@b.example"];
        home.run(&[&["doctor"], &server[..], &[url][..]].concat()).out
    };
    for url in ["--listen=127.0.0.1:3000", "--public-url=http://localhost:3000", "--public-url=http://127.0.0.1"] {
        let said = said(url);
        assert!(said.contains("warning Configuration: Links in emails start with http://"), "{said}");
        assert!(said.contains("GANGWAY_PUBLIC_URL=https://partners.acme.example"), "{said}");
    }
    let named = "Links in emails";
    assert!(!said("--public-url=http://partners.acme.example").contains(named));
    assert!(!home.run(&["doctor"]).out.contains(named), "no email leaves");
}

/// A library that lets nothing reach the disk, for `LD_PRELOAD`.
fn failing_disk(home: &Home) -> PathBuf {
    let (source, library) = (home.file("failing.c"), home.file("failing.so"));
    let code = "#include <errno.h>\n\
                int fsync(int file) { (void)file; errno = EIO; return -1; }\n\
                int fdatasync(int file) { return fsync(file); }\n";
    fs::write(&source, code).unwrap();
    let made = Command::new("cc").args(["-shared", "-fPIC", "-o"]).args([&library, &source]).status().unwrap();
    assert!(made.success());
    library
}

#[tokio::test]
async fn f16_what_the_disk_did_not_keep_is_not_acknowledged() {
    let home = Home::sqlite();
    home.done(&["migrate"]);
    let failing = failing_disk(&home);
    for _ in 0..2 {
        let Ended { ok, out, err } = ended(home.command(&["owner-link"]).env("LD_PRELOAD", &failing));
        assert!(!ok && !out.contains("activate"), "{out}");
        assert!(err.contains("disk I/O error"), "{err}");
    }
    assert!(home.done(&["owner-link"]).contains("/activate/"), "once the disk works again, so do we");
    assert_eq!(home.number("select count(*) from pragma_integrity_check where integrity_check <> 'ok'").await, 0);
    assert_eq!(home.number("select count(*) from invitation where superseded_at is null").await, 1);
}

async fn f18_a_migration_that_is_killed_is_carried_out_by_the_next_start(home: Home) {
    for n in 0..6 {
        let home = home.another().await;
        let mut migrating = home.command(&["migrate"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(n * 15));
        migrating.kill().unwrap();
        migrating.wait().unwrap();
        home.done(&["migrate"]);
        assert_eq!(home.number("select count(*) from _sqlx_migrations where success = (1 = 1)").await, newest_schema());
        assert_eq!(home.number("select count(*) from partner").await, 0, "the tables are there");
    }
}

#[tokio::test]
async fn f18_an_empty_sqlite_file_is_filled_only_where_a_migration_began() {
    // SQLite makes its file before it writes to it.
    let home = Home::sqlite();
    fs::write(home.database(), "").unwrap();
    fs::write(home.file("gangway.db.begun"), "").unwrap();
    home.done(&["migrate"]);
    fs::write(home.database(), "").unwrap();
    all_refuse(&home, "gangway.db is empty (0 bytes)");
}

/// A server that has logged many times what a pipe holds, none of which was read; and its `/readyz`.
async fn serving_unread(home: &Home) -> (Serving, String) {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut command = home.command(&["serve"]);
    command.env("GANGWAY_LISTEN", free.to_string()).env("RUST_LOG", "trace");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut server = Serving(child);
    let url = format!("http://{free}/readyz");
    while reqwest::get(&url).await.is_err() {
        assert!(server.0.try_wait().unwrap().is_none(), "it ended because nobody listened");
        std::thread::sleep(Duration::from_millis(20));
    }
    is_ready(&url, 300).await;
    (server, url)
}

async fn is_ready(url: &str, times: usize) {
    for _ in 0..times {
        let answer = reqwest::Client::new().get(url).timeout(scaled(Duration::from_secs(10))).send().await;
        assert_eq!(answer.unwrap().status(), 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f40_nobody_has_to_read_what_the_server_says() {
    let home = Home::sqlite();
    let (mut server, url) = serving_unread(&home).await;
    drop(server.0.stderr.take());
    is_ready(&url, 50).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn f40_a_server_whose_log_nobody_reads_ends_when_it_is_told_to() {
    let home = Home::sqlite();
    let (mut server, _) = serving_unread(&home).await;
    let told = Command::new("kill").arg(server.0.id().to_string()).status().unwrap();
    assert!(told.success());
    assert!(server.0.wait().unwrap().success());
}

#[test]
fn log_lines_are_all_written_and_have_no_colour_where_nobody_sees_it() {
    for format in ["text", "json"] {
        let home = Home::sqlite();
        let mut command = home.command(&["migrate"]);
        let Ended { ok, err, .. } = ended(command.env("RUST_LOG", "sqlx=trace").env("GANGWAY_LOG_FORMAT", format));
        assert!(ok && err.ends_with('\n') && err.lines().count() > 1, "{err}");
        assert!(!err.contains('\x1b'), "{err}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn f20_a_server_that_is_told_to_stop_ends_by_itself() {
    let home = Home::sqlite();
    let mut server = Serving::start(&home);
    let told = Command::new("kill").arg(server.0.id().to_string()).status().unwrap();
    assert!(told.success());
    assert!(server.0.wait().unwrap().success());
    assert!(!home.file("gangway.db-wal").exists(), "its database is closed");
}

async fn what_a_killed_server_was_doing_for_many_goes_on_at_the_next_start(home: Home) {
    home.done(&["seed"]);
    let with_access = "select count(*) from person where role = 'contact' and access_at is not null";
    assert!(home.number(with_access).await > 20);
    // Maya came half a year ago, which is long enough for a result to be cleared away.
    home.execute(
        "insert into bulk (id, staff_id, change, target, note, created_at, moved_at)
           select id, id, 'remove', '', '', created_at + 15552000000000, 1 from person where first_name = 'Maya' and role = 'admin';
         insert into bulk_item (bulk_id, position, partner_id, name, outcome, what)
           select b.id, row_number() over (order by p.id), p.id, p.name, 'waiting', '' from bulk b cross join partner p",
    )
    .await;
    let waiting = "select count(*) from bulk_item where outcome = 'waiting'";
    assert_eq!(home.number(waiting).await, 40);
    let mut server = Serving::start(&home);
    while home.number(waiting).await > 0 {
        assert!(server.0.try_wait().unwrap().is_none(), "it ended before its work did");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(home.number(with_access).await, 0);
}
