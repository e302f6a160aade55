//! The wizard "Add a new partner", one function a step. What was typed is kept, right or wrong.

use crate::domain::invitations::choice::InvitationForm;
use crate::domain::onboarding::{DetailsFields, Finished, PossibleDuplicates, UnfinishedDraft, Wizard};
use crate::error::AppError;
use crate::reply::Reply;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{
    domain::notice::Notice,
    paths, request,
    server::{
        onboarding::{unfinished, wizard},
        partners::duplicates,
    },
};

permit!(LoadWizard: Editors);
/// The wizard as saved; an id that was never saved is an empty wizard.
#[server(prefix = "/api", endpoint = "onboarding/load", output = Reply)]
pub async fn load_wizard(draft: String) -> Result<Wizard, AppError> {
    let (app, staff) = request::editor()?;
    let id = draft.parse().map_err(|_| AppError::NotFound)?;
    Ok(wizard::wizard(&app, &staff, id).await?)
}

permit!(ListUnfinished: Staff);
/// The partners that the signed-in person began to add.
#[server(prefix = "/api", endpoint = "onboarding/unfinished", output = Reply)]
pub async fn list_unfinished() -> Result<Vec<UnfinishedDraft>, AppError> {
    let (app, staff) = request::staff()?;
    Ok(unfinished::list(&app, &staff).await?)
}

permit!(DiscardDraft: Editors);
/// Deletes what was typed into a wizard, and leads to the partners.
#[server(prefix = "/api", endpoint = "onboarding/discard", output = Reply)]
pub async fn discard_draft(draft: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = draft.parse().map_err(|_| AppError::NotFound)?;
    unfinished::discard(&app, &staff, id).await?;
    request::redirect_with_notice(paths::PARTNERS, Notice::DraftDiscarded);
    Ok(())
}

permit!(SaveDetailsDraft: Editors);
/// Keeps step 1 as typed, while one types. Says nothing about right or wrong.
#[server(prefix = "/api", endpoint = "onboarding/keep", output = Reply)]
pub async fn save_details_draft(draft: String, form: DetailsFields) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = draft.parse().map_err(|_| AppError::NotFound)?;
    Ok(wizard::save_details_draft(&app, &staff, id, form.into()).await?)
}

permit!(SaveDetails: Editors);
/// **Next**: keeps step 1, checks it, and leads to step 2 (or, without access, adds the partner).
#[server(prefix = "/api", endpoint = "onboarding/details", output = Reply)]
pub async fn save_details(draft: String, form: DetailsFields) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = draft.parse().map_err(|_| AppError::NotFound)?;
    leptos_axum::redirect(&match wizard::save_details(&app, &staff, id, form.into()).await? {
        wizard::Next::Invitation => paths::wizard_invitation(id),
        wizard::Next::Added => paths::wizard_added(id),
    });
    Ok(())
}

permit!(SaveInvitationDraft: Editors);
/// Keeps step 2 as chosen, so that Back and a reload lose nothing. Without scripts it is **Back**.
#[server(prefix = "/api", endpoint = "onboarding/keep-invitation", output = Reply)]
pub async fn save_invitation_draft(draft: String, form: InvitationForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = draft.parse().map_err(|_| AppError::NotFound)?;
    wizard::save_invitation_draft(&app, &staff, id, form).await?;
    request::redirect_unless_js(&paths::wizard_details(id));
    Ok(())
}

permit!(Finish: Editors);
/// **Add**: partner, contact, invitation, queued mail and audit in one transaction, once, however
/// often it is asked for; leads to the end page.
#[server(prefix = "/api", endpoint = "onboarding/finish", output = Reply)]
pub async fn finish(draft: String, form: InvitationForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = draft.parse().map_err(|_| AppError::NotFound)?;
    if let Some(token) = wizard::finish(&app, &staff, id, form).await? {
        request::set_link_cookie(&app, &token);
    }
    leptos_axum::redirect(&paths::wizard_added(id));
    Ok(())
}

permit!(FindDuplicates: Staff);
/// Who is already known by this address, and which partners have a name like this.
#[server(prefix = "/api", endpoint = "onboarding/duplicates", output = Reply)]
pub async fn find_duplicates(name: String, email: String) -> Result<PossibleDuplicates, AppError> {
    let (app, staff) = request::staff()?;
    Ok(duplicates::find(&app, &staff, &name, &email).await?)
}

permit!(LoadFinished: Editors);
/// The end page.
#[server(prefix = "/api", endpoint = "onboarding/finished", output = Reply)]
pub async fn load_finished(draft: String) -> Result<Finished, AppError> {
    let (app, staff) = request::editor()?;
    let id = draft.parse().map_err(|_| AppError::NotFound)?;
    let link = request::link_from_cookie();
    Ok(wizard::finished(&app, &staff, id, link.as_ref()).await?)
}
