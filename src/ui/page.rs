//! What every page has: a title, a head, and something to say when there is nothing to show.

use super::browser::{self, ANNOUNCER};
use super::icon::Icon;
use super::status::set_status;
use crate::error::AppError;
use crate::paths;
use leptos::html;
use leptos::prelude::*;
use leptos_meta::{ServerMetaContext, Title};
use leptos_router::hooks::{use_location, use_url};
use leptos_router::location::Url;

/// Reads out the texts of [`browser::announce`], in their order.
#[component]
pub fn Announcer() -> impl IntoView {
    view! { <p class="visually-hidden" role="status" id=ANNOUNCER></p> }
}

/// The address whose heading had the focus last.
#[derive(Clone, Copy)]
struct Arrived(StoredValue<String>);

/// Lets each page that one gets to begin at its heading. To be called inside the router.
pub fn provide_arrival() {
    let address = use_location().pathname;
    provide_context(Arrived(StoredValue::new(address.get_untracked())));
}

/// Gives `heading` the focus where it is that of another page than the one before.
fn arrive_at(heading: NodeRef<html::H1>) {
    let (address, arrived) = (use_location().pathname, use_context::<Arrived>());
    Effect::new(move |_| {
        let (Some(heading), Some(Arrived(before))) = (heading.get(), arrived) else { return };
        let now = address.get_untracked();
        let is_new_page = before.with_value(|before| *before != now);
        before.set_value(now);
        browser::arrive(heading.into(), is_new_page);
    });
}

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
    let heading = NodeRef::new();
    arrive_at(heading);
    view! {
        <header class="page-head">
            <div class="page-head-words">
                <h1 tabindex="-1" node_ref=heading>{title}</h1>
                {sub.filter(|sub| !sub.is_empty()).map(|sub| view! { <p class="page-sub">{sub}</p> }.into_any())}
            </div>
            {children.map(|children| view! { <div class="page-actions">{children()}</div> }.into_any())}
        </header>
    }
}

/// What went wrong with a part of a page, and the way on.
#[component]
pub fn ErrorView(error: AppError) -> impl IntoView {
    let (words, way_on) = explained(&error);
    view! {
        <section class="empty" role="alert">
            <Icon name="alert"/>
            <p class="empty-title">{words}</p>
            {way_on}
        </section>
    }
}

/// What went wrong with a whole page, and the way on.
#[component]
pub fn ErrorPage(error: AppError) -> impl IntoView {
    let heading = NodeRef::new();
    arrive_at(heading);
    let (words, way_on) = explained(&error);
    view! {
        <PageTitle title=words.clone()/>
        <section class="empty">
            <Icon name="alert"/>
            <h1 class="empty-title" tabindex="-1" node_ref=heading>{words}</h1>
            {way_on}
        </section>
    }
}

/// What to say about `error` and where to go next; the page answers with its status.
fn explained(error: &AppError) -> (String, AnyView) {
    set_status(error.status());
    let here = use_url().with_untracked(|url| [url.path(), "?", url.search().trim_start_matches('?')].concat());
    let here = here.trim_end_matches('?').to_owned();
    let (href, label) = match error {
        AppError::SignInNeeded => ([paths::SIGN_IN, "?next=", &Url::escape(&here)].concat(), t!(ui::sign_in)),
        AppError::NotFound | AppError::Forbidden | AppError::ReadOnly | AppError::OwnersOnly => {
            (paths::HOME.to_owned(), t!(ui::go_to_the_start_page))
        }
        // Something in the address itself is wrong.
        AppError::Invalid(_) => (here.split('?').next().unwrap_or_default().to_owned(), t!(ui::start_over)),
        _ => (here, t!(ui::try_again)),
    };
    let words = match error {
        AppError::Invalid(errors) => errors.iter().next().map(|(_, message)| message.to_owned()),
        _ => None,
    };
    let way_on = view! { <p><a class="button" href=href rel="external">{label}</a></p> }.into_any();
    (words.unwrap_or_else(|| error.to_string()), way_on)
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

/// Placeholder for content that is about to appear; invisible for the first moments, so that quick answers do not
/// flicker.
#[component]
pub fn Loading() -> impl IntoView {
    view! { <p class="loading" role="status">{t!(ui::loading)}</p> }
}
