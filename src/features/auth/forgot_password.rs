use super::api::RequestPasswordReset;
use super::typed_email::TypedEmail;
use crate::paths;
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::rich::{SLOTS, rich};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

/// Asks for a link to choose a new password. The answer is the same for every address.
#[component]
pub fn ForgotPasswordPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || query.with(|query| query.get_str("asked") == Some("yes"));
    view! {
        <PageTitle title=t!(auth::forgot_password_2)/>
        <Show when=asked fallback=|| view! { <Ask/> }><Asked/></Show>
        <p class="card-foot"><A href=paths::SIGN_IN>{t!(auth::back_to_sign_in)}</A></p>
    }
}

#[component]
fn Ask() -> impl IntoView {
    let ask = FormAction::to::<RequestPasswordReset>();
    let form = FormState::of(ask);
    view! {
        <PageHead title=t!(auth::forgot_your_password) sub=t!(auth::well_email_you_a_link_to)/>
        <form class="form" method="post" action=ask.url() novalidate on:submit=ask.on_submit()>
            <FormBanner form/>
            <TextField
                form field="email" name="email" label=t!(auth::email) kind="email" autocomplete="username" value=TypedEmail::get()
                on_type=TypedEmail::on_type()
            />
            <button class="button primary wide" type="submit" aria-disabled=ask.busy()>{t!(auth::email_me_a_link)}</button>
        </form>
    }
}

#[component]
fn Asked() -> impl IntoView {
    let email = TypedEmail::get();
    let link = |words: &'static str| view! { <A href=paths::FORGOT_PASSWORD>{words}</A> }.into_any();
    let (sent, change) = match email.is_empty() {
        true => (t!(auth::asked_this_address).into_any(), None),
        false => {
            let who = view! { <strong>{email}</strong> }.into_any();
            let change = rich(&t!(auth::not_right, link = SLOTS[0]), [link(t!(auth::change_it))]);
            (rich(&t!(auth::asked_address, address = SLOTS[0]), [who]), Some(change))
        }
    };
    view! {
        <PageHead title=t!(auth::check_your_email)/>
        <p class="notice" data-tone="info" role="status">
            <Icon name="mail"/>
            <span>{sent} " " {change}</span>
        </p>
        <p class="card-foot">
            {rich(&t!(auth::did_not_get_it, link = SLOTS[0]), [link(t!(auth::request_another_link))])}
        </p>
    }
}
