use super::api::{LoadReset, ResetPassword};
use super::new_password::NewPasswordField;
use crate::paths;
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;
use leptos_router::components::A;

/// The form behind a reset link.
#[component]
pub fn ResetPasswordPage() -> impl IntoView {
    let address = load(|| LoadReset {});
    let reset = FormAction::leaving_to::<ResetPassword>();
    view! {
        <PageTitle title="Choose a new password"/>
        <ServerView
            from=address
            show=move |address| match address {
                Some(email) => view! { <ResetForm email reset/> }.into_any(),
                None => view! { <LinkIsOver/> }.into_any(),
            }
        />
    }
}

#[component]
fn ResetForm(email: String, reset: FormAction) -> impl IntoView {
    let form = FormState::of(reset);
    let context = Signal::stored(email.clone());
    let account = email.clone();
    view! {
        <PageHead
            title="Choose a new password"
            sub="It signs you in here and ends all your other sessions."
        />
        <form class="form" method="post" action=reset.url() novalidate on:submit=reset.on_submit()>
            <FormBanner form/>
            <input type="hidden" name="form[account]" value=account/>
            // Tells password managers which account this password belongs to.
            <TextField
                form field="email" name="username" label="Email" kind="email" autocomplete="username" value=email
                readonly=true
            />
            <NewPasswordField form label="New password" context autofocus=true/>
            <button class="button primary wide" type="submit" aria-disabled=reset.busy()>"Change password"</button>
        </form>
    }
}

#[component]
fn LinkIsOver() -> impl IntoView {
    view! {
        <PageHead
            title="This link no longer works"
            sub="It was used already, or its time ran out. A fresh one takes a minute."
        />
        <p><A href=paths::FORGOT_PASSWORD attr:class="button primary wide">"Email me a new link"</A></p>
        <p class="card-foot"><A href=paths::SIGN_IN>"Back to sign in"</A></p>
    }
}
