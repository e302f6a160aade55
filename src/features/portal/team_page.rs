use super::invite_form::InviteForm;
use super::portal_page::PortalPage;
use crate::domain::portal::{Portal, TeamMember};
use crate::ui::badge::Badge;
use crate::ui::page::PageHead;
use crate::ui::table::table;
use leptos::prelude::*;

/// *My team*: the contact's colleagues in the partner portal.
#[component]
pub fn TeamPage() -> impl IntoView {
    view! { <PortalPage title=t!(portal::my_team) show=team/> }
}

fn team(portal: Portal) -> AnyView {
    let Portal { organisation, partner_manager, company, team, invites, requests, .. } = portal;
    let sub = t!(portal::team_sub, partner = &company.name);
    let heads = [t!(portal::name), t!(portal::job_title), t!(portal::email), t!(portal::role), t!(portal::portal)];
    let rows = team.into_iter().map(member).collect();
    view! {
        <PageHead title=t!(portal::my_team) sub/>
        <div class="stack">
            {table("", t!(portal::my_team), &heads, rows)}
            {super::invite_form::requests(requests)}
            {match invites {
                Some(offer) => view! { <InviteForm offer organisation partner_manager/> }.into_any(),
                None => view! {
                    <p class="quiet-text">{t!(portal::someone_missing, name = &partner_manager)}</p>
                }.into_any(),
            }}
        </div>
    }
    .into_any()
}

/// A colleague's row.
fn member(member: TeamMember) -> AnyView {
    let TeamMember { name, email, job_title, role, is_main, is_you, has_access, is_active } = member;
    let mailto = format!("mailto:{email}");
    view! {
        <tr>
            <th scope="row" class="cell-name">
                {if is_you { t!(portal::name_you, name = &name) } else { name }}
                {is_main.then(|| view! { " " <Badge tone="info" icon="star">{t!(portal::main_contact)}</Badge> }.into_any())}
            </th>
            <td data-label=t!(portal::job_title)>{(!job_title.is_empty()).then_some(job_title)}</td>
            <td data-label=t!(portal::email)><a href=mailto>{email}</a></td>
            <td data-label=t!(portal::role)>{role.label()}</td>
            <td data-label=t!(portal::portal)>{activity(has_access, is_active)}</td>
        </tr>
    }
    .into_any()
}

/// Whether a colleague can sign in.
fn activity(has_access: bool, is_active: bool) -> AnyView {
    if !has_access {
        view! { <Badge tone="neutral" icon="minus">{t!(portal::no_access)}</Badge> }.into_any()
    } else if is_active {
        view! { <Badge tone="success" icon="check">{t!(portal::active)}</Badge> }.into_any()
    } else {
        view! { <Badge tone="warning" icon="clock">{t!(portal::not_active_yet)}</Badge> }.into_any()
    }
}
