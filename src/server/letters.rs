//! From what a message is about to the letter: whom it is for, in which words and language.

use super::db::read;
use super::failure::{Failure, Result};
use super::mailer::Letter;
use super::mails::{Claim, Subject, Wording};
use super::message::{self, Message, Values};
use super::state::App;
use super::templates::{self, Template};
use super::{address_letters, phrases, shipped_words};
use crate::domain::accent::Accent;
use crate::domain::ids::{PartnerId, PersonId, TemplateId};
use crate::domain::language::Language;
use crate::domain::person::Role;
use crate::domain::template::TemplateKind;
use crate::domain::time::Timestamp;
use crate::paths;
use uuid::Uuid;

/// The letter, and what worded it where that was a template.
pub async fn compose(app: &App, claim: &Claim) -> Result<(Letter, Option<Wording>)> {
    match claim.subject {
        Subject::Invitation(id) => invitation(app, claim, id).await,
        Subject::PasswordReset(id) => password_reset(app, claim, id).await,
        Subject::Report(id) => Ok((report(app, claim, id).await?, None)),
        Subject::AddressChange(id) => address_letters::confirmation(app, claim, id).await,
        Subject::AddressNotice(id, notice) => Ok((address_letters::notice(app, claim, id, notice).await?, None)),
    }
}

/// `template` with its placeholders filled; a broken template must not hold the queue up, so then the
/// words that ship are used and the log says why.
pub fn fill(template: &Template, values: &Values) -> Result<(Message, Option<Wording>)> {
    match message::render(template, values) {
        Ok(message) => {
            let words = template.words;
            Ok((message, words.map(|words| Wording::new(words, values)).transpose()?))
        }
        Err(error) => {
            tracing::error!(error = %error, "A template is broken; the default words were used.");
            let shipped = shipped_words::template(template.kind, template.language);
            Ok((message::render(&shipped, values)?, None))
        }
    }
}

/// Whom and how somebody is written to: in their language, else the organisation's.
pub(super) fn languages(own: &str, organisation: &str) -> [Language; 2] {
    let organisation = Language::parse(organisation).unwrap_or_default();
    [Language::parse(own).unwrap_or(organisation), organisation]
}

/// Where the organisation wants replies; none where it chose no address.
pub(super) fn reply_to(organisation: &str, address: String) -> Option<(String, String)> {
    (!address.is_empty()).then(|| (organisation.to_owned(), address))
}

#[derive(sqlx::FromRow)]
struct InvitationRow {
    email: String,
    expires_at: i64,
    template_id: Option<Uuid>,
    /// An earlier mail of it went out.
    is_reminder: bool,
    first_name: String,
    last_name: String,
    role: String,
    language: String,
    partner: String,
    organisation: String,
    organisation_language: String,
    reply_to: String,
    accent: String,
    inviter_name: Option<String>,
    inviter_email: Option<String>,
}

async fn invitation(app: &App, claim: &Claim, id: Uuid) -> Result<(Letter, Option<Wording>)> {
    const GET: &str =
        "select i.email, i.expires_at, i.template_id, p.first_name, p.last_name, p.role, p.language, coalesce(c.name, '') as partner,
                exists (select 1 from mail m where m.invitation_id = i.id and m.state in ('accepted', 'filed')) as is_reminder,
                o.name as organisation, o.language as organisation_language, o.reply_to, o.accent,
                b.first_name || ' ' || b.last_name as inviter_name, nullif(b.email, '') as inviter_email
         from invitation i join person p on p.id = i.person_id join organisation o on o.id = 1
         left join partner c on c.id = p.partner_id left join person b on b.id = i.invited_by
         where i.id = $1";
    let row: Option<InvitationRow> = read!(&app.db, c => sqlx::query_as(GET).bind(id).fetch_optional(c))?;
    let row = row.ok_or_else(|| Failure::internal("the invitation went while its mail was being written"))?;
    let languages = languages(&row.language, &row.organisation_language);
    let template = match Role::parse(&row.role) {
        Some(role) if role != Role::Contact => shipped_words::colleague_template(role),
        _ if row.is_reminder => templates::get(app, TemplateKind::Reminder, None, languages).await?,
        _ => templates::get(app, TemplateKind::Invitation, row.template_id.map(TemplateId), languages).await?,
    };
    let reply_to =
        reply_to(&row.organisation, row.reply_to).or_else(|| row.inviter_name.clone().zip(row.inviter_email));
    let values = Values {
        contact_first_name: row.first_name.clone(),
        contact_last_name: row.last_name.clone(),
        partner_name: row.partner,
        inviter_name: row.inviter_name.unwrap_or_else(|| row.organisation.clone()),
        organisation_name: row.organisation,
        link: app.config.url(&paths::activation_link(claim.token.expose())),
        expires_on: phrases::deadline(Timestamp(row.expires_at), app.now(), template.language),
        accent: Accent::parse(&row.accent).unwrap_or_default(),
    };
    let (message, wording) = fill(&template, &values)?;
    let letter = Letter {
        to_name: format!("{} {}", row.first_name, row.last_name),
        to: row.email,
        reply_to,
        message_id: claim.message_id.clone(),
        date: app.now(),
        message,
    };
    Ok((letter, wording))
}

#[derive(sqlx::FromRow)]
struct ResetRow {
    email: String,
    expires_at: i64,
    first_name: String,
    last_name: String,
    language: String,
    organisation: String,
    organisation_language: String,
    reply_to: String,
    accent: String,
}

async fn password_reset(app: &App, claim: &Claim, id: Uuid) -> Result<(Letter, Option<Wording>)> {
    const GET: &str = "select r.email, r.expires_at, p.first_name, p.last_name, p.language, o.name as organisation,
                o.language as organisation_language, o.reply_to, o.accent
         from password_reset r join person p on p.id = r.person_id join organisation o on o.id = 1 where r.id = $1";
    let row: Option<ResetRow> = read!(&app.db, c => sqlx::query_as(GET).bind(id).fetch_optional(c))?;
    let row = row.ok_or_else(|| Failure::internal("the reset went while its mail was being written"))?;
    let languages = languages(&row.language, &row.organisation_language);
    let template = templates::get(app, TemplateKind::PasswordReset, None, languages).await?;
    let reply_to = reply_to(&row.organisation, row.reply_to);
    let values = Values {
        contact_first_name: row.first_name.clone(),
        contact_last_name: row.last_name.clone(),
        partner_name: String::new(),
        inviter_name: row.organisation.clone(),
        organisation_name: row.organisation,
        link: app.config.url(&paths::reset_link(claim.token.expose())),
        expires_on: phrases::instant(Timestamp(row.expires_at), template.language),
        accent: Accent::parse(&row.accent).unwrap_or_default(),
    };
    let (message, wording) = fill(&template, &values)?;
    let letter = Letter {
        to_name: format!("{} {}", row.first_name, row.last_name),
        to: row.email,
        reply_to,
        message_id: claim.message_id.clone(),
        date: app.now(),
        message,
    };
    Ok((letter, wording))
}

#[derive(sqlx::FromRow)]
struct ReportRow {
    comment: String,
    invited: String,
    person_id: Uuid,
    partner_id: Option<Uuid>,
    inviter: String,
    inviter_role: String,
    email: String,
    organisation: String,
}

async fn report(app: &App, claim: &Claim, id: Uuid) -> Result<Letter> {
    const GET: &str =
        "select a.comment, p.first_name || ' ' || p.last_name as invited, p.id as person_id, p.partner_id,
                b.first_name || ' ' || b.last_name as inviter, b.role as inviter_role, b.email, o.name as organisation
         from activation_report a join invitation i on i.id = a.invitation_id join person p on p.id = i.person_id
         join person b on b.id = i.invited_by join organisation o on o.id = 1 where a.id = $1";
    let row: Option<ReportRow> = read!(&app.db, c => sqlx::query_as(GET).bind(id).fetch_optional(c))?;
    let row = row.ok_or_else(|| Failure::internal("the report went while its mail was being written"))?;
    let page = match row.partner_id {
        Some(_) if row.inviter_role == "contact" => paths::PORTAL_TEAM.to_owned(),
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
