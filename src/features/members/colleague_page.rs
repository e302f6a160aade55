use super::api::LoadColleague;
use super::membership::Membership;
use crate::domain::invitations::invitation::Access;
use crate::domain::members::ColleagueDetails;
use crate::features::invitations::AccessPanel;
use crate::paths;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerData, ServerView, load};
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// One colleague: who they are, how far their invitation has come, and what can be done.
#[component]
pub fn ColleaguePage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    let colleague = load(move || LoadColleague { person: id() });
    let show = move |now| view! { <ColleagueView details=now page=colleague/> }.into_any();
    view! { <ServerView from=colleague title="Team" show/> }
}

#[component]
fn ColleagueView(details: ColleagueDetails, page: ServerData<ColleagueDetails>) -> impl IntoView {
    let on_change = Callback::new(move |()| page.refetch());
    let colleague = details.colleague.clone();
    let mail_to = ["mailto:", &colleague.email].concat();
    let is_active = matches!(colleague.access, Access::Active { .. });
    let seen = colleague
        .last_seen_at
        .filter(|_| is_active)
        .map(|at| view! { <div><dt>"Last seen"</dt> <dd><Time at/></dd></div> }.into_any());
    view! {
        <PageTitle title=colleague.name.clone()/>
        <p class="staff-back"><a href=paths::MANAGE_TEAM>"All colleagues"</a></p>
        <PageHead title=colleague.name>
            {colleague.is_you.then(|| view! { <span class="tag">"You"</span> }.into_any())}
        </PageHead>
        <article class="card staff-card">
            <dl class="facts">
                <div><dt>"Role"</dt> <dd>{[colleague.role.label(), ": can ", colleague.role.may(), "."].concat()}</dd></div>
                <div><dt>"Email"</dt> <dd><a href=mail_to rel="external">{colleague.email}</a></dd></div>
                {seen}
            </dl>
            <AccessPanel initial=details.access.clone() may_edit=details.you_may_edit() colleague=true/>
        </article>
        <Membership details on_change/>
    }
}
