use super::api::RequestPasswordReset;
use crate::paths;
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::page::{PageHead, PageTitle};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

/// Asks for a link to choose a new password. The answer is the same for every address.
#[component]
pub fn ForgotPasswordPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || query.with(|query| query.get_str("asked") == Some("yes"));
    view! {
        <PageTitle title="Forgot password"/>
        <Show when=asked fallback=|| view! { <Ask/> }>
            <PageHead title="Look into your mailbox"/>
            <p class="notice" data-tone="info" role="status">
                <Icon name="mail"/>
                "If this address can sign in, an email with a link is on its way."
            </p>
            <p class="card-foot">
                "Nothing arrived after a few minutes? Look into the spam folder, or "
                <A href=paths::FORGOT_PASSWORD>"ask again"</A>
                ". At most three emails an hour go to one address."
            </p>
        </Show>
        <p class="card-foot"><A href=paths::SIGN_IN>"Back to sign in"</A></p>
    }
}

#[component]
fn Ask() -> impl IntoView {
    let form = FormState::new(RequestPasswordReset::url());
    view! {
        <PageHead title="Forgot your password?" sub="You get an email with a link to choose a new one."/>
        <form class="form" method="post" action=RequestPasswordReset::url() novalidate>
            <FormBanner form/>
            <TextField form field="email" name="email" label="Email" kind="email" autocomplete="username"/>
            <button class="button primary wide" type="submit">"Email me a link"</button>
        </form>
    }
}
