use super::api::ListStaff;
use crate::domain::invitations::invitation::Access;
use crate::domain::members::Member;
use crate::features::invitations::{AccessBadge, AccessStatus};
use crate::features::shell::rights::for_editors;
use crate::paths;
use crate::ui::icon::Icon;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::rich::{SLOTS, rich};
use crate::ui::server_data::{ServerView, load};
use crate::ui::table::table;
use crate::ui::time::Time;
use leptos::prelude::*;

/// *Organisation > Team*: the colleagues who run this Gangway.
#[component]
pub fn MembersPage() -> impl IntoView {
    let team = load(|| ListStaff {});
    view! {
        <PageTitle title=t!(members::team)/>
        <PageHead title=t!(members::team) sub=t!(members::your_colleagues_who_run_the_partner)>
            {for_editors(|| view! {
                <a class="button primary" href=paths::NEW_MEMBER><Icon name="plus"/>{t!(members::invite_a_colleague)}</a>
            }.into_any())}
        </PageHead>
        <ServerView from=team show=team_table/>
    }
}

fn team_table(team: Vec<Member>) -> AnyView {
    let heads = [t!(members::name), t!(members::email), t!(members::role), t!(members::access), t!(members::last_seen)];
    table("staff-table", t!(members::team), &heads, team.into_iter().map(row).collect())
}

fn row(member: Member) -> AnyView {
    let status = AccessStatus::of_standing(&member.standing);
    let seen = seen(&member);
    view! {
        <tr>
            <th scope="row" class="cell-name">
                <span class="cluster">
                    <a href=paths::member(member.id)>{member.name}</a>
                    {member.is_you.then(|| view! { " " <span class="tag">{t!(members::you)}</span> }.into_any())}
                </span>
            </th>
            <td data-label=t!(members::email)>{member.email}</td>
            <td data-label=t!(members::role)>{member.role.label()}</td>
            <td data-label=t!(members::access)><AccessBadge status/></td>
            <td data-label=t!(members::last_seen)>{seen}</td>
        </tr>
    }
    .into_any()
}

/// When a colleague used Gangway last, as far as that is known; of those who never could, when they
/// were invited.
fn seen(member: &Member) -> AnyView {
    match (&member.standing.access, member.last_seen_at, member.invited_at) {
        (Access::Active { .. }, Some(at), _) => view! { <span><Time at/></span> }.into_any(),
        (Access::Active { .. }, None, _) => {
            view! { <span class="quiet-text">{t!(members::not_signed_in)}</span> }.into_any()
        }
        (_, _, Some(at)) => view! { <span class="quiet-text">{rich(&t!(members::invited_at, time = SLOTS[0]), [view! { <Time at/> }.into_any()])}</span> }.into_any(),
        _ => view! { <span class="quiet-text">{t!(members::never)}</span> }.into_any(),
    }
}
