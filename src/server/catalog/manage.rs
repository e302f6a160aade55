//! *Program > Programs* and *Program > Statuses*: the same work on two tables.

use super::invite_rules;
use crate::domain::catalog::choice::{ChoiceDetails, ChoiceKind, ManagedChoice, StatusRule, Tone};
use crate::domain::catalog::invite_rule::InviteRule;
use crate::domain::ids::ChoiceId;
use crate::domain::organisation::cadence::Cadence;
use crate::i18n::Recorded;
use crate::server::audit::record::{self, Entry, field};
use crate::server::authz::{Editor, Staff};
use crate::server::organisation::settings;
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::markdown;
use crate::server::platform::normalize::fold;
use crate::server::state::AppState;
use std::sync::LazyLock;
use uuid::Uuid;

/// What is said to the database about one of the tables, and to the audit log.
struct Statements {
    list: String,
    find: String,
    name_taken: String,
    add: String,
    rename: String,
    active: String,
    set_position: String,
    archive: String,
    restore: String,
    remove: String,
    added: String,
    changed: String,
    moved: String,
    archived: String,
    restored: String,
    deleted: String,
}

/// How one of the tables differs from the other.
struct Table {
    name: &'static str,
    /// The colour, the rule and the description of a row `c`.
    look: &'static str,
    /// What refers to a row `c`.
    users: &'static str,
    /// What a new row needs beyond its name.
    more_columns: &'static str,
    more_values: &'static str,
}

static PROGRAM: LazyLock<Statements> = LazyLock::new(|| {
    Statements::on(&Table {
        name: "program",
        look: "cast(null as text) as tone, '' as rule, c.description, c.reminder_days",
        users: "partner_program u where u.program_id = c.id",
        more_columns: "",
        more_values: "",
    })
});
static STATUS: LazyLock<Statements> = LazyLock::new(|| {
    Statements::on(&Table {
        name: "status",
        look: "c.tone, c.rule, '' as description, cast(null as text) as reminder_days",
        users: "partner u where u.status_id = c.id",
        more_columns: ", tone",
        more_values: ", 'neutral'",
    })
});

impl Statements {
    fn on(table: &Table) -> Self {
        let Table { name, look, users, more_columns, more_values } = table;
        Self {
            list: format!(
                "
                select c.id, c.name, {look}, (select count(*) from {users}) as partners,
                    c.archived_at is not null as is_archived
                from {name} c
                order by c.position, c.id"
            ),
            find: format!(
                "select c.name, {look}, c.archived_at is not null as is_archived from {name} c where c.id = $1"
            ),
            name_taken: format!("select archived_at is not null from {name} where name_key = $1 and id <> $2"),
            add: format!(
                "
                insert into {name} (id, name, name_key, position{more_columns})
                values ($1, $2, $3, (select coalesce(max(position), 0) + 1 from {name}){more_values})"
            ),
            rename: format!("update {name} set name = $2, name_key = $3 where id = $1"),
            active: format!("select id from {name} where archived_at is null order by position, id"),
            set_position: format!("update {name} set position = $2 where id = $1"),
            archive: format!("update {name} set archived_at = $2 where id = $1"),
            restore: format!(
                "
                update {name}
                set archived_at = null, position = (select max(position) + 1 from {name})
                where id = $1"
            ),
            remove: format!("delete from {name} as c where c.id = $1 and not exists (select 1 from {users})"),
            added: format!("{name}_added"),
            changed: format!("{name}_changed"),
            moved: format!("{name}_moved"),
            archived: format!("{name}_archived"),
            restored: format!("{name}_restored"),
            deleted: format!("{name}_deleted"),
        }
    }
}

fn statements(kind: ChoiceKind) -> &'static Statements {
    match kind {
        ChoiceKind::Program => &PROGRAM,
        ChoiceKind::Status => &STATUS,
    }
}

#[derive(sqlx::FromRow)]
struct ChoiceRow {
    id: Uuid,
    name: String,
    tone: Option<String>,
    rule: String,
    description: String,
    reminder_days: Option<String>,
    partners: i64,
    is_archived: bool,
}

/// All of them, archived ones too, in the organisation's order.
pub async fn list(app: &AppState, _: &Staff, kind: ChoiceKind) -> Result<Vec<ManagedChoice>> {
    let rows: Vec<ChoiceRow> = read!(&app.db, c => sqlx::query_as(statements(kind).list.as_str()).fetch_all(c))?;
    let rules = match kind {
        ChoiceKind::Program => invite_rules::all(app).await?,
        ChoiceKind::Status => Vec::new(),
    };
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        all.push(ManagedChoice {
            invites: rules.iter().find(|(program, _)| *program == row.id).map(|(_, rule)| *rule),
            id: ChoiceId(row.id),
            name: row.name,
            tone: row.tone.as_deref().and_then(Tone::parse),
            rule: StatusRule::parse(&row.rule).unwrap_or_default(),
            description_html: markdown::page_by(&app.workers, &row.description).await?,
            description: row.description,
            reminders: row.reminder_days.as_deref().map(cadence),
            partners: row.partners,
            archived: row.is_archived,
        });
    }
    Ok(all)
}

/// Adds one at the end.
pub async fn add(app: &AppState, staff: &Editor, kind: ChoiceKind, details: ChoiceDetails) -> Result<()> {
    let mut tx = settings::begin(app).await?;
    insert(&mut tx, app, staff, kind, &details).await?;
    tx.commit().await
}

/// The same in a transaction of the caller's, which [`settings::begin`] began.
pub async fn insert(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    kind: ChoiceKind,
    details: &ChoiceDetails,
) -> Result<ChoiceId> {
    let id = ChoiceId(app.id());
    let name = details.name.as_str();
    refuse_taken(tx, kind, id, name).await?;
    execute!(&mut *tx, statements(kind).add.as_str(), id.0, name, fold(name))?;
    set_look(&mut *tx, kind, id, details).await?;
    if let Some(rule) = details.invites {
        invite_rules::set(tx, id, rule).await?;
    }
    let what = recorded!(server::events::choice_added, actor = &staff.name, kind = kind.noun(), name = name);
    note(tx, app, staff, statements(kind).added.as_str(), what).await?;
    Ok(id)
}

/// Changes its name, and what else there is to it.
pub async fn update(
    app: &AppState,
    staff: &Editor,
    kind: ChoiceKind,
    id: ChoiceId,
    details: ChoiceDetails,
) -> Result<()> {
    let name = details.name.as_str();
    let mut tx = settings::begin(app).await?;
    let before = find(&mut tx, kind, id).await?;
    refuse_taken(&mut tx, kind, id, name).await?;
    execute!(&mut tx, statements(kind).rename.as_str(), id.0, name, fold(name))?;
    set_look(&mut tx, kind, id, &details).await?;
    let old_invites = match details.invites {
        Some(rule) => Some(invite_rules::set(&mut tx, id, rule).await?),
        None => None,
    };
    let look_before = before.tone.as_deref().and_then(Tone::parse);
    let rule_before = StatusRule::parse(&before.rule).unwrap_or_default();
    let old_reminders = before.reminder_days.as_deref().map(cadence);
    let changes = record::changes(|| {
        let colour = |tone: Option<Tone>| tone.map_or("", Tone::label);
        let reminders = |cadence: Option<&Cadence>| cadence.map_or_else(String::new, Cadence::in_words);
        let invites = |rule: Option<InviteRule>| rule.map_or_else(String::new, InviteRule::in_words);
        [
            field(t!(server::events::name), &before.name, name),
            field(t!(server::events::colour), colour(look_before), colour(details.tone.or(look_before))),
            field(t!(server::events::rule), rule_before.label(), details.rule.label()),
            field(t!(server::events::invites), &invites(old_invites), &invites(details.invites)),
            field(t!(server::events::description), &before.description, details.description.as_str()),
            field(
                t!(server::events::reminders),
                &reminders(old_reminders.as_ref()),
                &reminders(details.reminders.as_ref()),
            ),
        ]
    });
    if !changes.is_empty() {
        let what =
            recorded!(server::events::choice_changed, actor = &staff.name, kind = kind.noun(), name = &before.name);
        record::write_change(&mut tx, app, Entry::of(staff, statements(kind).changed.as_str(), what), &changes).await?;
    }
    tx.commit().await
}

/// Where to move one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
    /// To this place, counted from 0.
    Place(usize),
}

/// Moves it among those that are offered; one that is there already stays, as does one at the end of the list.
pub async fn shift(app: &AppState, staff: &Editor, kind: ChoiceKind, id: ChoiceId, to: Direction) -> Result<()> {
    let mut tx = settings::begin(app).await?;
    let moved = find(&mut tx, kind, id).await?;
    let mut order: Vec<Uuid> = run!(&mut tx, c => sqlx::query_scalar(statements(kind).active.as_str()).fetch_all(c))?;
    let Some(from) = order.iter().position(|other| *other == id.0) else { return Ok(()) };
    let target = match to {
        Direction::Up => from.saturating_sub(1),
        Direction::Down => from + 1,
        Direction::Place(place) => place,
    };
    let target = target.min(order.len() - 1);
    if target == from {
        return Ok(());
    }
    let id = order.remove(from);
    order.insert(target, id);
    for (position, id) in order.iter().enumerate() {
        execute!(&mut tx, statements(kind).set_position.as_str(), id, position as i64)?;
    }
    let what = recorded!(
        server::events::choice_moved,
        actor = &staff.name,
        kind = kind.noun(),
        name = &moved.name,
        place = target as i64 + 1,
        count = order.len() as i64,
    );
    note(&mut tx, app, staff, statements(kind).moved.as_str(), what).await?;
    tx.commit().await
}

/// Offers it no more; where it is in use it stays. One status is always offered, because every partner
/// has one.
pub async fn archive(app: &AppState, staff: &Editor, kind: ChoiceKind, id: ChoiceId) -> Result<()> {
    let mut tx = settings::begin(app).await?;
    let found = find(&mut tx, kind, id).await?;
    if found.is_archived {
        return Ok(());
    }
    refuse_last_status(&mut tx, kind, id).await?;
    execute!(&mut tx, statements(kind).archive.as_str(), id.0, app.now().0)?;
    let what = recorded!(server::events::choice_archived, actor = &staff.name, kind = kind.noun(), name = &found.name);
    note(&mut tx, app, staff, statements(kind).archived.as_str(), what).await?;
    tx.commit().await
}

/// Offers it again, at the end of the list.
pub async fn restore(app: &AppState, staff: &Editor, kind: ChoiceKind, id: ChoiceId) -> Result<()> {
    let mut tx = settings::begin(app).await?;
    let found = find(&mut tx, kind, id).await?;
    if !found.is_archived {
        return Ok(());
    }
    execute!(&mut tx, statements(kind).restore.as_str(), id.0)?;
    let what = recorded!(server::events::choice_restored, actor = &staff.name, kind = kind.noun(), name = &found.name);
    note(&mut tx, app, staff, statements(kind).restored.as_str(), what).await?;
    tx.commit().await
}

/// Deletes one that no partner has.
pub async fn remove(app: &AppState, staff: &Editor, kind: ChoiceKind, id: ChoiceId) -> Result<()> {
    let in_use = || Error::Conflict(t!(server::catalog::in_use, kind = kind.noun()));
    let mut tx = settings::begin(app).await?;
    let found = find(&mut tx, kind, id).await?;
    if !found.is_archived {
        refuse_last_status(&mut tx, kind, id).await?;
    }
    match execute!(&mut tx, statements(kind).remove.as_str(), id.0) {
        Ok(0) => return Err(in_use()),
        // A partner got it between the look and the deletion.
        Err(sqlx::Error::Database(error)) if error.is_foreign_key_violation() => return Err(in_use()),
        done => done?,
    };
    let what = recorded!(server::events::choice_deleted, actor = &staff.name, kind = kind.noun(), name = &found.name);
    note(&mut tx, app, staff, statements(kind).deleted.as_str(), what).await?;
    tx.commit().await
}

#[derive(sqlx::FromRow)]
struct ChoiceBefore {
    name: String,
    tone: Option<String>,
    rule: String,
    description: String,
    reminder_days: Option<String>,
    is_archived: bool,
}

async fn find(tx: &mut Tx, kind: ChoiceKind, id: ChoiceId) -> Result<ChoiceBefore> {
    let found: Option<ChoiceBefore> =
        run!(tx, c => sqlx::query_as(statements(kind).find.as_str()).bind(id.0).fetch_optional(c))?;
    found.ok_or(Error::NotFound)
}

async fn refuse_taken(tx: &mut Tx, kind: ChoiceKind, id: ChoiceId, name: &str) -> Result<()> {
    let archived: Option<bool> = run!(tx, c => sqlx::query_scalar(statements(kind).name_taken.as_str()).bind(fold(name)).bind(id.0).fetch_optional(c))?;
    match archived {
        None => Ok(()),
        Some(true) => Err(Error::field("name", t!(server::catalog::name_taken_by_archived, kind = kind.noun()))),
        Some(false) => Err(Error::field("name", t!(server::catalog::name_taken, kind = kind.noun()))),
    }
}

async fn refuse_last_status(tx: &mut Tx, kind: ChoiceKind, id: ChoiceId) -> Result<()> {
    let active: Vec<Uuid> = run!(tx, c => sqlx::query_scalar(statements(kind).active.as_str()).fetch_all(c))?;
    if kind == ChoiceKind::Status && active == [id.0] {
        return Err(Error::Conflict(t!(server::catalog::every_partner_has_a_status_so).to_owned()));
    }
    Ok(())
}

fn cadence(days: &str) -> Cadence {
    Cadence::parse(days).unwrap_or_default()
}

async fn set_look(tx: &mut Tx, kind: ChoiceKind, id: ChoiceId, details: &ChoiceDetails) -> Result<()> {
    if let Some(tone) = details.tone {
        let sql = "update status set tone = $2, rule = $3 where id = $1";
        execute!(tx, sql, id.0, tone.as_str(), details.rule.as_str())?;
    }
    if kind == ChoiceKind::Program {
        let sql = "update program set description = $2, reminder_days = $3 where id = $1";
        execute!(tx, sql, id.0, details.description.as_str(), details.reminders.as_ref().map(Cadence::days))?;
    }
    Ok(())
}

async fn note(tx: &mut Tx, app: &AppState, staff: &Editor, action: &'static str, what: Recorded) -> Result<()> {
    record::write(tx, app, Entry::of(staff, action, what)).await
}
