//! *Email > Mail > Mail server*: what an owner sets up, so that email leaves.

use crate::domain::mail_server::{MailServerForm, MailServerPage};
use crate::domain::sender_domain::{SenderDomain, TestSource};
use crate::error::AppError;
use crate::reply::Reply;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{
    domain::notice::Notice,
    paths, request,
    server::mail_server::{self, pasted, sender_domain, settings},
};

permit!(LoadMailServer: Staff);
/// The mail server in use; for owners the form, filled for a provider.
#[server(prefix = "/api", endpoint = "mail-server/load", output = Reply)]
pub async fn load_mail_server(provider: String) -> Result<MailServerPage, AppError> {
    let (app, staff) = request::staff()?;
    let is_owner = request::owner().is_ok();
    Ok(settings::page(&app, &staff, is_owner, &provider).await?)
}

permit!(SaveMailServer: Owners);
/// Stores the mail server, and leads to where it can be tried; in the set-up, to the next step.
#[server(prefix = "/api", endpoint = "mail-server/save", output = Reply)]
pub async fn save_mail_server(form: MailServerForm) -> Result<(), AppError> {
    let (app, owner) = request::confirmed(request::owner()?)?;
    let form = pasted::apart(form);
    settings::save(&app, &owner, &form.version, &form.parse()?).await?;
    match request::came_from().starts_with(paths::SET_UP_MAIL) {
        true => request::redirect_with_notice(paths::PARTNERS, Notice::MailServerSetUp),
        false => request::redirect_with_notice(paths::MANAGE_MAIL, Notice::MailServerSaved),
    }
    Ok(())
}

permit!(TryMailServer: Owners);
/// Sends a test through what is typed. Answers with the result.
#[server(prefix = "/api", endpoint = "mail-server/send-test", output = Reply)]
pub async fn try_mail_server(form: MailServerForm) -> Result<String, AppError> {
    let (app, owner) = request::confirmed(request::owner()?)?;
    let said = mail_server::send_test(&app, &owner, &pasted::apart(form).parse()?).await?;
    request::set_flash(&said);
    Ok(said)
}

permit!(RemoveMailServer: Owners);
/// Forgets the mail server and its password.
#[server(prefix = "/api", endpoint = "mail-server/remove", output = Reply)]
pub async fn remove_mail_server(version: String) -> Result<(), AppError> {
    let (app, owner) = request::confirmed(request::owner()?)?;
    settings::remove(&app, &owner, &version).await?;
    request::redirect_with_notice(paths::MANAGE_MAIL, Notice::MailServerRemoved);
    Ok(())
}

permit!(LoadSenderDomain: Staff);
/// What the DNS says about the sender's domain; with anything in `again`, afresh.
#[server(prefix = "/api", endpoint = "mail-server/sender-domain", output = Reply)]
pub async fn load_sender_domain(again: String) -> Result<SenderDomain, AppError> {
    let (app, staff) = request::staff()?;
    Ok(sender_domain::page(&app, &staff, !again.is_empty()).await)
}

permit!(CheckSignature: Staff);
/// How a test email was signed. Answers with good news.
#[server(prefix = "/api", endpoint = "mail-server/check-signature", output = Reply)]
pub async fn check_signature(form: TestSource) -> Result<String, AppError> {
    let (app, staff) = request::staff()?;
    let said = sender_domain::check_test(&app, &staff, &form.source).await?;
    request::set_flash(&said);
    Ok(said)
}
