//! What must hold after every test, whatever it did.

use super::app::{TestApp, on_both_engines};
use super::captured_log;
use super::fake_smtp::Sink;
use super::received_email::ReceivedEmail;
use crate::domain::invitations::delivery::Delivery;
use crate::server::ops::metrics_export;
use crate::server::platform::db::{Db, execute, read};
use crate::server::platform::normalize::{fold, search_key};
use crate::server::privacy::places::{Ends, PLACES, Place};
use aho_corasick::AhoCorasick;
use sqlx::{AssertSqlSafe, PgPool, SqlitePool};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;

/// What can never be, each with the count of it.
const NEVER: [(&str, &str); 13] = [
    (
        "I1: a partner without its main contact",
        "
        select count(*)
        from partner c
        where not exists (select 1 from person p where p.partner_id = c.id and p.is_main)",
    ),
    (
        "I1: a partner of whom the audit log knows nothing",
        // As far as the log reaches back.
        "select count(*) from partner c where not exists (select 1 from audit a where a.partner_id = c.id)
         and c.created_at >= (select min(at) from audit)",
    ),
    (
        "I1: an invited person of a partner without an invitation",
        "select count(*) from person p where p.role = 'contact' and p.access_at is not null
         and not exists (select 1 from invitation i where i.person_id = p.id)",
    ),
    (
        "I7: a person who was invited at another time than their newest invitation",
        "
        select count(*)
        from person p
        where p.invited_at < (select max(i.created_at) from invitation i where i.person_id = p.id)
            or p.invited_at is null and exists (select 1 from invitation i where i.person_id = p.id)",
    ),
    (
        // An emailed invitation has a link of that kind; one without any link has an email to come.
        "I2: an invitation by mail without its mail",
        // Of a removed colleague no email stays.
        "select count(*) from invitation i where i.email <> ''
         and not exists (select 1 from queued_email m where m.invitation_id = i.id)
         and (exists (select 1 from token t where t.invitation_id = i.id and t.channel = 'mail')
             or not exists (select 1 from token t where t.invitation_id = i.id))",
    ),
    (
        "I2: a mail that ended without saying when, or goes on although it ended",
        "
        select count(*)
        from queued_email
        where (finished_at is null) = (state in ('accepted', 'filed', 'failed', 'cancelled'))",
    ),
    (
        "I2: a mail that failed without a reason",
        "select count(*) from queued_email where state = 'failed' and reply = ''",
    ),
    (
        "I3: a mail that was tried more often than is counted",
        "select count(*) from queued_email m where m.attempts < (select count(*) from email_attempt a where a.email_id = m.id)",
    ),
    (
        "I4: more activations of somebody than invitations they accepted",
        "
        select count(*)
        from person p
        where p.role = 'contact'
            and (
                select count(*)
                from audit a
                where a.partner_id = p.partner_id and a.person_id = p.id and a.action = 'activated'
                    and a.at >= (select min(i.created_at) from invitation i where i.person_id = p.id)
            ) > (select count(*) from invitation i where i.person_id = p.id and i.accepted_at is not null)",
    ),
    (
        "I5: somebody active of whom the audit log knows no activation",
        "select count(*) from person p where p.role = 'contact' and p.activated_at is not null
         and not exists (select 1 from audit a
             where a.partner_id = p.partner_id and a.person_id = p.id and a.action = 'activated')
         and p.activated_at >= (select min(at) from audit)",
    ),
    (
        "I6: a session of somebody without access",
        "
        select count(*)
        from session s
        join person p on p.id = s.person_id
        where p.access_at is null or p.activated_at is null",
    ),
    (
        "I8: a removed colleague of whom more than the name is left",
        "
        select count(*)
        from person p
        where p.email = ''
            and (
                p.email_key like '%@%' or p.phone <> '' or p.job_title <> '' or p.language <> '' or p.list_view <> ''
                or p.access_at is not null or p.last_seen_at is not null
            )",
    ),
    (
        "I8: an address of a removed person in the audit log",
        "
        select count(*)
        from audit a
        where (a.what like '%@%' or a.changes like '%@%' or a.search_key like '%@%')
            and a.person_id is not null
            and not exists (select 1 from person p where p.id = a.person_id and p.email <> '')",
    ),
];

/// How many rows of each place tell more of a removed colleague, or of an erased person, than their name.
async fn remains_of_removed_people(db: &Db) {
    for Place { name, table, rows, ends, .. } in PLACES {
        let remains = match ends {
            Ends::WithRemoval => "true".to_owned(),
            Ends::Emptied(empty) => format!("not ({})", empty.replace(", ", " and ")),
            Ends::WithErasure { removal } => (*removal).to_owned(),
            Ends::WithAnother | Ends::Kept => continue,
        };
        let condition = format!("{rows} and ({remains})").replace("$1", "gone.id");
        let sql = format!(
            "select count(*) from person gone where gone.email = '' and exists (select 1 from {table} where {condition})"
        );
        let count: i64 = read!(db, c => sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(c)).unwrap();
        assert_eq!(count, 0, "I8: {name} of a removed colleague in {table}");
    }
    const ERASED: &str = "
        select (select count(*) from person p join erased_person e on e.person_id = p.id)
            + (select count(*) from audit a join erased_person e on e.person_id = a.actor_id
                where a.actor <> '' or a.origin <> '')";
    let count: i64 = read!(db, c => sqlx::query_scalar(ERASED).fetch_one(c)).unwrap();
    assert_eq!(count, 0, "I8: an erased person is still there");
}

/// The database is sound, what it holds belongs together, and no secret is anywhere in it or in the log (R2).
pub async fn check(app: &TestApp) {
    assert_eq!(seen(&app.state.db).await, None);
    search_finds_everything(&app.state.db).await;
    partners_stand_where_they_are_said_to(&app.state.db).await;
    remains_of_removed_people(&app.state.db).await;
    let at_rest = at_rest(app).await;
    let secrets = app.secrets.all();
    let hex = |secret: &String| secret.bytes().take(12).map(|byte| format!("{byte:02x}")).collect();
    let clear: Vec<String> = secrets.iter().map(|secret| secret[..12].to_owned()).collect();
    assert!(!has_any(&at_rest, &clear), "R2: a secret is kept in clear");
    assert!(!has_any(&at_rest, &secrets.iter().map(hex).collect::<Vec<String>>()), "R2: a secret is kept as bytes");
    assert!(!has_any(&captured_log::text(), &clear), "R2: a secret is in the log");
    let metrics = metrics_export::text(&app.state).await.unwrap();
    assert!(metrics.ends_with("# EOF\n") && !metrics.contains('@'), "{metrics}");
    assert!(!has_any(&metrics, &clear), "R2: a secret is among the metrics: {metrics}");
}

/// What lists count and filter by is what the rest of the database says.
async fn partners_stand_where_they_are_said_to(db: &Db) {
    const WRONG: &str = "
        select p.name
        from partner p
        join partner_standing s on s.id = p.id
        where p.access is distinct from s.access or p.invited_until is distinct from s.invited_until
            or p.silent_since is distinct from s.silent_since or p.is_refused <> s.is_refused
            or p.scheduled_at is distinct from s.scheduled_at or p.is_reported <> s.is_reported
            or p.has_requests <> s.has_requests";
    let wrong: Vec<String> = read!(db, c => sqlx::query_scalar(WRONG).fetch_all(c)).unwrap();
    assert_eq!(wrong, [""; 0], "I9: partners that stand elsewhere");
}

/// Each partner is found and sorted by the words it has now.
async fn search_finds_everything(db: &Db) {
    const KEYS: &str = "
        select p.search_key, p.contact_key, t.words, t.contact
        from partner p
        join partner_search_text t on t.id = p.id";
    let keys: Vec<(String, String, String, String)> = read!(db, c => sqlx::query_as(KEYS).fetch_all(c)).unwrap();
    for (words_key, contact_key, words, contact) in keys {
        assert_eq!(
            (words_key, contact_key),
            (search_key(&words), fold(&contact)),
            "I7: a partner is found by old words"
        );
    }
}

/// The first of what can never be that can be seen.
async fn seen(db: &Db) -> Option<&'static str> {
    for (what, count) in NEVER {
        let count: i64 = read!(db, c => sqlx::query_scalar(count).fetch_one(c)).unwrap();
        if count > 0 {
            return Some(what);
        }
    }
    None
}

/// Looks again and again while much happens at once: what can never be is not there for a moment either.
pub struct Watch {
    looks: JoinHandle<usize>,
    is_over: Arc<AtomicBool>,
}

impl Watch {
    /// Begins to look.
    pub fn over(app: &TestApp) -> Self {
        let (db, is_over) = (app.state.db.clone(), Arc::<AtomicBool>::default());
        let until = is_over.clone();
        let looks = tokio::spawn(async move {
            let mut looks = 0;
            while looks == 0 || !until.load(Ordering::SeqCst) {
                let begin = Instant::now();
                assert_eq!(seen(&db).await, None, "in the middle of it, at look {looks}");
                looks += 1;
                // Half of the time at most, so that it stays a spectator.
                tokio::time::sleep(begin.elapsed() + Duration::from_millis(5)).await;
            }
            looks
        });
        Self { looks, is_over }
    }

    /// Ends it; says how often it looked.
    pub async fn end(self) -> usize {
        self.is_over.store(true, Ordering::SeqCst);
        self.looks.await.unwrap()
    }
}

/// I3: every message that `sink` got is one of the queue, and none arrived more often than it was tried.
pub async fn arrived_by_the_queue(app: &TestApp, sink: &Sink) {
    const KNOWN: &str = "select message_id, attempts from queued_email";
    let known: Vec<(String, i64)> = read!(&app.state.db, c => sqlx::query_as(KNOWN).fetch_all(c)).unwrap();
    let known: HashMap<String, i64> = known.into_iter().collect();
    let mut copies = HashMap::<String, i64>::new();
    for message in sink.messages() {
        let received = ReceivedEmail::read(&message.data, &app.secrets).message_id;
        // It leaves with a signature behind the id.
        let (local, host) = received.split_once('@').unwrap();
        let id = local.split('.').next().unwrap();
        *copies.entry(format!("{id}@{host}")).or_default() += 1;
    }
    for (id, count) in copies {
        assert!(known.get(&id).is_some_and(|tried| count <= *tried), "I3: {id} arrived {count} times");
    }
}

/// Whether one of `words` is in `text`: in one pass, because some tests see thousands of secrets and leave megabytes.
fn has_any(text: &str, words: &[String]) -> bool {
    AhoCorasick::new(words).unwrap().is_match(text)
}

on_both_engines! {
    what_can_never_be_is_seen,
}

async fn what_can_never_be_is_seen(app: &TestApp) {
    let staff = app.staff().await;
    app.alder(&staff, None).await;
    app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    app.emails().await;
    let by_mail = NEVER.iter().map(|(what, _)| *what).find(|what| what.contains("without its mail"));
    for (change, expected) in [
        ("update person set is_main = (1 = 0) where role = 'contact'", Some(NEVER[0].0)),
        ("update person set is_main = (1 = 1) where role = 'contact'", None),
        ("create table kept_mail as select * from queued_email", None),
        ("delete from queued_email", by_mail),
        ("delete from token", by_mail),
        // Not the column that is generated.
        (
            "
            insert into queued_email (
                id, invitation_id, password_reset_id, report_id, address_change_id, address_notice, security_notice_id, state,
                message_id, attempts, fence, due_at, tried_since, scheduled_at, recipient_key, asker,
                asking_partner_id, reply, created_at, finished_at
            )
            select id, invitation_id, password_reset_id, report_id, address_change_id, address_notice, security_notice_id, state,
                message_id, attempts, fence, due_at, tried_since, scheduled_at, recipient_key, asker,
                asking_partner_id, reply, created_at, finished_at
            from kept_mail",
            None,
        ),
    ] {
        let mut tx = app.state.db.begin().await.unwrap();
        execute!(&mut tx, change).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(seen(&app.state.db).await, expected, "{change}");
    }
}

#[test]
fn a_secret_is_found_wherever_it_is() {
    let words = ["abcdef".to_owned(), "zzzzzz".to_owned()];
    for text in ["abcdef", "x abcdef", "aabcdefg", "\u{e9}zzzzzz", "zzzzzzz"] {
        assert!(has_any(text, &words), "{text}");
    }
    for text in ["", "abcde", "abcdeg", "zzzzz", "ABCDEF"] {
        assert!(!has_any(text, &words), "{text}");
    }
    assert!(!has_any("anything", &[]));
}

/// Every row of every table, so that two looks can be compared. Copies that a test `kept` do not count.
pub async fn contents(app: &TestApp) -> String {
    let mut all = String::new();
    match &app.state.db {
        Db::Sqlite { read, .. } => {
            for table in tables_of_sqlite(read).await {
                // SQLite has no text of a whole row.
                let row = "select group_concat('quote(' || name || ')', ' || '' '' || ') from pragma_table_info($1)";
                let row: String = sqlx::query_scalar(row).bind(&table).fetch_one(read).await.unwrap();
                let rows = format!("select {row} from {table} order by 1");
                let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(rows)).fetch_all(read).await.unwrap();
                all += &[&table, ": ", &rows.join("\n"), "\n"].concat();
            }
        }
        Db::Postgres { pool, .. } => {
            for table in tables_of_postgres(pool).await {
                let rows = format!("select t::text from {table} t order by 1");
                let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(rows)).fetch_all(pool).await.unwrap();
                all += &[&table, ": ", &rows.join("\n"), "\n"].concat();
            }
        }
    }
    all
}

async fn tables_of_sqlite(pool: &SqlitePool) -> Vec<String> {
    // The search index follows the partners, in pages that differ with what was there before.
    let tables = "
        select name
        from pragma_table_list
        where schema = 'main' and type = 'table' and name not like 'sqlite%' and name not like 'kept%'
            and name not like 'partner#_text%' escape '#'
        order by name";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(pool).await.unwrap();
    assert!(tables.len() > 10, "the tables of this test are found");
    tables
}

async fn tables_of_postgres(pool: &PgPool) -> Vec<String> {
    let tables = "
        select table_name::text
        from information_schema.tables
        where table_schema = current_schema() and table_type = 'BASE TABLE' and table_name not like 'kept%'
        order by 1";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(pool).await.unwrap();
    assert!(tables.len() > 10, "the tables of this test are found");
    tables
}

/// Everything that is kept, as text, after a look at whether it is sound.
pub async fn at_rest(app: &TestApp) -> String {
    match &app.state.db {
        Db::Sqlite { read, write, .. } => {
            // Of the writer: another connection may know an older structure of the search index, and call it corrupt.
            let integrity: String = sqlx::query_scalar("pragma integrity_check").fetch_one(&write.pool).await.unwrap();
            assert_eq!(integrity, "ok");
            let broken = sqlx::query("pragma foreign_key_check").fetch_all(read).await.unwrap();
            assert!(broken.is_empty(), "{} rows refer to nothing", broken.len());
            files_of(app)
        }
        Db::Postgres { .. } => contents(app).await,
    }
}

fn files_of(app: &TestApp) -> String {
    let read = |name: &str| std::fs::read(app.folder.path().join(name)).unwrap_or_default();
    let bytes = [read("gangway.db"), read("gangway.db-wal")].concat();
    assert!(!bytes.is_empty(), "the files of this test are found");
    String::from_utf8_lossy(&bytes).into_owned()
}
