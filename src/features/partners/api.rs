//! Partners: list, look, change, delete; who belongs to them; access for many at once.

use crate::domain::ids::ProgramId;
use crate::domain::partners::attention::AttentionPage;
use crate::domain::partners::bulk::{Bulk, BulkForm, Plan, SelectionForm};
use crate::domain::partners::contact::{ContactForm, NewContactForm};
use crate::domain::partners::list_view::ListViewForm;
use crate::domain::partners::partner::{Choices, Partner, PartnerForm, PartnerPage, PartnerQuery};
use crate::domain::partners::personal_data::{EraseForm, PersonalData};
use crate::error::AppError;
use crate::features::invitations::api::PersonForm;
use crate::reply::Reply;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::{
    domain::{
        notice::Notice,
        partners::bulk::{Change, ItemOutcome},
    },
    paths, request,
    server::{
        auth::email_changes,
        catalog::options,
        partners::{attention, bulk, colleague_requests, contact_roster, contacts, erasure, partner},
    },
};

permit!(ListPartners: Staff);
/// A page of the list, with its total.
#[server(prefix = "/api", endpoint = "partners/list", output = Reply)]
pub async fn list_partners(query: PartnerQuery) -> Result<PartnerPage, AppError> {
    let (app, staff) = request::staff()?;
    Ok(partner::list(&app, &staff, &query).await?)
}

permit!(LoadAttention: Staff);
/// Who is stuck on the way to "active", and why.
#[server(prefix = "/api", endpoint = "partners/attention", output = Reply)]
pub async fn load_attention() -> Result<AttentionPage, AppError> {
    let (app, staff) = request::staff()?;
    Ok(attention::load(&app, &staff).await?)
}

permit!(SaveListView: Staff);
/// Keeps which columns and how many rows of the list a colleague wants to see.
#[server(prefix = "/api", endpoint = "partners/list-view", output = Reply)]
pub async fn save_list_view(form: ListViewForm) -> Result<(), AppError> {
    let (app, staff) = request::staff()?;
    Ok(partner::save_view(&app, &staff, &form.parse()).await?)
}

permit!(LoadChoices: Staff);
/// The statuses and programs to choose from.
#[server(prefix = "/api", endpoint = "partners/choices", output = Reply)]
pub async fn load_choices() -> Result<Choices, AppError> {
    let (app, staff) = request::staff()?;
    Ok(options::list(&app, &staff).await?)
}

permit!(LoadPartner: Staff);
/// One partner with contacts, access and timeline.
#[server(prefix = "/api", endpoint = "partners/load", output = Reply)]
pub async fn load_partner(partner: String) -> Result<Partner, AppError> {
    let (app, staff) = request::staff()?;
    let id = partner.parse().map_err(|_| AppError::NotFound)?;
    let link = request::link_from_cookie();
    Ok(partner::get(&app, &staff, id, link.as_ref()).await?)
}

permit!(UpdatePartner: Editors);
/// Changes the company details and leads back to the partner.
#[server(prefix = "/api", endpoint = "partners/update", output = Reply)]
pub async fn update_partner(form: PartnerForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = form.partner.parse().map_err(|_| AppError::NotFound)?;
    let version = form.version.parse().map_err(|_| AppError::Malformed)?;
    partner::update(&app, &staff, id, version, form.parse()?).await?;
    request::redirect_with_notice(&paths::partner(id), Notice::Saved);
    Ok(())
}

permit!(SetStatus: Editors);
/// Sets a partner's status alone.
#[server(prefix = "/api", endpoint = "partners/set-status", output = Reply)]
pub async fn set_status(partner: String, #[server(default)] status: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = partner.parse().map_err(|_| AppError::NotFound)?;
    let status = status.parse().map_err(|_| AppError::Malformed)?;
    partner::set_status(&app, &staff, id, status).await?;
    request::redirect_unless_js(paths::PARTNERS);
    Ok(())
}

permit!(SetPrograms: Editors);
/// Sets a partner's programs alone.
#[server(prefix = "/api", endpoint = "partners/set-programs", output = Reply)]
pub async fn set_programs(partner: String, #[server(default)] programs: Vec<ProgramId>) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = partner.parse().map_err(|_| AppError::NotFound)?;
    partner::set_programs(&app, &staff, id, &programs).await?;
    request::redirect_unless_js(paths::PARTNERS);
    Ok(())
}

permit!(DeletePartner: Editors);
/// Deletes a partner with contacts, links and sessions, and leads to the list.
#[server(prefix = "/api", endpoint = "partners/delete", output = Reply)]
pub async fn delete_partner(partner: String) -> Result<(), AppError> {
    let (app, staff) = request::confirmed(request::editor()?)?;
    let id = partner.parse().map_err(|_| AppError::NotFound)?;
    partner::remove(&app, &staff, id).await?;
    request::redirect_with_notice(paths::PARTNERS, Notice::PartnerDeleted);
    Ok(())
}

permit!(DeclineOffer: Editors);
/// Leaves access as it is, whatever the partner's new status suggests.
#[server(prefix = "/api", endpoint = "partners/decline-offer", output = Reply)]
pub async fn decline_offer(partner: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = partner.parse().map_err(|_| AppError::NotFound)?;
    partner::decline_offer(&app, &staff, id).await?;
    request::redirect_unless_js(&paths::partner(id));
    Ok(())
}

permit!(UpdateContact: Editors);
/// Changes a contact. A new address ends a pending invitation and sends a new one there; that of an active
/// contact waits until they confirm it.
#[server(prefix = "/api", endpoint = "partners/update-contact", output = Reply)]
pub async fn update_contact(form: ContactForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = form.person.parse().map_err(|_| AppError::NotFound)?;
    let (details, role) = form.parse()?;
    let updated = contacts::update(&app, &staff, id, details, role).await?;
    let notice = if updated.waits { Notice::EmailChangeRequested } else { Notice::Saved };
    request::redirect_with_notice(&paths::partner(updated.partner), notice);
    Ok(())
}

permit!(AddContact: Editors);
/// Adds a contact, with access or without, and leads back to the partner.
#[server(prefix = "/api", endpoint = "partners/add-contact", output = Reply)]
pub async fn add_contact(form: NewContactForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let partner = form.partner.parse().map_err(|_| AppError::NotFound)?;
    let new = form.parse()?;
    if let Some(token) = contact_roster::add(&app, &staff, partner, new).await? {
        request::set_link_cookie(&app, &token);
    }
    request::redirect_with_notice(&paths::partner(partner), Notice::ContactAdded);
    Ok(())
}

permit!(RemoveContact: Editors);
/// Removes a contact with links and sessions, and leads back to the partner.
#[server(prefix = "/api", endpoint = "partners/remove-contact", output = Reply)]
pub async fn remove_contact(form: PersonForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = form.person.parse().map_err(|_| AppError::NotFound)?;
    let partner = contact_roster::remove(&app, &staff, id).await?;
    request::redirect_with_notice(&paths::partner(partner), Notice::ContactRemoved);
    Ok(())
}

permit!(LoadPersonalData: Owners);
/// What is held about a contact, in numbers.
#[server(prefix = "/api", endpoint = "partners/personal-data", output = Reply)]
pub async fn load_personal_data(person: String) -> Result<PersonalData, AppError> {
    let (app, owner) = request::owner()?;
    let id = person.parse().map_err(|_| AppError::NotFound)?;
    Ok(erasure::preview(&app, &owner, id).await?)
}

permit!(EraseContact: Owners);
/// Erases a contact for good, and leads to their partner where it stays, else to the list.
#[server(prefix = "/api", endpoint = "partners/erase-contact", output = Reply)]
pub async fn erase_contact(form: EraseForm) -> Result<(), AppError> {
    let (app, owner) = request::confirmed(request::owner()?)?;
    let id = form.person.parse().map_err(|_| AppError::NotFound)?;
    let partner = erasure::erase(&app, &owner, id, form.with_partner == "on").await?;
    let page = partner.map_or_else(|| paths::PARTNERS.to_owned(), paths::partner);
    request::redirect_with_notice(&page, Notice::ContactErased);
    Ok(())
}

permit!(MakeMainContact: Editors);
/// Makes a contact the main one, and leads back to the partner.
#[server(prefix = "/api", endpoint = "partners/make-main-contact", output = Reply)]
pub async fn make_main_contact(form: PersonForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = form.person.parse().map_err(|_| AppError::NotFound)?;
    let partner = contact_roster::make_main(&app, &staff, id).await?;
    request::redirect_with_notice(&paths::partner(partner), Notice::MainContactChanged);
    Ok(())
}

permit!(ResendAddressChange: Editors);
/// Sends the mail again that asks a contact to confirm their new address.
#[server(prefix = "/api", endpoint = "partners/resend-address-change", output = Reply)]
pub async fn resend_address_change(form: PersonForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = form.person.parse().map_err(|_| AppError::NotFound)?;
    let partner = email_changes::send_again(&app, (&staff).into(), id).await?;
    let page = paths::partner(partner.ok_or(AppError::NotFound)?);
    request::redirect_with_notice(&page, Notice::EmailChangeResent);
    Ok(())
}

permit!(CancelAddressChange: Editors);
/// Cancels the change of a contact's address that waits to be confirmed.
#[server(prefix = "/api", endpoint = "partners/cancel-address-change", output = Reply)]
pub async fn cancel_address_change(form: PersonForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = form.person.parse().map_err(|_| AppError::NotFound)?;
    let partner = email_changes::cancel(&app, (&staff).into(), id).await?;
    let page = paths::partner(partner.ok_or(AppError::NotFound)?);
    request::redirect_with_notice(&page, Notice::EmailChangeCancelled);
    Ok(())
}

/// Names one colleague whom a manager asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequestForm {
    pub request: String,
}

permit!(ApproveColleague: Editors);
/// Adds and invites a colleague whom a manager asked for.
#[server(prefix = "/api", endpoint = "partners/approve-colleague", output = Reply)]
pub async fn approve_colleague(form: RequestForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = form.request.parse().map_err(|_| AppError::NotFound)?;
    let partner = colleague_requests::approve(&app, &staff, id).await?;
    request::redirect_with_notice(&paths::partner(partner), Notice::RequestApproved);
    Ok(())
}

permit!(DeclineColleague: Editors);
/// Declines a colleague whom a manager asked for.
#[server(prefix = "/api", endpoint = "partners/decline-colleague", output = Reply)]
pub async fn decline_colleague(form: RequestForm) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = form.request.parse().map_err(|_| AppError::NotFound)?;
    let partner = colleague_requests::decline(&app, &staff, id).await?;
    request::redirect_with_notice(&paths::partner(partner), Notice::RequestDeclined);
    Ok(())
}

permit!(LoadPlan: Editors);
/// What a change of access would do to a selection, in numbers. Changes nothing.
#[server(prefix = "/api", endpoint = "partners/plan-bulk", output = Reply)]
pub async fn load_plan(
    change: String,
    #[server(default)] include_recent: String,
    selection: SelectionForm,
) -> Result<Plan, AppError> {
    let (app, staff) = request::editor()?;
    let change = Change::parse(&change).ok_or(AppError::NotFound)?;
    let selection = selection.parse().ok_or(AppError::NotFound)?;
    Ok(bulk::plan::plan(&app, &staff, change, include_recent == "on", &selection).await?)
}

permit!(StartBulk: Editors);
/// Begins with what was confirmed and leads to where it can be watched. Sent again, it changes nothing.
#[server(prefix = "/api", endpoint = "partners/start-bulk", output = Reply)]
pub async fn start_bulk(form: BulkForm) -> Result<(), AppError> {
    let (app, staff) = request::confirmed(request::editor()?)?;
    let new = form.parse()?.ok_or(AppError::Malformed)?;
    let id = bulk::jobs::start(&app, &staff, new).await?;
    leptos_axum::redirect(&paths::bulk(id));
    Ok(())
}

permit!(SendBulkTest: Editors);
/// Sends the first email of a change to the person who is about to confirm it only. Answers with the result.
#[server(prefix = "/api", endpoint = "partners/test-bulk", output = Reply)]
pub async fn send_bulk_test(form: BulkForm) -> Result<String, AppError> {
    let (app, staff) = request::editor()?;
    let new = form.parse()?.ok_or(AppError::Malformed)?;
    let said = bulk::plan::send_test(&app, &staff, new).await?;
    request::set_flash(&said);
    Ok(said)
}

permit!(LoadBulk: Staff);
/// How far a bulk change has come, with a page of its partners.
#[server(prefix = "/api", endpoint = "partners/bulk-progress", output = Reply)]
pub async fn load_bulk(bulk: String, outcome: String, after: String) -> Result<Bulk, AppError> {
    let (app, staff) = request::staff()?;
    let id = bulk.parse().map_err(|_| AppError::NotFound)?;
    let outcome = ItemOutcome::parse(&outcome);
    Ok(bulk::progress::get(&app, &staff, id, outcome, after.parse().unwrap_or(0)).await?)
}

permit!(ContinueBulk: Editors);
/// Retries what failed, and continues after an interruption.
#[server(prefix = "/api", endpoint = "partners/continue-bulk", output = Reply)]
pub async fn continue_bulk(bulk: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = bulk.parse().map_err(|_| AppError::NotFound)?;
    bulk::jobs::resume(&app, &staff, id).await?;
    leptos_axum::redirect(&paths::bulk(id));
    Ok(())
}

permit!(StopBulk: Editors);
/// Stops the work for many partners; what was done stays done.
#[server(prefix = "/api", endpoint = "partners/stop-bulk", output = Reply)]
pub async fn stop_bulk(bulk: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = bulk.parse().map_err(|_| AppError::NotFound)?;
    bulk::jobs::stop(&app, &staff, id).await?;
    leptos_axum::redirect(&paths::bulk(id));
    Ok(())
}

permit!(UndoBulk: Editors);
/// Takes a change to many partners back and leads to where that can be watched.
#[server(prefix = "/api", endpoint = "partners/undo-bulk", output = Reply)]
pub async fn undo_bulk(bulk: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = bulk.parse().map_err(|_| AppError::NotFound)?;
    let undo = bulk::jobs::undo(&app, &staff, id).await?;
    leptos_axum::redirect(&paths::bulk(undo));
    Ok(())
}

permit!(CancelBulkEmails: Editors);
/// Takes back the emails of a bulk change that have not left yet.
#[server(prefix = "/api", endpoint = "partners/cancel-bulk-emails", output = Reply)]
pub async fn cancel_bulk_emails(bulk: String) -> Result<(), AppError> {
    let (app, staff) = request::editor()?;
    let id = bulk.parse().map_err(|_| AppError::NotFound)?;
    bulk::jobs::cancel_emails(&app, &staff, id).await?;
    leptos_axum::redirect(&paths::bulk(id));
    Ok(())
}
