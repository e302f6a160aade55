//! R48: lists come in and go out as files, whole and harmless.

use crate::domain::catalog::choice::{ChoiceForm, ChoiceKind};
use crate::domain::email::EmailAddress;
use crate::domain::imports::RowState;
use crate::domain::onboarding::DetailsForm;
use crate::domain::partners::bulk::Selection;
use crate::domain::partners::partner::Choices;
use crate::paths;
use crate::server::authz::{Confirmed, Owner};
use crate::server::catalog::{manage, options};
use crate::server::imports::jobs;
use crate::server::imports::reading::MAX_BYTES;
use crate::server::imports::table::{MAX_COLUMNS, MAX_ROWS, Table};
use crate::server::partners::export::{Export, Pieces};
use crate::server::partners::{contact_roster, partner};
use crate::server::platform::csv::CsvFile;
use crate::server::platform::db::{Db, Tx, execute};
use crate::server::platform::error::Error;
use crate::server::platform::random::Random;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::people::with;
use crate::tests::scaled_runs;
use crate::tests::time_limits::scaled;
use std::future::Future;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;

on_both_engines! {
    r48_f37_bombs_are_refused_at_once_with_the_mend,
    r48_an_endless_file_is_refused_while_it_comes,
    r48_the_same_rows_at_the_same_time_come_in_once,
    r48_what_is_added_at_the_same_instant_is_left_out_and_the_rest_comes_in,
    r48_what_was_exported_comes_in_as_it_was,
    r48_a_spreadsheet_is_kept_though_the_clock_went_back,
}

const HEAD: &str = "Company,Contact,Email\n";
/// From the first byte sent to the page that says why.
const AT_ONCE: Duration = Duration::from_secs(10);
/// As for all requests (R47).
const ROOM: u64 = 256 * 1024 * 1024;

/// The largest file four times: the test makes it and sends it from the same memory as the server reads it in.
const ON_THE_WAY: u64 = 4 * MAX_BYTES as u64;

/// The most memory this process ever took; nothing where other tests share it.
fn memory() -> u64 {
    if std::env::var_os("NEXTEST").is_none() {
        return 0;
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    peak.trim().trim_end_matches(" kB").parse::<u64>().map_or(0, |kilobytes| kilobytes * 1024)
}

async fn r48_f37_bombs_are_refused_at_once_with_the_mend(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let after = |piece: &str, count: usize| [HEAD, &piece.repeat(count)].concat().into_bytes();
    let same = |count| after("Alder,Ana Ruiz,ana@alder.example\n", count);
    let utf16: Vec<u8> = "\u{FEFF}Com\0pany".encode_utf16().flat_map(u16::to_le_bytes).collect();
    maya.open(paths::PARTNERS_IMPORT).await;
    let before = memory();
    for (bomb, mend) in [
        (after("a", MAX_BYTES), "This is more than 64 MB. Import it in parts."),
        ([after("a,b,\"", 1), after("c\n", 1_000_000)].concat(), "A quotation mark in line 2 is never closed."),
        (after("a,", 5_500_000), "There are more than 5,000,000 cells."),
        (",a".repeat(5_500_000).into_bytes(), "There are more than 5,000,000 cells."),
        ([after("a,", MAX_COLUMNS), b"b".to_vec()].concat(), "Line 2 has 1,001 columns. The limit is 1,000."),
        (after("\n", 2_000_000), "There are no rows below the column names"),
        (after("a,b,c\n", 2_600_000), "There are more than 5,000,000 cells."),
        (same(MAX_ROWS + 1_000), "There are more than 200,000 rows. Import them in parts."),
        (after("a,b\0,c\n", 1), "This file isn't text"),
        (utf16, "This file isn't text"),
        (b"\xFF\xFEC\0o".to_vec(), "This file isn't text"),
        ("\"".repeat(1_000_001).into_bytes(), "A quotation mark in line 1 is never closed."),
    ] {
        let began = Instant::now();
        maya.upload(paths::PARTNERS_IMPORT_FILE, "file", &bomb).await;
        assert!(maya.page.complaint("file").contains(mend), "{mend}: {}", maya.page.complaint("file"));
        assert!(began.elapsed() < scaled(AT_ONCE), "{mend}: {:?}", began.elapsed());
    }
    assert_eq!(app.rows("partner_import").await, 0);
    // These are no bombs but get a report. Each row as wrong as it can be: the complaints stay short.
    let programs =
        format!("Company,Contact,Email,Programs\n{}", format!("A,B C,d,\"{}\"\n", "x;".repeat(4_900)).repeat(400));
    maya.upload(paths::PARTNERS_IMPORT_FILE, "file", programs.as_bytes()).await;
    assert_eq!(maya.page.find(".choices a"), ["All 400", "Needs fixing 400"]);
    // One cell of all of it.
    maya.open(paths::PARTNERS_IMPORT).await;
    maya.upload(paths::PARTNERS_IMPORT_FILE, "file", &after("a", MAX_BYTES - 100)).await;
    assert_eq!(maya.page.find(".choices a"), ["All 1", "Passed over 1"]);
    // One is new, and all the others are the same.
    maya.open(paths::PARTNERS_IMPORT).await;
    maya.upload(paths::PARTNERS_IMPORT_FILE, "file", &same(1_000)).await;
    assert_eq!(maya.page.find(".choices a"), ["All 1,000", "New partner 1", "Duplicate in file 999"]);
    assert!(memory() < before + ROOM + ON_THE_WAY, "{} MiB more", (memory() - before) >> 20);
}

async fn r48_an_endless_file_is_refused_while_it_comes(app: &TestApp) {
    let (_, maya) = app.maya().await;
    let before = memory();
    let host = app.url.trim_start_matches("http://");
    let began = Instant::now();
    let mut stream = TcpStream::connect(host).await.unwrap();
    let head = format!(
        "POST {} HTTP/1.1\r\nhost: {host}\r\norigin: {}\r\ncookie: {}\r\ncontent-type: multipart/form-data; boundary=x\r\ntransfer-encoding: chunked\r\n\r\n",
        paths::PARTNERS_IMPORT_FILE,
        app.url,
        maya.cookie_header()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let part = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n";
    stream.write_all(format!("{:x}\r\n{part}\r\n", part.len()).as_bytes()).await.unwrap();
    let chunk = format!("100000\r\n{}\r\n", "x".repeat(0x10_0000));
    let mut sent = 0;
    // A gigabyte, if it were read.
    while sent < 1_024 && stream.write_all(chunk.as_bytes()).await.is_ok() {
        sent += 1;
    }
    assert!(sent < 128, "{sent} MiB were taken in");
    let mut answer = vec![0; 12];
    // The connection may end before the answer was heard.
    if stream.read_exact(&mut answer).await.is_ok() {
        assert_eq!(answer, b"HTTP/1.1 413");
    }
    assert!(began.elapsed() < scaled(AT_ONCE), "{:?}", began.elapsed());
    assert!(memory() < before + ROOM + ON_THE_WAY, "{} MiB more", (memory() - before) >> 20);
    assert_eq!(app.rows("partner_import").await, 0);
}

async fn r48_the_same_rows_at_the_same_time_come_in_once(app: &TestApp) {
    let staff = app.staff().await;
    let rows = |from: usize| (from..from + 40).map(|n| format!("Company {n},Ana Ruiz,ana@company{n}.example\n"));
    let mut ids = Vec::new();
    // Two that are alike, and one that has half of their rows, the other way round; each sent twice.
    for from in [0, 0, 20] {
        let rows: String = if from == 0 { rows(from).collect() } else { rows(from).rev().collect() };
        let sheet = [HEAD, &rows].concat();
        let id = jobs::keep(&app.state, &staff, "file", "a.csv", sheet.clone().into_bytes()).await.unwrap();
        ids.extend([id, id]);
    }
    let all = ids.iter().map(|id| {
        let (app, staff, id) = (app.state.clone(), staff.clone(), *id);
        tokio::spawn(async move { jobs::start(&app, &staff, id).await })
    });
    for done in all.collect::<Vec<_>>() {
        done.await.unwrap().unwrap();
    }
    assert_eq!((app.rows("partner").await, app.rows("person").await), (60, 61));
    assert_eq!(app.audit_entries("partner_added").await, 60);
    assert_eq!(app.audit_entries("partners_imported").await, 3);
}

async fn r48_what_is_added_at_the_same_instant_is_left_out_and_the_rest_comes_in(app: &TestApp) {
    let staff = app.staff().await;
    let sheet = [HEAD, "Alder,Al Berg,a@a.example\nBlue,Jo Berg,b@b.example\nCarto,Kim Berg,c@c.example"].concat();
    let id = jobs::keep(&app.state, &staff, "file", "a.csv", sheet.clone().into_bytes()).await.unwrap();
    let mut wizard = app.state.db.begin().await.unwrap();
    let form = with(app.details("Somebody else", "b@b.example").await, |form| form.access = String::new());
    let details = form.parse().unwrap();
    let contact = partner::add_with_contact(&mut wizard, &app.state, &staff, &details).await.unwrap();
    partner::note_added(&mut wizard, &app.state, &staff, &details, &contact, "without access").await.unwrap();
    let run = tokio::spawn({
        let (app, staff) = (app.state.clone(), staff.clone());
        async move { jobs::start(&app, &staff, id).await }
    });
    if let (Tx::Postgres(transaction, _), Db::Postgres { pool, .. }) = (&mut wizard, &app.state.db) {
        let own = sqlx::query_scalar("select pg_backend_pid()").fetch_one(&mut **transaction);
        let own: i32 = own.await.unwrap();
        // Until the import waits for the address, which it found free.
        let waiting = "select count(*) from pg_stat_activity where $1 = any(pg_blocking_pids(pid))";
        while sqlx::query_scalar::<_, i64>(waiting).bind(own).fetch_one(pool).await.unwrap() == 0 {}
    }
    wizard.commit().await.unwrap();
    run.await.unwrap().unwrap();
    let import = jobs::get(&app.state, &staff, id, None, 0).await.unwrap();
    let states: Vec<RowState> = import.rows.iter().map(|row| row.state).collect();
    assert_eq!(states, [RowState::Added, RowState::AlreadyExists, RowState::Added]);
    assert_eq!(app.rows("partner").await, 3);
}

/// Pieces of what people type, and of what spreadsheets trip over.
const PIECES: [&str; 30] = [
    "=",
    "+",
    "-",
    "@",
    "'",
    "''",
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "\r",
    "\n",
    "\r\n",
    " ",
    "a",
    "B",
    "7",
    "é",
    "ß",
    "李",
    "🛳",
    "على",
    "\u{200D}",
    "\u{FEFF}",
    "&",
    "<b>",
    "cmd|' /C calc'!A0",
    "sep=;",
    "\\",
];

fn pick<'a>(chance: &Random, from: &[&'a str]) -> &'a str {
    from[chance.below(from.len() as i64) as usize]
}

fn text(chance: &Random, from: &[&str]) -> String {
    (0..chance.below(7)).map(|_| pick(chance, from)).collect()
}

#[test]
fn r48_every_field_comes_back_as_it_was_and_none_is_a_formula() {
    let sets = scaled_runs::size("SETS", 200);
    let chance = Random::seeded(scaled_runs::seed());
    let mut fields = 0;
    for set in 0..sets {
        let width = 3 + chance.below(6) as usize;
        let rows: Vec<Vec<String>> = (0..=chance.below(12))
            // An empty line does not count.
            .map(|_| (0..width).map(|n| text(&chance, &PIECES) + if n == 1 { "x" } else { "" }).collect())
            .collect();
        let mut file = CsvFile::with_bom();
        let head: Vec<&str> = ["name", "contact", "email", "a", "b", "c", "d", "e"][..width].into();
        file.add_line(&head);
        for row in &rows {
            file.add_line(&row.iter().map(String::as_str).collect::<Vec<_>>());
            fields += row.len();
        }
        let file = file.finish();
        let sheet = Table::of_text(file.as_bytes()).unwrap_or_else(|error| panic!("set {set}: {error}\n{file}"));
        let read: Vec<Vec<String>> = sheet.rows.into_iter().map(|row| row.cells).collect();
        // What is empty at the end of a line is not kept.
        let filled = |row: &Vec<String>| row[..=row.iter().rposition(|cell| !cell.is_empty()).unwrap()].to_vec();
        let rows: Vec<Vec<String>> = rows.iter().map(filled).collect();
        assert_eq!(read, rows, "set {set}: {file:?}");
        for field in ::csv::Reader::from_reader(file.as_bytes())
            .records()
            .flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
        {
            assert!(!field.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']), "set {set}: {field:?}");
        }
    }
    let words = format!("{sets} random files, {fields} fields: each was read back unchanged, and none is a formula");
    scaled_runs::held("R48", None, &words);
}

/// A partner that the rules allow, unlike all others by its number.
fn partner(chance: &Random, choices: &Choices, number: usize) -> DetailsForm {
    let names =
        ["=SUM(1)", "+1", "-x", "@home", "'=1", "'", "O'Brien", "Alder \"A\"", "a, b; c", "李", "Zoë", "🛳", "x=y"];
    // What is understood in files of others.
    let people = ["Dr. Ana", "Ruiz, PhD", "Prof.", "Smith III", "Ms", "n/a", "Ana", "unknown", "van"];
    let word = || [pick(chance, &names), pick(chance, &["", " ", "  "]), pick(chance, &names)].concat();
    // An address has no place in the name of a person.
    let personal = || match chance.below(2) {
        0 => pick(chance, &people).to_owned(),
        _ => word().replace('@', "-"),
    };
    let some = |chance: &Random| chance.below(3) == 0;
    let programs = choices.programs.iter().filter(|_| some(chance)).map(|program| program.id.to_string()).collect();
    let status = &choices.statuses[chance.below(choices.statuses.len() as i64) as usize];
    with(DetailsForm::default(), |form| {
        form.partner.name = format!("{} {number}", word());
        form.partner.status = status.id.to_string();
        form.partner.programs = programs;
        form.contact.first_name = personal();
        form.contact.last_name = personal();
        form.contact.email = format!("{}{number}@x.example", pick(chance, &["=a", "+a", "-a", "'a", "'=a", "a"]));
        form.contact.job_title = if some(chance) { personal() } else { String::new() };
        pick(chance, &["", "+49 30 123456"]).clone_into(&mut form.contact.phone);
        pick(chance, &["", "de", "en"]).clone_into(&mut form.contact.language);
    })
}

/// The export as both kinds of file, and what it says, except when each partner was added.
async fn exported(app: &TestApp, staff: &Owner) -> ([Vec<u8>; 2], Vec<Vec<String>>) {
    let export = async || {
        let everybody = Selection::Matching(Box::default());
        Export::of(&app.state, Confirmed::for_system((***staff).clone()), &everybody).await.unwrap()
    };
    let (csv, xlsx) = (export().await, export().await);
    let csv = whole(|pieces| csv.csv(pieces)).await;
    let xlsx = whole(|pieces| xlsx.workbook(pieces)).await;
    let lines = ::csv::ReaderBuilder::new().has_headers(false).from_reader(&csv[..]).into_records();
    let lines = lines.map(|line| line.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
    let lines = lines.map(|line| line[..line.len() - 1].to_vec()).collect();
    ([csv, xlsx], lines)
}

/// All pieces of a file.
async fn whole<F>(write: impl FnOnce(Pieces) -> F) -> Vec<u8>
where
    F: Future<Output = Result<(), Error>>,
{
    let (pieces, mut written) = mpsc::channel(1);
    let all = async {
        let mut file = Vec::new();
        while let Some(piece) = written.recv().await {
            file.extend(piece);
        }
        file
    };
    let (file, done) = tokio::join!(all, write(pieces));
    done.unwrap();
    file
}

/// C61 and C62: also as a workbook, which opens alike in every country, with every contact.
async fn r48_what_was_exported_comes_in_as_it_was(app: &TestApp) {
    app.stay_in_memory().await;
    let staff = app.staff().await;
    for name in ["A", "B", "A; B", "\"Quoted\" program", "=1+1", "East, West"] {
        let form = ChoiceForm { name: name.to_owned(), ..ChoiceForm::default() };
        let details = form.parse(ChoiceKind::Program).unwrap();
        manage::add(&app.state, &staff, ChoiceKind::Program, details).await.unwrap();
    }
    let choices = options::list(&app.state, &staff).await.unwrap();
    let chance = Random::seeded(scaled_runs::seed());
    // The files themselves are tried in larger numbers above.
    let sets = (scaled_runs::size("SETS", 200) / 500).clamp(2, 20);
    let mut all = 0;
    for set in 0..sets {
        let mut tx = app.state.db.begin().await.unwrap();
        for number in 0..=chance.below(40) as usize {
            let form = partner(&chance, &choices, number);
            let details = form.parse().unwrap_or_else(|errors| panic!("{errors:?}: {form:?}"));
            let main = partner::add_with_contact(&mut tx, &app.state, &staff, &details).await.unwrap();
            for more in 0..chance.below(3) {
                let mut details = details.contact.clone();
                details.email = EmailAddress::parse(&format!("more{more}-{}", details.email.as_str())).unwrap();
                contact_roster::add_silently(&mut tx, &app.state, &staff, main.partner(), &details).await.unwrap();
            }
            all += 1;
        }
        tx.commit().await.unwrap();
        let (files, lines) = exported(app, &staff).await;
        for file in files {
            empty(app).await;
            let id = jobs::keep(&app.state, &staff, "file", "a.csv", file).await.unwrap();
            jobs::start(&app.state, &staff, id).await.unwrap();
            let (_, again) = exported(app, &staff).await;
            assert_eq!(again, lines, "set {set}");
        }
        empty(app).await;
    }
    let words = format!(
        "{sets} random sets of partners, {all} in total: exported, imported when empty, exported again: identical"
    );
    scaled_runs::held("R48", Some(app.engine()), &words);
}

async fn r48_a_spreadsheet_is_kept_though_the_clock_went_back(app: &TestApp) {
    let staff = app.staff().await;
    let sheet = [HEAD, "Alder,Al Berg,a@a.example"].concat();
    for _ in 0..15 {
        let id = jobs::keep(&app.state, &staff, "file", "a.csv", sheet.clone().into_bytes()).await.unwrap();
        assert_eq!(jobs::get(&app.state, &staff, id, None, 0).await.unwrap().rows.len(), 1);
        app.wait(-1);
    }
    assert_eq!(app.rows("partner_import").await, 10, "and the others are forgotten");
}

async fn empty(app: &TestApp) {
    let mut tx = app.state.db.begin().await.unwrap();
    execute!(&mut tx, "delete from partner").unwrap();
    // By hand, so that nothing took their addresses out of it.
    execute!(&mut tx, "delete from audit where person_id is not null").unwrap();
    tx.commit().await.unwrap();
}
