//! From what a message is about to the letter: whom it is for, in which words and language.

use super::recipient::Reader;
use super::{digest, email_change, security_notice};
use crate::domain::auth::role::Role;
use crate::domain::ids::{EmailId, PartnerId, PersonId, TemplateId};
use crate::domain::templates::text::TemplateKind;
use crate::paths;
use crate::server::mailer::default_templates;
use crate::server::mailer::notices::Notice;
use crate::server::mailer::render::Values;
use crate::server::mailer::transport::OutgoingEmail;
use crate::server::outbox::delivery::Claim;
use crate::server::outbox::queue::Subject;
use crate::server::outbox::return_path;
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::signing_key;
use crate::server::state::AppState;
use crate::server::templates::fill::{self, FilledText};
use crate::server::templates::store;
use uuid::Uuid;

/// The letter, and what worded it where that was a template.
pub async fn compose(app: &AppState, claim: &Claim) -> Result<(OutgoingEmail, Option<FilledText>)> {
    let (mut outgoing, wording) = match claim.subject {
        Subject::Invitation(id) | Subject::Reminder(id) => invitation(app, claim, id).await?,
        Subject::PasswordReset(id) => password_reset(app, claim, id).await?,
        Subject::Report(id) => (report(app, claim, id).await?, None),
        Subject::AddressChange(id) => email_change::confirmation(app, claim, id).await?,
        Subject::AddressNotice(id, notice) => (email_change::notice(app, claim, id, notice).await?, None),
        Subject::SecurityNotice(id) => (security_notice::compose(app, claim, id).await?, None),
        Subject::Digest(id) => (digest::compose(app, claim, id).await?, None),
    };
    let key = signing_key::get(app).await?;
    let address = app.config.bounce_address.as_ref();
    outgoing.return_path = address.map(|address| address.with(&return_path::token(key, claim.id)));
    outgoing.message_id = return_path::message_id(key, claim.id, &claim.message_id);
    if let Subject::Reminder(invitation) = claim.subject {
        let before = email_before(app, invitation).await?;
        outgoing.in_reply_to = before.map(|(id, stored)| return_path::message_id(key, EmailId(id), &stored));
    }
    Ok((outgoing, wording))
}

/// The email that a reminder of `invitation` follows, and its stored Message-ID: mail programs show them together.
async fn email_before(app: &AppState, invitation: Uuid) -> Result<Option<(Uuid, String)>> {
    const BEFORE: &str = "
        select m.id, m.message_id
        from invitation i
        join invitation o on o.person_id = i.person_id
        join queued_email m on m.invitation_id = o.id
        where i.id = $1 and m.state = 'accepted'
        order by m.created_at desc, m.id desc
        limit 1";
    Ok(read!(&app.db, c => sqlx::query_as(BEFORE).bind(invitation).fetch_optional(c))?)
}

#[derive(sqlx::FromRow)]
struct InvitationRow {
    #[sqlx(flatten)]
    reader: Reader,
    email: String,
    expires_at: i64,
    template_id: Option<Uuid>,
    /// An earlier mail of it went out.
    is_reminder: bool,
    role: String,
    partner: String,
    inviter_name: Option<String>,
    inviter_email: Option<String>,
    /// A team member invited, so that staff vouch for the name of the invited.
    is_by_staff: bool,
    note: String,
}

async fn invitation(app: &AppState, claim: &Claim, id: Uuid) -> Result<(OutgoingEmail, Option<FilledText>)> {
    const GET: &str = "
        select r.*, i.email, i.expires_at, i.template_id, coalesce(c.name, '') as partner,
            exists (
                select 1
                from queued_email m
                where m.invitation_id = i.id and m.state in ('accepted', 'filed')
            ) as is_reminder,
            b.name as inviter_name, nullif(b.email, '') as inviter_email,
            coalesce(b.role, 'contact') <> 'contact' as is_by_staff,
            (select note from queued_email where id = $2) as note
        from invitation i
        join recipient r on r.person_id = i.person_id
        left join partner c on c.id = r.partner_id
        left join person b on b.id = i.invited_by
        where i.id = $1";
    let row: Option<InvitationRow> =
        read!(&app.db, c => sqlx::query_as(GET).bind(id).bind(claim.id.0).fetch_optional(c))?;
    let mut row = row.ok_or_else(|| Error::internal("the invitation went while its mail was being written"))?;
    if !row.is_by_staff {
        row.reader = row.reader.unnamed();
    }
    let languages = row.reader.languages();
    let template = match Role::parse(&row.role) {
        Some(role) if role != Role::Contact => default_templates::team_invitation(role, languages[0]),
        _ if row.is_reminder || matches!(claim.subject, Subject::Reminder(_)) => {
            store::get(app, TemplateKind::Reminder, None, languages).await?
        }
        _ => store::get(app, TemplateKind::Invitation, row.template_id.map(TemplateId), languages).await?,
    };
    let link = app.config.url(&paths::activation_link(claim.token.expose()));
    let expires_on = row.reader.time(row.expires_at, template.language);
    let values = row.reader.values(row.inviter_name.clone(), &link, expires_on);
    let values = Values { partner_name: row.partner, note: row.note, ..values };
    let (message, wording) = fill::fill(app, template, values).await?;
    let mut outgoing = row.reader.outgoing(app, claim, row.email, message);
    outgoing.reply_to = outgoing.reply_to.or(row.inviter_name.zip(row.inviter_email));
    Ok((outgoing, wording))
}

#[derive(sqlx::FromRow)]
struct ResetRow {
    #[sqlx(flatten)]
    reader: Reader,
    email: String,
    expires_at: i64,
}

async fn password_reset(app: &AppState, claim: &Claim, id: Uuid) -> Result<(OutgoingEmail, Option<FilledText>)> {
    const GET: &str = "
        select r.*, s.email, s.expires_at
        from password_reset s
        join recipient r on r.person_id = s.person_id
        where s.id = $1";
    let row: Option<ResetRow> = read!(&app.db, c => sqlx::query_as(GET).bind(id).fetch_optional(c))?;
    let row = row.ok_or_else(|| Error::internal("the reset went while its mail was being written"))?;
    let template = store::get(app, TemplateKind::PasswordReset, None, row.reader.languages()).await?;
    let link = app.config.url(&paths::reset_link(claim.token.expose()));
    let expires_on = row.reader.time(row.expires_at, template.language);
    let values = row.reader.values(None, &link, expires_on);
    let (message, wording) = fill::fill(app, template, values).await?;
    Ok((row.reader.outgoing(app, claim, row.email, message), wording))
}

#[derive(sqlx::FromRow)]
struct ReportRow {
    #[sqlx(flatten)]
    reader: Reader,
    role: String,
    email: String,
    comment: String,
    invited: String,
    invited_id: Uuid,
    invited_partner_id: Option<Uuid>,
}

async fn report(app: &AppState, claim: &Claim, id: Uuid) -> Result<OutgoingEmail> {
    const GET: &str = "
        select r.*, b.email, a.comment, p.name as invited, p.id as invited_id, p.partner_id as invited_partner_id
        from activation_report a
        join invitation i on i.id = a.invitation_id
        join person p on p.id = i.person_id
        join report_recipient t on t.report_id = a.id
        join person b on b.id = t.person_id
        join recipient r on r.person_id = b.id
        where a.id = $1";
    let row: Option<ReportRow> = read!(&app.db, c => sqlx::query_as(GET).bind(id).fetch_optional(c))?;
    let row = row.ok_or_else(|| Error::internal("the report went while its mail was being written"))?;
    let page = match row.invited_partner_id {
        Some(_) if row.role == "contact" => paths::PORTAL_TEAM.to_owned(),
        Some(partner) => paths::partner(PartnerId(partner)),
        None => paths::member(PersonId(row.invited_id)),
    };
    let notice = Notice::WrongRecipient { invited: &row.invited, comment: &row.comment };
    let message = row.reader.notice(app, notice, &page).await?;
    // Not where the organisation wants replies of its partners: this is for its own people.
    Ok(OutgoingEmail { reply_to: None, ..row.reader.outgoing(app, claim, row.email, message) })
}
