use super::api::{ChangeRole, RemoveMember, WithdrawInvitation};
use crate::domain::auth::role::Role;
use crate::domain::invitations::invitation::Access;
use crate::domain::members::{Member, MemberDetails};
use crate::ui::confirm::{Confirm, ConfirmForm};
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use leptos::prelude::*;

/// A colleague's role and place in the team, for those who may change them.
#[component]
pub fn Membership(details: MemberDetails, on_change: Callback<()>) -> impl IntoView {
    if !details.you_may_edit() {
        return ().into_any();
    }
    let (change, remove) = (FormAction::to::<ChangeRole>(), FormAction::to::<RemoveMember>());
    let withdraw = FormAction::to::<WithdrawInvitation>();
    let form = FormState::of(change).also(remove.url()).follow(remove).also(withdraw.url()).follow(withdraw);
    Effect::new(move |_| {
        if let Some(Ok(())) = change.answer().get() {
            on_change.run(());
        }
    });
    let is_active = matches!(details.member.standing.access, Access::Active { .. });
    let is_owner = details.your_role == Role::Owner;
    // At least one person must remain who can make owners.
    let is_needed = details.member.role == Role::Owner && !details.has_other_owner;
    let ways = match (is_owner, is_needed, is_active) {
        (true, true, _) => view! { <p class="quiet-text">{only_owner(&details.member)}</p> }.into_any(),
        (true, false, true) => view! {
            {roles(&details.member).map(|role| new_role(&details.member, role, change)).collect_view()}
            {leave(&details.member, remove)}
        }
        .into_any(),
        (true, false, false) => view! {
            {roles(&details.member).map(|role| new_role(&details.member, role, change)).collect_view()}
            {take_back(&details.member, withdraw)}
        }
        .into_any(),
        (false, _, false) => take_back(&details.member, withdraw),
        (false, _, true) => view! {
            <p class="quiet-text">{t!(members::only_owners_change_roles_and_remove)}</p>
        }
        .into_any(),
    };
    view! {
        <section class="staff-membership" aria-labelledby="membership">
            <h2 id="membership">{t!(members::place_in_the_team)}</h2>
            <FormBanner form/>
            <div class="staff-ways">{ways}</div>
        </section>
    }
    .into_any()
}

fn only_owner(member: &Member) -> &'static str {
    if member.is_you { t!(members::only_owner_you) } else { t!(members::this_is_the_only_owner_make) }
}

/// The roles a colleague could have instead. A person who is not active yet cannot become an owner.
fn roles(member: &Member) -> impl Iterator<Item = Role> + use<> {
    let (now, is_active) = (member.role, matches!(member.standing.access, Access::Active { .. }));
    let roles = [Role::Owner, Role::Admin, Role::Viewer].into_iter();
    roles.filter(move |role| *role != now && (*role != Role::Owner || is_active))
}

fn new_role(member: &Member, role: Role, change: FormAction) -> AnyView {
    let (person, name) = (member.id.to_string(), member.name.clone());
    let to = role.as_str();
    let (label, question, consequence, button) = if member.is_you {
        let (label, question) = (t!(members::step_down, role = to), t!(members::step_down_question, role = to));
        (label.clone(), question, t!(members::step_down_consequence, role = to), label)
    } else {
        let question = t!(members::make_question, role = to, name = &name);
        let button = t!(members::make_name, role = to, name = &name);
        (t!(members::make, role = to), question, t!(members::make_consequence, role = to), button)
    };
    view! {
        <Confirm label>
            <p><strong>{question}</strong> " " {consequence}</p>
            <form method="post" action=change.url() on:submit=change.on_submit()>
                <input type="hidden" name="form[person]" value=person/>
                <input type="hidden" name="form[role]" value=role.as_str()/>
                <button class="button primary" aria-disabled=change.busy()>{button}</button>
            </form>
        </Confirm>
    }
    .into_any()
}

fn leave(member: &Member, remove: FormAction) -> AnyView {
    let name = member.name.clone();
    let (label, question, button) = if member.is_you {
        (t!(members::leave_the_team), t!(members::leave_the_team_2).to_owned(), t!(members::leave_the_team).to_owned())
    } else {
        (
            t!(members::remove_from_the_team),
            t!(members::remove_question, name = &name),
            t!(members::remove_name, name = &name),
        )
    };
    let consequence = if member.is_you { t!(members::leave_consequence) } else { t!(members::remove_consequence) };
    end_form(label, question, consequence, button, member, remove)
}

fn take_back(member: &Member, withdraw: FormAction) -> AnyView {
    let question = t!(members::withdraw_question, name = &member.name);
    let consequence = t!(members::withdraw_consequence);
    let button = t!(members::withdraw_name, name = &member.name);
    end_form(t!(members::withdraw_invitation), question, consequence, button, member, withdraw)
}

fn end_form(
    label: &'static str,
    question: String,
    consequence: &'static str,
    button: String,
    member: &Member,
    post: FormAction,
) -> AnyView {
    let person = member.id.to_string();
    view! {
        <Confirm label>
            <p><strong>{question}</strong> " " {consequence}</p>
            <ConfirmForm post fields=vec![("form[person]", person)] button/>
        </Confirm>
    }
    .into_any()
}
