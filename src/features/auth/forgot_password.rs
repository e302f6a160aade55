use super::api::RequestPasswordReset;
use super::typed_email::TypedEmail;
use crate::paths;
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::page::{PageHead, PageTitle};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

/// Asks for a link to choose a new password. The answer is the same for every address.
#[component]
pub fn ForgotPasswordPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || query.with(|query| query.get_str("asked") == Some("yes"));
    view! {
        <PageTitle title="Forgot password"/>
        <Show when=asked fallback=|| view! { <Ask/> }><Asked/></Show>
        <p class="card-foot"><A href=paths::SIGN_IN>"Back to sign in"</A></p>
    }
}

#[component]
fn Ask() -> impl IntoView {
    let ask = FormAction::to::<RequestPasswordReset>();
    let form = FormState::of(ask);
    view! {
        <PageHead title="Forgot your password?" sub="We'll email you a link to choose a new one."/>
        <form class="form" method="post" action=ask.url() novalidate on:submit=ask.on_submit()>
            <FormBanner form/>
            <TextField
                form field="email" name="email" label="Email" kind="email" autocomplete="username" value=TypedEmail::get()
                on_type=TypedEmail::on_type()
            />
            <button class="button primary wide" type="submit" aria-disabled=ask.busy()>"Email me a link"</button>
        </form>
    }
}

#[component]
fn Asked() -> impl IntoView {
    let email = TypedEmail::get();
    let (who, change) = match email.is_empty() {
        true => ("this address".to_owned(), None),
        false => {
            let change = view! { " Not right? " <A href=paths::FORGOT_PASSWORD>"Change it"</A> "." };
            (email, Some(change.into_any()))
        }
    };
    view! {
        <PageHead title="Check your email"/>
        <p class="notice" data-tone="info" role="status">
            <Icon name="mail"/>
            <span>"If " <strong>{who}</strong> " can sign in here, we've sent a link to it." {change}</span>
        </p>
        <p class="card-foot">
            "Didn't get it? Check your spam folder or " <A href=paths::FORGOT_PASSWORD>"request another link"</A>
            " (up to three per hour)."
        </p>
    }
}
