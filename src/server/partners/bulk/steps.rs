//! What a change does to one partner. Each says how it ended, in a word and in a sentence.

use crate::domain::ids::{ChoiceId, PartnerId, PersonId, ProgramId, StatusId};
use crate::domain::partners::bulk::ItemOutcome;
use crate::i18n::Recorded;
use crate::server::authz::Editor;
use crate::server::invitations::invite::{self, NewInvitation};
use crate::server::partners::edits;
use crate::server::people::rows;
use crate::server::platform::db::Tx;
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use uuid::Uuid;

/// How one partner's part ended.
pub struct Step {
    pub outcome: ItemOutcome,
    /// A sentence for the result list.
    pub what: Recorded,
    /// The status or manager it had, where it got another.
    pub before: Option<Uuid>,
}

/// Nothing was to be done, or could be.
pub fn skipped(what: Recorded) -> Step {
    Step { outcome: ItemOutcome::Skipped, what, before: None }
}

fn done(what: Recorded) -> Step {
    Step { outcome: ItemOutcome::Done, what, before: None }
}

/// It got another status or manager in place of `before`; without one it has it already.
fn replaced(before: Option<Uuid>, changed: Recorded, kept: Recorded) -> Step {
    match before {
        Some(before) => Step { before: Some(before), ..done(changed) },
        None => skipped(kept),
    }
}

/// Invites the main contact, unless that happened before.
pub async fn give(tx: &mut Tx, app: &AppState, staff: &Editor, partner: PartnerId, new: NewInvitation) -> Result<Step> {
    let Some(contact) = rows::lock_main_contact(tx, partner).await? else {
        return Ok(skipped(recorded!(server::partners::there_is_no_main_contact)));
    };
    let name = contact.name();
    if contact.activated_at.is_some() {
        return Ok(skipped(recorded!(server::partners::contact_is_active, name = &name)));
    }
    if contact.access_at.is_some() && !invite::has_expired(tx, app, &contact).await? {
        return Ok(skipped(recorded!(server::partners::contact_is_invited, name = &name)));
    }
    // After an interruption the time may be over; then it is high time.
    let send_at = new.send_at.filter(|at| *at > app.now());
    let _link = invite::give(tx, app, staff, &contact, NewInvitation { send_at, ..new }).await?;
    Ok(done(recorded!(server::partners::contact_invited, name = &name)))
}

/// Sends the main contact the invitation again.
pub async fn resend(tx: &mut Tx, app: &AppState, staff: &Editor, partner: PartnerId) -> Result<Step> {
    let Some(contact) = rows::lock_main_contact(tx, partner).await? else {
        return Ok(skipped(recorded!(server::partners::there_is_no_main_contact)));
    };
    let name = contact.name();
    if contact.activated_at.is_some() {
        return Ok(skipped(recorded!(server::partners::contact_is_active, name = &name)));
    }
    if contact.access_at.is_none() {
        return Ok(skipped(recorded!(server::partners::contact_without_access, name = &name)));
    }
    invite::send_again(tx, app, staff, &contact).await?;
    Ok(done(recorded!(server::partners::contact_invited_again, name = &name)))
}

/// Removes the access of every contact.
pub async fn remove(tx: &mut Tx, app: &AppState, staff: &Editor, partner: PartnerId) -> Result<Step> {
    let mut names = Vec::new();
    for contact in rows::lock_team(tx, partner).await?.iter().filter(|contact| contact.access_at.is_some()) {
        invite::remove(tx, app, staff, contact).await?;
        names.push(contact.name());
    }
    Ok(match names.as_slice() {
        [] => skipped(recorded!(server::partners::no_contact_had_access)),
        names => done(recorded!(server::partners::access_removed_of, names = &names.join(", "))),
    })
}

/// Gives it another status.
pub async fn set_status(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    partner: PartnerId,
    target: ChoiceId,
) -> Result<Step> {
    let before = edits::set_status(tx, app, staff, partner, StatusId(target.0)).await?.map(|status| status.0);
    let (changed, kept) =
        (recorded!(server::partners::status_changed), recorded!(server::partners::has_this_status_already));
    Ok(replaced(before, changed, kept))
}

/// Gives it another manager.
pub async fn set_manager(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    partner: PartnerId,
    target: ChoiceId,
) -> Result<Step> {
    let before = edits::set_manager(tx, app, staff, partner, PersonId(target.0)).await?.map(|manager| manager.0);
    let (changed, kept) =
        (recorded!(server::partners::manager_changed), recorded!(server::partners::has_this_manager_already));
    Ok(replaced(before, changed, kept))
}

/// Puts it into a program or takes it out.
pub async fn set_in_program(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    partner: PartnerId,
    target: ChoiceId,
    is_in: bool,
) -> Result<Step> {
    let changes = edits::set_in_program(tx, app, staff, partner, ProgramId(target.0), is_in).await?;
    Ok(match (changes, is_in) {
        (true, true) => done(recorded!(server::partners::added_to_the_program)),
        (true, false) => done(recorded!(server::partners::removed_from_the_program)),
        (false, true) => skipped(recorded!(server::partners::is_in_this_program_already)),
        (false, false) => skipped(recorded!(server::partners::is_not_in_this_program)),
    })
}

/// Deletes it.
pub async fn delete(tx: &mut Tx, app: &AppState, staff: &Editor, partner: PartnerId) -> Result<Step> {
    edits::delete(tx, app, staff, partner).await?;
    Ok(done(recorded!(server::partners::deleted_with_its_contacts)))
}
