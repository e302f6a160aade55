//! What every page has: a title, a head, and something to say when there is nothing to show.

use super::icon::Icon;
use super::status::set_status;
use crate::error::AppError;
use crate::paths;
use leptos::prelude::*;
use leptos_meta::{ServerMetaContext, Title};
use leptos_router::hooks::use_url;
use leptos_router::location::Url;

/// The page's name in the tab and in the history.
#[component]
pub fn PageTitle(#[prop(into)] title: String) -> impl IntoView {
    view! { <Title text=title_text(title)/> }
}

/// `leptos_meta` writes titles unescaped into the document, but sets them as text in the browser.
pub fn title_text(text: String) -> String {
    match use_context::<ServerMetaContext>() {
        Some(_) => html_escape::encode_text(&text).into_owned(),
        None => text,
    }
}

/// The one `h1`, a sentence under it where it needs explaining, and the page's actions.
#[component]
pub fn PageHead(
    #[prop(into)] title: String,
    #[prop(optional, into)] sub: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-head">
            <div class="page-head-words">
                <h1>{title}</h1>
                {sub.map(|sub| view! { <p class="page-sub">{sub}</p> }.into_any())}
            </div>
            {children.map(|children| view! { <div class="page-actions">{children()}</div> }.into_any())}
        </header>
    }
}

/// What went wrong with a whole page or a part of it, and the way on.
#[component]
pub fn ErrorView(error: AppError) -> impl IntoView {
    set_status(error.status());
    let here = use_url().with_untracked(|url| [url.path(), "?", url.search().trim_start_matches('?')].concat());
    let here = here.trim_end_matches('?').to_owned();
    let way_on = match error {
        AppError::SignInNeeded => ([paths::SIGN_IN, "?next=", &Url::escape(&here)].concat(), "Sign in"),
        AppError::NotFound | AppError::Forbidden | AppError::ReadOnly | AppError::OwnersOnly => {
            (paths::HOME.to_owned(), "Go to the start page")
        }
        // Something in the address itself is wrong.
        AppError::Invalid(_) => (here.split('?').next().unwrap_or_default().to_owned(), "Start over"),
        _ => (here, "Try again"),
    };
    let words = match &error {
        AppError::Invalid(errors) => errors.iter().next().map(|(_, mend)| mend.to_owned()),
        _ => None,
    };
    view! {
        <section class="empty" role="alert">
            <Icon name="alert"/>
            <p class="empty-title">{words.unwrap_or_else(|| error.to_string())}</p>
            <p><a class="button" href=way_on.0 rel="external">{way_on.1}</a></p>
        </section>
    }
}

/// A list or page with nothing in it yet: `title` says so, the children teach the next step.
#[component]
pub fn Empty(
    #[prop(into)] title: String,
    #[prop(default = "inbox")] icon: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="empty">
            <Icon name=icon/>
            <h2 class="empty-title">{title}</h2>
            {children.map(|children| children())}
        </section>
    }
}

/// Stands where something is about to appear; invisible for the first moments, so that quick answers
/// do not flicker.
#[component]
pub fn Loading() -> impl IntoView {
    view! { <p class="loading" role="status">"Loading…"</p> }
}
