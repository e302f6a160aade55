use super::api::ReadTerms;
use crate::domain::organisation::terms::Terms;
use crate::paths;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// A version of the terms, as partners read it. In the plain frame: most readers are not signed in yet.
#[component]
pub fn TermsPage() -> impl IntoView {
    let params = use_params_map();
    let version = move || params.with(|params| params.get("version").unwrap_or_default());
    let terms = load(move || ReadTerms { version: version() });
    view! { <ServerView from=terms whole=true show=text/> }
}

fn text(terms: Terms) -> AnyView {
    let Terms { organisation, version, written_at, is_current, is_signed_in, html } = terms;
    let title = t!(organisation::terms_of, organisation = &organisation);
    let version = t!(organisation::version_written_on, number = version);
    let newer = (!is_current).then(|| [" ", t!(organisation::earlier_version)].concat());
    view! {
        <PageTitle title=t!(organisation::terms)/>
        <PageHead title/>
        <p class="quiet-text">{version} " " <Time at=written_at day=true/> "." {newer}</p>
        <article class="prose terms-text" inner_html=html></article>
        {is_signed_in.then(|| view! { <p><a href=paths::HOME rel="external">{t!(organisation::go_to_the_start_page)}</a></p> }.into_any())}
    }
    .into_any()
}
