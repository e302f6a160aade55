use super::api::LoadHelp;
use super::feedback_form::FeedbackForm;
use crate::domain::help::{HelpPage as Page, HelpSection};
use crate::paths;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// One help page, with its contents above and a question below.
#[component]
pub fn HelpPage() -> impl IntoView {
    let params = use_params_map();
    let slug = move || params.with(|params| params.get("page").unwrap_or_default());
    let page = load(move || LoadHelp { page: slug() });
    view! { <ServerView from=page whole=true show=|page| view! { <Article page/> }.into_any()/> }
}

#[component]
fn Article(page: Page) -> impl IntoView {
    let Page { entry, sections, html } = page;
    view! {
        <PageTitle title=entry.title.clone()/>
        <p class="help-back"><a href=paths::HELP>{t!(help::all_help_pages)}</a></p>
        <PageHead title=entry.title sub=entry.summary/>
        <div class="help">
            <Contents sections/>
            <article class="help-text prose" inner_html=html></article>
            <FeedbackForm page=entry.slug/>
        </div>
    }
}

#[component]
fn Contents(sections: Vec<HelpSection>) -> impl IntoView {
    // `rel="external"` keeps the router away: the browser itself moves to the heading.
    let sections = sections.into_iter().map(|section| {
        view! { <li><a href=["#", &section.anchor].concat() rel="external">{section.title}</a></li> }
    });
    view! {
        <nav class="card help-contents" aria-labelledby="contents">
            <h2 id="contents">{t!(help::in_this_article)}</h2>
            <ul>{sections.collect_view()}</ul>
        </nav>
    }
}
