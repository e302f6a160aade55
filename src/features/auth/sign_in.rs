use super::api::SignIn;
use super::typed_email::TypedEmail;
use crate::paths;
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_state::FormState;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::password::PasswordField;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

/// Staff and contacts sign in here alike; their role decides where they land.
#[component]
pub fn SignInPage() -> impl IntoView {
    let form = FormState::new(SignIn::url());
    let asked = use_query_map().with_untracked(|query| query.get("next").unwrap_or_default());
    let next = form.typed("next", &asked);
    view! {
        <PageTitle title=t!(auth::sign_in)/>
        <PageHead title=t!(auth::sign_in)/>
        <form class="form" method="post" action=SignIn::url() novalidate>
            <FormBanner form/>
            <input type="hidden" name="form[next]" value=next/>
            <TextField
                form field="email" label=t!(auth::email) kind="email" autocomplete="username" value=TypedEmail::get()
                on_type=TypedEmail::on_type()
            />
            <PasswordField form field="password" label=t!(auth::password) autocomplete="current-password"/>
            <button class="button primary wide" type="submit">{t!(auth::sign_in)}</button>
        </form>
        <p class="card-foot"><A href=paths::FORGOT_PASSWORD>{t!(auth::forgot_password)}</A></p>
    }
}
