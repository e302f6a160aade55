//! Partners from a spreadsheet: kept with what its columns mean and what is to be said of each row, imported once. No
//! invitations are sent.

use super::cells::{FileChoices, UnknownWord, word_key};
use super::rows::RowResult;
use super::store::{self, PART, Part, Parts, SavedImport};
use super::table::{Sheet, Table, shortened};
use super::{adopt, headings, memory, worker};
use crate::domain::catalog::choice::{ChoiceForm, ChoiceKind, Tone};
use crate::domain::ids::ImportId;
use crate::domain::imports::{
    Assignment, CREATE, Import, ImportColumn, ImportRow, ImportStage, RecentImport, RowState, RowText, UnknownValue,
};
use crate::domain::partners::columns::Field;
use crate::domain::partners::partner::Choices;
use crate::server::authz::Editor;
use crate::server::catalog::{manage, options};
use crate::server::organisation::settings;
use crate::server::platform::csv::CsvFile;
use crate::server::platform::db::Tx;
use crate::server::platform::error::{Error, Result};
use crate::server::platform::normalize::fold;
use crate::server::state::AppState;

/// Rows a page of the report.
const PAGE: usize = 100;
/// How many one colleague keeps; what was uploaded before them is forgotten.
const KEPT: i64 = 10;
/// How many words that stand for nothing a page asks about.
const WORDS: usize = 50;
/// A file of so many rows is waited for; of a longer one the page shows how far it has come.
const WAITED_FOR: usize = 1_000;

/// Reads what came in by `field` from a file of that name, and keeps it for a look before anything is imported.
pub async fn keep(app: &AppState, staff: &Editor, field: &str, name: &str, bytes: Vec<u8>) -> Result<ImportId> {
    let table = Table::read(&app.workers, bytes).await?.map_err(|why| Error::field(field, why))?;
    let choices = options::list(app, staff).await?;
    let memory = memory::read(&app.db, &table.head).await?;
    let lists = [
        (Field::Programs, choices.programs.iter().map(|program| fold(&program.name)).collect()),
        (Field::Status, choices.statuses.iter().map(|status| fold(&status.name)).collect()),
    ];
    let fields = headings::guess(&table, &memory.columns, &lists);
    let chosen = FileChoices { fields, words: memory.words, ..FileChoices::default() };
    let (sheet, rows) = table.into_parts();
    let id = store::add(app, staff, name, &sheet, &chosen, &rows, KEPT).await?;
    begin(app, id, sheet.rows).await?;
    Ok(id)
}

/// Sets to work, and waits for a short file: its page shows the end of it.
async fn begin(app: &AppState, id: ImportId, rows: usize) -> Result<()> {
    let work = worker::begin(app, id);
    if rows <= WAITED_FOR { work.await? } else { Ok(()) }
}

/// What a colleague uploaded, the newest first.
pub async fn recent(app: &AppState, staff: &Editor) -> Result<Vec<RecentImport>> {
    let view = |import: SavedImport| RecentImport {
        id: import.id,
        uploaded_at: import.created_at,
        progress: import.progress(app.now()),
        imported: import.counts.all_of(RowState::is_done),
        file_name: import.file_name,
    };
    Ok(SavedImport::all_of(&app.db, staff).await?.into_iter().map(view).collect())
}

/// The report: columns, words to choose for, numbers, and a page of the rows below the first `after`, of one state or of
/// all.
pub async fn get(app: &AppState, staff: &Editor, id: ImportId, state: Option<RowState>, after: i64) -> Result<Import> {
    let import = adopt::find(app, staff, id).await?;
    let progress = import.progress(app.now());
    let SavedImport { sheet, chosen, mut unknown, counts, done, .. } = import;
    let choices = options::list(app, staff).await?;
    let (rows, next) = page(app, id, state, after).await?;
    // What has no choice yet comes first, and of that what most rows have.
    unknown.sort_by_key(|word| (chosen.choice(word.field, &word.value, &choices).is_some(), -word.rows));
    let value = |UnknownWord { field, value, rows }| {
        let choice = chosen.choice(field, &value, &choices).unwrap_or_default().to_owned();
        UnknownValue { field, value, rows, choice }
    };
    let values = unknown.into_iter().take(WORDS).map(value).collect();
    Ok(Import {
        id,
        progress,
        done,
        columns: columns(&sheet, &chosen.fields),
        unread_sheets: sheet.unread_sheets,
        missing: missing(&chosen.fields),
        values,
        statuses: choices.statuses.into_iter().map(|status| (status.id.to_string(), status.name)).collect(),
        programs: choices.programs.into_iter().map(|program| (program.id.to_string(), program.name)).collect(),
        fills_gaps: chosen.fills_gaps,
        counts: counts.into_occurring(),
        rows,
        next,
    })
}

/// A page of the rows below the first `after`, and where the next one begins.
async fn page(
    app: &AppState,
    id: ImportId,
    state: Option<RowState>,
    after: i64,
) -> Result<(Vec<ImportRow>, Option<i64>)> {
    let states: Vec<RowState> = state.into_iter().collect();
    let mut rows: Vec<(i64, ImportRow)> = Vec::new();
    let mut parts = Parts::from(&app.db, id, after / PART as i64, &states);
    while rows.len() <= PAGE
        && let Some(part) = parts.next().await?
    {
        let numbered = (part.position * PART as i64 + 1..).zip(part.lines.iter().zip(part.results));
        let asked = numbered.filter(|(at, (_, it))| *at > after && state.is_none_or(|state| state == it.state));
        rows.extend(asked.map(|(at, (line, RowResult { state, what, partner, text }))| {
            (at, ImportRow { line: line.number, text, state, what, partner })
        }));
    }
    let next = rows.get(PAGE - 1).filter(|_| rows.len() > PAGE).map(|(at, _)| *at);
    rows.truncate(PAGE);
    Ok((rows.into_iter().map(|(_, row)| row).collect(), next))
}

/// The columns with what their first rows hold.
fn columns(sheet: &Sheet, fields: &[Option<Field>]) -> Vec<ImportColumn> {
    let column = |(at, (heading, examples)): (usize, (&String, &Vec<String>))| ImportColumn {
        heading: shortened(heading),
        examples: examples.join(", "),
        field: fields.get(at).copied().flatten(),
    };
    sheet.head.iter().zip(&sheet.examples).enumerate().map(column).collect()
}

/// What no row can do without.
fn missing(fields: &[Option<Field>]) -> Vec<Field> {
    let has = |field| fields.contains(&Some(field));
    [Field::Name, Field::Email].into_iter().filter(|field| !has(*field)).collect()
}

/// Reads columns and words as a person says, and looks at all rows again.
pub async fn assign(app: &AppState, staff: &Editor, id: ImportId, assignment: Assignment) -> Result<()> {
    let mut tx = settings::begin(app).await?;
    let mut import = adopt::find_in(&mut tx, staff, id).await?;
    if import.done {
        return Ok(());
    }
    refuse_while_importing(&import)?;
    let Assignment { mut fields, words, fills_gaps } = assignment;
    fields.resize(import.sheet.head.len(), None);
    let words = words.into_iter().map(|((field, word), choice)| (word_key(field, &word), choice));
    import.chosen.words.extend(words);
    import.chosen.fields = fields;
    import.chosen.fills_gaps = fills_gaps;
    memory::keep(&mut tx, app, &import.sheet.head, &import.chosen, &import.unknown).await?;
    import.enter(&mut tx, app.now(), ImportStage::Checking, 0).await?;
    tx.commit().await?;
    begin(app, id, import.sheet.rows).await
}

fn refuse_while_importing(import: &SavedImport) -> Result<()> {
    match import.stage {
        ImportStage::Importing => Err(Error::Conflict(t!(server::imports::is_being_imported).to_owned())),
        _ => Ok(()),
    }
}

/// Takes what a person fixed in one row, and looks again at it and at those below, which it may concern. What becomes
/// ready after an import can be imported, too.
pub async fn fix(app: &AppState, staff: &Editor, id: ImportId, line: i64, text: RowText) -> Result<()> {
    let mut tx = settings::begin(app).await?;
    let mut import = adopt::find_in(&mut tx, staff, id).await?;
    refuse_while_importing(&import)?;
    let part = Part::with_line(&mut tx, id, line).await?.ok_or(Error::NotFound)?;
    // One that is being looked at is looked at as a whole.
    let from = if import.stage == ImportStage::Checked { part.position } else { 0 };
    import.chosen.fixes.insert(line, text);
    import.enter(&mut tx, app.now(), ImportStage::Checking, from).await?;
    tx.commit().await?;
    begin(app, id, import.sheet.rows).await
}

/// The rows that need a mend, as a file to mend and upload again: as they came, and why.
pub async fn failed_rows(app: &AppState, staff: &Editor, id: ImportId) -> Result<String> {
    const FAILED: [RowState; 2] = [RowState::Invalid, RowState::DuplicateInFile];
    let head = adopt::find(app, staff, id).await?.sheet.head;
    let mut file = CsvFile::with_bom();
    let mut add_line = |cells: &[String], why: &str| {
        let mut line: Vec<&str> = cells.iter().map(String::as_str).collect();
        line.resize(head.len(), "");
        line.push(why);
        file.add_line(&line);
    };
    add_line(&head, t!(server::imports::why_it_was_left_out));
    let mut parts = Parts::from(&app.db, id, 0, &FAILED);
    while let Some(part) = parts.next().await? {
        for (row, result) in part.lines.iter().zip(&part.results).filter(|(_, result)| FAILED.contains(&result.state)) {
            add_line(&row.cells, &result.what);
        }
    }
    Ok(file.finish())
}

/// Imports all rows that are ready, in the background. Asked again, it changes nothing, or continues an import that was
/// interrupted.
pub async fn start(app: &AppState, staff: &Editor, id: ImportId) -> Result<()> {
    // Until it has begun the lists stay as they are.
    let mut tx = settings::begin(app).await?;
    let mut import = adopt::find_in(&mut tx, staff, id).await?;
    if import.done || import.stage == ImportStage::Importing && !import.progress(app.now()).is_interrupted {
        return Ok(());
    }
    if !missing(&import.chosen.fields).is_empty() {
        return Err(Error::Conflict(t!(server::imports::columns_are_missing).to_owned()));
    }
    let from = match import.stage {
        ImportStage::Importing => import.next_part,
        ImportStage::Checked => 0,
        _ => return Err(Error::Conflict(t!(server::imports::is_being_checked).to_owned())),
    };
    let choices = options::list(app, staff).await?;
    create_choices(&mut tx, app, staff, &mut import, &choices).await?;
    import.enter(&mut tx, app.now(), ImportStage::Importing, from).await?;
    tx.commit().await?;
    begin(app, id, import.sheet.rows).await
}

/// Ends an import. What it added stays, and the rest can be imported later.
pub async fn stop(app: &AppState, staff: &Editor, id: ImportId) -> Result<()> {
    let mut tx = settings::begin(app).await?;
    let import = adopt::find_in(&mut tx, staff, id).await?;
    if import.stage != ImportStage::Importing {
        return Err(Error::Conflict(t!(server::partners::nothing_is_left_to_stop).to_owned()));
    }
    worker::note(&mut tx, app, staff, &import).await?;
    import.end_check(&mut tx).await?;
    tx.commit().await
}

/// Adds the statuses and programs that the file names and a person wants to have.
async fn create_choices(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    import: &mut SavedImport,
    choices: &Choices,
) -> Result<()> {
    for UnknownWord { field, value, .. } in import.unknown.clone() {
        if import.chosen.choice(field, &value, choices) != Some(CREATE) {
            continue;
        }
        let kind = if field == Field::Status { ChoiceKind::Status } else { ChoiceKind::Program };
        let tone = Tone::Neutral.as_str().to_owned();
        let form = ChoiceForm { name: value.clone(), tone, ..ChoiceForm::default() };
        let details = form.parse(kind).map_err(Error::Invalid)?;
        let id = manage::insert(tx, app, staff, kind, &details).await?;
        import.chosen.words.insert(word_key(field, &value), id.to_string());
    }
    Ok(())
}
