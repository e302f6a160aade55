//! What the link in the email to a new address opens. Opening it consumes nothing; only the current password does,
//! once: a scanner or a stranger who reads the email changes nothing.

use super::sessions::{self, Device, NewSession};
use super::{email_changes, password_resets, reauth, signed_in};
use crate::domain::auth::pending_email::Confirmation;
use crate::domain::email::{self, EmailAddress, hint};
use crate::domain::ids::PersonId;
use crate::domain::time::MINUTE;
use crate::server::audit::record::{self, Actor, Entry, field};
use crate::server::authz::LiveSession;
use crate::server::organisation::settings;
use crate::server::outbox::limits::Asker;
use crate::server::outbox::queue::{self, EmailChangeNotice, Subject};
use crate::server::people::{rows, search_index};
use crate::server::platform::db::{execute, read};
use crate::server::platform::error::{Error, Result, is_duplicate};
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use uuid::Uuid;

/// A holder of an expired link gets at most one fresh mail in this time.
const FRESH_LINK_EVERY: i64 = 10 * MINUTE;

#[derive(sqlx::FromRow)]
struct LinkTarget {
    id: Uuid,
    person_id: Uuid,
    old_email: String,
    email: String,
    expires_at: i64,
    is_confirmed: bool,
    is_superseded: bool,
    is_cancelled: bool,
    role: String,
    name: String,
    is_active: bool,
    email_key: String,
}

impl LinkTarget {
    /// Whether the person still signs in with the old address.
    fn is_current(&self) -> bool {
        self.is_active && self.email_key == email::key(&self.old_email)
    }

    /// Whether another person signs in with the new address.
    async fn is_taken(&self, app: &AppState) -> Result<bool> {
        const FIND: &str = "select count(*) from person where email_key = $1 and id <> $2";
        let found: i64 = read!(&app.db, c => sqlx::query_scalar(FIND)
            .bind(email::key(&self.email)).bind(self.person_id).fetch_one(c))?;
        Ok(found > 0)
    }
}

async fn target(app: &AppState, token: Option<&PlainToken>) -> Result<Option<LinkTarget>> {
    const GET: &str = "
        select a.id, a.person_id, a.old_email, a.email, a.expires_at, a.confirmed_at is not null as is_confirmed,
            a.superseded_at is not null as is_superseded, a.cancelled_at is not null as is_cancelled, p.role,
            p.name, p.is_active, p.email_key
        from token t
        join address_change a on a.id = t.address_change_id
        join person p on p.id = a.person_id
        where t.hash = $1";
    match token {
        Some(token) => Ok(read!(&app.db, c => sqlx::query_as(GET).bind(token.hash()).fetch_optional(c))?),
        None => Ok(None),
    }
}

/// What the holder of `token` sees.
pub async fn resolve_link(
    app: &AppState,
    token: Option<PlainToken>,
    visitor: Option<&LiveSession>,
) -> Result<Confirmation> {
    let Some(target) = target(app, token.as_ref()).await? else { return Ok(Confirmation::Unknown) };
    let organisation = settings::name(app).await?;
    let email_hint = hint(&target.email);
    Ok(if target.is_confirmed {
        Confirmation::Confirmed { email_hint }
    } else if target.is_superseded {
        Confirmation::Replaced
    } else if target.is_cancelled || !target.is_current() {
        Confirmation::Cancelled { organisation }
    } else if target.is_taken(app).await? {
        Confirmation::Taken { organisation }
    } else if app.now().0 > target.expires_at {
        Confirmation::Expired { email_hint }
    } else {
        Confirmation::Ready {
            organisation,
            old_hint: hint(&target.old_email),
            email: target.email,
            signed_in_as: visitor
                .filter(|session| session.person.id.0 != target.person_id)
                .map(|session| session.person.name.clone()),
        }
    })
}

/// Makes the new address, which the page `shown` named, the one to sign in with. Open password resets and every session end, this browser begins a new
/// session, and the old address is notified.
pub async fn confirm(
    app: &AppState,
    token: Option<PlainToken>,
    shown: &str,
    password: &str,
    device: Device,
) -> Result<NewSession> {
    const CLAIM: &str = "
        update address_change
        set confirmed_at = $2
        where id = $1 and is_pending and expires_at >= $2";
    const SET: &str = "
        update person
        set email = $2, email_key = $3
        where id = $1 and email_key = $4 and password_hash = $5 and is_active";
    let target = target(app, token.as_ref()).await?.ok_or_else(link_unusable)?;
    if target.email != shown {
        return Err(Error::Conflict(t!(server::auth::another_address_was_opened).to_owned()));
    }
    let id = PersonId(target.person_id);
    if target.is_confirmed {
        return sent_again(app, &target, password, device).await;
    }
    if !target.is_current() {
        return Err(link_unusable());
    }
    let email = EmailAddress::parse(&target.email).map_err(|invalid| Error::internal(invalid.0))?;
    let role = rows::role(&target.role)?;
    let hash = reauth::require_password(app, target.id, id, "current_password", password).await?;

    let mut tx = app.db.begin().await?;
    let now = app.now();
    let person = rows::lock(&mut tx, id).await?;
    if execute!(&mut tx, CLAIM, target.id, now.0)? != 1 {
        drop(tx);
        return sent_again(app, &target, password, device).await;
    }
    let old_key = email::key(&target.old_email);
    match execute!(&mut tx, SET, id.0, email.as_str(), email.key(), old_key, &hash) {
        Ok(1) => {}
        Ok(_) => return Err(link_unusable()),
        Err(error) if is_duplicate(&error) => return Err(link_unusable()),
        Err(error) => return Err(error.into()),
    }
    password_resets::end_open(&mut tx, app, id).await?;
    execute!(&mut tx, "delete from session where person_id = $1", id.0)?;
    if let Some(partner) = person.company() {
        search_index::refresh_search(&mut tx, partner).await?;
    }
    let notice = Subject::AddressNotice(target.id, EmailChangeNotice::Changed);
    queue::queue(&mut tx, app, Asker::of(person.company()), notice).await?;
    let entry = Entry {
        actor: Actor::named(Some(id), &target.name),
        partner: person.company(),
        person: Some(id),
        action: "address_changed",
        what: recorded!(server::events::address_changed, actor = &target.name),
    };
    let changes = record::changes(|| [field(t!(server::events::email), &person.email, email.as_str())]);
    record::write_change(&mut tx, app, entry, &changes).await?;
    let session = sessions::begin(&mut tx, app, id, role, device).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(session)
}

/// The form of a link that ended: sent twice, it leads on.
async fn sent_again(app: &AppState, target: &LinkTarget, password: &str, device: Device) -> Result<NewSession> {
    const CONFIRMED: &str = "select count(*) from address_change where id = $1 and confirmed_at is not null";
    let confirmed: i64 = read!(&app.db, c => sqlx::query_scalar(CONFIRMED).bind(target.id).fetch_one(c))?;
    let session = match confirmed {
        0 => None,
        _ => signed_in::sign_in_again(app, target.id, PersonId(target.person_id), password, device).await?,
    };
    session.ok_or_else(link_unusable)
}

/// One answer to every link that cannot be used; the page it leads back to says why.
fn link_unusable() -> Error {
    Error::Conflict(t!(server::auth::link_unusable).to_owned())
}

/// Emails a new link to the new address for the holder of an expired one, and nowhere else. The answer is the same in
/// all cases.
pub async fn request_fresh_link(app: &AppState, token: Option<PlainToken>) -> Result<()> {
    let Some(target) = target(app, token.as_ref()).await? else { return Ok(()) };
    let is_over = target.is_confirmed || target.is_superseded || target.is_cancelled || !target.is_current();
    if is_over || app.now().0 <= target.expires_at || target.is_taken(app).await? {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    let person = rows::lock(&mut tx, PersonId(target.person_id)).await?;
    let queued = match email_changes::queue_again(&mut tx, app, Asker::Visitor, &person, FRESH_LINK_EVERY).await {
        // It was confirmed since, or enough emails left for now.
        Err(Error::Conflict(_)) => return Ok(()),
        queued => queued?,
    };
    if queued {
        let entry = Entry {
            actor: Actor::named(Some(person.id()), &target.name),
            partner: person.company(),
            person: Some(person.id()),
            action: "address_change_resent",
            what: recorded!(server::events::address_link_requested, actor = &target.name),
        };
        record::write(&mut tx, app, entry).await?;
    }
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(())
}
