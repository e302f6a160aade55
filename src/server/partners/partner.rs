//! Partners: companies in the program.

use super::colleague_requests;
use super::contacts::{self, ContactRole};
use super::details::{self, FactsRow, Snapshot, facts_columns};
use super::{edits, invite_domains};
use crate::domain::catalog::choice::StatusRule;
use crate::domain::ids::{ImportId, PartnerId, PersonId, ProgramId, StatusId};
use crate::domain::invitations::invitation::Access;
use crate::domain::onboarding::Details;
use crate::domain::partners::partner::{Contact, Partner, PartnerChange, Program, Status, TeamChoice, TimelineEvent};
use crate::domain::time::Timestamp;
use crate::server::audit::record::{self, Entry};
use crate::server::authz::{Confirmed, Editor, Staff};
use crate::server::catalog::options;
use crate::server::invitations::options as invitation_options;
use crate::server::outbox::sent;
use crate::server::people::rows::ContactRow;
use crate::server::people::search_index::{self, SearchKeys};
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use std::cmp::Reverse;
use uuid::Uuid;

pub use super::list::{list, save_view};

#[derive(sqlx::FromRow)]
struct PartnerRow {
    #[sqlx(flatten)]
    facts: FactsRow,
    version: i64,
    created_at: i64,
    status_id: Uuid,
    status: String,
    tone: String,
    offer: String,
    contact_person_id: Option<Uuid>,
    partner_manager: Option<String>,
}

/// Everything on the partner's page.
pub async fn get(app: &AppState, staff: &Staff, id: PartnerId, link: Option<&PlainToken>) -> Result<Partner> {
    const GET: &str = concat!(
        "
        select ",
        facts_columns!(),
        ", p.version, p.created_at, s.id as status_id, s.name as status, s.tone, p.offer,
            h.person_id as contact_person_id, h.name as partner_manager
        from partner p
        join status s on s.id = p.status_id
        left join partner_manager h on h.partner_id = p.id
        where p.id = $1"
    );
    const PROGRAMS: &str = "
        select g.id, g.name
        from partner_program l
        join program g on g.id = l.program_id
        where l.partner_id = $1
        order by g.position, g.id";
    let row: Option<PartnerRow> = read!(&app.db, c => sqlx::query_as(GET).bind(id.0).fetch_optional(c))?;
    let row = row.ok_or(Error::NotFound)?;
    let programs: Vec<(Uuid, String)> = read!(&app.db, c => sqlx::query_as(PROGRAMS).bind(id.0).fetch_all(c))?;
    let contacts = contacts::list(app, id, link).await?;
    let offer = StatusRule::parse(&row.offer).unwrap_or_default();
    let partner_manager = row.contact_person_id.zip(row.partner_manager);
    Ok(Partner {
        id,
        version: row.version,
        facts: row.facts.into(),
        status: Status { id: StatusId(row.status_id), name: row.status, tone: row.tone },
        programs: programs.into_iter().map(|(id, name)| Program { id: ProgramId(id), name }).collect(),
        added_at: Timestamp(row.created_at),
        partner_manager: partner_manager.map(|(id, name)| TeamChoice { id: PersonId(id), name }),
        offer: if makes_sense(offer, &contacts) { offer } else { StatusRule::Nothing },
        contacts,
        domains: invite_domains::list(app, id).await?,
        requests: colleague_requests::list(app, id).await?.into_iter().filter(|request| !request.declined).collect(),
        timeline: timeline(app, id).await?,
        invitation: invitation_options::options(app, staff, Some(id)).await?,
    })
}

/// Whether there are contacts whom an offer is about.
fn makes_sense(offer: StatusRule, contacts: &[Contact]) -> bool {
    let has_none = |contact: &Contact| contact.access.access == Access::None;
    match offer {
        StatusRule::Nothing => false,
        StatusRule::Invite => contacts.iter().any(|contact| contact.is_main && has_none(contact)),
        StatusRule::Remove => !contacts.iter().all(has_none),
    }
}

/// What was done, and what was sent; newest first.
async fn timeline(app: &AppState, id: PartnerId) -> Result<Vec<TimelineEvent>> {
    let mut events = record::timeline(app, id).await?;
    events.extend(sent::of_partner(app, id).await?);
    events.sort_by_key(|event| Reverse(event.at));
    Ok(events)
}

/// Notes which spreadsheet a company came with.
pub async fn note_import(tx: &mut Tx, partner: PartnerId, import: ImportId) -> Result<()> {
    execute!(tx, "update partner set import_id = $2 where id = $1", partner.0, import.0)?;
    Ok(())
}

/// Adds a company with its main contact; with access, they are invited next, in the same transaction.
pub async fn add_with_contact(tx: &mut Tx, app: &AppState, by: &Staff, details: &Details) -> Result<ContactRow> {
    let Details { partner, contact, access } = details;
    options::check(tx, partner, None).await?;
    let id = PartnerId(app.id());
    details::insert(tx, app, id, by.id, partner, &SearchKeys::of_new(partner, contact)).await?;
    options::add_programs(tx, id, &partner.programs).await?;
    invite_domains::add(tx, id, &contact.email).await?;
    contacts::add(tx, app, id, contact, ContactRole::FIRST, *access).await
}

/// Notes that it was added, and how: the word of a [`NewInvitation`](crate::server::invitations::invite::NewInvitation),
/// or `none`.
pub async fn note_added(
    tx: &mut Tx,
    app: &AppState,
    staff: &Editor,
    details: &Details,
    contact: &ContactRow,
    how: &str,
) -> Result<()> {
    let entry = Entry {
        actor: staff.into(),
        partner: Some(contact.partner()),
        person: Some(contact.id()),
        action: "partner_added",
        what: recorded!(
            server::events::partner_added,
            actor = &staff.name,
            partner = details.partner.name.as_str(),
            person = &contact.name(),
            how = how,
        ),
    };
    record::write(tx, app, entry).await
}

/// Changes the company details, unless another person changed them since `version` was shown.
pub async fn update(app: &AppState, staff: &Editor, id: PartnerId, version: i64, change: PartnerChange) -> Result<()> {
    const VERSION: &str = "select version from partner where id = $1";
    let mut tx = app.db.begin().await?;
    let known: Option<i64> = run!(&mut tx, c => sqlx::query_scalar(VERSION).bind(id.0).fetch_optional(c))?;
    known.ok_or(Error::NotFound)?;
    let PartnerChange { details, partner_manager, domains } = change;
    let before = Snapshot::read(&mut tx, id).await?;
    options::check(&mut tx, &details, Some(id)).await?;
    if !details::update(&mut tx, id, version, &details).await? {
        return Err(Error::Conflict(t!(server::partners::someone_else_saved_changes_while_you).to_owned()));
    }
    options::set_programs(&mut tx, id, &details.programs).await?;
    details::set_partner_manager(&mut tx, id, partner_manager).await?;
    invite_domains::set(&mut tx, app, id, &domains).await?;
    search_index::refresh_search(&mut tx, id).await?;
    details::note_changes(&mut tx, app, staff, id, &before).await?;
    tx.commit().await
}

/// Sets the status alone, as the list does.
pub async fn set_status(app: &AppState, staff: &Editor, id: PartnerId, status: StatusId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    options::check_status(&mut tx, status, Some(id)).await?;
    edits::set_status(&mut tx, app, staff, id, status).await?;
    tx.commit().await
}

/// Sets the programs alone, as the list does.
pub async fn set_programs(app: &AppState, staff: &Editor, id: PartnerId, programs: &[ProgramId]) -> Result<()> {
    let mut tx = app.db.begin().await?;
    options::check_programs(&mut tx, programs, Some(id)).await?;
    edits::set_programs(&mut tx, app, staff, id, programs).await?;
    tx.commit().await
}

/// **Not now**: what the status suggests is not asked again.
pub async fn decline_offer(app: &AppState, staff: &Editor, id: PartnerId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let name: Option<String> = run!(&mut tx, c => sqlx::query_scalar(
        "update partner set offer = '' where id = $1 and offer <> '' returning name").bind(id.0).fetch_optional(c))?;
    let Some(name) = name else { return Ok(()) };
    let entry = Entry {
        actor: staff.into(),
        partner: Some(id),
        person: None,
        action: "offer_declined",
        what: recorded!(server::events::offer_declined, actor = &staff.name, partner = &name),
    };
    record::write(&mut tx, app, entry).await?;
    tx.commit().await
}

/// Deletes a partner in a transaction of its own.
pub async fn remove(app: &AppState, staff: &Confirmed<Editor>, id: PartnerId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    edits::delete(&mut tx, app, staff, id).await?;
    tx.commit().await
}
