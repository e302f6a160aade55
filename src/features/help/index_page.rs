use super::api::SearchHelp;
use crate::domain::help::HelpEntry;
use crate::paths;
use crate::ui::keyed::KeyedView;
use crate::ui::page::{Empty, PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// *Help*: all pages, or those that a search finds. The search is in the URL and needs no script.
#[component]
pub fn HelpIndexPage() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(|params| params.get("q").unwrap_or_default()));
    let entries = load(move || SearchHelp { q: query.get() });
    let field = KeyedView::default();
    view! {
        <PageTitle title=t!(help::help)/>
        <PageHead title=t!(help::help) sub=t!(help::how_the_work_with_partners_goes)>
            <a class="button quiet" href=paths::MANAGE_HELP_FEEDBACK>{t!(help::feedback)}</a>
        </PageHead>
        // A new one for another query, so that the field says what the list answers.
        {move || field.show(&query.get(), view! { <Search query=query.get()/> }.into_any())}
        <ServerView from=entries show=move |entries| list(entries, &query.get_untracked())/>
    }
}

#[component]
fn Search(query: String) -> impl IntoView {
    view! {
        <form class="help-search" role="search" method="get" action=paths::HELP>
            <label class="visually-hidden" for="q">{t!(help::search_the_help)}</label>
            <input
                id="q" name="q" type="search" placeholder=t!(help::search_the_help) autocomplete="off" maxlength="200"
                value=query
            />
            <button class="button">{t!(help::search)}</button>
        </form>
    }
}

fn list(entries: Vec<HelpEntry>, query: &str) -> AnyView {
    if entries.is_empty() {
        return view! {
            <Empty title=t!(help::no_page_has, query = query) icon="search">
                <p>{t!(help::search_for_a_single_word_for)}</p>
                <a class="button" href=paths::HELP>{t!(help::show_all_help_pages)}</a>
            </Empty>
        }
        .into_any();
    }
    let entries = entries.into_iter().map(|entry| {
        view! {
            <li>
                <h2><a href=paths::help(&entry.slug)>{entry.title}</a></h2>
                <p class="quiet-text">{entry.summary}</p>
            </li>
        }
    });
    let rest = (!query.is_empty()).then(|| view! { <p><a href=paths::HELP>{t!(help::show_all_help_pages)}</a></p> });
    view! {
        <ul class="card divided help-entries">{entries.collect_view()}</ul>
        {rest}
    }
    .into_any()
}
