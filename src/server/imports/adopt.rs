//! Spreadsheets that version 0.1 kept as a whole: put into parts when they are opened.

use super::cells::{FileChoices, UnknownWord};
use super::rows::RowResult;
use super::store::{Counts, PART, SavedImport, add_part, json};
use super::table::{Line, Table};
use crate::domain::ids::ImportId;
use crate::domain::imports::FURTHER;
use crate::server::authz::Editor;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// What [`FURTHER`] was.
const FURTHER_BEFORE: i64 = 1_000_000;

#[derive(Deserialize)]
struct WholeTable {
    head: Vec<String>,
    rows: Vec<Line>,
    #[serde(default)]
    unread_sheets: Vec<String>,
}

#[derive(Deserialize)]
struct WholeResults {
    rows: Vec<RowResult>,
    unknown: Vec<UnknownWord>,
}

/// A file that `staff` uploaded.
pub async fn find(app: &AppState, staff: &Editor, id: ImportId) -> Result<SavedImport> {
    match SavedImport::read(&app.db, id).await {
        Err(Error::NotFound) => {}
        found => return found?.of(staff),
    }
    let mut tx = app.db.begin().await?;
    let import = find_in(&mut tx, staff, id).await?;
    tx.commit().await?;
    Ok(import)
}

/// The same inside a transaction.
pub async fn find_in(tx: &mut Tx, staff: &Editor, id: ImportId) -> Result<SavedImport> {
    adopt(tx, id).await?;
    SavedImport::read_in(tx, id).await?.of(staff)
}

/// Puts a file into parts, if it is one of those.
async fn adopt(tx: &mut Tx, id: ImportId) -> Result<()> {
    const WHOLE: &str = "
        select sheet, chosen, results
        from partner_import
        where id = $1 and part_count = 0";
    const ADOPT: &str = "
        update partner_import
        set sheet = $2, chosen = $3, results = $4, counts = $5, part_count = $6
        where id = $1";
    let whole: Option<(String, String, String)> =
        run!(&mut *tx, c => sqlx::query_as(WHOLE).bind(id.0).fetch_optional(c))?;
    let Some((table, chosen, results)) = whole else { return Ok(()) };
    let WholeTable { head, mut rows, unread_sheets } = parsed(&table)?;
    let WholeResults { rows: results, unknown } = parsed(&results)?;
    let mut chosen: FileChoices = parsed(&chosen)?;
    rows.iter_mut().for_each(|line| line.number = renumbered(line.number));
    chosen.fixes = chosen.fixes.into_iter().map(|(line, text)| (renumbered(line), text)).collect();
    let mut counts = Counts::default();
    counts.replace(&[], &results);
    let (sheet, rows) = Table { head, rows, unread_sheets }.into_parts();
    let parts = rows.chunks(PART).zip(results.chunks(PART));
    let part_count = parts.len() as i64;
    for (position, (lines, results)) in (0..).zip(parts) {
        add_part(tx, id, position, lines, results).await?;
    }
    let (sheet, chosen, unknown, counts) = (json(&sheet)?, json(&chosen)?, json(&unknown)?, json(&counts)?);
    execute!(tx, ADOPT, id.0, sheet, chosen, unknown, counts, part_count)?;
    Ok(())
}

fn parsed<T: DeserializeOwned>(text: &str) -> Result<T> {
    // In no shape that is known: as good as forgotten.
    serde_json::from_str(text).map_err(|_| Error::NotFound)
}

fn renumbered(line: i64) -> i64 {
    line / FURTHER_BEFORE * FURTHER + line % FURTHER_BEFORE
}
