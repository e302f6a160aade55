//! Managers of a partner bring in their colleagues: at the partner's domains at once, others after staff approved
//! ([`crate::server::partners::colleague_requests`]).

use crate::domain::auth::role::PortalRole;
use crate::domain::email::EmailAddress;
use crate::domain::ids::PartnerId;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::partners::colleague_request::InviteOffer;
use crate::domain::partners::contact::ContactDetails;
use crate::server::audit::record::{self, Actor, Entry};
use crate::server::authz::Manager;
use crate::server::catalog::invite_rules;
use crate::server::invitations::invite::{self, NewInvitation};
use crate::server::organisation::partner_manager;
use crate::server::outbox::limits::{self, Asker};
use crate::server::partners::contacts::{self, ContactRole};
use crate::server::partners::{colleague_requests, contact_roster, invite_domains};
use crate::server::people::rows::{self, ContactRow};
use crate::server::people::{email_uniqueness, search_index};
use crate::server::platform::db::{Tx, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;

/// Most open requests at a time; managers who need more ask staff.
const MOST_OPEN: i64 = 20;

/// The result of a request, as the manager sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invited {
    /// By email, as far as the manager knows.
    AtOnce,
    /// Staff are asked first.
    Asked,
}

/// A request that seems an invitation takes a seat as well: the seats tell no one which addresses are in use.
const SEATS_TAKEN: &str = "
    select (select count(*) from person where partner_id = $1 and access_at is not null)
        + (select count(*) from colleague_request where partner_id = $1 and is_open and seems_invited)";

/// What managers of `partner` are offered; none where no program of theirs allows it.
pub async fn offer(app: &AppState, partner: PartnerId) -> Result<Option<InviteOffer>> {
    let rule = invite_rules::of_partner(app, partner).await?;
    if !rule.managers_invite {
        return Ok(None);
    }
    let taken = read!(&app.db, c => sqlx::query_scalar(SEATS_TAKEN).bind(partner.0).fetch_one(c))?;
    let domains = invite_domains::list(app, partner).await?.into_iter().map(|domain| domain.name).collect();
    Ok(Some(InviteOffer { domains, taken, seats: rule.seats }))
}

/// Invites a colleague of the manager, or asks staff to. Whether an address at one of the partner's domains signs in
/// elsewhere is for staff to judge: to the partner, the colleague seems invited in both cases.
pub async fn invite(app: &AppState, manager: &Manager, details: &ContactDetails) -> Result<Invited> {
    let mut tx = app.db.begin().await?;
    // People before their partner, as everywhere: two who wait for each other would wait for ever.
    let asker = rows::lock_contact(&mut tx, manager.id).await?;
    contact_roster::check_contact_limit(&mut tx, manager.partner).await?;
    check(&mut tx, manager, &asker).await?;
    if let Some(name) = teammate(&mut tx, manager.partner, &details.email).await? {
        return Err(Error::field("email", t!(server::portal::is_in_your_team, name = &name)));
    }
    colleague_requests::refuse_repeated(&mut tx, manager.partner, details).await?;
    let at_once = invite_domains::has(&mut tx, manager.partner, &details.email).await?;
    let by_partner = Asker::Contact(manager.partner);
    if at_once {
        limits::check_asker(&mut tx, app, by_partner).await?;
    }
    // Neither an account nor what was sent there is for partners to know of.
    let is_free = email_uniqueness::by_email(&mut tx, &details.email, None).await?.is_none()
        && limits::has_room(&mut tx, app, &details.email).await?;
    if !at_once || !is_free {
        colleague_requests::ask(&mut tx, app, &asker, details, at_once).await?;
        tx.commit().await?;
        return Ok(if at_once { Invited::AtOnce } else { Invited::Asked });
    }
    let place = ContactRole { is_main: false, role: PortalRole::Member };
    let contact = contacts::add(&mut tx, app, manager.partner, details, place, true).await?;
    search_index::refresh_search(&mut tx, manager.partner).await?;
    let by_email = NewInvitation { asker: by_partner, ..NewInvitation::by(Delivery::Email) };
    invite::invite_new(&mut tx, app, manager.id, &contact, by_email).await?;
    let name = asker.name();
    let entry = Entry {
        actor: Actor::named(Some(manager.id), &name),
        partner: Some(manager.partner),
        person: Some(contact.id()),
        action: "team_invited",
        what: recorded!(server::events::colleague_invited, actor = &name, person = &contact.name()),
    };
    record::write(&mut tx, app, entry).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(Invited::AtOnce)
}

/// Refuses where the manager, the programs, the seats or the number of those under way do not allow it.
async fn check(tx: &mut Tx, manager: &Manager, asker: &ContactRow) -> Result<()> {
    const STILL: &str = "select 1 from person where id = $1 and portal_role = 'manager' and activated_at is not null";
    const PENDING: &str =
        "select count(*) from person where partner_id = $1 and access_at is not null and activated_at is null";
    let still: Option<i32> = run!(&mut *tx, c => sqlx::query_scalar(STILL).bind(asker.id().0).fetch_optional(c))?;
    still.ok_or(Error::Forbidden)?;
    let partner = manager.partner;
    let rule = invite_rules::of_partner_in(tx, partner).await?;
    let partner_manager = partner_manager::name_in(tx, partner).await?;
    if !rule.managers_invite {
        return Err(Error::Conflict(t!(server::portal::programs_allow_no_invitations, name = &partner_manager)));
    }
    let taken: i64 = run!(&mut *tx, c => sqlx::query_scalar(SEATS_TAKEN).bind(partner.0).fetch_one(c))?;
    if let Some(seats) = rule.seats.filter(|seats| taken >= *seats) {
        return Err(Error::Conflict(t!(server::portal::seats_are_taken, seats = seats, name = &partner_manager)));
    }
    let pending: i64 = run!(&mut *tx, c => sqlx::query_scalar(PENDING).bind(partner.0).fetch_one(c))?;
    if pending + colleague_requests::count_open(tx, partner).await? >= MOST_OPEN {
        return Err(Error::Conflict(t!(server::portal::too_many_pending).to_owned()));
    }
    Ok(())
}

/// Who of the partner's own contacts has this address.
async fn teammate(tx: &mut Tx, partner: PartnerId, email: &EmailAddress) -> Result<Option<String>> {
    const FIND: &str = "select name from person where partner_id = $1 and email_key = $2";
    Ok(run!(tx, c => sqlx::query_scalar(FIND).bind(partner.0).bind(email.key()).fetch_optional(c))?)
}
