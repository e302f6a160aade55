//! Changes of a partner's status, manager and programs, and deletion: in the list, and for many at once. Callers check whether
//! they are offered: an undo may return to an archived one.

use super::details::{self, Snapshot};
use crate::domain::ids::{PartnerId, PersonId, ProgramId, StatusId};
use crate::server::audit::record::{self, Entry};
use crate::server::authz::Editor;
use crate::server::catalog::options;
use crate::server::people::rows;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::{Error, Result};
use crate::server::privacy::forget::forget;
use crate::server::privacy::places::Extent;
use crate::server::state::AppState;
use uuid::Uuid;

/// Gives a partner another status; says which one it had, or nothing where it has `status` already.
pub async fn set_status(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    id: PartnerId,
    status: StatusId,
) -> Result<Option<StatusId>> {
    const SET: &str = "update partner set status_id = $2, version = version + 1 where id = $1";
    let known = lock(tx, id).await?;
    if known == status {
        return Ok(None);
    }
    let before = Snapshot::read(tx, id).await?;
    execute!(tx, SET, id.0, status.0)?;
    details::note_changes(tx, app, staff, id, &before).await?;
    Ok(Some(known))
}

/// Gives a partner another manager; says who it was, or nothing where it has `manager` already.
pub async fn set_manager(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    id: PartnerId,
    manager: PersonId,
) -> Result<Option<PersonId>> {
    const KNOWN: &str = "select person_id from partner_manager where partner_id = $1";
    lock(tx, id).await?;
    let known: Uuid = run!(tx, c => sqlx::query_scalar(KNOWN).bind(id.0).fetch_one(c))?;
    if known == manager.0 {
        return Ok(None);
    }
    let before = Snapshot::read(tx, id).await?;
    details::set_partner_manager(tx, id, manager).await?;
    note_change(tx, app, staff, id, &before).await?;
    Ok(Some(PersonId(known)))
}

/// Makes `programs` the programs of a partner.
pub async fn set_programs(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    id: PartnerId,
    programs: &[ProgramId],
) -> Result<()> {
    lock(tx, id).await?;
    let before = Snapshot::read(tx, id).await?;
    options::set_programs(tx, id, programs).await?;
    note_change(tx, app, staff, id, &before).await
}

/// Puts a partner into a program or takes it out; false where it is so already.
pub async fn set_in_program(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    id: PartnerId,
    program: ProgramId,
    is_in: bool,
) -> Result<bool> {
    const ADD: &str = "insert into partner_program (partner_id, program_id) values ($1, $2) on conflict do nothing";
    const REMOVE: &str = "delete from partner_program where partner_id = $1 and program_id = $2";
    lock(tx, id).await?;
    let before = Snapshot::read(tx, id).await?;
    let changes = execute!(tx, if is_in { ADD } else { REMOVE }, id.0, program.0)? > 0;
    if changes {
        note_change(tx, app, staff, id, &before).await?;
    }
    Ok(changes)
}

/// Deletes a partner; contacts, invitations, links, queued mails and sessions go in the same
/// transaction (by foreign keys). The audit log keeps that it was there, and of its contacts the names.
pub async fn delete(tx: &mut Tx, app: &AppState, staff: &Editor, id: PartnerId) -> Result<()> {
    for contact in rows::lock_team(tx, id).await? {
        forget(tx, contact.id(), Extent::AllButName).await?;
    }
    let name: Option<String> = run!(tx, c =>
        sqlx::query_scalar("delete from partner where id = $1 returning name").bind(id.0).fetch_optional(c))?;
    let name = name.ok_or(Error::NotFound)?;
    let entry = Entry {
        actor: staff.into(),
        partner: Some(id),
        person: None,
        action: "partner_deleted",
        what: recorded!(server::events::partner_deleted, actor = &staff.name, partner = &name),
    };
    record::write(tx, app, entry).await
}

/// Counts a change beside the partner's own row, and notes what it changed since `before`.
async fn note_change(tx: &mut Tx, app: &AppState, staff: &Editor, id: PartnerId, before: &Snapshot) -> Result<()> {
    execute!(tx, "update partner set version = version + 1 where id = $1", id.0)?;
    details::note_changes(tx, app, staff, id, before).await
}

/// Holds a partner for the length of the transaction; its status.
async fn lock(tx: &mut Tx, id: PartnerId) -> Result<StatusId> {
    const LOCK: &str = "update partner set version = version where id = $1 returning status_id";
    let status: Option<Uuid> = run!(tx, c => sqlx::query_scalar(LOCK).bind(id.0).fetch_optional(c))?;
    status.map(StatusId).ok_or(Error::NotFound)
}
