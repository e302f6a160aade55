//! The wizard "Add a new partner", one function a step. What was typed is kept, right or wrong.

use crate::domain::onboarding::{DetailsForm, Finished, InvitationForm, Lookalikes, Wizard};
use crate::error::AppError;
use leptos::prelude::*;

/// The wizard as it stands; an id that was never saved is an empty wizard.
#[server(prefix = "/api", endpoint = "onboarding/load")]
pub async fn load_wizard(draft: String) -> Result<Wizard, AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let id = draft.parse().map_err(|_| AppError::NotFound)?;
    Ok(crate::server::onboarding::wizard::wizard(&app, &staff, id).await?)
}

/// Keeps step 1 as typed, while one types. Says nothing about right or wrong.
#[server(prefix = "/api", endpoint = "onboarding/keep")]
pub async fn keep_details(draft: String, form: DetailsForm) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let id = draft.parse().map_err(|_| AppError::NotFound)?;
    Ok(crate::server::onboarding::wizard::keep_details(&app, &staff, id, form).await?)
}

/// **Next**: keeps step 1, checks it, and leads to step 2 (or, without access, adds the partner).
#[server(prefix = "/api", endpoint = "onboarding/details")]
pub async fn save_details(draft: String, form: DetailsForm) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let id = draft.parse().map_err(|_| AppError::NotFound)?;
    leptos_axum::redirect(&match crate::server::onboarding::wizard::save_details(&app, &staff, id, form).await? {
        crate::server::onboarding::wizard::Next::Invitation => crate::paths::wizard_invitation(id),
        crate::server::onboarding::wizard::Next::Added => crate::paths::wizard_added(id),
    });
    Ok(())
}

/// Keeps step 2 as chosen, so that Back and a reload lose nothing. Without scripts it is **Back**.
#[server(prefix = "/api", endpoint = "onboarding/keep-invitation")]
pub async fn keep_invitation(draft: String, form: InvitationForm) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let id = draft.parse().map_err(|_| AppError::NotFound)?;
    crate::server::onboarding::wizard::keep_invitation(&app, &staff, id, form).await?;
    crate::request::context::lead_to(&crate::paths::wizard_details(id));
    Ok(())
}

/// **Add**: partner, contact, invitation, queued mail and audit in one transaction, once, however
/// often it is asked for; leads to the end page.
#[server(prefix = "/api", endpoint = "onboarding/finish")]
pub async fn finish(draft: String, form: InvitationForm) -> Result<(), AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let id = draft.parse().map_err(|_| AppError::NotFound)?;
    if let Some(token) = crate::server::onboarding::wizard::finish(&app, &staff, id, form).await? {
        crate::request::context::hand_link(&app, &token);
    }
    leptos_axum::redirect(&crate::paths::wizard_added(id));
    Ok(())
}

/// Who is already known by this address, and which partners have a name like this.
#[server(prefix = "/api", endpoint = "onboarding/lookalikes")]
pub async fn find_lookalikes(name: String, email: String) -> Result<Lookalikes, AppError> {
    let staff = crate::request::context::staff()?;
    let app = crate::request::context::app()?;
    Ok(crate::server::partners::duplicates::find(&app, &staff, &name, &email).await?)
}

/// The end page.
#[server(prefix = "/api", endpoint = "onboarding/finished")]
pub async fn load_finished(draft: String) -> Result<Finished, AppError> {
    let staff = crate::request::context::editor()?;
    let app = crate::request::context::app()?;
    let id = draft.parse().map_err(|_| AppError::NotFound)?;
    let link = crate::request::context::handed_link(&app);
    Ok(crate::server::onboarding::wizard::finished(&app, &staff, id, link.as_ref()).await?)
}
