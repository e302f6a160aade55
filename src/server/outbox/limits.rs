//! How many emails leave, so that nobody's mailbox is flooded in our name. Counted from the messages themselves: a
//! restart forgets nothing, and no header or field shifts it.
//!
//! Notices about the safety of an account are told in any case: whoever fills a mailbox must not silence them. Password
//! resets have limits of their own, three an hour, and nothing else uses those up.

use crate::domain::email::{self, EmailAddress};
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::time::{DAY, HOUR, MINUTE, Timestamp};
use crate::server::people::rows::PersonRow;
use crate::server::platform::db::{Tx, run};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Most emails to one person, and to one mailbox, within an hour, for all reasons together.
pub const MAX_PER_HOUR: i64 = 5;
/// Most emails to one mailbox within a day that contacts caused.
pub const MAX_BY_CONTACTS_PER_DAY: i64 = 10;
/// Most emails within an hour that the contacts of one partner caused.
pub const MAX_OF_PARTNER_PER_HOUR: i64 = 30;
/// The same within a day.
pub const MAX_OF_PARTNER_PER_DAY: i64 = 100;
/// Most emails within an hour that staff did not ask for.
pub const MAX_UNASKED_PER_HOUR: i64 = 1_000;

/// Who caused an email.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asker {
    Staff,
    /// A contact of this partner.
    Contact(PartnerId),
    /// Anyone who typed an address or holds a link.
    Visitor,
}

impl Asker {
    /// Someone who is signed in: staff, or a contact of `partner`.
    pub fn of(partner: Option<PartnerId>) -> Self {
        partner.map_or(Self::Staff, Self::Contact)
    }

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Contact(_) => "contact",
            Self::Visitor => "visitor",
        }
    }

    pub(super) fn partner(self) -> Option<Uuid> {
        match self {
            Self::Contact(partner) => Some(partner.0),
            Self::Staff | Self::Visitor => None,
        }
    }
}

/// Which limits an email keeps to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// All.
    Ordinary,
    /// That on all which staff did not ask for. [`crate::server::auth::password_resets`] has its own.
    PasswordReset,
    /// None.
    SecurityNotice,
    /// None: there are few ([`crate::server::outbox::notifications`]), and they use up none for others.
    Digest,
}

/// Whom an email is for.
#[derive(Debug)]
pub struct Recipient {
    pub(super) person: PersonId,
    /// As the error names them.
    pub(super) name: String,
    pub(super) email: String,
}

impl From<&PersonRow> for Recipient {
    fn from(person: &PersonRow) -> Self {
        Self { person: person.id(), name: person.name(), email: person.email.clone() }
    }
}

/// The form in which mailboxes are counted and not kept.
pub(super) fn key(email: &str) -> Vec<u8> {
    let mailbox = EmailAddress::parse(email).map_or_else(|_| email::key(email), |email| email.mailbox());
    Sha256::digest(mailbox.as_bytes()).to_vec()
}

/// Two who count at once see each other.
const UNASKED_LOCK: i64 = 0;

fn lock_of(key: &[u8]) -> i64 {
    key.first_chunk().map_or(UNASKED_LOCK, |bytes| i64::from_be_bytes(*bytes))
}

/// Refuses an email that would be one too many, and says when the next one may follow.
pub(super) async fn check(tx: &mut Tx, app: &AppState, kind: Kind, asker: Asker, to: &Recipient) -> Result<()> {
    if matches!(kind, Kind::SecurityNotice | Kind::Digest) {
        return Ok(());
    }
    check_asker(tx, app, asker).await?;
    if kind == Kind::PasswordReset {
        return Ok(());
    }
    let (now, key) = (app.now(), key(&to.email));
    tx.serialize(lock_of(&key)).await?;
    let (person, mailbox) = first_of_most(tx, app, Some(to.person), &key).await?;
    if let Some(first) = person {
        return Err(reached(now, first, &to.name));
    }
    if let Some(first) = mailbox {
        return Err(reached(now, first, &to.email));
    }
    match asker {
        Asker::Contact(_) if by_contacts(tx, app, &key).await? >= MAX_BY_CONTACTS_PER_DAY => {
            let limit = MAX_BY_CONTACTS_PER_DAY;
            Err(Error::Conflict(t!(server::outbox::daily_limit_reached, limit = limit, email = &to.email)))
        }
        _ => Ok(()),
    }
}

/// Refuses where the partner whose contact asks, or everyone but staff, has caused enough for now.
pub async fn check_asker(tx: &mut Tx, app: &AppState, asker: Asker) -> Result<()> {
    // A request that seems an invitation counts as the email that it seems to cause.
    const OF_PARTNER: &str = "
        select (
                select count(*)
                from queued_email
                where asking_partner_id = $1 and created_at > $2 and state <> 'cancelled' and not is_notice
            ) + (
                select count(*)
                from colleague_request
                where partner_id = $1 and created_at > $2 and seems_invited
            )";
    const UNASKED: &str = "
        select count(*)
        from (
            select 1
            from queued_email
            where asker <> 'staff' and created_at > $1 and not is_notice
            limit $2
        ) as unasked";
    if matches!(asker, Asker::Staff) {
        return Ok(());
    }
    tx.serialize(UNASKED_LOCK).await?;
    let now = app.now();
    if let Some(partner) = asker.partner() {
        for (span, most) in [(HOUR, MAX_OF_PARTNER_PER_HOUR), (DAY, MAX_OF_PARTNER_PER_DAY)] {
            let count: i64 = run!(&mut *tx, c =>
                sqlx::query_scalar(OF_PARTNER).bind(partner).bind(now.plus(-span).0).fetch_one(c))?;
            if count >= most {
                return Err(Error::Conflict(t!(server::outbox::partner_limit_reached).to_owned()));
            }
        }
    }
    let unasked: i64 = run!(tx, c =>
        sqlx::query_scalar(UNASKED).bind(now.plus(-HOUR).0).bind(MAX_UNASKED_PER_HOUR).fetch_one(c))?;
    if unasked >= MAX_UNASKED_PER_HOUR {
        tracing::warn!(limit = MAX_UNASKED_PER_HOUR, "Too many emails that staff did not ask for, not queued");
        return Err(Error::Conflict(t!(server::outbox::too_many_emails).to_owned()));
    }
    Ok(())
}

/// Whether the mailbox of `email` can get another email that a contact causes.
pub async fn has_room(tx: &mut Tx, app: &AppState, email: &EmailAddress) -> Result<bool> {
    let key = key(email.as_str());
    let (_, first) = first_of_most(tx, app, None, &key).await?;
    Ok(first.is_none() && by_contacts(tx, app, &key).await? < MAX_BY_CONTACTS_PER_DAY)
}

fn reached(now: Timestamp, first: Timestamp, name: &str) -> Error {
    let minutes = (first.plus(HOUR).0 - now.0 + MINUTE - 1) / MINUTE;
    Error::Conflict(t!(server::outbox::limit_reached, limit = MAX_PER_HOUR, name = name, minutes = minutes))
}

/// When the first of the emails left that reach the limit of an hour: of those to `person`, at whatever address, and of
/// those to a mailbox, whatever name they carry. Cancelled and undelivered ones do not count.
async fn first_of_most(
    tx: &mut Tx,
    app: &AppState,
    person: Option<PersonId>,
    key: &[u8],
) -> Result<(Option<Timestamp>, Option<Timestamp>)> {
    // Not with an `or`: PostgreSQL would look at all emails of the hour.
    const FIRST: &str = "
        select (
                select e.created_at
                from (
                    select q.created_at, q.state
                    from invitation i
                    join queued_email q on q.invitation_id = i.id
                    where i.person_id = $1
                    union all
                    select q.created_at, q.state
                    from address_change c
                    join queued_email q on q.address_change_id = c.id
                    where c.person_id = $1 and not q.is_notice
                ) e
                where e.created_at > $3 and e.state not in ('failed', 'cancelled')
                order by e.created_at desc
                limit 1 offset $4
            ), (
                select created_at
                from queued_email
                where recipient_key = $2 and created_at > $3 and state not in ('failed', 'cancelled')
                    and password_reset_id is null and digest_id is null and not is_notice
                order by created_at desc
                limit 1 offset $4
            )";
    let (person, mailbox): (Option<i64>, Option<i64>) = run!(tx, c => sqlx::query_as(FIRST)
        .bind(person.map(|id| id.0)).bind(key).bind(app.now().plus(-HOUR).0).bind(MAX_PER_HOUR - 1).fetch_one(c))?;
    Ok((person.map(Timestamp), mailbox.map(Timestamp)))
}

/// How many emails to a mailbox contacts caused within a day.
async fn by_contacts(tx: &mut Tx, app: &AppState, key: &[u8]) -> Result<i64> {
    const COUNT: &str = "
        select count(*)
        from queued_email
        where recipient_key = $1 and created_at > $2 and asker = 'contact' and not is_notice
            and state not in ('failed', 'cancelled')";
    Ok(run!(tx, c => sqlx::query_scalar(COUNT).bind(key).bind(app.now().plus(-DAY).0).fetch_one(c))?)
}
