use super::api::{CancelOwnAddress, ChangeAddress, ChangePassword, LoadAccount, ResendOwnAddress};
use super::new_password::NewPasswordField;
use super::pending_email::PendingEmail;
use super::sessions::Sessions;
use crate::domain::auth::account::Account;
use crate::domain::auth::pending_email::PendingAddress;
use crate::domain::email::EmailAddress;
use crate::domain::organisation::terms::AcceptedTerms;
use crate::paths;
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::live::Live;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::password::PasswordField;
use crate::ui::rich::{SLOTS, rich};
use crate::ui::server_data::{ServerData, ServerView, load};
use crate::ui::shortcut_switch::ShortcutSwitch;
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// *My account*, for staff and contacts alike.
#[component]
pub fn AccountPage() -> impl IntoView {
    let account = load(|| LoadAccount {});
    view! {
        <PageTitle title=t!(auth::my_account)/>
        <PageHead title=t!(auth::my_account)/>
        <ServerView from=account show=move |now| view! { <Cards account=now page=account/> }.into_any()/>
    }
}

#[component]
fn Cards(account: Account, page: ServerData<Account>) -> impl IntoView {
    let Account { name, email, pending_address, terms, sessions } = account;
    view! {
        <div class="stack account">
            <section class="card" aria-labelledby="you">
                <h2 id="you">{t!(auth::you)}</h2>
                <dl class="facts">
                    <div><dt>{t!(auth::name)}</dt><dd>{name.clone()}</dd></div>
                    <div><dt>{t!(auth::email)}</dt><dd>{email.clone()}</dd></div>
                </dl>
            </section>
            <section class="card" aria-labelledby="address-title">
                <h2 id="address-title">{t!(auth::email_address)}</h2>
                {pending_address.map(|pending| waits(pending, page))}
                <AddressForm/>
            </section>
            <section class="card" aria-labelledby="password-title">
                <h2 id="password-title">{t!(auth::password)}</h2>
                <PasswordForm name email/>
            </section>
            {terms.map(accepted)}
            // Only the frame of staff has shortcuts, and news.
            {use_context::<Live>().map(|_| view! {
                <section class="card" aria-labelledby="notifications">
                    <h2 id="notifications">{t!(auth::notifications)}</h2>
                    <p><a href=paths::NOTIFICATIONS>{t!(auth::choose_notifications)}</a></p>
                </section>
                <section class="card" aria-labelledby="keyboard">
                    <h2 id="keyboard">{t!(auth::keyboard)}</h2>
                    <ShortcutSwitch/>
                </section>
            }.into_any())}
            <section class="card" aria-labelledby="sessions">
                <h2 id="sessions">{t!(auth::where_you_are_signed_in)}</h2>
                <Sessions sessions/>
            </section>
        </div>
    }
}

/// The terms that one accepted with one's access.
fn accepted(terms: AcceptedTerms) -> AnyView {
    let words = t!(auth::terms_accepted, number = &terms.version.to_string(), time = SLOTS[0]);
    view! {
        <section class="card" aria-labelledby="terms-title">
            <h2 id="terms-title">{t!(auth::terms)}</h2>
            <p>{rich(&words, [view! { <Time at=terms.at/> }.into_any()])}</p>
            <p><a href=paths::terms(terms.version)>{t!(auth::read_the_terms_you_accepted)}</a></p>
        </section>
    }
    .into_any()
}

/// One's new address that waits, with what can be done about it.
fn waits(pending: PendingAddress, page: ServerData<Account>) -> AnyView {
    let (resend, cancel) = (FormAction::to::<ResendOwnAddress>(), FormAction::to::<CancelOwnAddress>());
    page.refetch_after(resend);
    page.refetch_after(cancel);
    view! { <PendingEmail pending resend cancel/> }.into_any()
}

/// Plain like the next one: what a password manager fills in is sent unchanged.
#[component]
fn AddressForm() -> impl IntoView {
    let form = FormState::new(ChangeAddress::url());
    view! {
        <form class="form" method="post" action=ChangeAddress::url() novalidate>
            <FormBanner form/>
            <TextField
                form field="email" label=t!(auth::new_address) kind="email" autocomplete="email" max=EmailAddress::MAX
                hint=t!(auth::confirmation_goes_to_new_address)
                on_leave=Callback::new(move |_| form.set_error("email", None))
            />
            <PasswordField form field="current_password" label=t!(auth::confirm_with_password) autocomplete="current-password"/>
            <div class="form-actions">
                <button class="button" type="submit">{t!(auth::change_address)}</button>
            </div>
        </form>
    }
}

/// A plain form on purpose: after the change a full page load shows which sessions are left.
#[component]
fn PasswordForm(name: String, email: String) -> impl IntoView {
    let form = FormState::new(ChangePassword::url());
    let context = Signal::stored([&name, " ", &email].concat());
    view! {
        <form class="form" method="post" action=ChangePassword::url() novalidate>
            <FormBanner form/>
            <input type="text" hidden autocomplete="username" value=email readonly/>
            <PasswordField form field="current" label=t!(auth::current_password) autocomplete="current-password"/>
            <NewPasswordField form label=t!(auth::new_password) context/>
            <div class="form-actions">
                <button class="button" type="submit">{t!(auth::change_password)}</button>
            </div>
        </form>
    }
}
