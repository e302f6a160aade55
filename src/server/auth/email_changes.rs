//! Changes of the sign-in address. People who are not active yet get the new address immediately; active people sign in
//! with the old one until they confirm the new one ([`super::email_confirmations`]).

use super::reauth;
use crate::domain::auth::pending_email::PendingAddress;
use crate::domain::email::{self, EmailAddress};
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::time::{DAY, MINUTE, Timestamp};
use crate::server::audit::record::{self, Actor, Entry, field};
use crate::server::authz::LiveSession;
use crate::server::outbox::limits::Asker;
use crate::server::outbox::queue::{self, EmailChangeNotice, Subject};
use crate::server::people::email_uniqueness;
use crate::server::people::rows::{self, PersonFilter, PersonRow};
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use std::collections::HashMap;
use uuid::Uuid;

/// As long as an invitation lasts by default, and for the same reason: business mail waits for Monday. The
/// link alone opens nothing, the password belongs to it.
pub const LIFETIME: i64 = 7 * DAY;
/// Minimum time between two of these emails: a faster resend is not needed.
const SEND_EVERY: i64 = MINUTE;
/// Most new addresses of one person in a day; more would be emails to strangers.
const MOST_A_DAY: i64 = 5;

/// Asks for `person`, who is locked and active, to sign in with `email`. The new address gets a link, the
/// old one hears of it; an earlier change that waits makes way.
pub async fn ask(tx: &mut Tx, app: &AppState, by: Actor<'_>, person: &PersonRow, email: &EmailAddress) -> Result<()> {
    const RECENT: &str = "select count(*) from address_change where person_id = $1 and created_at > $2";
    const SUPERSEDE: &str = "
        update address_change
        set superseded_at = $2
        where person_id = $1 and is_pending";
    const ADD: &str = "
        insert into address_change (id, person_id, old_email, email, asked_by, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7)";
    let now = app.now();
    let recent: i64 =
        run!(tx, c => sqlx::query_scalar(RECENT).bind(person.id().0).bind(now.plus(-DAY).0).fetch_one(c))?;
    if recent >= MOST_A_DAY {
        return Err(Error::field("email", t!(server::auth::too_many_address_changes)));
    }
    let (id, asked_by) = (app.id(), by.id.map(|id| id.0));
    execute!(tx, SUPERSEDE, person.id().0, now.0)?;
    let expires_at = now.plus(LIFETIME).0;
    execute!(tx, ADD, id, person.id().0, &person.email, email.as_str(), asked_by, now.0, expires_at)?;
    let asker = asker(&by, person);
    queue::queue(tx, app, asker, Subject::AddressChange(id)).await.map_err(|error| match error {
        Error::Conflict(why) => Error::field("email", why),
        error => error,
    })?;
    queue::queue(tx, app, asker, Subject::AddressNotice(id, EmailChangeNotice::Asked)).await?;
    let what = match by.id == Some(person.id()) {
        true => recorded!(server::events::own_address_asked, actor = by.name),
        false => recorded!(server::events::address_asked, actor = by.name, person = &person.name()),
    };
    let entry =
        Entry { actor: by, partner: person.company(), person: Some(person.id()), action: "address_asked", what };
    let changes = record::changes(|| [field(t!(server::events::new_address), "", email.as_str())]);
    record::write_change(tx, app, entry, &changes).await
}

/// Who asks for an email to `person`: a contact for themselves, or staff.
fn asker(by: &Actor<'_>, person: &PersonRow) -> Asker {
    if by.id == Some(person.id()) { Asker::of(person.company()) } else { Asker::Staff }
}

/// Asks for oneself, with the password one has.
pub async fn ask_for_oneself(app: &AppState, live: &LiveSession, email: &EmailAddress, password: &str) -> Result<()> {
    if email::key(&live.person.email) == email.key() {
        return Err(Error::field("email", t!(server::auth::you_sign_in_with_this_address)));
    }
    reauth::require_password(app, live.id.0, live.person.id, "current_password", password).await?;
    let mut tx = app.db.begin().await?;
    let person = rows::lock(&mut tx, live.person.id).await?;
    if person.activated_at.is_none() {
        return Err(Error::SignInNeeded);
    }
    // Partners must not learn who has an account. For them, the page of the link refuses the address, to people who can
    // read email there.
    if live.person.is_staff() {
        email_uniqueness::refuse_taken(&mut tx, email, Some(person.id())).await?;
    }
    ask(&mut tx, app, live.into(), &person, email).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(())
}

/// The address that waits to be confirmed by `person`.
pub async fn pending(app: &AppState, person: PersonId) -> Result<Option<PendingAddress>> {
    Ok(pending_of(app, PersonFilter::One(person)).await?.remove(&person))
}

/// The addresses that wait to be confirmed by `people`.
pub async fn pending_of(app: &AppState, people: PersonFilter) -> Result<HashMap<PersonId, PendingAddress>> {
    const GET: &str = "
        select c.person_id, c.email, c.expires_at
        from person p
        join address_change c on c.person_id = p.id and c.is_pending
        where p.id = $1 or p.partner_id = $1";
    let rows: Vec<(Uuid, String, i64)> = read!(&app.db, c => sqlx::query_as(GET).bind(people.id()).fetch_all(c))?;
    let now = app.now().0;
    let pending =
        |(id, email, until)| (PersonId(id), PendingAddress { email, until: Timestamp(until), expired: now > until });
    Ok(rows.into_iter().map(pending).collect())
}

/// One's own row, or that of a contact: the address of a colleague cannot be changed.
async fn lock(tx: &mut Tx, by: &Actor<'_>, person: PersonId) -> Result<PersonRow> {
    match by.id == Some(person) {
        true => rows::lock(tx, person).await,
        false => rows::lock_contact(tx, person).await.map(|contact| (*contact).clone()),
    }
}

/// Sends the mail with the link once more, for another full time; earlier links keep working. Says whose
/// contact it is, if it is one.
pub async fn send_again(app: &AppState, by: Actor<'_>, person: PersonId) -> Result<Option<PartnerId>> {
    let mut tx = app.db.begin().await?;
    let person = lock(&mut tx, &by, person).await?;
    if !queue_again(&mut tx, app, asker(&by, &person), &person, SEND_EVERY).await? {
        return Err(Error::Conflict(t!(server::auth::the_email_went_out_a_moment).to_owned()));
    }
    let what = recorded!(server::events::address_change_resent, actor = by.name, person = &person.name());
    let entry = Entry {
        actor: by,
        partner: person.company(),
        person: Some(person.id()),
        action: "address_change_resent",
        what,
    };
    record::write(&mut tx, app, entry).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(person.company())
}

/// Queues the mail of the change that waits, for `person`, who is locked. Says whether it did: a second one
/// within `pause` is taken for a double click.
pub async fn queue_again(tx: &mut Tx, app: &AppState, asker: Asker, person: &PersonRow, pause: i64) -> Result<bool> {
    const RENEW: &str = "
        update address_change
        set expires_at = $2
        where person_id = $1 and is_pending
        returning id";
    const LAST: &str = "select max(created_at) from queued_email where address_change_id = $1 and not is_notice";
    let now = app.now();
    let live: Option<Uuid> = run!(tx, c => sqlx::query_scalar(RENEW)
        .bind(person.id().0).bind(now.plus(LIFETIME).0).fetch_optional(c))?;
    let id = live.ok_or_else(nothing_waits)?;
    let last: Option<i64> = run!(tx, c => sqlx::query_scalar(LAST).bind(id).fetch_one(c))?;
    if last.is_some_and(|last| now < Timestamp(last).plus(pause)) {
        return Ok(false);
    }
    queue::queue(tx, app, asker, Subject::AddressChange(id)).await?;
    Ok(true)
}

/// Cancels the change that waits: its links end, the address stays. Says whose contact it is, if it is one.
pub async fn cancel(app: &AppState, by: Actor<'_>, person: PersonId) -> Result<Option<PartnerId>> {
    let mut tx = app.db.begin().await?;
    let person = lock(&mut tx, &by, person).await?;
    if !end_live(&mut tx, app, person.id()).await? {
        return Err(nothing_waits());
    }
    let what = recorded!(server::events::address_change_cancelled, actor = by.name, person = &person.name());
    let entry =
        Entry { actor: by, partner: person.company(), person: Some(person.id()), action: "address_cancelled", what };
    record::write(&mut tx, app, entry).await?;
    tx.commit().await?;
    Ok(person.company())
}

/// Ends the change that waits, if there is one, and says whether there was.
pub async fn end_live(tx: &mut Tx, app: &AppState, person: PersonId) -> Result<bool> {
    const CANCEL: &str = "
        update address_change
        set cancelled_at = $2
        where person_id = $1 and is_pending";
    Ok(execute!(tx, CANCEL, person.0, app.now().0)? > 0)
}

fn nothing_waits() -> Error {
    Error::Conflict(t!(server::auth::there_is_no_pending_address_change).to_owned())
}
