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
    let label = if logo.is_some() { t!(organisation::another_picture) } else { t!(organisation::picture) };
    let remove = logo.is_some().then(|| {
        view! {
            <form method="post" action=RemoveLogo::url()>
                <FormBanner form=removal/>
                <button class="button">{t!(organisation::remove_logo)}</button>
            </form>
        }
        .into_any()
    });
    view! {
        <section class="card logo-card" aria-labelledby="logo-title">
            <h2 id="logo-title">{t!(organisation::logo)}</h2>
            {logo.map(picture)}
            <form class="form" method="post" enctype="multipart/form-data" action=paths::ORGANISATION_LOGO novalidate>
                <FormBanner form/>
                <FileField
                    form field="logo" label accept="image/png,image/jpeg,image/webp"
                    hint=t!(organisation::png_jpeg_or_webp_at_most)
                />
                <div class="form-actions"><button class="button">{t!(organisation::upload_logo)}</button></div>
            </form>
            {remove}
        </section>
    }
}

/// The logo, drawn as in the frame.
pub fn picture(logo: Logo) -> AnyView {
    let Logo { href, width, height } = logo;
    view! { <img class="logo-image" src=href width=width height=height alt=t!(organisation::the_logo_as_it_is)/> }
        .into_any()
}
