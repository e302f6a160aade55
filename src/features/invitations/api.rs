//! One contact's way to "active": staff invite, resend, copy and revoke; the invited person activates.

use crate::domain::auth::setup::SetUpForm;
use crate::domain::invitations::choice::InvitationForm;
use crate::domain::invitations::invitation::{ActivateForm, Activation, ContactAccess, ReportForm};
use crate::domain::invitations::reminder::ReminderForm;
use crate::error::AppError;
use crate::reply::Reply;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::{
    domain::{ids::PersonId, notice::Notice},
    paths,
    request::{self, Opened},
    server::{
        invitations::{activation, invite, reminders},
        outbox::admin,
        partners::contacts,
    },
};

/// Names one contact.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    pub person: String,
}

/// Gives a contact access, by email or by a link that staff pass on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GiveAccessForm {
    pub person: String,
    /// Whose page comes next, for a form that has a page of its own.
    pub partner: String,
    #[serde(flatten)]
    pub invitation: InvitationForm,
}

#[cfg(feature = "ssr")]
impl PersonForm {
    fn id(&self) -> Result<PersonId, AppError> {
        self.person.parse().map_err(|_| AppError::NotFound)
    }
}

permit!(LoadAccess: Staff);
/// The live state of a contact's access.
#[server(prefix = "/api", endpoint = "invitations/access", output = Reply)]
pub async fn load_access(form: PersonForm) -> Result<ContactAccess, AppError> {
    let (app, staff) = request::staff()?;
    let link = request::link_from_cookie();
    Ok(contacts::access(&app, &staff, form.id()?, link.as_ref()).await?)
}

permit!(GiveAccess: Editors);
/// Gives access: makes an invitation and, by email, queues its message.
#[server(prefix = "/api", endpoint = "invitations/give-access", output = Reply)]
pub async fn give_access(form: GiveAccessForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let person = form.person.parse().map_err(|_| AppError::NotFound)?;
    let given = invite::give_access(&app, &staff, person, &form.invitation.parse()?).await?;
    if let Some(token) = given {
        request::set_link_cookie(&app, &token);
    }
    match form.partner.parse() {
        Ok(partner) => request::redirect_with_notice(&paths::partner(partner), Notice::AccessGiven),
        Err(_) => request::redirect_back(Notice::AccessGiven),
    }
    Ok(())
}

permit!(ResendInvitation: Editors);
/// Sends the invitation again; earlier links of it keep working. An expired one is renewed.
#[server(prefix = "/api", endpoint = "invitations/resend", output = Reply)]
pub async fn resend_invitation(form: PersonForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    invite::resend(&app, &staff, form.id()?).await?;
    request::redirect_back(Notice::InvitationResent);
    Ok(())
}

permit!(UndoSend: Editors);
/// Takes back the email that has not left yet; the invitation stays, and its links work.
#[server(prefix = "/api", endpoint = "invitations/undo-send", output = Reply)]
pub async fn undo_send(form: PersonForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    admin::undo(&app, &staff, form.id()?).await?;
    request::redirect_back(Notice::EmailCancelled);
    Ok(())
}

permit!(MintLink: Editors);
/// Mints a link to pass on by hand and hands it to this browser, where [`load_access`] shows it.
/// Earlier links keep working; an expired invitation is renewed.
#[server(prefix = "/api", endpoint = "invitations/mint-link", output = Reply)]
pub async fn mint_link(form: PersonForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let token = invite::mint_link(&app, &staff, form.id()?).await?;
    request::set_link_cookie(&app, &token);
    request::redirect_back(Notice::LinkReady);
    Ok(())
}

permit!(ExtendInvitation: Editors);
/// Lets the links of a pending invitation work for another full lifetime, and sends nothing.
#[server(prefix = "/api", endpoint = "invitations/extend", output = Reply)]
pub async fn extend_invitation(form: PersonForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    invite::extend(&app, &staff, form.id()?).await?;
    request::redirect_back(Notice::LinkExtended);
    Ok(())
}

permit!(ChangeReminders: Editors);
/// Skips the next reminder of a contact, stops them all, or turns them on again.
#[server(prefix = "/api", endpoint = "invitations/change-reminders", output = Reply)]
pub async fn change_reminders(form: ReminderForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let person = form.person.parse().map_err(|_| AppError::NotFound)?;
    let step = form.step().ok_or(AppError::NotFound)?;
    reminders::change(&app, &staff, person, step).await?;
    request::redirect_back(Notice::RemindersChanged);
    Ok(())
}

permit!(RemoveAccess: Editors);
/// Removes access: ends the invitation with all its links, and every session, at once.
#[server(prefix = "/api", endpoint = "invitations/remove-access", output = Reply)]
pub async fn remove_access(form: PersonForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    invite::remove_access(&app, &staff, form.id()?).await?;
    request::redirect_back(Notice::AccessRemoved);
    Ok(())
}

permit!(LoadActivation: Anyone);
/// What the activation link that this browser holds leads to. Consumes nothing.
#[server(prefix = "/api", endpoint = "invitations/activation", output = Reply)]
pub async fn load_activation() -> Result<Activation, AppError> {
    let (app, visitor) = request::visitor()?;
    let token = match request::opened_activation() {
        Opened::Link(token) => token,
        Opened::NotHere => return Ok(Activation::NotHere),
        Opened::CutShort => return Ok(Activation::CutShort),
    };
    let activation = activation::resolve_link(&app, Some(token), visitor.as_ref()).await?;
    // Back leads here once more.
    if matches!(activation, Activation::AlreadyActive { is_signed_in: true, .. }) {
        request::redirect_home();
    }
    Ok(activation)
}

permit!(NoteOpened: Anyone);
/// Notes that a person began to fill in the form behind the activation link that this browser holds.
#[server(prefix = "/api", endpoint = "invitations/note-opened", output = Reply)]
pub async fn note_opened(invitation: String) -> Result<(), AppError> {
    let app = request::app()?;
    let shown = invitation.parse().map_err(|_| AppError::NotFound)?;
    Ok(activation::note_opened(&app, request::opened_activation().token(), shown).await?)
}

permit!(Activate: Anyone);
/// Sets the password, activates the account and signs this browser in.
#[server(prefix = "/api", endpoint = "invitations/activate", output = Reply)]
pub async fn activate(form: ActivateForm) -> Result<(), AppError> {
    let app = request::app()?;
    let token = request::opened_activation().token();
    let invitation = form.invitation.parse().map_err(|_| AppError::Malformed)?;
    let device = request::device()?;
    let session = activation::activate(&app, token, invitation, &form, device).await?;
    request::begin_session(&app, session, "").await
}

permit!(ReportActivation: Anyone);
/// *This is not me*: notifies the person who invited. Consumes nothing.
#[server(prefix = "/api", endpoint = "invitations/report", output = Reply)]
pub async fn report_activation(form: ReportForm) -> Result<(), AppError> {
    let app = request::app()?;
    let token = request::opened_activation().token();
    let invitation = form.invitation.parse().map_err(|_| AppError::Malformed)?;
    activation::report(&app, token, invitation, &form.comment()?).await?;
    request::redirect_with_notice(&request::page_of_link(paths::ACTIVATE), Notice::InvitationReported);
    Ok(())
}

permit!(SetUp: Anyone);
/// Makes the first owner and names the organisation, by the link the server printed.
#[server(prefix = "/api", endpoint = "invitations/set-up", output = Reply)]
pub async fn set_up(form: SetUpForm) -> Result<(), AppError> {
    let app = request::app()?;
    let token = request::opened_activation().token();
    let owner = form.parse()?;
    let device = request::device()?;
    let session = activation::set_up(&app, token, owner, device).await?;
    let next = if app.mailer.saves_files() { paths::SET_UP_MAIL } else { "" };
    request::begin_session(&app, session, next).await
}

permit!(RequestFreshLink: Anyone);
/// For holders of an expired link: mails a fresh one to the address on file, and nowhere else.
#[server(prefix = "/api", endpoint = "invitations/request-fresh-link", output = Reply)]
pub async fn request_fresh_link() -> Result<(), AppError> {
    let app = request::app()?;
    let token = request::opened_activation().token();
    activation::request_fresh_link(&app, token).await?;
    leptos_axum::redirect(&paths::with_asked(&request::page_of_link(paths::ACTIVATE)));
    Ok(())
}
