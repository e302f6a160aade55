use super::api::InviteColleague;
use crate::domain::auth::role::Role;
use crate::domain::auth::viewer::Shell;
use crate::domain::members::INVITED_ROLES;
use crate::features::people::person_fields::PersonFields;
use crate::features::shell::rights::editors_only;
use crate::paths;
use crate::ui::checks::RadioGroup;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::page::{PageHead, PageTitle};
use leptos::prelude::*;

/// The form that invites a colleague.
#[component]
pub fn NewMemberPage() -> impl IntoView {
    editors_only(|shell| view! { <NewMember shell/> }.into_any())
}

#[component]
fn NewMember(shell: Shell) -> impl IntoView {
    let invite = FormAction::to::<InviteColleague>();
    let form = FormState::of(invite);
    let roles = INVITED_ROLES.map(|role| (role.as_str().to_owned(), t!(members::role_can, role = role.as_str())));
    let deliveries = [("email", t!(members::send_an_email)), ("link", t!(members::dont_send_an_email_ill_share))];
    let deliveries = deliveries.map(|(value, words)| (value.to_owned(), words.to_owned()));
    let delivery = if shell.email_to_files { "link" } else { "email" };
    view! {
        <PageTitle title=t!(members::invite_a_colleague)/>
        <PageHead title=t!(members::invite_a_colleague) sub=t!(members::they_get_a_link_of_their)/>
        <form class="form" method="post" action=invite.url() novalidate on:submit=invite.on_submit()>
            <FormBanner form/>
            <PersonFields form/>
            <RadioGroup form field="role" legend=t!(members::what_may_they_do) options=roles.into() value=Role::Admin.as_str()/>
            <RadioGroup
                form field="delivery" legend=t!(members::how_should_they_get_their_invitation) options=deliveries.into()
                value=delivery
            />
            {shell.email_to_files.then(|| view! {
                <p class="quiet-text">{t!(members::no_mail_server_is_configured_an)}</p>
            }.into_any())}
            <div class="form-actions">
                <a class="button quiet" href=paths::MANAGE_MEMBERS>{t!(members::cancel)}</a>
                <button class="button primary" aria-disabled=invite.busy()>{t!(members::invite)}</button>
            </div>
        </form>
    }
}
