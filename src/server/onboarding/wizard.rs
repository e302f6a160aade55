//! The wizard on the server: what was typed is kept as it is, and becomes a partner exactly once.

use crate::domain::ids::{DraftId, PartnerId, PersonId, TemplateId};
use crate::domain::invitations::choice::InvitationForm;
use crate::domain::onboarding::{Details, DetailsForm, Draft, Finished, MAX_BYTES, Recipient, Wizard};
use crate::server::authz::{Editor, Staff};
use crate::server::catalog::options as choices;
use crate::server::invitations::invite::{self, NewInvitation};
use crate::server::invitations::options;
use crate::server::mailer::render::Message;
use crate::server::partners::{contacts, duplicates, partner};
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Context, Error, Result};
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use crate::server::templates::preview::{self, AskedInvitation};
use uuid::Uuid;

struct SavedDraft {
    draft: Draft,
    partner: Option<PartnerId>,
}

fn saved(row: Option<(String, Option<Uuid>)>) -> Option<SavedDraft> {
    // A draft that an older Gangway wrote in another shape starts empty rather than failing.
    row.map(|(content, partner)| SavedDraft {
        draft: serde_json::from_str(&content).unwrap_or_default(),
        partner: partner.map(PartnerId),
    })
}

async fn find(app: &AppState, staff: &Staff, id: DraftId) -> Result<Option<SavedDraft>> {
    const FIND: &str = "select content, partner_id from draft where id = $1 and staff_id = $2";
    Ok(saved(read!(&app.db, c => sqlx::query_as(FIND).bind(id.0).bind(staff.id.0).fetch_optional(c))?))
}

/// The same inside a transaction, so that two finishes of one wizard wait for each other.
async fn lock(tx: &mut Tx, app: &AppState, staff: &Editor, id: DraftId) -> Result<Option<SavedDraft>> {
    const LOCK: &str = "update draft set updated_at = $3 where id = $1 and staff_id = $2 returning content, partner_id";
    Ok(saved(run!(tx, c => sqlx::query_as(LOCK).bind(id.0).bind(staff.id.0).bind(app.now().0).fetch_optional(c))?))
}

/// The wizard as its pages show it. An unused id is an empty wizard.
pub async fn wizard(app: &AppState, staff: &Editor, id: DraftId) -> Result<Wizard> {
    let found = find(app, staff, id).await?;
    let (saved, partner) = (found.is_some(), found.as_ref().and_then(|saved| saved.partner));
    let draft = found.map(|saved| saved.draft).unwrap_or_default();
    let recipient = |Details { contact, .. }| Recipient {
        first_name: contact.first_name.as_str().to_owned(),
        last_name: contact.last_name.as_str().to_owned(),
        email: contact.email.as_str().to_owned(),
    };
    Ok(Wizard {
        id,
        saved,
        partner,
        recipient: draft.details.parse().ok().map(recipient),
        draft,
        choices: choices::list(app, staff).await?,
        options: options::options(app, staff, None).await?,
    })
}

/// Keeps step 1 as typed, right or wrong.
pub async fn save_details_draft(app: &AppState, staff: &Editor, id: DraftId, details: DetailsForm) -> Result<()> {
    if !keep(app, staff, id, |draft| draft.details = details).await? {
        return Err(Error::Conflict(t!(server::onboarding::this_partner_was_added_already_start).to_owned()));
    }
    Ok(())
}

/// Keeps step 2 as chosen. The browser sends a choice without waiting, so **Add** may overtake it: then
/// it has nothing left to say, and that is no error.
pub async fn save_invitation_draft(
    app: &AppState,
    staff: &Editor,
    id: DraftId,
    invitation: InvitationForm,
) -> Result<()> {
    keep(app, staff, id, |draft| draft.invitation = invitation).await.map(|_| ())
}

/// Returns whether there was a draft to write: not where it became a partner already or belongs to another person.
async fn keep(app: &AppState, staff: &Editor, id: DraftId, change: impl FnOnce(&mut Draft)) -> Result<bool> {
    const KEEP: &str = "
        insert into draft (id, staff_id, content, updated_at)
        values ($1, $2, $3, $4)
        on conflict (id) do update set content = excluded.content, updated_at = excluded.updated_at
        where draft.staff_id = excluded.staff_id and draft.partner_id is null";
    let mut tx = app.db.begin_shared().await?;
    let mut draft = lock(&mut tx, app, staff, id).await?.map(|saved| saved.draft).unwrap_or_default();
    change(&mut draft);
    let content = serde_json::to_string(&draft).map_err(|e| Error::Internal(Box::new(e)))?;
    if content.len() > MAX_BYTES {
        return Err(Error::field("name", t!(server::onboarding::form_too_long)));
    }
    if execute!(&mut tx, KEEP, id.0, staff.id.0, &content, app.now().0)? == 0 {
        return Ok(false);
    }
    tx.commit().await?;
    Ok(true)
}

/// Where **Next** leads.
pub enum Next {
    /// To step 2.
    Invitation,
    /// To the end page: without access no one is invited.
    Added,
}

/// **Next**: keeps step 1, checks it as far as one can before adding, and adds the partner where no
/// invitation is wanted. Asked again after that, it leads to the end page again.
pub async fn save_details(app: &AppState, staff: &Editor, id: DraftId, form: DetailsForm) -> Result<Next> {
    if find(app, staff, id).await?.is_some_and(|saved| saved.partner.is_some()) {
        return Ok(Next::Added);
    }
    save_details_draft(app, staff, id, form.clone()).await?;
    let details = form.parse()?;
    if let Some(taken) = duplicates::find(app, staff, "", details.contact.email.as_str()).await?.email {
        return Err(Error::field("email", taken.message));
    }
    if details.access {
        return Ok(Next::Invitation);
    }
    let _no_link = finish(app, staff, id, InvitationForm::default()).await?;
    Ok(Next::Added)
}

/// **Add**: partner, contact, invitation, queued mail and audit in one transaction. Asked again, it
/// changes nothing, and waits for what was asked first. Returns the link where staff pass it on themselves.
pub async fn finish(app: &AppState, staff: &Editor, id: DraftId, form: InvitationForm) -> Result<Option<PlainToken>> {
    let choice = form.parse()?;
    let mut tx = app.db.begin_shared().await?;
    let saved = lock(&mut tx, app, staff, id).await?.ok_or(Error::NotFound)?;
    if saved.partner.is_some() {
        tx.commit().await?;
        return Ok(None);
    }
    let details = saved.draft.details.parse()?;
    let contact = partner::add_with_contact(&mut tx, app, staff, &details).await.context("adding the partner")?;
    let mut token = None;
    let mut how = "none";
    if details.access {
        let new = NewInvitation::chosen(&mut tx, app, &choice).await?;
        how = new.how();
        token = invite::invite_new(&mut tx, app, staff.id, &contact, new).await.context("inviting the contact")?;
    }
    partner::note_added(&mut tx, app, staff, &details, &contact, how).await?;
    execute!(&mut tx, "update draft set partner_id = $2 where id = $1", id.0, contact.partner().0)?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(token)
}

/// The end page of a wizard that became a partner.
pub async fn finished(app: &AppState, staff: &Editor, id: DraftId, link: Option<&PlainToken>) -> Result<Finished> {
    const GET: &str =
        "select c.name, p.id from partner c join person p on p.partner_id = c.id and p.is_main where c.id = $1";
    let partner = find(app, staff, id).await?.and_then(|saved| saved.partner).ok_or(Error::NotFound)?;
    let row: Option<(String, Uuid)> = read!(&app.db, c => sqlx::query_as(GET).bind(partner.0).fetch_optional(c))?;
    let (name, contact) = row.ok_or(Error::NotFound)?;
    Ok(Finished { partner, name, contact: contacts::access(app, staff, PersonId(contact), link).await? })
}

/// The invitation mail as this draft's contact would get it, with a link that opens nothing; without a note, with the
/// one that is kept.
pub async fn preview(
    app: &AppState,
    staff: &Staff,
    id: DraftId,
    template: Option<TemplateId>,
    note: Option<String>,
) -> Result<Message> {
    let Draft { details, invitation } = find(app, staff, id).await?.ok_or(Error::NotFound)?.draft;
    let names = (details.contact.first_name, details.contact.last_name, details.partner.name);
    let (language, note) = (details.contact.language, note.unwrap_or(invitation.note));
    preview::invitation(app, staff, AskedInvitation { names, language, template, note, ..AskedInvitation::default() })
        .await
}
