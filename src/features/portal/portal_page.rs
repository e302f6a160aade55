use super::api::LoadPortal;
use crate::domain::portal::Portal;
use crate::ui::page::PageTitle;
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;

/// What all portal pages share: one load of the portal, and its failure.
#[component]
pub fn PortalPage(
    /// The title of the browser's tab.
    title: &'static str,
    /// The page itself.
    show: fn(Portal) -> AnyView,
) -> impl IntoView {
    let portal = load(|| LoadPortal {});
    view! {
        <PageTitle title/>
        <ServerView from=portal show/>
    }
}
