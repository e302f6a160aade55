//! One contact's way to "active": staff invite, resend, copy and revoke; the invited person activates.

use crate::domain::auth::setup::SetUpForm;
use crate::domain::invitations::invitation::{ActivateForm, Activation, ContactAccess, ReportForm};
use crate::error::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Names one contact.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    pub person: String,
}

/// Gives a contact access, by e-mail or by a link that staff pass on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GiveAccessForm {
    pub person: String,
    /// `email` or `link`.
    pub delivery: String,
    /// When the email leaves, `2026-11-25T09:00` in the organisation's time zone; empty for at once.
    pub send_at: String,
}

#[cfg(feature = "ssr")]
impl PersonForm {
    fn id(&self) -> Result<crate::domain::ids::PersonId, AppError> {
        self.person.parse().map_err(|_| AppError::NotFound)
    }
}

/// The live state of a contact's access.
#[server(prefix = "/api", endpoint = "invitations/access")]
pub async fn load_access(form: PersonForm) -> Result<ContactAccess, AppError> {
    let staff = crate::request::context::staff()?;
    let app = crate::request::context::app()?;
    let link = crate::request::context::handed_link(&app);
    Ok(crate::server::partners::contacts::access(&app, &staff, form.id()?, link.as_ref()).await?)
}

/// Gives access: makes an invitation and, by e-mail, queues its message.
#[server(prefix = "/api", endpoint = "invitations/give-access")]
pub async fn give_access(form: GiveAccessForm) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let person = form.person.parse().map_err(|_| AppError::NotFound)?;
    let delivery = crate::domain::invitations::delivery::Delivery::parse(&form.delivery).ok_or(AppError::Malformed)?;
    let given = crate::server::invitations::invite::give_access(&app, &staff, person, delivery, &form.send_at).await?;
    if let Some(token) = given {
        crate::request::context::hand_link(&app, &token);
    }
    crate::request::context::redirect_back(crate::domain::notice::Notice::AccessGiven);
    Ok(())
}

/// Sends the invitation again; earlier links of it keep working. An expired one is renewed.
#[server(prefix = "/api", endpoint = "invitations/resend")]
pub async fn resend_invitation(form: PersonForm) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    crate::server::invitations::invite::resend(&app, &staff, form.id()?).await?;
    crate::request::context::redirect_back(crate::domain::notice::Notice::InvitationResent);
    Ok(())
}

/// Takes back the email that has not left yet; the invitation stays, and its links work.
#[server(prefix = "/api", endpoint = "invitations/undo-send")]
pub async fn undo_send(form: PersonForm) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    crate::server::outbox::admin::undo(&app, &staff, form.id()?).await?;
    crate::request::context::redirect_back(crate::domain::notice::Notice::EmailCancelled);
    Ok(())
}

/// Mints a link to pass on by hand and hands it to this browser, where [`load_access`] shows it.
/// Earlier links keep working; an expired invitation is renewed.
#[server(prefix = "/api", endpoint = "invitations/mint-link")]
pub async fn mint_link(form: PersonForm) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let token = crate::server::invitations::invite::mint_link(&app, &staff, form.id()?).await?;
    crate::request::context::hand_link(&app, &token);
    crate::request::context::redirect_back(crate::domain::notice::Notice::LinkReady);
    Ok(())
}

/// Removes access: ends the invitation with all its links, and every session, at once.
#[server(prefix = "/api", endpoint = "invitations/remove-access")]
pub async fn remove_access(form: PersonForm) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    crate::server::invitations::invite::remove_access(&app, &staff, form.id()?).await?;
    crate::request::context::redirect_back(crate::domain::notice::Notice::AccessRemoved);
    Ok(())
}

/// What the link this browser holds stands for. Consumes nothing.
#[server(prefix = "/api", endpoint = "invitations/activation")]
pub async fn load_activation() -> Result<Activation, AppError> {
    let app = crate::request::context::app()?;
    let token = crate::request::context::held_activation_token(&app);
    let visitor = crate::request::context::visitor();
    Ok(crate::server::invitations::activation::look(&app, token, visitor.as_ref()).await?)
}

/// Sets the password, activates the account and signs this browser in.
#[server(prefix = "/api", endpoint = "invitations/activate")]
pub async fn activate(form: ActivateForm) -> Result<(), AppError> {
    let app = crate::request::context::app()?;
    let token = crate::request::context::held_activation_token(&app);
    let invitation = form.invitation.parse().map_err(|_| AppError::Malformed)?;
    let browser = crate::request::context::browser();
    let session = crate::server::invitations::activation::activate(&app, token, invitation, &form, &browser).await?;
    crate::request::context::begin_session(&app, session, "");
    Ok(())
}

/// *This is not me*: tells whoever invited. Consumes nothing.
#[server(prefix = "/api", endpoint = "invitations/report")]
pub async fn report_activation(form: ReportForm) -> Result<(), AppError> {
    let app = crate::request::context::app()?;
    let token = crate::request::context::held_activation_token(&app);
    let invitation = form.invitation.parse().map_err(|_| AppError::Malformed)?;
    crate::server::invitations::activation::report(&app, token, invitation, &form.comment()?).await?;
    crate::request::context::redirect_with_notice(
        crate::paths::ACTIVATE,
        crate::domain::notice::Notice::InvitationReported,
    );
    Ok(())
}

/// Makes the first owner and names the organisation, by the link the server printed.
#[server(prefix = "/api", endpoint = "invitations/set-up")]
pub async fn set_up(form: SetUpForm) -> Result<(), AppError> {
    let app = crate::request::context::app()?;
    let token = crate::request::context::held_activation_token(&app);
    let owner = form.parse()?;
    let browser = crate::request::context::browser();
    let session = crate::server::invitations::activation::set_up(&app, token, owner, &browser).await?;
    crate::request::context::begin_session(&app, session, "");
    Ok(())
}

/// For holders of an expired link: mails a fresh one to the address on file, and nowhere else.
#[server(prefix = "/api", endpoint = "invitations/request-fresh-link")]
pub async fn request_fresh_link() -> Result<(), AppError> {
    let app = crate::request::context::app()?;
    let token = crate::request::context::held_activation_token(&app);
    crate::server::invitations::activation::request_fresh_link(&app, token).await?;
    leptos_axum::redirect("/activate?asked=yes");
    Ok(())
}
