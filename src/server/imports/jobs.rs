//! Partners from a spreadsheet: kept with what is to be said of each row, imported once, all rows that
//! are ready in one transaction. Nobody is invited by it.

use super::rows::{self, Cells, RowResult};
use super::sheet::Sheet;
use crate::domain::email::EmailAddress;
use crate::domain::ids::ImportId;
use crate::domain::imports::{Import, ImportRow, RowState};
use crate::server::audit::record::{self, Entry};
use crate::server::authz::Editor;
use crate::server::catalog::options;
use crate::server::organisation::settings;
use crate::server::partners::duplicates::ExistingRecords;
use crate::server::partners::partner;
use crate::server::platform::csv::CsvFile;
use crate::server::platform::db::{execute, read, run};
use crate::server::platform::error::{Context, Error, Result};
use crate::server::state::AppState;
use serde::Serialize;

/// Rows a page of the report.
const PAGE: usize = 100;
/// How many one colleague keeps; what was uploaded before them is forgotten.
const KEPT: i64 = 10;

/// Reads what came in by `field` and keeps it for a look before anything is imported.
pub async fn keep(app: &AppState, staff: &Editor, field: &str, bytes: &[u8]) -> Result<ImportId> {
    const ADD: &str =
        "insert into partner_import (id, staff_id, sheet, results, created_at) values ($1, $2, $3, $4, $5)";
    const FORGET: &str = "
        delete from partner_import
        where staff_id = $1
            and id not in (
                select id
                from partner_import
                where staff_id = $1
                order by created_at desc, id desc
                limit $2
            )";
    let bytes = bytes.to_vec();
    let sheet = app.workers.run(move || Sheet::read(&bytes)).await?.map_err(|mend| Error::field(field, mend))?;
    let choices = options::list(app, staff).await?;
    let mut tx = app.db.begin().await?;
    let here = ExistingRecords::read(&mut tx).await?;
    let validated = rows::validate(&sheet, &choices, &here);
    let results: Vec<RowResult> = validated.into_iter().map(|(result, _)| result).collect();
    let id = ImportId(app.id());
    // Forgotten first: after a clock went back the new one would look older than those.
    execute!(&mut tx, FORGET, staff.id.0, KEPT - 1)?;
    execute!(&mut tx, ADD, id.0, staff.id.0, text(&sheet)?, text(&results)?, app.now().0)?;
    tx.commit().await?;
    Ok(id)
}

fn text(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Internal(Box::new(error)))
}

/// Only who uploaded it finds it.
const FIND: &str = "select sheet, results, done_at from partner_import where id = $1 and staff_id = $2";

struct SavedImport {
    sheet: Sheet,
    results: Vec<RowResult>,
    done: bool,
}

type JobRow = (String, String, Option<i64>);

fn saved(row: Option<JobRow>) -> Result<SavedImport> {
    let (sheet, results, done_at) = row.ok_or(Error::NotFound)?;
    // One that an older Gangway wrote in another shape is as good as forgotten.
    let not_found = |_| Error::NotFound;
    Ok(SavedImport {
        sheet: serde_json::from_str(&sheet).map_err(not_found)?,
        results: serde_json::from_str(&results).map_err(not_found)?,
        done: done_at.is_some(),
    })
}

async fn find(app: &AppState, staff: &Editor, id: ImportId) -> Result<SavedImport> {
    saved(read!(&app.db, c => sqlx::query_as(FIND).bind(id.0).bind(staff.id.0).fetch_optional(c))?)
}

/// The report: numbers, and a page of the rows below line `after`, of one state or of all.
pub async fn get(app: &AppState, staff: &Editor, id: ImportId, state: Option<RowState>, after: i64) -> Result<Import> {
    let SavedImport { sheet, results, done } = find(app, staff, id).await?;
    let columns = sheet.columns();
    let number = |state: RowState| results.iter().filter(|result| result.state == state).count() as i64;
    let counts = RowState::ALL.map(|state| (state, number(state)));
    let asked = sheet
        .rows
        .iter()
        .zip(&results)
        .filter(|(row, result)| row.line > after && state.is_none_or(|state| state == result.state));
    let mut rows: Vec<ImportRow> = asked
        .take(PAGE + 1)
        .map(|(row, result)| {
            let cells = Cells::new(&sheet, &columns, &row.cells);
            let short = |column| shortened(cells.get(column));
            ImportRow {
                line: row.line,
                name: short("name"),
                email: short("email"),
                state: result.state,
                what: result.what.clone(),
                partner: result.partner,
            }
        })
        .collect();
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok(Import {
        id,
        done,
        counts: counts.into_iter().filter(|(_, count)| *count > 0).collect(),
        ignored: sheet.ignored().into_iter().map(shortened).collect::<Vec<_>>().join(", "),
        next: rows.last().filter(|_| has_more).map(|last| last.line),
        rows,
    })
}

/// Enough of a cell to know it by.
fn shortened(cell: &str) -> String {
    cell.chars().take(EmailAddress::MAX).collect()
}

/// The rows that need a mend, as a file to mend and upload again: as they came, and why.
pub async fn failed_rows(app: &AppState, staff: &Editor, id: ImportId) -> Result<String> {
    let SavedImport { sheet, results, .. } = find(app, staff, id).await?;
    let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default().max(sheet.head.len());
    let mut file = CsvFile::with_bom();
    let mut add_line = |cells: &[String], why: &str| {
        let mut line: Vec<&str> = cells.iter().map(String::as_str).collect();
        line.resize(width, "");
        line.push(why);
        file.add_line(&line);
    };
    add_line(&sheet.head, t!(server::imports::why_it_was_left_out));
    for (row, result) in sheet.rows.iter().zip(&results) {
        if [RowState::Invalid, RowState::DuplicateInFile].contains(&result.state) {
            add_line(&row.cells, &result.what);
        }
    }
    Ok(file.finish())
}

/// Imports all rows that are ready now. Asked again, it changes nothing.
pub async fn run(app: &AppState, staff: &Editor, id: ImportId) -> Result<()> {
    // On PostgreSQL somebody may add the same address between the look and the row itself: then nothing of
    // this happened, and the next look sees it.
    for _ in 0..3 {
        match run_once(app, staff, id).await {
            Err(Error::Invalid(_)) => {}
            done => return done,
        }
    }
    Err(Error::Busy)
}

async fn run_once(app: &AppState, staff: &Editor, id: ImportId) -> Result<()> {
    const DONE: &str = "update partner_import set results = $2, done_at = $3 where id = $1";
    // Nobody changes the lists meanwhile, and another import waits.
    let mut tx = settings::begin(app).await?;
    let choices = options::list(app, staff).await?;
    let SavedImport { sheet, done, .. } =
        saved(run!(&mut tx, c => sqlx::query_as(FIND).bind(id.0).bind(staff.id.0).fetch_optional(c))?)?;
    if done {
        return Ok(());
    }
    let here = ExistingRecords::read(&mut tx).await?;
    let mut added = 0;
    let mut results = Vec::with_capacity(sheet.rows.len());
    for (result, details) in rows::validate(&sheet, &choices, &here) {
        let Some(details) = details else {
            results.push(result);
            continue;
        };
        let contact = partner::add_with_contact(&mut tx, app, staff, &details).await.context("importing a partner")?;
        partner::note_import(&mut tx, contact.partner(), id).await?;
        partner::note_added(&mut tx, app, staff, &details, &contact, "none").await?;
        results.push(RowResult { state: RowState::Added, what: String::new(), partner: Some(contact.partner()) });
        added += 1;
    }
    let what = recorded!(server::events::partners_imported, actor = &staff.name, count = added);
    record::write(&mut tx, app, Entry::of(staff, "partners_imported", what)).await?;
    execute!(&mut tx, DONE, id.0, text(&results)?, app.now().0)?;
    tx.commit().await
}
