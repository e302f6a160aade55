//! The worker that empties the queue: claim (commits), send (no transaction open), complete (fenced).

use super::address_letters;
use super::db::read;
use super::defaults;
use super::failure::{Failure, Result};
use super::mailer::Letter;
use super::mails::{self, Claim, Subject};
use super::message::{self, Message, Values};
use super::state::App;
use super::templates::Template;
use crate::domain::accent::Accent;
use crate::domain::email::mask;
use crate::domain::ids::{PartnerId, PersonId, TemplateId};
use crate::domain::person::Role;
use crate::domain::time::Timestamp;
use crate::paths;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::sync::watch;
use uuid::Uuid;

/// How many messages are under way at a time.
const CONVERSATIONS: usize = 4;
/// How often the queue is looked at when nothing wakes the worker: another instance, or a lease that
/// ran out, rings no bell here.
const TICK: Duration = Duration::from_secs(1);

/// Runs until `stop` says so, then lets what is under way finish.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(CONVERSATIONS));
    app.outbox_runs.store(true, Ordering::SeqCst);
    while !*stop.borrow() {
        if let Err(error) = start_due(&app, &places).await {
            tracing::error!(error = %error, "The outbox could not look at its queue.");
        }
        tokio::select! {
            () = app.outbox.notified() => {}
            () = tokio::time::sleep(TICK) => {}
            _ = stop.changed() => {}
        }
    }
    app.outbox_runs.store(false, Ordering::SeqCst);
    let _all_done = places.acquire_many(CONVERSATIONS as u32).await;
}

async fn start_due(app: &App, places: &Arc<Semaphore>) -> Result<()> {
    while mails::next_due(app).await?.is_some_and(|due| due <= app.now()) {
        let Ok(place) = places.clone().acquire_owned().await else { return Ok(()) };
        let Some(claim) = mails::claim(app).await? else { return Ok(()) };
        let app = app.clone();
        tokio::spawn(async move {
            send(&app, claim).await;
            drop(place);
            // The queue was perhaps waiting for a free place.
            app.outbox.notify_one();
        });
    }
    Ok(())
}

/// Sends everything that is due now, one after the other, and says how much that was.
pub async fn drain(app: &App) -> Result<usize> {
    let mut sent = 0;
    while let Some(claim) = mails::claim(app).await? {
        send(app, claim).await;
        sent += 1;
    }
    Ok(sent)
}

async fn send(app: &App, claim: Claim) {
    let result = async {
        let letter = compose(app, &claim).await?;
        let outcome = app.mailer.deliver(&letter).await;
        tracing::info!(mail.id = %claim.id, mail.to = mask(&letter.to), mail.outcome = ?outcome, "A mail was attempted.");
        mails::complete(app, &claim, &outcome).await
    }
    .await;
    // Without completion the lease runs out and the message is tried again.
    match result {
        Ok(true) => {}
        Ok(false) => tracing::warn!(mail.id = %claim.id, "Another worker took this mail over."),
        Err(error) => tracing::error!(mail.id = %claim.id, error = %error, "A mail could not be handled."),
    }
}

async fn compose(app: &App, claim: &Claim) -> Result<Letter> {
    match claim.subject {
        Subject::Invitation(id) => invitation_letter(app, claim, id).await,
        Subject::PasswordReset(id) => reset_letter(app, claim, id).await,
        Subject::Report(id) => report_letter(app, claim, id).await,
        Subject::AddressChange(id) => address_letters::confirmation(app, claim, id).await,
        Subject::AddressNotice(id, notice) => address_letters::notice(app, claim, id, notice).await,
    }
}

#[derive(sqlx::FromRow)]
struct InvitationRow {
    email: String,
    expires_at: i64,
    template_id: Option<Uuid>,
    first_name: String,
    last_name: String,
    role: String,
    partner: String,
    organisation: String,
    reply_to: String,
    accent: String,
    inviter_name: Option<String>,
    inviter_email: Option<String>,
}

async fn invitation_letter(app: &App, claim: &Claim, id: Uuid) -> Result<Letter> {
    const GET: &str =
        "select i.email, i.expires_at, i.template_id, p.first_name, p.last_name, p.role, coalesce(c.name, '') as partner,
                o.name as organisation, o.reply_to, o.accent, b.first_name || ' ' || b.last_name as inviter_name,
                nullif(b.email, '') as inviter_email
         from invitation i join person p on p.id = i.person_id join organisation o on o.id = 1
         left join partner c on c.id = p.partner_id left join person b on b.id = i.invited_by
         where i.id = $1";
    let row: Option<InvitationRow> = read!(&app.db, c => sqlx::query_as(GET).bind(id).fetch_optional(c))?;
    let row = row.ok_or_else(|| Failure::internal("the invitation went while its mail was being written"))?;
    let reply_to =
        reply_to(&row.organisation, row.reply_to).or_else(|| row.inviter_name.clone().zip(row.inviter_email));
    let values = Values {
        contact_first_name: row.first_name.clone(),
        contact_last_name: row.last_name.clone(),
        partner_name: row.partner,
        inviter_name: row.inviter_name.unwrap_or_else(|| row.organisation.clone()),
        organisation_name: row.organisation,
        activation_link: app.config.url(&paths::activation_link(claim.token.expose())),
        expires_on: Timestamp(row.expires_at).deadline_in_words(app.now()),
        accent: Accent::parse(&row.accent).unwrap_or_default(),
    };
    let template = match Role::parse(&row.role) {
        Some(role) if role != Role::Contact => defaults::colleague_template(role),
        _ => super::templates::get(app, row.template_id.map(TemplateId)).await?,
    };
    Ok(Letter {
        to_name: format!("{} {}", row.first_name, row.last_name),
        to: row.email,
        reply_to,
        message_id: claim.message_id.clone(),
        date: app.now(),
        message: invitation_message(&template, &values)?,
    })
}

/// The invitation as `template` words it; a broken template must not hold the queue up, so then the
/// words that ship are used and the log says why.
pub fn invitation_message(template: &Template, values: &Values) -> Result<Message> {
    const BUTTON: &str = "Activate your access";
    message::render(template, values, BUTTON).or_else(|error| {
        tracing::error!(error = %error, "A template is broken; the default words were used.");
        message::render(&defaults::invitation_template(), values, BUTTON)
    })
}

/// Where the organisation wants replies; none where it chose no address.
pub(super) fn reply_to(organisation: &str, address: String) -> Option<(String, String)> {
    (!address.is_empty()).then(|| (organisation.to_owned(), address))
}

async fn reset_letter(app: &App, claim: &Claim, id: Uuid) -> Result<Letter> {
    const GET: &str =
        "select r.email, r.expires_at, p.first_name, p.last_name, o.name as organisation, o.reply_to, o.accent
         from password_reset r join person p on p.id = r.person_id join organisation o on o.id = 1 where r.id = $1";
    let row: Option<(String, i64, String, String, String, String, String)> =
        read!(&app.db, c => sqlx::query_as(GET).bind(id).fetch_optional(c))?;
    let (email, expires_at, first_name, last_name, organisation, address, accent) =
        row.ok_or_else(|| Failure::internal("the reset went while its mail was being written"))?;
    let reply_to = reply_to(&organisation, address);
    let values = Values {
        contact_first_name: first_name.clone(),
        contact_last_name: last_name.clone(),
        partner_name: String::new(),
        inviter_name: organisation.clone(),
        organisation_name: organisation,
        activation_link: app.config.url(&paths::reset_link(claim.token.expose())),
        expires_on: Timestamp(expires_at).in_words(),
        accent: Accent::parse(&accent).unwrap_or_default(),
    };
    Ok(Letter {
        to_name: format!("{first_name} {last_name}"),
        to: email,
        reply_to,
        message_id: claim.message_id.clone(),
        date: app.now(),
        message: message::render(&defaults::reset_template(), &values, "Choose a new password")?,
    })
}

#[derive(sqlx::FromRow)]
struct ReportRow {
    comment: String,
    invited: String,
    person_id: Uuid,
    partner_id: Option<Uuid>,
    inviter: String,
    email: String,
    organisation: String,
}

async fn report_letter(app: &App, claim: &Claim, id: Uuid) -> Result<Letter> {
    const GET: &str =
        "select a.comment, p.first_name || ' ' || p.last_name as invited, p.id as person_id, p.partner_id,
                b.first_name || ' ' || b.last_name as inviter, b.email, o.name as organisation
         from activation_report a join invitation i on i.id = a.invitation_id join person p on p.id = i.person_id
         join person b on b.id = i.invited_by join organisation o on o.id = 1 where a.id = $1";
    let row: Option<ReportRow> = read!(&app.db, c => sqlx::query_as(GET).bind(id).fetch_optional(c))?;
    let row = row.ok_or_else(|| Failure::internal("the report went while its mail was being written"))?;
    let page = match row.partner_id {
        Some(partner) => paths::partner(PartnerId(partner)),
        None => paths::colleague(PersonId(row.person_id)),
    };
    let said = if row.comment.is_empty() { String::new() } else { format!(" They wrote: \"{}\".", row.comment) };
    let words = format!(
        "Somebody opened the invitation of {} and says it is not for them.{said} Nothing was activated. \
         Check the address and invite the right person.",
        row.invited,
    );
    Ok(Letter {
        to_name: row.inviter,
        to: row.email,
        reply_to: None,
        message_id: claim.message_id.clone(),
        date: app.now(),
        message: message::plain(
            &row.organisation,
            &format!("The invitation of {} reached somebody else", row.invited),
            &words,
            &app.config.url(&page),
        )?,
    })
}
