use super::api::LoadMember;
use super::membership::Membership;
use crate::domain::auth::role::Role;
use crate::domain::invitations::invitation::Access;
use crate::domain::members::MemberDetails;
use crate::features::invitations::AccessPanel;
use crate::paths;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerData, ServerView, load};
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// One colleague: who they are, how far their invitation has come, and what can be done.
#[component]
pub fn MemberPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    let member = load(move || LoadMember { person: id() });
    let show = move |now| view! { <MemberView details=now page=member/> }.into_any();
    view! { <ServerView from=member whole=true show/> }
}

#[component]
fn MemberView(details: MemberDetails, page: ServerData<MemberDetails>) -> impl IntoView {
    let on_change = Callback::new(move |()| page.refetch());
    let member = details.member.clone();
    let mail_to = ["mailto:", &member.email].concat();
    let is_active = matches!(member.standing.access, Access::Active { .. });
    let seen = member
        .last_seen_at
        .filter(|_| is_active)
        .map(|at| view! { <div><dt>{t!(members::last_seen)}</dt> <dd><Time at/></dd></div> }.into_any());
    let data = (details.your_role == Role::Owner).then(|| {
        let file = paths::member_data_file(member.id);
        view! { <p><a href=file rel="external" download>{t!(members::export_data)}</a></p> }.into_any()
    });
    view! {
        <PageTitle title=member.name.clone()/>
        <p class="staff-back"><a href=paths::MANAGE_MEMBERS>{t!(members::all_colleagues)}</a></p>
        <PageHead title=member.name>
            {member.is_you.then(|| view! { <span class="tag">{t!(members::you)}</span> }.into_any())}
        </PageHead>
        <article class="card staff-card">
            <dl class="facts">
                <div><dt>{t!(members::role)}</dt> <dd>{t!(members::role_can, role = member.role.as_str())}</dd></div>
                <div><dt>{t!(members::email)}</dt> <dd><a href=mail_to rel="external">{member.email}</a></dd></div>
                {seen}
            </dl>
            <AccessPanel initial=details.access.clone() may_edit=details.you_may_edit() member=true/>
            {data}
        </article>
        <Membership details on_change/>
    }
}
