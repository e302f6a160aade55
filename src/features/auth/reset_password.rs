use super::api::{LoadReset, ResetPassword};
use super::new_password::NewPasswordField;
use crate::domain::auth::account::Reset;
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
        <PageTitle title=t!(auth::choose_a_new_password)/>
        <ServerView
            from=address
            show=move |address| match address {
                Reset::Ready { email } => view! { <ResetForm email reset/> }.into_any(),
                Reset::Over => no_form(t!(auth::this_link_no_longer_works), t!(auth::it_was_used_already_or_its)),
                Reset::NotHere => no_form(t!(auth::open_the_link_again), t!(auth::link_not_here)),
                Reset::CutShort => no_form(t!(auth::this_link_does_not_work), t!(auth::link_cut_short)),
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
            title=t!(auth::choose_a_new_password)
            sub=t!(auth::it_signs_you_in_here_and)
        />
        <form class="form" method="post" action=reset.url() novalidate on:submit=reset.on_submit()>
            <FormBanner form/>
            <input type="hidden" name="form[account]" value=account/>
            // Tells password managers which account this password belongs to.
            <TextField
                form field="email" name="username" label=t!(auth::email) kind="email" autocomplete="username" value=email
                readonly=true
            />
            <NewPasswordField form label=t!(auth::new_password) context autofocus=true/>
            <button class="button primary wide" type="submit" aria-disabled=reset.busy()>{t!(auth::change_password)}</button>
        </form>
    }
}

fn no_form(title: &'static str, sub: &'static str) -> AnyView {
    view! {
        <PageHead title sub/>
        <p><A href=paths::FORGOT_PASSWORD attr:class="button primary wide">{t!(auth::email_me_a_new_link)}</A></p>
        <p class="card-foot"><A href=paths::SIGN_IN>{t!(auth::back_to_sign_in)}</A></p>
    }
    .into_any()
}
