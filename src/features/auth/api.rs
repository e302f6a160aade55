//! Signing in and out, passwords, and the sessions of the signed-in person.

use crate::domain::auth::account::{Account, Reset};
use crate::domain::auth::pending_email::Confirmation;
use crate::domain::auth::viewer::Shell;
use crate::domain::invitations::invitation::ResetForm;
use crate::domain::notifications::{NotificationChoices, NotificationForm};
use crate::domain::password::{Strength, hide};
use crate::error::AppError;
use crate::reply::Reply;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::{
    domain::{
        email::EmailAddress, forms::FieldErrors, invitations::invitation::parse_password, language::Language,
        notice::Notice,
    },
    i18n::Locale,
    paths,
    request::{self, Opened},
    server::{
        auth::{account, email_changes, email_confirmations, links, password_resets, sessions},
        authz::LiveSession,
        invitations::forgotten_password,
        organisation::settings,
        outbox::notifications,
        platform::token::PlainToken,
        state::AppState,
    },
};

/// The sign-in form. `next` is the path to continue to.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    pub email: String,
    pub password: String,
    pub next: String,
}

/// The change of one's own password.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangePasswordForm {
    pub current: String,
    pub password: String,
}

/// The change of one's own address.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeAddressForm {
    pub email: String,
    pub current_password: String,
}

/// What confirms a new address.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ConfirmAddressForm {
    /// The address that the page shows.
    pub account: String,
    pub current_password: String,
}

/// The password again, and the path to continue to; empty to stay.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ConfirmPasswordForm {
    pub password: String,
    pub next: String,
}

hide!(SignInForm, ChangePasswordForm, ChangeAddressForm, ConfirmAddressForm, ConfirmPasswordForm);

/// From the page of a link that was used: people who used it and are signed in here came *Back*.
#[cfg(feature = "ssr")]
async fn lead_home(app: &AppState, token: &PlainToken, visitor: Option<&LiveSession>) -> Result<(), AppError> {
    if let Some(visitor) = visitor
        && links::is_of(app, token, visitor.person.id).await?
    {
        request::redirect_home();
    }
    Ok(())
}

permit!(LoadShell: Anyone);
/// What the frame around every page shows.
#[server(prefix = "/api", endpoint = "account/shell", output = Reply)]
pub async fn load_shell() -> Result<Shell, AppError> {
    let (app, visitor) = request::visitor()?;
    let person = visitor.map(|session| session.person);
    Ok(settings::shell(&app, person).await?)
}

permit!(SignIn: Anyone);
/// Signs in and redirects by role, or to `next`.
#[server(prefix = "/api", endpoint = "account/sign-in", output = Reply)]
pub async fn sign_in(form: SignInForm) -> Result<(), AppError> {
    let app = request::app()?;
    let device = request::device()?;
    let session = account::sign_in(&app, &form.email, &form.password, device).await?;
    request::begin_session(&app, session, &form.next).await
}

permit!(SignOut: Anyone);
/// Ends this session.
#[server(prefix = "/api", endpoint = "account/sign-out", output = Reply)]
pub async fn sign_out() -> Result<(), AppError> {
    let (app, visitor) = request::visitor()?;
    if let Some(session) = visitor {
        sessions::revoke(&app, &session.person.id, session.id).await?;
    }
    request::end_session(&app);
    Ok(())
}

permit!(ChooseLanguage: Anyone);
/// Shows this browser another language from now on, and writes to the person who is signed in in it.
#[server(prefix = "/api", endpoint = "account/choose-language", output = Reply)]
pub async fn choose_language(language: String) -> Result<(), AppError> {
    let (app, visitor) = request::visitor()?;
    let locale = Locale::parse(&language).ok_or(AppError::Malformed)?;
    if let (Some(session), Some(language)) = (visitor, Language::parse(locale.code())) {
        account::choose_language(&app, session.person.id, language).await?;
    }
    request::keep_language(&app, locale);
    leptos_axum::redirect(&request::came_from());
    Ok(())
}

permit!(RequestPasswordReset: Anyone);
/// Mails the way back in where the address belongs to a person with access; answers the same for every address.
#[server(prefix = "/api", endpoint = "account/forgot-password", output = Reply)]
pub async fn request_password_reset(email: String) -> Result<(), AppError> {
    let app = request::app()?;
    forgotten_password::request(&app, &email).await?;
    leptos_axum::redirect("/forgot-password?asked=yes");
    Ok(())
}

permit!(LoadReset: Anyone);
/// The state of the reset link that the page is about.
#[server(prefix = "/api", endpoint = "account/reset", output = Reply)]
pub async fn load_reset() -> Result<Reset, AppError> {
    let (app, visitor) = request::visitor()?;
    let token = match request::opened_reset() {
        Opened::Link(token) => token,
        Opened::NotHere => return Ok(Reset::NotHere),
        Opened::CutShort => return Ok(Reset::CutShort),
    };
    if let Some(email) = password_resets::address(&app, Some(token.clone())).await? {
        return Ok(Reset::Ready { email });
    }
    lead_home(&app, &token, visitor.as_ref()).await?;
    Ok(Reset::Over)
}

permit!(ResetPassword: Anyone);
/// Sets a new password by reset link, ends every session of that person and signs this browser in.
#[server(prefix = "/api", endpoint = "account/reset-password", output = Reply)]
pub async fn reset_password(form: ResetForm) -> Result<(), AppError> {
    let app = request::app()?;
    let token = request::opened_reset().token();
    let password = parse_password(&form.password)?;
    let device = request::device()?;
    let session = password_resets::complete(&app, token, &form.account, password, device).await?;
    request::begin_session(&app, session, "").await
}

permit!(RatePassword: Anyone);
/// Judges a password as one types, for people who can choose one now; `context` are words that make it guessable,
/// such as names.
#[server(prefix = "/api", endpoint = "account/rate-password", output = Reply)]
pub async fn rate_password(password: String, context: String) -> Result<Option<Strength>, AppError> {
    // Judging is work. A link may also have been used since the question was asked.
    if !request::may_choose_a_password().await? {
        return Ok(None);
    }
    Ok(Some(request::app()?.passwords.rate(password, context).await?))
}

permit!(LoadAccount: SignedIn);
/// *My account*.
#[server(prefix = "/api", endpoint = "account/load", output = Reply)]
pub async fn load_account() -> Result<Account, AppError> {
    let (app, session) = request::signed_in()?;
    Ok(account::account(&app, &session).await?)
}

permit!(ConfirmPassword: SignedIn);
/// Takes the password again, before something sensitive.
#[server(prefix = "/api", endpoint = "account/confirm-password", output = Reply)]
pub async fn confirm_password(form: ConfirmPasswordForm) -> Result<(), AppError> {
    let (app, session) = request::signed_in()?;
    account::confirm_password(&app, &session, &form.password).await?;
    if !form.next.is_empty() {
        request::resume(session.person.role, &form.next);
    }
    Ok(())
}

permit!(LoadNotifications: Staff);
/// What the signed-in member is notified of.
#[server(prefix = "/api", endpoint = "account/load-notifications", output = Reply)]
pub async fn load_notifications() -> Result<NotificationChoices, AppError> {
    let (app, staff) = request::staff()?;
    Ok(notifications::choices(&app, staff.id).await?)
}

permit!(ChooseNotifications: Staff);
/// Keeps what the signed-in member wants to be notified of.
#[server(prefix = "/api", endpoint = "account/notifications", output = Reply)]
pub async fn choose_notifications(form: NotificationForm) -> Result<(), AppError> {
    let (app, staff) = request::staff()?;
    notifications::choose(&app, staff.id, &form.parse()?).await?;
    request::redirect_with_notice(paths::NOTIFICATIONS, Notice::Saved);
    Ok(())
}

permit!(ChangePassword: SignedIn);
/// Changes the password and ends all other sessions.
#[server(prefix = "/api", endpoint = "account/change-password", output = Reply)]
pub async fn change_password(form: ChangePasswordForm) -> Result<(), AppError> {
    let (app, session) = request::signed_in()?;
    let password = parse_password(&form.password)?;
    account::change_password(&app, &session, &form.current, password).await?;
    request::redirect_back(Notice::PasswordChanged);
    Ok(())
}

permit!(ChangeAddress: SignedIn);
/// Asks to sign in with another address: a link is sent there, and the old address is notified.
#[server(prefix = "/api", endpoint = "account/change-address", output = Reply)]
pub async fn change_address(form: ChangeAddressForm) -> Result<(), AppError> {
    let (app, session) = request::signed_in()?;
    let email = EmailAddress::parse(&form.email).map_err(|invalid| FieldErrors::one("email", invalid.0))?;
    email_changes::ask_for_oneself(&app, &session, &email, &form.current_password).await?;
    request::redirect_back(Notice::EmailChangeRequested);
    Ok(())
}

permit!(ResendOwnAddress: SignedIn);
/// Sends the link again to one's own new address.
#[server(prefix = "/api", endpoint = "account/resend-address-change", output = Reply)]
pub async fn resend_own_address() -> Result<(), AppError> {
    let (app, session) = request::signed_in()?;
    email_changes::send_again(&app, (&session).into(), session.person.id).await?;
    request::redirect_with_notice(paths::account(session.person.is_staff()), Notice::EmailChangeResent);
    Ok(())
}

permit!(CancelOwnAddress: SignedIn);
/// Stays with the address one has.
#[server(prefix = "/api", endpoint = "account/cancel-address-change", output = Reply)]
pub async fn cancel_own_address() -> Result<(), AppError> {
    let (app, session) = request::signed_in()?;
    email_changes::cancel(&app, (&session).into(), session.person.id).await?;
    request::redirect_with_notice(paths::account(session.person.is_staff()), Notice::EmailChangeCancelled);
    Ok(())
}

permit!(LoadConfirmation: Anyone);
/// What the confirmation link that this browser holds leads to. Consumes nothing.
#[server(prefix = "/api", endpoint = "account/confirmation", output = Reply)]
pub async fn load_confirmation() -> Result<Confirmation, AppError> {
    let (app, visitor) = request::visitor()?;
    let token = match request::opened_address() {
        Opened::Link(token) => token,
        Opened::NotHere => return Ok(Confirmation::NotHere),
        Opened::CutShort => return Ok(Confirmation::CutShort),
    };
    let confirmation = email_confirmations::resolve_link(&app, Some(token.clone()), visitor.as_ref()).await?;
    if matches!(confirmation, Confirmation::Confirmed { .. }) {
        lead_home(&app, &token, visitor.as_ref()).await?;
    }
    Ok(confirmation)
}

permit!(ConfirmAddress: Anyone);
/// Makes the new address the one to sign in with, ends every session of that person and signs this
/// browser in.
#[server(prefix = "/api", endpoint = "account/confirm-address", output = Reply)]
pub async fn confirm_address(form: ConfirmAddressForm) -> Result<(), AppError> {
    let app = request::app()?;
    let token = request::opened_address().token();
    let device = request::device()?;
    let ConfirmAddressForm { account, current_password } = &form;
    let session = email_confirmations::confirm(&app, token, account, current_password, device).await?;
    let home = request::home_of(session.role);
    let next = paths::with_notice(home, Notice::EmailChanged);
    request::begin_session(&app, session, &next).await
}

permit!(FreshAddressLink: Anyone);
/// For holders of an expired link: mails a fresh one to the new address, and nowhere else.
#[server(prefix = "/api", endpoint = "account/fresh-address-link", output = Reply)]
pub async fn fresh_address_link() -> Result<(), AppError> {
    let app = request::app()?;
    let token = request::opened_address().token();
    email_confirmations::request_fresh_link(&app, token).await?;
    leptos_axum::redirect(&paths::with_asked(&request::page_of_link(paths::CONFIRM_ADDRESS)));
    Ok(())
}

permit!(RevokeSession: SignedIn);
/// Ends one of one's own sessions.
#[server(prefix = "/api", endpoint = "account/revoke-session", output = Reply)]
pub async fn revoke_session(session: String) -> Result<(), AppError> {
    let (app, signed_in) = request::signed_in()?;
    let id = session.parse().map_err(|_| AppError::NotFound)?;
    sessions::revoke(&app, &signed_in.person.id, id).await?;
    request::redirect_back(Notice::SessionEnded);
    Ok(())
}
