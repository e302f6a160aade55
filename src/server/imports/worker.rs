//! Looks at the rows of spreadsheets, and makes partners of them, part by part: other writers get their turn in between, a
//! long file takes little memory, and what was interrupted is continued.

use super::cells::Reading;
use super::layout::{Layout, LayoutReader};
use super::rows::{Planner, RowResult, Step};
use super::store::{Part, Parts, STALL_TIMEOUT, SavedImport};
use super::table::Line;
use crate::domain::ids::{ImportId, PersonId};
use crate::domain::imports::{ImportStage, RowState};
use crate::domain::onboarding::DetailsForm;
use crate::i18n::{self, Locale};
use crate::server::audit::record::{self, Entry};
use crate::server::authz::Editor;
use crate::server::catalog::options;
use crate::server::organisation::settings;
use crate::server::outbox::notifications::{self, Event};
use crate::server::partners::duplicates::ExistingRecords;
use crate::server::partners::{contact_roster, contacts, partner};
use crate::server::platform::client;
use crate::server::platform::db::{Tx, execute, read};
use crate::server::platform::error::{Context, Error, Result};
use crate::server::state::AppState;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::sleep;
use uuid::Uuid;

/// How long to wait before looking again for what was interrupted.
const PAUSE: Duration = Duration::from_secs(30);
/// How often a part is tried whose rows others add at the same moment.
const TRIES: usize = 3;

/// Sets to work beside the request, in its language.
pub fn begin(app: &AppState, import: ImportId) -> JoinHandle<Result<()>> {
    let task = app.clone();
    let work = i18n::speaking(i18n::current(), async move { work_logged(&task, import).await });
    app.tasks.spawn(client::scope(client::current(), work))
}

/// Works on one import. Its span has the level of an error, so that errors have it whatever the filter.
#[tracing::instrument(level = "error", name = "import_job", skip_all, fields(id = %import))]
async fn work_logged(app: &AppState, import: ImportId) -> Result<()> {
    let done = work(app, import).await;
    if let Err(error) = &done {
        tracing::error!(error = %error, "Import interrupted");
    }
    done
}

/// Continues what was interrupted, again and again. Ends with the process.
pub async fn run(app: AppState) {
    loop {
        if let Err(error) = resume_all(&app).await {
            tracing::error!(error = %error, "Failed to resume imports");
        }
        sleep(PAUSE).await;
    }
}

/// Continues what was interrupted, here or at an instance that is gone. Of several that try, one gets it.
pub async fn resume_all(app: &AppState) -> Result<()> {
    const STALLED: &str = "
        select i.id, i.moved_at, s.language
        from partner_import i
        join person s on s.id = i.staff_id and s.access_at is not null and s.role in ('owner', 'admin')
        where i.stage in ('checking', 'importing') and i.moved_at < $1";
    let before = app.now().plus(-STALL_TIMEOUT).0;
    let stalled: Vec<(Uuid, i64, String)> = read!(&app.db, c => sqlx::query_as(STALLED).bind(before).fetch_all(c))
        .context("finding interrupted imports")?;
    for (id, moved_at, language) in stalled {
        if take(app, ImportId(id), moved_at).await? {
            let locale = Locale::parse(&language).unwrap_or_default();
            i18n::within(locale, || begin(app, ImportId(id)));
        }
    }
    Ok(())
}

/// Takes over one that did not move since `moved_at`; false where another was quicker. Rows are looked at from the first
/// on: the words of all of them are counted.
async fn take(app: &AppState, import: ImportId, moved_at: i64) -> Result<bool> {
    const TAKE: &str = "
        update partner_import
        set moved_at = $3, revision = revision + 1, next_part = case stage when 'checking' then 0 else next_part end
        where id = $1 and moved_at = $2 and stage in ('checking', 'importing')";
    let mut tx = app.db.begin().await?;
    let taken = execute!(&mut tx, TAKE, import.0, moved_at, app.now().0)? == 1;
    tx.commit().await?;
    Ok(taken)
}

/// Does what is to be done with all rows.
async fn work(app: &AppState, import: ImportId) -> Result<()> {
    // On PostgreSQL, someone may add the same address between the look and the row itself: then nothing of the part
    // happened, and the next look sees it.
    let mut refused = Error::Busy;
    for _ in 0..TRIES {
        match work_once(app, import).await {
            Err(error @ Error::Invalid(_)) => refused = error,
            done => return done,
        }
    }
    Err(refused)
}

async fn work_once(app: &AppState, id: ImportId) -> Result<()> {
    let mut import = SavedImport::read(&app.db, id).await?;
    if import.stage == ImportStage::Checked {
        return Ok(());
    }
    let Some(staff) = editor(app, id).await? else { return Ok(()) };
    let (sheet, chosen, choices) = (import.sheet.clone(), import.chosen.clone(), options::list(app, &staff).await?);
    let mut planner = Planner::new(&sheet, &chosen, &choices, layout(app, &import).await?);
    let mut parts = Parts::from(&app.db, id, 0, &[]);
    while let Some(part) = parts.next().await?.filter(|part| part.position < import.next_part) {
        part.lines.iter().zip(&part.results).for_each(|(line, result)| planner.note(line.number, result));
    }
    let (is_import, is_whole) = (import.stage == ImportStage::Importing, import.next_part == 0);
    while !app.stopping.is_cancelled() && import.next_part < import.part_count {
        // Asked each time, so that nothing more happens in the name of a colleague who lost the right to it.
        let Some(staff) = editor(app, id).await? else { return Ok(()) };
        // Of two imports one waits, and the lists stay as they are.
        let mut tx = if is_import { settings::begin(app).await? } else { app.db.begin().await? };
        let Some(part) = Part::read_in(&mut tx, id, import.next_part).await? else { return Ok(()) };
        let results = look(&mut tx, app, &mut planner, &part, is_import.then_some((&staff, id))).await?;
        part.save(&mut tx, id, &results).await?;
        import.counts.replace(&part.results, &results);
        if !import.advance(&mut tx, app.now()).await? {
            return Ok(());
        }
        if import.next_part == import.part_count {
            // A row that was fixed has the same words as before.
            import.unknown = if is_whole { planner.unknown() } else { import.unknown };
            if is_import { finish(&mut tx, app, &staff, &import).await? } else { import.end_check(&mut tx).await? }
        }
        tx.commit().await?;
    }
    if import.next_part < import.part_count {
        let mut tx = app.db.begin().await?;
        import.let_go(&mut tx).await?;
        tx.commit().await?;
    }
    Ok(())
}

async fn finish(tx: &mut Tx, app: &AppState, staff: &Editor, import: &SavedImport) -> Result<()> {
    note(tx, app, staff, import).await?;
    import.end_import(tx, app.now()).await?;
    notifications::of_member(tx, app, Event::ImportFinished, staff.id, import.id.0).await
}

/// Notes how many partners an import added that ends.
pub async fn note(tx: &mut Tx, app: &AppState, staff: &Editor, import: &SavedImport) -> Result<()> {
    let added = import.counts.of(RowState::Added) - import.added_before;
    let what = recorded!(server::events::partners_imported, actor = &staff.name, count = added);
    record::write(tx, app, Entry::of(staff, "partners_imported", what)).await
}

/// In whose name it is done, if they still may.
async fn editor(app: &AppState, import: ImportId) -> Result<Option<Editor>> {
    const EDITOR: &str = "
        select s.id, s.name
        from partner_import i
        join person s on s.id = i.staff_id and s.access_at is not null and s.role in ('owner', 'admin')
        where i.id = $1";
    let row: Option<(Uuid, String)> = read!(&app.db, c => sqlx::query_as(EDITOR).bind(import.0).fetch_optional(c))?;
    Ok(row.map(|(id, name)| Editor::on_behalf_of(PersonId(id), name, None)))
}

async fn layout(app: &AppState, import: &SavedImport) -> Result<Layout> {
    let mut reader = LayoutReader::new(&import.sheet.head, &import.chosen);
    let mut parts = Parts::from(&app.db, import.id, 0, &[]);
    while !reader.is_settled()
        && let Some(part) = parts.next().await?
    {
        part.lines.iter().for_each(|line| reader.read(line));
    }
    Ok(reader.finish())
}

/// Looks at each row that was not imported before, and with an `importer` imports those that are ready.
async fn look(
    tx: &mut Tx,
    app: &AppState,
    planner: &mut Planner<'_>,
    part: &Part,
    importer: Option<(&Editor, ImportId)>,
) -> Result<Vec<RowResult>> {
    let done: Vec<Option<&RowResult>> =
        (0..part.lines.len()).map(|at| part.results.get(at).filter(|result| result.state.is_done())).collect();
    let read = |(line, done): (&Line, &Option<&RowResult>)| if done.is_none() { planner.read(line) } else { None };
    let readings: Vec<Option<Reading>> = part.lines.iter().zip(&done).map(read).collect();
    let forms: Vec<&DetailsForm> = readings.iter().flatten().map(|reading| &reading.form).collect();
    let here = ExistingRecords::read(tx, &forms).await?;
    let mut results = Vec::with_capacity(part.lines.len());
    for ((line, reading), done) in part.lines.iter().zip(readings).zip(done) {
        let result = match done {
            Some(result) => result.clone(),
            None => match (planner.plan(line, reading, &here), importer) {
                ((result, Some(step)), Some((staff, id))) => carry_out(tx, app, staff, id, step, result).await?,
                ((result, _), _) => result,
            },
        };
        planner.note(line.number, &result);
        results.push(result);
    }
    Ok(results)
}

/// Does what importing does with a row.
async fn carry_out(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    import: ImportId,
    step: Step,
    result: RowResult,
) -> Result<RowResult> {
    match step {
        Step::Add(details) => {
            let contact = partner::add_with_contact(tx, app, staff, &details).await.context("importing a partner")?;
            partner::note_import(tx, contact.partner(), import).await?;
            partner::note_added(tx, app, staff, &details, &contact, "none").await?;
            Ok(RowResult { state: RowState::Added, partner: Some(contact.partner()), ..result })
        }
        Step::AddContact(partner, details) => {
            let to = partner.ok_or_else(|| Error::internal("a contact of no partner"))?;
            match contact_roster::add_silently(tx, app, staff, to, &details).await {
                Ok(()) => Ok(RowResult { state: RowState::ContactAdded, partner, ..result }),
                // Nothing was written: the partner has as many contacts as it can.
                Err(Error::Conflict(what)) => Ok(RowResult { state: RowState::Invalid, what, partner, ..result }),
                Err(Error::NotFound) => {
                    let what = t!(server::partners::partner_was_deleted).to_owned();
                    Ok(RowResult { state: RowState::Invalid, what, partner: None, ..result })
                }
                Err(error) => Err(error),
            }
        }
        Step::Fill(gaps) => {
            contacts::fill_gaps(tx, app, staff, &gaps).await?;
            Ok(RowResult { state: RowState::Updated, ..result })
        }
    }
}
