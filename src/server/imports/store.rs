//! Spreadsheets as they are kept: what is known of each as a whole, and its rows in parts.

use super::cells::{FileChoices, UnknownWord};
use super::rows::RowResult;
use super::table::{Line, Sheet};
use crate::domain::ids::{ImportId, PersonId};
use crate::domain::imports::{FURTHER, ImportProgress, ImportStage, RowState};
use crate::domain::time::{MINUTE, Timestamp};
use crate::server::authz::Editor;
use crate::server::platform::db::{Db, Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// So many rows are kept together, and share a transaction when they become partners.
pub const PART: usize = 50;
/// Work that did not move for this long was interrupted.
pub const STALL_TIMEOUT: i64 = MINUTE;
/// So many parts are written in a transaction.
const WRITTEN_AT_ONCE: usize = 100;

/// How many rows there are of each state.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts(BTreeMap<RowState, i64>);

impl Counts {
    /// How many rows have this state.
    pub fn of(&self, state: RowState) -> i64 {
        self.0.get(&state).copied().unwrap_or_default()
    }

    /// How many rows have one of these states.
    pub fn all_of(&self, is_meant: fn(RowState) -> bool) -> i64 {
        self.0.iter().filter(|(state, _)| is_meant(**state)).map(|(_, count)| count).sum()
    }

    /// The states that occur, in the order in which reports count them.
    pub fn into_occurring(self) -> Vec<(RowState, i64)> {
        self.0.into_iter().filter(|(_, count)| *count > 0).collect()
    }

    /// Counts `new` rows instead of `old` ones.
    pub fn replace(&mut self, old: &[RowResult], new: &[RowResult]) {
        for (rows, step) in [(old, -1), (new, 1)] {
            for row in rows {
                *self.0.entry(row.state).or_default() += step;
            }
        }
    }
}

/// A spreadsheet without its rows.
pub struct SavedImport {
    pub id: ImportId,
    pub staff: PersonId,
    pub created_at: Timestamp,
    pub file_name: String,
    pub sheet: Sheet,
    pub chosen: FileChoices,
    pub unknown: Vec<UnknownWord>,
    pub counts: Counts,
    pub stage: ImportStage,
    pub part_count: i64,
    pub next_part: i64,
    pub revision: i64,
    pub added_before: i64,
    pub done: bool,
    moved_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct ImportRow {
    id: Uuid,
    staff_id: Uuid,
    created_at: i64,
    file_name: String,
    sheet: String,
    chosen: String,
    results: String,
    counts: String,
    stage: String,
    part_count: i64,
    next_part: i64,
    revision: i64,
    added_before: i64,
    moved_at: i64,
    done_at: Option<i64>,
}

impl ImportRow {
    /// None where an older Gangway wrote it in another shape, which is as good as forgotten, or where it is not whole yet.
    fn into_import(self) -> Option<SavedImport> {
        let stage = ImportStage::parse(&self.stage).filter(|stage| *stage != ImportStage::Storing)?;
        Some(SavedImport {
            id: ImportId(self.id),
            staff: PersonId(self.staff_id),
            created_at: Timestamp(self.created_at),
            file_name: self.file_name,
            sheet: serde_json::from_str(&self.sheet).ok()?,
            chosen: serde_json::from_str(&self.chosen).ok()?,
            unknown: serde_json::from_str(&self.results).ok()?,
            counts: serde_json::from_str(&self.counts).ok()?,
            stage,
            part_count: self.part_count,
            next_part: self.next_part,
            revision: self.revision,
            added_before: self.added_before,
            done: self.done_at.is_some(),
            moved_at: Timestamp(self.moved_at),
        })
    }
}

impl SavedImport {
    /// One that is whole. Fails where there is none.
    pub async fn read(db: &Db, id: ImportId) -> Result<Self> {
        let row: Option<ImportRow> = read!(db, c => sqlx::query_as(FIND).bind(id.0).fetch_optional(c))?;
        row.and_then(ImportRow::into_import).ok_or(Error::NotFound)
    }

    /// The same inside a transaction.
    pub async fn read_in(tx: &mut Tx, id: ImportId) -> Result<Self> {
        let row: Option<ImportRow> = run!(tx, c => sqlx::query_as(FIND).bind(id.0).fetch_optional(c))?;
        row.and_then(ImportRow::into_import).ok_or(Error::NotFound)
    }

    /// Only who uploaded it finds it.
    pub fn of(self, staff: &Editor) -> Result<Self> {
        if self.staff == staff.id { Ok(self) } else { Err(Error::NotFound) }
    }

    /// Those of a colleague, the newest first.
    pub async fn all_of(db: &Db, staff: &Editor) -> Result<Vec<Self>> {
        const FIND: &str = "select * from partner_import where staff_id = $1 order by created_at desc, id desc";
        let rows: Vec<ImportRow> = read!(db, c => sqlx::query_as(FIND).bind(staff.id.0).fetch_all(c))?;
        Ok(rows.into_iter().filter_map(ImportRow::into_import).collect())
    }

    /// How far the work on it has come.
    pub fn progress(&self, now: Timestamp) -> ImportProgress {
        let total = self.sheet.rows as i64;
        ImportProgress {
            stage: self.stage,
            done: (self.next_part * PART as i64).min(total),
            total,
            is_interrupted: self.stage != ImportStage::Checked && now > self.moved_at.plus(STALL_TIMEOUT),
        }
    }

    /// Keeps what a person chose, with what is done next, and from which part on.
    pub async fn enter(&self, tx: &mut Tx, now: Timestamp, stage: ImportStage, part: i64) -> Result<()> {
        const ENTER: &str = "
            update partner_import
            set chosen = $2, stage = $3, next_part = $4, moved_at = $5, added_before = $6, revision = revision + 1
            where id = $1";
        let added = self.counts.of(RowState::Added);
        execute!(tx, ENTER, self.id.0, json(&self.chosen)?, stage.as_str(), part, now.0, added)?;
        Ok(())
    }

    /// Moves to the next part; false where a person has chosen something else, or another instance was quicker.
    pub async fn advance(&mut self, tx: &mut Tx, now: Timestamp) -> Result<bool> {
        const ADVANCE: &str = "
            update partner_import
            set next_part = next_part + 1, moved_at = $5, counts = $6
            where id = $1 and stage = $2 and revision = $3 and next_part = $4";
        let Self { id, stage, revision, next_part, counts, .. } = self;
        let moved = execute!(tx, ADVANCE, id.0, stage.as_str(), *revision, *next_part, now.0, json(counts)?)? == 1;
        *next_part += i64::from(moved);
        Ok(moved)
    }

    /// Leaves the rest to the next worker, at once.
    pub async fn let_go(&self, tx: &mut Tx) -> Result<()> {
        const LET_GO: &str = "update partner_import set moved_at = 0 where id = $1 and revision = $2";
        execute!(tx, LET_GO, self.id.0, self.revision)?;
        Ok(())
    }

    /// Ends a look at all rows. What is ready can be imported, also after others were.
    pub async fn end_check(&self, tx: &mut Tx) -> Result<()> {
        const END: &str = "
            update partner_import
            set stage = 'checked', next_part = 0, results = $2, done_at = case when $3 then null else done_at end
            where id = $1";
        execute!(tx, END, self.id.0, json(&self.unknown)?, self.counts.all_of(RowState::is_ready) > 0)?;
        Ok(())
    }

    /// Ends an import.
    pub async fn end_import(&self, tx: &mut Tx, now: Timestamp) -> Result<()> {
        const END: &str = "
            update partner_import
            set stage = 'checked', next_part = 0, results = '[]', done_at = $2
            where id = $1";
        execute!(tx, END, self.id.0, now.0)?;
        Ok(())
    }
}

const FIND: &str = "select * from partner_import where id = $1";

/// Keeps a spreadsheet, whole when this returns. What its author uploaded before the `kept` newest is forgotten, unless
/// something is done with it.
pub async fn add(
    app: &AppState,
    staff: &Editor,
    file_name: &str,
    sheet: &Sheet,
    chosen: &FileChoices,
    rows: &[Line],
    kept: i64,
) -> Result<ImportId> {
    const ADD: &str = "
        insert into partner_import (
            id, staff_id, file_name, sheet, chosen, results, created_at, stage, part_count, moved_at
        )
        values ($1, $2, $3, $4, $5, '[]', $6, 'storing', $7, $6)";
    const FORGET: &str = "
        delete from partner_import
        where staff_id = $1
            and stage = 'checked'
            and id not in (
                select id
                from partner_import
                where staff_id = $1
                order by created_at desc, id desc
                limit $2
            )";
    let id = ImportId(app.id());
    let parts: Vec<(i64, &[Line])> = (0..).zip(rows.chunks(PART)).collect();
    let mut tx = app.db.begin().await?;
    // Forgotten first: after a clock went back the new one would look older than those.
    execute!(&mut tx, FORGET, staff.id.0, kept - 1)?;
    let (kept_sheet, kept_choices, part_count) = (json(sheet)?, json(chosen)?, parts.len() as i64);
    execute!(&mut tx, ADD, id.0, staff.id.0, file_name, kept_sheet, kept_choices, app.now().0, part_count)?;
    for some in parts.chunks(WRITTEN_AT_ONCE) {
        for (position, lines) in some {
            add_part(&mut tx, id, *position, lines, &[]).await?;
        }
        // Others get their turn.
        tx.commit().await?;
        tx = app.db.begin().await?;
    }
    execute!(&mut tx, "update partner_import set stage = 'checking' where id = $1", id.0)?;
    tx.commit().await?;
    Ok(id)
}

/// Adds a part with what is said of its rows; nothing before they were looked at.
pub async fn add_part(
    tx: &mut Tx,
    import: ImportId,
    position: i64,
    lines: &[Line],
    results: &[RowResult],
) -> Result<()> {
    const ADD: &str = "
        insert into partner_import_part (import_id, position, first_line, last_line, lines, results, states)
        values ($1, $2, $3, $4, $5, $6, $7)";
    let number = |line: Option<&Line>| line.map_or(FURTHER, |line| line.number);
    let (first, last) = (number(lines.first()), number(lines.last()));
    execute!(tx, ADD, import.0, position, first, last, json(lines)?, json(results)?, states(results))?;
    Ok(())
}

/// Which states rows have, a bit each.
fn states(results: &[RowResult]) -> i64 {
    results.iter().fold(0, |bits, row| bits | row.state.bit())
}

/// Some rows of a spreadsheet.
pub struct Part {
    pub position: i64,
    pub lines: Vec<Line>,
    /// What is said of each; nothing before they were looked at.
    pub results: Vec<RowResult>,
}

type PartRow = (i64, String, String);

/// The parts of a spreadsheet, one after the other.
pub struct Parts<'a> {
    db: &'a Db,
    import: ImportId,
    position: i64,
    /// A bit for each state of which a part must have rows; zero for any.
    states: i64,
}

impl<'a> Parts<'a> {
    /// Those from `position` on that have rows of one of `states`; of none in particular, all.
    pub fn from(db: &'a Db, import: ImportId, position: i64, states: &[RowState]) -> Self {
        Self { db, import, position, states: states.iter().map(|state| state.bit()).sum() }
    }

    /// The next of them.
    pub async fn next(&mut self) -> Result<Option<Part>> {
        const NEXT: &str = "
            select position, lines, results
            from partner_import_part
            where import_id = $1 and position >= $2 and (cast($3 as bigint) = 0 or states & $3 <> 0)
            order by position
            limit 1";
        let Self { db, import, position, states } = self;
        let row: Option<PartRow> =
            read!(db, c => sqlx::query_as(NEXT).bind(import.0).bind(*position).bind(*states).fetch_optional(c))?;
        let part = row.map(Part::of).transpose()?;
        if let Some(part) = &part {
            *position = part.position + 1;
        }
        Ok(part)
    }
}

impl Part {
    /// That of a position; none where the file was forgotten.
    pub async fn read_in(tx: &mut Tx, import: ImportId, position: i64) -> Result<Option<Self>> {
        const READ: &str =
            "select position, lines, results from partner_import_part where import_id = $1 and position = $2";
        let row: Option<PartRow> = run!(tx, c => sqlx::query_as(READ).bind(import.0).bind(position).fetch_optional(c))?;
        row.map(Self::of).transpose()
    }

    /// The one that has a line.
    pub async fn with_line(tx: &mut Tx, import: ImportId, number: i64) -> Result<Option<Self>> {
        const WITH: &str = "
            select position, lines, results
            from partner_import_part
            where import_id = $1 and first_line <= $2 and last_line >= $2
            order by position
            limit 1";
        let row: Option<PartRow> = run!(tx, c => sqlx::query_as(WITH).bind(import.0).bind(number).fetch_optional(c))?;
        let part = row.map(Self::of).transpose()?;
        Ok(part.filter(|part| part.lines.iter().any(|line| line.number == number)))
    }

    fn of((position, lines, results): PartRow) -> Result<Self> {
        Ok(Self { position, lines: parsed(&lines)?, results: parsed(&results)? })
    }

    /// Keeps what is said of its rows.
    pub async fn save(&self, tx: &mut Tx, import: ImportId, results: &[RowResult]) -> Result<()> {
        const SAVE: &str =
            "update partner_import_part set results = $3, states = $4 where import_id = $1 and position = $2";
        execute!(tx, SAVE, import.0, self.position, json(results)?, states(results))?;
        Ok(())
    }
}

/// As it is kept.
pub fn json(value: &(impl Serialize + ?Sized)) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Internal(Box::new(error)))
}

fn parsed<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| Error::Internal(Box::new(error)))
}
