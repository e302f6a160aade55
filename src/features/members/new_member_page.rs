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

const TITLE: &str = "Invite a colleague";

/// The form that invites a colleague.
#[component]
pub fn NewMemberPage() -> impl IntoView {
    editors_only(|shell| view! { <NewMember shell/> }.into_any())
}

#[component]
fn NewMember(shell: Shell) -> impl IntoView {
    let invite = FormAction::to::<InviteColleague>();
    let form = FormState::of(invite);
    let roles = INVITED_ROLES.map(|role| {
        let words = [role.label(), ": can ", role.may(), "."].concat();
        (role.as_str().to_owned(), words)
    });
    let deliveries = [("email", "Send an email"), ("link", "Don't send an email: I'll share the link myself")];
    let deliveries = deliveries.map(|(value, words)| (value.to_owned(), words.to_owned()));
    let delivery = if shell.email_to_files { "link" } else { "email" };
    view! {
        <PageTitle title=TITLE/>
        <PageHead title=TITLE sub="They get a link of their own, choose a password there, and work here with you."/>
        <form class="form" method="post" action=invite.url() novalidate on:submit=invite.on_submit()>
            <FormBanner form/>
            <PersonFields form/>
            <RadioGroup form field="role" legend="What may they do?" options=roles.into() value=Role::Admin.as_str()/>
            <RadioGroup
                form field="delivery" legend="How should they get their invitation?" options=deliveries.into()
                value=delivery
            />
            {shell.email_to_files.then(|| view! {
                <p class="quiet-text">"No mail server is configured: an email would only be saved as a file."</p>
            }.into_any())}
            <div class="form-actions">
                <a class="button quiet" href=paths::MANAGE_MEMBERS>"Cancel"</a>
                <button class="button primary" aria-disabled=invite.busy()>"Invite"</button>
            </div>
        </form>
    }
}
