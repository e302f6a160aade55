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
        <PageTitle title="Help"/>
        <PageHead title="Help" sub="How the work with partners goes, page by page.">
            <a class="button quiet" href=paths::MANAGE_HELP_FEEDBACK>"Feedback"</a>
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
            <label class="visually-hidden" for="q">"Search the help"</label>
            <input
                id="q" name="q" type="search" placeholder="Search the help" autocomplete="off" maxlength="200"
                value=query
            />
            <button class="button">"Search"</button>
        </form>
    }
}

fn list(entries: Vec<HelpEntry>, query: &str) -> AnyView {
    if entries.is_empty() {
        return view! {
            <Empty title=["No help page has \"", query, "\""].concat() icon="search">
                <p>"Search for a single word, for example link, access or email."</p>
                <a class="button" href=paths::HELP>"Show all help pages"</a>
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
    let rest = (!query.is_empty()).then(|| view! { <p><a href=paths::HELP>"Show all help pages"</a></p> });
    view! {
        <ul class="card divided help-entries">{entries.collect_view()}</ul>
        {rest}
    }
    .into_any()
}
