use super::api::LoadFinished;
use crate::domain::onboarding::Finished;
use crate::features::invitations::AccessPanel;
use crate::paths;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The end of "Add a new partner": the partner is there, and the invitation's way can be watched.
#[component]
pub fn AddedPage() -> impl IntoView {
    let params = use_params_map();
    let draft = move || params.read().get("draft").unwrap_or_default();
    let finished = load(move || LoadFinished { draft: draft() });
    view! {
        <PageTitle title=t!(onboarding::partner_added)/>
        <ServerView from=finished show=|finished| view! { <Added finished/> }.into_any()/>
    }
}

#[component]
fn Added(finished: Finished) -> impl IntoView {
    let Finished { partner, name, contact } = finished;
    view! {
        <div class="wizard">
            <PageHead title=t!(onboarding::is_added, name = &name)/>
            <AccessPanel initial=contact partner=Some(partner) fresh=true/>
            <p class="cluster">
                <a class="button primary" href=paths::NEW_PARTNER rel="external">{t!(onboarding::add_another_partner)}</a>
                <a class="button" href=paths::partner(partner)>{t!(onboarding::open_partner)}</a>
            </p>
        </div>
    }
}
