//! Partners from a spreadsheet: kept with what its columns mean and what is to be said of each row, imported once, all
//! rows that are ready in one transaction. No invitations are sent.

use super::cells::{FileChoices, UnknownWord, shortened, word_key};
use super::rows::{self, Plan, RowResult, Step, Target};
use super::table::{Line, Table};
use super::{headings, memory};
use crate::domain::catalog::choice::{ChoiceForm, ChoiceKind, Tone};
use crate::domain::ids::{ImportId, PartnerId, ProgramId, StatusId};
use crate::domain::imports::{Assignment, CREATE, Import, ImportColumn, ImportRow, RowState, RowText, UnknownValue};
use crate::domain::partners::columns::Field;
use crate::domain::partners::partner::{Choices, Program, Status};
use crate::server::audit::record::{self, Entry};
use crate::server::authz::Editor;
use crate::server::catalog::{manage, options};
use crate::server::organisation::settings;
use crate::server::outbox::notifications::{self, Event};
use crate::server::partners::duplicates::ExistingRecords;
use crate::server::partners::{contact_roster, contacts, partner};
use crate::server::platform::csv::CsvFile;
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Context, Error, Result};
use crate::server::platform::normalize::fold;
use crate::server::state::AppState;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Rows a page of the report.
const PAGE: usize = 100;
/// How many one colleague keeps; what was uploaded before them is forgotten.
const KEPT: i64 = 10;
/// How many words that stand for nothing a page asks about.
const WORDS: usize = 50;

/// Reads what came in by `field` and keeps it for a look before anything is imported.
pub async fn keep(app: &AppState, staff: &Editor, field: &str, bytes: &[u8]) -> Result<ImportId> {
    const ADD: &str = "
        insert into partner_import (id, staff_id, sheet, chosen, results, created_at)
        values ($1, $2, $3, $4, $5, $6)";
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
    let table = Table::read(&app.workers, bytes.to_vec()).await?.map_err(|why| Error::field(field, why))?;
    let choices = options::list(app, staff).await?;
    let mut tx = app.db.begin().await?;
    let memory = memory::read(&mut tx, &table).await?;
    let lists = [
        (Field::Programs, choices.programs.iter().map(|program| fold(&program.name)).collect()),
        (Field::Status, choices.statuses.iter().map(|status| fold(&status.name)).collect()),
    ];
    let fields = headings::guess(&table, &memory.columns, &lists);
    let chosen = FileChoices { fields, words: memory.words, ..FileChoices::default() };
    let judged = judge(&mut tx, &table, &chosen, &choices, &[]).await?;
    let id = ImportId(app.id());
    // Forgotten first: after a clock went back the new one would look older than those.
    execute!(&mut tx, FORGET, staff.id.0, KEPT - 1)?;
    execute!(&mut tx, ADD, id.0, staff.id.0, json(&table)?, json(&chosen)?, json(&judged)?, app.now().0)?;
    tx.commit().await?;
    Ok(id)
}

/// What is to be said of a file, as it is kept.
#[derive(Serialize, Deserialize)]
struct Judged {
    rows: Vec<RowResult>,
    unknown: Vec<UnknownWord>,
}

/// Looks at all rows; those that were imported `before` keep their results.
async fn judge(
    tx: &mut Tx,
    table: &Table,
    chosen: &FileChoices,
    choices: &Choices,
    before: &[RowResult],
) -> Result<Judged> {
    let Plan { rows, unknown } = rows::plan(table, chosen, choices, &ExistingRecords::read(tx).await?, before);
    Ok(Judged { rows: rows.into_iter().map(|(result, _)| result).collect(), unknown })
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::Internal(Box::new(error)))
}

/// Only who uploaded it finds it.
const FIND: &str = "select sheet, chosen, results, done_at from partner_import where id = $1 and staff_id = $2";

struct SavedImport {
    table: Table,
    chosen: FileChoices,
    judged: Judged,
    done: bool,
}

type JobRow = (String, String, String, Option<i64>);

fn saved(row: Option<JobRow>) -> Result<SavedImport> {
    let (table, chosen, judged, done_at) = row.ok_or(Error::NotFound)?;
    // One that an older Gangway wrote in another shape is as good as forgotten.
    let not_found = |_| Error::NotFound;
    Ok(SavedImport {
        table: serde_json::from_str(&table).map_err(not_found)?,
        chosen: serde_json::from_str(&chosen).map_err(not_found)?,
        judged: serde_json::from_str(&judged).map_err(not_found)?,
        done: done_at.is_some(),
    })
}

async fn find(app: &AppState, staff: &Editor, id: ImportId) -> Result<SavedImport> {
    saved(read!(&app.db, c => sqlx::query_as(FIND).bind(id.0).bind(staff.id.0).fetch_optional(c))?)
}

async fn find_in(tx: &mut Tx, staff: &Editor, id: ImportId) -> Result<SavedImport> {
    saved(run!(tx, c => sqlx::query_as(FIND).bind(id.0).bind(staff.id.0).fetch_optional(c))?)
}

/// The report: columns, words to choose for, numbers, and a page of the rows below line `after`, of one state or of all.
pub async fn get(app: &AppState, staff: &Editor, id: ImportId, state: Option<RowState>, after: i64) -> Result<Import> {
    let SavedImport { table, chosen, judged: Judged { rows: results, mut unknown }, done } =
        find(app, staff, id).await?;
    let choices = options::list(app, staff).await?;
    let number = |state: RowState| results.iter().filter(|result| result.state == state).count() as i64;
    let asked = table
        .rows
        .iter()
        .zip(&results)
        .filter(|(row, result)| row.number > after && state.is_none_or(|state| state == result.state));
    let row = |(row, result): (_, &RowResult)| {
        let line: &Line = row;
        ImportRow {
            line: line.number,
            text: result.text.clone(),
            state: result.state,
            what: result.what.clone(),
            partner: result.partner,
        }
    };
    let mut rows: Vec<ImportRow> = asked.take(PAGE + 1).map(row).collect();
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    // What has no choice yet comes first, and of that what most rows have.
    unknown.sort_by_key(|word| (chosen.choice(word.field, &word.value, &choices).is_some(), -word.rows));
    let value = |UnknownWord { field, value, rows }| {
        let choice = chosen.choice(field, &value, &choices).unwrap_or_default().to_owned();
        UnknownValue { field, value, rows, choice }
    };
    let values = unknown.into_iter().take(WORDS).map(value).collect();
    Ok(Import {
        id,
        done,
        unread_sheets: table.unread_sheets.clone(),
        columns: columns(&table, &chosen.fields),
        missing: missing(&chosen.fields),
        values,
        statuses: choices.statuses.into_iter().map(|status| (status.id.to_string(), status.name)).collect(),
        programs: choices.programs.into_iter().map(|program| (program.id.to_string(), program.name)).collect(),
        fills_gaps: chosen.fills_gaps,
        counts: RowState::ALL.map(|state| (state, number(state))).into_iter().filter(|(_, count)| *count > 0).collect(),
        next: rows.last().filter(|_| has_more).map(|last| last.line),
        rows,
    })
}

/// The columns with what their first rows hold; those without heading and content are none.
fn columns(table: &Table, fields: &[Option<Field>]) -> Vec<ImportColumn> {
    let column = |(at, heading): (usize, &String)| {
        let examples: Vec<String> = table.column(at).take(3).map(shortened).collect();
        ImportColumn {
            heading: shortened(heading),
            examples: examples.join(", "),
            field: fields.get(at).copied().flatten(),
        }
    };
    table.head.iter().enumerate().map(column).collect()
}

/// What no row can do without.
fn missing(fields: &[Option<Field>]) -> Vec<Field> {
    let has = |field| fields.contains(&Some(field));
    [Field::Name, Field::Email].into_iter().filter(|field| !has(*field)).collect()
}

/// Reads columns and words as a person says, and looks at all rows again.
pub async fn assign(app: &AppState, staff: &Editor, id: ImportId, assignment: Assignment) -> Result<()> {
    let mut tx = settings::begin(app).await?;
    let SavedImport { table, mut chosen, judged, done } = find_in(&mut tx, staff, id).await?;
    if done {
        return Ok(());
    }
    let Assignment { mut fields, words, fills_gaps } = assignment;
    fields.resize(table.head.len(), None);
    chosen.fields = fields;
    chosen.words.extend(words.into_iter().map(|((field, word), choice)| (word_key(field, &word), choice)));
    chosen.fills_gaps = fills_gaps;
    let judged = judge(&mut tx, &table, &chosen, &options::list(app, staff).await?, &judged.rows).await?;
    memory::keep(&mut tx, app, &table, &chosen, &judged.unknown).await?;
    save(tx, id, &chosen, &judged).await
}

/// Takes what a person fixed in one row, and looks again at all that are not imported. What becomes ready after an import
/// can be imported, too.
pub async fn fix(app: &AppState, staff: &Editor, id: ImportId, line: i64, text: RowText) -> Result<()> {
    let mut tx = settings::begin(app).await?;
    let SavedImport { table, mut chosen, judged, .. } = find_in(&mut tx, staff, id).await?;
    if !table.rows.iter().any(|row| row.number == line) {
        return Err(Error::NotFound);
    }
    chosen.fixes.insert(line, text);
    let judged = judge(&mut tx, &table, &chosen, &options::list(app, staff).await?, &judged.rows).await?;
    save(tx, id, &chosen, &judged).await
}

async fn save(mut tx: Tx, id: ImportId, chosen: &FileChoices, judged: &Judged) -> Result<()> {
    const KEEP: &str = "
        update partner_import
        set chosen = $2, results = $3, done_at = case when $4 then null else done_at end
        where id = $1";
    let has_ready = judged.rows.iter().any(|row| row.state.is_ready());
    execute!(&mut tx, KEEP, id.0, json(chosen)?, json(judged)?, has_ready)?;
    tx.commit().await
}

/// The rows that need a mend, as a file to mend and upload again: as they came, and why.
pub async fn failed_rows(app: &AppState, staff: &Editor, id: ImportId) -> Result<String> {
    let SavedImport { table, judged, .. } = find(app, staff, id).await?;
    let mut file = CsvFile::with_bom();
    let mut add_line = |cells: &[String], why: &str| {
        let mut line: Vec<&str> = cells.iter().map(String::as_str).collect();
        line.resize(table.head.len(), "");
        line.push(why);
        file.add_line(&line);
    };
    add_line(&table.head, t!(server::imports::why_it_was_left_out));
    for (row, result) in table.rows.iter().zip(&judged.rows) {
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
    let mut refused = Error::Busy;
    for _ in 0..3 {
        match run_once(app, staff, id).await {
            Err(error @ Error::Invalid(_)) => refused = error,
            done => return done,
        }
    }
    Err(refused)
}

async fn run_once(app: &AppState, staff: &Editor, id: ImportId) -> Result<()> {
    const DONE: &str = "update partner_import set chosen = $2, results = $3, done_at = $4 where id = $1";
    // Until it is done the lists stay as they are, and another import waits.
    let mut tx = settings::begin(app).await?;
    let mut choices = options::list(app, staff).await?;
    let SavedImport { table, mut chosen, judged, done } = find_in(&mut tx, staff, id).await?;
    if done {
        return Ok(());
    }
    if !missing(&chosen.fields).is_empty() {
        return Err(Error::Conflict(t!(server::imports::columns_are_missing).to_owned()));
    }
    let here = ExistingRecords::read(&mut tx).await?;
    let mut plan = rows::plan(&table, &chosen, &choices, &here, &judged.rows);
    if create_choices(&mut tx, app, staff, plan.unknown, &mut chosen, &mut choices).await? {
        plan = rows::plan(&table, &chosen, &choices, &here, &judged.rows);
    }
    let mut added: HashMap<i64, PartnerId> = HashMap::new();
    let mut results = Vec::with_capacity(table.rows.len());
    for (row, (result, step)) in table.rows.iter().zip(plan.rows) {
        results.push(match step {
            None => result,
            Some(Step::Add(details)) => {
                let contact =
                    partner::add_with_contact(&mut tx, app, staff, &details).await.context("importing a partner")?;
                partner::note_import(&mut tx, contact.partner(), id).await?;
                partner::note_added(&mut tx, app, staff, &details, &contact, "none").await?;
                added.insert(row.number, contact.partner());
                RowResult { state: RowState::Added, partner: Some(contact.partner()), ..result }
            }
            Some(Step::AddContact(target, details)) => {
                let partner = match target {
                    Target::Here(partner) => Some(partner),
                    Target::Line(line) => added.get(&line).copied(),
                };
                let partner = partner.ok_or_else(|| Error::internal("a contact of no partner"))?;
                match contact_roster::add_silently(&mut tx, app, staff, partner, &details).await {
                    Ok(()) => RowResult { state: RowState::ContactAdded, partner: Some(partner), ..result },
                    // Nothing was written: the partner has as many contacts as it can.
                    Err(Error::Conflict(what)) => {
                        RowResult { state: RowState::Invalid, what, partner: Some(partner), ..result }
                    }
                    Err(error) => return Err(error),
                }
            }
            Some(Step::Fill(gaps)) => {
                contacts::fill_gaps(&mut tx, app, staff, &gaps).await?;
                RowResult { state: RowState::Updated, ..result }
            }
        });
    }
    let what = recorded!(server::events::partners_imported, actor = &staff.name, count = added.len() as i64);
    record::write(&mut tx, app, Entry::of(staff, "partners_imported", what)).await?;
    let judged = Judged { rows: results, unknown: Vec::new() };
    execute!(&mut tx, DONE, id.0, json(&chosen)?, json(&judged)?, app.now().0)?;
    notifications::of_member(&mut tx, app, Event::ImportFinished, staff.id, id.0).await?;
    tx.commit().await
}

/// Adds the statuses and programs that the file names and a person wants to have; returns whether there are any.
async fn create_choices(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    unknown: Vec<UnknownWord>,
    chosen: &mut FileChoices,
    choices: &mut Choices,
) -> Result<bool> {
    let mut has_created = false;
    for UnknownWord { field, value, .. } in unknown {
        if chosen.choice(field, &value, choices) != Some(CREATE) {
            continue;
        }
        let kind = if field == Field::Status { ChoiceKind::Status } else { ChoiceKind::Program };
        let tone = Tone::Neutral.as_str().to_owned();
        let form = ChoiceForm { name: value.clone(), tone: tone.clone(), ..ChoiceForm::default() };
        let details = form.parse(kind).map_err(Error::Invalid)?;
        let id = manage::insert(tx, app, staff, kind, &details).await?;
        chosen.words.insert(word_key(field, &value), id.to_string());
        match kind {
            ChoiceKind::Status => choices.statuses.push(Status { id: StatusId(id.0), name: value, tone }),
            ChoiceKind::Program => choices.programs.push(Program { id: ProgramId(id.0), name: value }),
        }
        has_created = true;
    }
    Ok(has_created)
}
