//! Delivery reports, stored with the emails that they are about.

use crate::domain::email;
use crate::domain::ids::{EmailId, PartnerId, PersonId};
use crate::domain::outbox::DeliveryReport;
use crate::i18n::Recorded;
use crate::server::audit::record::{self, Actor, Entry};
use crate::server::mailer::replies;
use crate::server::outbox::notifications::{self, Event};
use crate::server::outbox::reminders;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use uuid::Uuid;

/// A report about an email of ours.
pub struct Report<'a> {
    pub email: EmailId,
    pub what: DeliveryReport,
    /// The address it is about, where the report has one.
    pub recipient: Option<&'a str>,
    /// The words of the mail server that did not take it.
    pub reply: &'a str,
    /// Who says so, in a word: `mta`, `postmark`.
    pub source: &'a str,
}

/// How a report was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is kept; this is what it counts as.
    New(DeliveryReport),
    /// The same was reported before.
    Known,
    /// The email was deleted.
    Gone,
}

#[derive(sqlx::FromRow)]
struct Addressee {
    person_id: Uuid,
    partner_id: Option<Uuid>,
    name: String,
    address: String,
}

/// Keeps `report`, and has the team notified of what did not arrive.
pub async fn keep(app: &AppState, report: Report<'_>) -> Result<Kept> {
    let mut tx = app.db.begin().await?;
    let email = report.email;
    let kept = add(&mut tx, app, report).await?;
    let Kept::New(what) = kept else { return Ok(kept) };
    if what >= DeliveryReport::Returned {
        let event = if what == DeliveryReport::Complained { Event::Complained } else { Event::NotDelivered };
        notifications::of_email(&mut tx, app, event, email).await?;
    }
    tx.commit().await?;
    Ok(kept)
}

/// Adds `report`. The one that says most counts for the email, in whatever order they come.
pub async fn add(tx: &mut Tx, app: &AppState, report: Report<'_>) -> Result<Kept> {
    const ADDRESSEE: &str = "
        select person_id, partner_id, name, email as address
        from addressed_email
        where id = $1";
    const ADD: &str = "
        insert into delivery_report (email_id, kind, source, reply, at)
        values ($1, $2, $3, $4, $5)
        on conflict do nothing";
    const COUNT: &str = "update queued_email set delivery = $2 where id = $1";
    let id = report.email.0;
    let Some(counting) = lock(tx, report.email).await? else { return Ok(Kept::Gone) };
    let addressee: Option<Addressee> = run!(tx, c => sqlx::query_as(ADDRESSEE).bind(id).fetch_optional(c))?;
    let Some(addressee) = addressee else { return Ok(Kept::Gone) };
    let what = match report.what {
        // It reached the address, and was forwarded to another one that does not take it.
        DeliveryReport::Bounced if !is_of(report.recipient, &addressee.address) => DeliveryReport::Returned,
        what => what,
    };
    let reply = replies::shorten(report.reply);
    if execute!(tx, ADD, id, what.as_str(), report.source, &reply, app.now().0)? == 0 {
        return Ok(Kept::Known);
    }
    if counting.is_none_or(|counting| counting < what) {
        execute!(tx, COUNT, id, what.as_str())?;
    }
    if what >= DeliveryReport::Returned {
        reminders::end_after(tx, report.email).await?;
    }
    if what != DeliveryReport::Delivered {
        let person = Some(PersonId(addressee.person_id));
        let partner = addressee.partner_id.map(PartnerId);
        let said = said(what, &addressee.name, &reply);
        let actor = Actor::named(None, "Gangway");
        record::write(tx, app, Entry { actor, partner, person, action: "email_reported", what: said }).await?;
    }
    Ok(Kept::New(what))
}

/// Makes others who report of `email` wait, and says which report counts for it; `None` if it is gone.
async fn lock(tx: &mut Tx, email: EmailId) -> Result<Option<Option<DeliveryReport>>> {
    const LOCK: &str = "update queued_email set delivery = delivery where id = $1 returning delivery";
    let delivery: Option<String> = run!(tx, c => sqlx::query_scalar(LOCK).bind(email.0).fetch_optional(c))?;
    Ok(delivery.map(|delivery| DeliveryReport::parse(&delivery)))
}

/// Whether `recipient` is the mailbox at `address`; so is one that is not named.
fn is_of(recipient: Option<&str>, address: &str) -> bool {
    recipient.is_none_or(|recipient| email::key(recipient) == email::key(address))
}

/// What the audit log says: in plain words, because those of the mail server name the address.
fn said(what: DeliveryReport, name: &str, reply: &str) -> Recorded {
    Recorded::new(|| {
        let reason = replies::refusal(reply).words;
        t!(server::events::email_reported, report = what.as_str(), person = name, reason = &reason)
    })
}
