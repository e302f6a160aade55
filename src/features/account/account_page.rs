use super::Rating;
use super::api::{ChangePassword, LoadAccount};
use super::sessions::Sessions;
use crate::domain::portal::Account;
use crate::ui::field::FormBanner;
use crate::ui::form_state::FormState;
use crate::ui::load::{Loaded, load};
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::password::PasswordField;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// *My account*, for staff and contacts alike.
#[component]
pub fn AccountPage() -> impl IntoView {
    let account = load(|| LoadAccount {});
    view! {
        <PageTitle title="My account"/>
        <PageHead title="My account"/>
        <Loaded from=account show=|account| view! { <Cards account/> }.into_any()/>
    }
}

#[component]
fn Cards(account: Account) -> impl IntoView {
    let Account { name, email, sessions } = account;
    view! {
        <div class="stack account">
            <section class="card" aria-labelledby="you">
                <h2 id="you">"You"</h2>
                <dl class="facts">
                    <div><dt>"Name"</dt><dd>{name.clone()}</dd></div>
                    <div><dt>"Email"</dt><dd>{email.clone()}</dd></div>
                </dl>
            </section>
            <section class="card" aria-labelledby="password-title">
                <h2 id="password-title">"Password"</h2>
                <PasswordForm name email/>
            </section>
            <section class="card" aria-labelledby="sessions">
                <h2 id="sessions">"Where you are signed in"</h2>
                <Sessions sessions/>
            </section>
        </div>
    }
}

/// A plain form on purpose: after the change a full page load shows which sessions are left.
#[component]
fn PasswordForm(name: String, email: String) -> impl IntoView {
    let form = FormState::new(ChangePassword::url());
    let rating = Rating::new(Signal::stored([&name, " ", &email].concat()));
    view! {
        <form class="form" method="post" action=ChangePassword::url() novalidate>
            <FormBanner form/>
            <input type="text" hidden autocomplete="username" value=email readonly/>
            <PasswordField form field="current" label="Current password" autocomplete="current-password"/>
            <PasswordField
                form field="password" label="New password" autocomplete="new-password"
                hint="8 characters or more. A few words in a row make a good one."
                on_type=rating.on_type strength=rating.strength
            />
            <div class="form-actions">
                <button class="button" type="submit">"Change password"</button>
            </div>
        </form>
    }
}
