//! Exports of any number of partners, which are sent while they are read.

use crate::domain::ids::PartnerId;
use crate::domain::partners::bulk::Selection;
use crate::domain::partners::partner::PartnerQuery;
use crate::paths;
use crate::server::authz::{Confirmed, Staff};
use crate::server::ops::sample;
use crate::server::partners::export::Export;
use crate::server::partners::list;
use crate::server::people::search_index;
use crate::server::platform::db::execute;
use crate::server::platform::error::Error;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::captured_log;
use crate::tests::time_limits::scaled;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::time::timeout;
use uuid::Uuid;

on_both_engines! {
    an_export_of_many_is_the_list_line_for_line,
    an_export_that_fails_breaks_off_and_is_logged_once,
    an_aborted_export_leaves_a_record_and_no_task,
    who_is_renamed_during_an_export_is_in_it_once,
    what_no_sheet_holds_is_refused_at_once,
}

/// More than are read at once.
const MANY: i64 = 1_600;
const LONG: Duration = Duration::from_secs(30);

async fn export(app: &TestApp, staff: &Staff) -> Export {
    let everybody = Selection::Matching(Box::default());
    Export::of(&app.state, Confirmed::for_system(staff.clone()), &everybody).await.unwrap()
}

/// Name and email of each line.
fn read(csv: &[u8]) -> Vec<(String, String)> {
    let lines = csv::Reader::from_reader(csv).into_deserialize::<BTreeMap<String, String>>().map(Result::unwrap);
    lines.map(|mut line| (line.remove("name").unwrap(), line.remove("email").unwrap())).collect()
}

async fn an_export_of_many_is_the_list_line_for_line(app: &TestApp) {
    let (staff, mut maya) = app.maya().await;
    sample::fill(&app.state, MANY).await.unwrap();
    let mut listed = Vec::new();
    let mut query = PartnerQuery::default();
    loop {
        let page = list::list(&app.state, &staff, &query).await.unwrap();
        listed.extend(page.rows.into_iter().map(|row| (row.name, row.contact_email)));
        let Some(next) = page.next else { break };
        query.after = next;
    }
    assert_eq!(listed.len(), MANY as usize);

    let page = maya.get(paths::PARTNERS_CSV).await;
    assert_eq!(page.body.matches('\u{FEFF}').count(), 1);
    let mut exported = read(page.body.trim_start_matches('\u{FEFF}').as_bytes());
    assert_eq!(exported.len(), MANY as usize + MANY as usize / 2, "every second one has two contacts");
    exported.dedup_by(|(name, _), (main, _)| name == main);
    assert!(exported == listed);
    let audit = maya.open(paths::MANAGE_AUDIT).await.text();
    assert!(audit.contains("Maya Lindqvist exported 1,600 partners."), "{audit}");

    let workbook = maya.look(paths::PARTNERS_WORKBOOK).await.bytes().await.unwrap();
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(workbook)).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut workbook, 0).unwrap().unwrap();
    let cells = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>());
    let lines: Vec<Vec<String>> = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(page.body.trim_start_matches('\u{FEFF}').as_bytes())
        .into_deserialize()
        .map(Result::unwrap)
        .collect();
    assert!(cells.eq(lines));
    let left = std::fs::read_dir(app.folder.path()).unwrap().map(|file| file.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().contains("tmp")));
}

async fn an_export_that_fails_breaks_off_and_is_logged_once(app: &TestApp) {
    let (staff, maya) = app.maya().await;
    app.alder(&staff, None).await;
    let change = async |sql: &'static str| {
        let mut tx = app.state.db.begin().await.unwrap();
        execute!(&mut tx, sql).unwrap();
        tx.commit().await.unwrap();
    };
    change("alter table audit rename to elsewhere").await;
    let file = async { maya.look_request(paths::PARTNERS_CSV).send().await?.text().await };
    file.await.expect_err("no export is complete without its entry");
    assert_eq!(captured_log::text().matches("Export broke off").count(), 1);
    change("alter table elsewhere rename to audit").await;
}

async fn an_aborted_export_leaves_a_record_and_no_task(app: &TestApp) {
    let (staff, maya) = app.maya().await;
    sample::fill(&app.state, MANY).await.unwrap();
    let (pieces, mut taken) = mpsc::channel(1);
    let work = tokio::spawn(export(app, &staff).await.csv(pieces));
    taken.recv().await.unwrap();
    taken.recv().await.unwrap();
    drop(taken);
    timeout(scaled(LONG), work).await.expect("it ends").unwrap().unwrap();
    assert_eq!(app.audit_entries("partners_exported").await, 1);

    let tasks = || Handle::current().metrics().num_alive_tasks();
    let before = tasks();
    let mut answer = maya.look(paths::PARTNERS_CSV).await;
    answer.chunk().await.unwrap();
    drop(answer);
    drop(maya);
    let ended = async {
        while app.audit_entries("partners_exported").await < 2 || tasks() > before {
            tokio::task::yield_now().await;
        }
    };
    timeout(scaled(LONG), ended).await.expect("it is recorded, and no task is left");
}

async fn who_is_renamed_during_an_export_is_in_it_once(app: &TestApp) {
    let staff = app.staff().await;
    sample::fill(&app.state, MANY).await.unwrap();
    let (pieces, mut taken) = mpsc::channel(1);
    let work = tokio::spawn(export(app, &staff).await.csv(pieces));
    let mut file = [taken.recv().await.unwrap(), taken.recv().await.unwrap()].concat();
    // The last becomes the first, and the first the last.
    for (sql, name) in [
        ("select id from partner order by name_key desc limit 1", "0 first"),
        ("select id from partner where name_key <> '0 first' order by name_key limit 1", "z last"),
    ] {
        let id: Uuid = app.id(sql).await.parse().unwrap();
        let mut tx = app.state.db.begin().await.unwrap();
        execute!(&mut tx, "update partner set name = $1, name_key = $1 where id = $2", name, id).unwrap();
        search_index::refresh_search(&mut tx, PartnerId(id)).await.unwrap();
        tx.commit().await.unwrap();
    }
    while let Some(piece) = taken.recv().await {
        file.extend(piece);
    }
    work.await.unwrap().unwrap();
    let mut emails: Vec<String> = read(&file[3..]).into_iter().map(|(_, email)| email).collect();
    let lines = emails.len();
    emails.sort();
    emails.dedup();
    assert_eq!((lines, emails.len()), (2_400, 2_400));
}

async fn what_no_sheet_holds_is_refused_at_once(app: &TestApp) {
    let staff = app.staff().await;
    sample::fill(&app.state, 4).await.unwrap();
    let export = export(app, &staff).await;
    assert!(export.fits(7).await.is_ok(), "four partners, two of them with another contact, under the head");
    let refused = export.fits(6).await.unwrap_err();
    assert!(matches!(&refused, Error::Conflict(why) if why.contains("at most 6 rows")), "{refused:?}");
}
