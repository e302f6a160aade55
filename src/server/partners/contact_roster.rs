//! Who belongs to a partner: contacts come, go, and become the main one.

use super::contacts::{self, ContactRole};
use super::invite_domains;
use crate::domain::auth::role::PortalRole;
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::partners::contact::{ContactDetails, NewContact};
use crate::i18n::Recorded;
use crate::server::audit::record::{self, Entry, field};
use crate::server::authz::Editor;
use crate::server::invitations::invite::{self, NewInvitation};
use crate::server::people::rows::{self, ContactRow};
use crate::server::people::search_index;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::token::PlainToken;
use crate::server::privacy::forget::forget;
use crate::server::privacy::places::Extent;
use crate::server::state::AppState;
use uuid::Uuid;

/// More people than any partner's page could show.
const MOST: i64 = 100;

/// Adds a contact. Returns the link where staff pass it on themselves.
pub async fn add(app: &AppState, staff: &Editor, partner: PartnerId, new: NewContact) -> Result<Option<PlainToken>> {
    let mut tx = app.db.begin().await?;
    let contact = insert(&mut tx, app, partner, &new.details, new.role, new.access.is_some()).await?;
    let mut token = None;
    let mut how = "none";
    if let Some(choice) = &new.access {
        let new = NewInvitation::chosen(&mut tx, app, choice).await?;
        how = new.how();
        token = invite::invite_new(&mut tx, app, staff.id, &contact, new).await?;
    }
    note_added(&mut tx, app, staff, &contact, how).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(token)
}

/// Adds a contact without access in a transaction of the caller's.
pub async fn add_silently(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    partner: PartnerId,
    details: &ContactDetails,
) -> Result<()> {
    let contact = insert(tx, app, partner, details, PortalRole::default(), false).await?;
    note_added(tx, app, staff, &contact, "none").await
}

async fn insert(
    tx: &mut Tx,
    app: &AppState,
    partner: PartnerId,
    details: &ContactDetails,
    role: PortalRole,
    has_access: bool,
) -> Result<ContactRow> {
    check_contact_limit(tx, partner).await?;
    let place = ContactRole { is_main: false, role };
    let contact = contacts::add(tx, app, partner, details, place, has_access).await?;
    invite_domains::learn(tx, partner, &details.email).await?;
    search_index::refresh_search(tx, partner).await?;
    Ok(contact)
}

async fn note_added(tx: &mut Tx, app: &AppState, staff: &Editor, contact: &ContactRow, how: &str) -> Result<()> {
    let what = recorded!(server::events::contact_added, actor = &staff.name, person = &contact.name(), how = how);
    note(tx, app, staff, contact, "contact_added", what).await
}

/// Makes concurrent additions to `partner` wait, and refuses where it can have no more contacts.
pub async fn check_contact_limit(tx: &mut Tx, partner: PartnerId) -> Result<()> {
    // The update changes nothing but makes concurrent additions and deletions wait.
    const LOCK: &str = "update partner set version = version where id = $1";
    // A request that seems an invitation takes the place that it seems to take.
    const COUNT: &str = "
        select (select count(*) from person where partner_id = $1)
            + (select count(*) from colleague_request where partner_id = $1 and is_open and seems_invited)";
    if execute!(&mut *tx, LOCK, partner.0)? == 0 {
        return Err(Error::NotFound);
    }
    let count: i64 = run!(&mut *tx, c => sqlx::query_scalar(COUNT).bind(partner.0).fetch_one(c))?;
    if count >= MOST {
        return Err(Error::Conflict(t!(server::partners::a_partner_can_have_100_contacts).to_owned()));
    }
    Ok(())
}

/// Removes a contact with invitations, links, queued mails and sessions, and forgets all but the name, in one
/// transaction. The main contact stays: a partner always has one.
pub async fn remove(app: &AppState, staff: &Editor, person: PersonId) -> Result<PartnerId> {
    let mut tx = app.db.begin().await?;
    let (contact, team) = find(&mut tx, person).await?;
    if contact.is_main {
        return Err(Error::Conflict(match team.len() {
            1 => t!(server::partners::only_contact, name = &contact.name()),
            _ => t!(server::partners::main_contact_stays, name = &contact.name()),
        }));
    }
    forget(&mut tx, person, Extent::AllButName).await?;
    execute!(&mut tx, "delete from person where id = $1", person.0)?;
    search_index::refresh_search(&mut tx, contact.partner()).await?;
    let what = recorded!(server::events::contact_removed, actor = &staff.name, person = &contact.name());
    note(&mut tx, app, staff, &contact, "contact_removed", what).await?;
    tx.commit().await?;
    Ok(contact.partner())
}

/// Makes a contact the main one instead of the current one. Access does not change.
pub async fn make_main(app: &AppState, staff: &Editor, person: PersonId) -> Result<PartnerId> {
    const SET: &str = "update person set is_main = $2 where id = $1";
    let mut tx = app.db.begin().await?;
    let (contact, team) = find(&mut tx, person).await?;
    if contact.is_main {
        return Ok(contact.partner());
    }
    for before in team.iter().filter(|before| before.is_main) {
        execute!(&mut tx, SET, before.id().0, false)?;
    }
    execute!(&mut tx, SET, person.0, true)?;
    search_index::refresh_search(&mut tx, contact.partner()).await?;
    let what = recorded!(server::events::main_contact_changed, actor = &staff.name, person = &contact.name());
    let before = team.iter().find(|before| before.is_main).map(|before| before.name()).unwrap_or_default();
    let (partner, action) = (contact.partner(), "main_contact_changed");
    let entry = Entry { actor: staff.into(), partner: Some(partner), person: Some(person), action, what };
    let changes = record::changes(|| [field(t!(server::events::main_contact), &before, &contact.name())]);
    record::write_change(&mut tx, app, entry, &changes).await?;
    tx.commit().await?;
    Ok(partner)
}

/// A contact among the contacts of their partner, all locked.
pub(super) async fn find(tx: &mut Tx, person: PersonId) -> Result<(ContactRow, Vec<ContactRow>)> {
    const PARTNER: &str = "select partner_id from person where id = $1 and role = 'contact'";
    let partner: Option<Uuid> = run!(tx, c => sqlx::query_scalar(PARTNER).bind(person.0).fetch_optional(c))?;
    let team = rows::lock_team(tx, PartnerId(partner.ok_or(Error::NotFound)?)).await?;
    let contact = team.iter().find(|contact| contact.id() == person).cloned().ok_or(Error::NotFound)?;
    Ok((contact, team))
}

async fn note(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    contact: &ContactRow,
    action: &'static str,
    what: Recorded,
) -> Result<()> {
    let entry =
        Entry { actor: staff.into(), partner: Some(contact.partner()), person: Some(contact.id()), action, what };
    record::write(tx, app, entry).await
}
