use super::api::RemoveLogo;
use crate::domain::organisation::logo::Logo;
use crate::paths;
use crate::ui::field::{FileField, FormBanner};
use crate::ui::form_state::FormState;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The logo as an owner changes it. Plain forms on purpose: a file travels only with a form, and the page
/// that follows shows the logo in its frame.
#[component]
pub fn LogoForm(logo: Option<Logo>) -> impl IntoView {
    let form = FormState::new(paths::ORGANISATION_LOGO);
    let removal = FormState::new(RemoveLogo::url());
    let label = if logo.is_some() { "Another picture" } else { "Picture" };
    let remove = logo.is_some().then(|| {
        view! {
            <form method="post" action=RemoveLogo::url()>
                <FormBanner form=removal/>
                <button class="button">"Remove logo"</button>
            </form>
        }
        .into_any()
    });
    view! {
        <section class="card logo-card" aria-labelledby="logo-title">
            <h2 id="logo-title">"Logo"</h2>
            {logo.map(picture)}
            <form class="form" method="post" enctype="multipart/form-data" action=paths::ORGANISATION_LOGO novalidate>
                <FormBanner form/>
                <FileField
                    form field="logo" label accept="image/png,image/jpeg,image/webp"
                    hint="PNG, JPEG or WebP, at most 512 KB. Shown on a light background, in place of the organisation's name."
                />
                <div class="form-actions"><button class="button">"Upload logo"</button></div>
            </form>
            {remove}
        </section>
    }
}

/// The logo, drawn as in the frame.
pub fn picture(logo: Logo) -> AnyView {
    let Logo { href, width, height } = logo;
    view! { <img class="logo-image" src=href width=width height=height alt="The logo as it is"/> }.into_any()
}
