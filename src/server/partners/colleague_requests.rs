//! Colleagues whom managers asked for, until staff approve or decline.

use super::contact_roster;
use super::contacts::{self, ContactRole};
use crate::domain::auth::role::PortalRole;
use crate::domain::ids::{PartnerId, PersonId, RequestId};
use crate::domain::invitations::delivery::Delivery;
use crate::domain::names;
use crate::domain::partners::colleague_request::{InviteColleagueForm, RequestedColleague};
use crate::domain::partners::contact::ContactDetails;
use crate::domain::time::{DAY, Timestamp};
use crate::server::audit::record::{self, Actor, Entry, field};
use crate::server::authz::Editor;
use crate::server::invitations::invite::{self, NewInvitation};
use crate::server::outbox::notifications::{self, Event};
use crate::server::people::rows::ContactRow;
use crate::server::people::{email_uniqueness, search_index};
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Error, Result, is_duplicate};
use crate::server::state::AppState;
use uuid::Uuid;

/// So long a manager sees that staff declined.
pub const DECLINED_SHOWN: i64 = 14 * DAY;

/// Keeps what `asker`, a manager who is locked, asks for. A request that `seems_invited` looks to the partner as if the
/// colleague were invited.
pub async fn ask(
    tx: &mut Tx,
    app: &AppState,
    asker: &ContactRow,
    details: &ContactDetails,
    seems_invited: bool,
) -> Result<()> {
    const ADD: &str = "
        insert into colleague_request (
            id, partner_id, asked_by, first_name, last_name, email, email_key, job_title, seems_invited, created_at
        )
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let (id, first_name, last_name) = (app.id(), details.first_name.as_str(), details.last_name.as_str());
    let added = execute!(
        tx,
        ADD,
        id,
        asker.partner().0,
        asker.id().0,
        first_name,
        last_name,
        details.email.as_str(),
        details.email.key(),
        details.job_title.as_str(),
        seems_invited,
        app.now().0,
    );
    match added {
        Err(error) if is_duplicate(&error) => return Err(waits_already()),
        added => added?,
    };
    let name = asker.name();
    let what =
        recorded!(server::events::colleague_requested, actor = &name, person = &names::full(first_name, last_name),);
    let entry = Entry {
        actor: Actor::named(Some(asker.id()), &name),
        partner: Some(asker.partner()),
        person: None,
        action: "team_requested",
        what,
    };
    let changes = record::changes(|| [field(t!(server::events::email), "", details.email.as_str())]);
    record::write_change(tx, app, entry, &changes).await?;
    notifications::of_partner(tx, app, Event::Requested, asker.partner(), id).await
}

fn waits_already() -> Error {
    Error::field("email", t!(server::partners::a_request_for_this_address_is))
}

/// Refuses an address that a request of the partner's waits for already, as the partner sees that request.
pub async fn refuse_repeated(tx: &mut Tx, partner: PartnerId, details: &ContactDetails) -> Result<()> {
    const FIND: &str = "
        select trim(first_name || ' ' || last_name), seems_invited
        from colleague_request
        where partner_id = $1 and email_key = $2 and is_open";
    let found: Option<(String, bool)> =
        run!(tx, c => sqlx::query_as(FIND).bind(partner.0).bind(details.email.key()).fetch_optional(c))?;
    match found {
        Some((name, true)) => Err(Error::field("email", t!(server::portal::is_in_your_team, name = &name))),
        Some((_, false)) => Err(waits_already()),
        None => Ok(()),
    }
}

/// How many of a partner's requests wait for staff.
pub async fn count_open(tx: &mut Tx, partner: PartnerId) -> Result<i64> {
    const COUNT: &str = "select count(*) from colleague_request where partner_id = $1 and is_open";
    Ok(run!(tx, c => sqlx::query_scalar(COUNT).bind(partner.0).fetch_one(c))?)
}

#[derive(sqlx::FromRow)]
struct RequestRow {
    id: Uuid,
    name: String,
    email: String,
    job_title: String,
    asked_by: Option<String>,
    created_at: i64,
    is_declined: bool,
    seems_invited: bool,
}

/// What waits for staff, the oldest first, then what they declined a short while ago.
pub async fn list(app: &AppState, partner: PartnerId) -> Result<Vec<RequestedColleague>> {
    const LIST: &str = "
        select r.id, trim(r.first_name || ' ' || r.last_name) as name, r.email, r.job_title, b.name as asked_by,
            r.created_at, r.declined_at is not null as is_declined, r.seems_invited
        from colleague_request r
        left join person b on b.id = r.asked_by
        where r.partner_id = $1 and r.approved_at is null and (r.declined_at is null or r.declined_at > $2)
        order by is_declined, r.created_at, r.id";
    let since = app.now().plus(-DECLINED_SHOWN);
    let rows: Vec<RequestRow> = read!(&app.db, c => sqlx::query_as(LIST).bind(partner.0).bind(since.0).fetch_all(c))?;
    let request = |row: RequestRow| RequestedColleague {
        id: RequestId(row.id),
        name: row.name,
        email: row.email,
        job_title: row.job_title,
        asked_by: row.asked_by.unwrap_or_default(),
        asked_at: Timestamp(row.created_at),
        declined: row.is_declined,
        seems_invited: row.seems_invited,
    };
    Ok(rows.into_iter().map(request).collect())
}

#[derive(sqlx::FromRow)]
struct Decided {
    partner_id: Uuid,
    asked_by: Option<Uuid>,
    first_name: String,
    last_name: String,
    email: String,
    job_title: String,
}

/// Approves or declines a request that is open.
async fn decide(tx: &mut Tx, app: &AppState, request: RequestId, is_approved: bool) -> Result<Decided> {
    const DECIDE: &str = "
        update colleague_request
        set approved_at = case when $3 then $2 end, declined_at = case when $3 then null else $2 end
        where id = $1 and is_open
        returning partner_id, asked_by, first_name, last_name, email, job_title";
    let decided: Option<Decided> = run!(tx, c => sqlx::query_as(DECIDE)
        .bind(request.0).bind(app.now().0).bind(is_approved).fetch_optional(c))?;
    decided.ok_or_else(|| Error::Conflict(t!(server::partners::this_request_has_already_been_handled).to_owned()))
}

/// Adds the colleague and invites them, in the name of the contact who asked if they still have access.
pub async fn approve(app: &AppState, staff: &Editor, request: RequestId) -> Result<PartnerId> {
    const STILL: &str = "select 1 from person where id = $1 and activated_at is not null";
    let mut tx = app.db.begin().await?;
    let decided = decide(&mut tx, app, request, true).await?;
    let partner = PartnerId(decided.partner_id);
    contact_roster::check_contact_limit(&mut tx, partner).await?;
    let form = InviteColleagueForm {
        first_name: decided.first_name,
        last_name: decided.last_name,
        email: decided.email,
        job_title: decided.job_title,
    };
    let details = form.parse()?;
    if let Some(taken) = email_uniqueness::by_email(&mut tx, &details.email, None).await? {
        return Err(Error::Conflict(t!(server::partners::decline_as_taken, why = &taken.message)));
    }
    let asker: Option<i32> = match decided.asked_by {
        Some(asker) => run!(&mut tx, c => sqlx::query_scalar(STILL).bind(asker).fetch_optional(c))?,
        None => None,
    };
    let inviter = decided.asked_by.filter(|_| asker.is_some()).map_or(staff.id, PersonId);
    let place = ContactRole { is_main: false, role: PortalRole::Member };
    let contact = contacts::add(&mut tx, app, partner, &details, place, true).await?;
    search_index::refresh_search(&mut tx, partner).await?;
    let by_email = NewInvitation::by(Delivery::Email);
    invite::invite_new(&mut tx, app, inviter, &contact, by_email).await?;
    let entry = Entry {
        actor: staff.into(),
        partner: Some(partner),
        person: Some(contact.id()),
        action: "team_request_approved",
        what: recorded!(server::events::colleague_approved, actor = &staff.name, person = &contact.name()),
    };
    record::write(&mut tx, app, entry).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(partner)
}

/// Declines; the contact who asked sees it on *My team* for a while.
pub async fn decline(app: &AppState, staff: &Editor, request: RequestId) -> Result<PartnerId> {
    let mut tx = app.db.begin().await?;
    let decided = decide(&mut tx, app, request, false).await?;
    let partner = PartnerId(decided.partner_id);
    let person = names::full(&decided.first_name, &decided.last_name);
    let entry = Entry {
        actor: staff.into(),
        partner: Some(partner),
        person: None,
        action: "team_request_declined",
        what: recorded!(server::events::colleague_declined, actor = &staff.name, person = &person),
    };
    let changes = record::changes(|| [field(t!(server::events::email), &decided.email, "")]);
    record::write_change(&mut tx, app, entry, &changes).await?;
    tx.commit().await?;
    Ok(partner)
}
