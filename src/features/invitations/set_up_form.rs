use crate::domain::email::EmailAddress;
use crate::domain::text::{FirstName, LastName, OrganisationName};
use crate::features::auth::NewPasswordField;
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::page::{PageHead, PageTitle};
use leptos::prelude::*;

/// The set-up of a new Gangway: the holder of the printed link becomes its owner.
#[component]
pub fn SetUpForm(set_up: FormAction) -> impl IntoView {
    let form = FormState::of(set_up);
    let organisation = RwSignal::new(form.typed("organisation", ""));
    let email = RwSignal::new(form.typed("email", ""));
    let context = Signal::derive(move || [organisation.get(), email.get()].join(" "));
    let leave_organisation = Callback::new(move |text: String| {
        form.check("organisation", OrganisationName::parse(&text));
        organisation.set(text);
    });
    let leave_first_name = Callback::new(move |text: String| form.check("first_name", FirstName::parse(&text)));
    let leave_last_name = Callback::new(move |text: String| form.check("last_name", LastName::parse(&text)));
    let leave_email = Callback::new(move |text: String| {
        form.set_error("email", None);
        email.set(text);
    });
    view! {
        <PageTitle title=t!(invitations::set_up_gangway).to_owned()/>
        <PageHead title=t!(invitations::set_up_gangway) sub=t!(invitations::you_become_the_owner_partners_see)/>
        <form class="form" method="post" action=set_up.url() novalidate on:submit=set_up.on_submit()>
            <FormBanner form/>
            <TextField
                form field="organisation" label=t!(invitations::organisation_name) autocomplete="organization"
                max=OrganisationName::MAX on_leave=leave_organisation
            />
            <TextField
                form field="first_name" label=t!(invitations::first_name) autocomplete="given-name"
                max=FirstName::MAX on_leave=leave_first_name
            />
            <TextField
                form field="last_name" label=t!(invitations::last_name) autocomplete="family-name" optional=true
                max=LastName::MAX on_leave=leave_last_name
            />
            <TextField
                form field="email" label=t!(invitations::email) kind="email" autocomplete="username"
                hint=t!(invitations::you_sign_in_with_this_address) max=EmailAddress::MAX on_leave=leave_email
            />
            <NewPasswordField form label=t!(invitations::password) context/>
            <button class="button primary wide" type="submit" aria-disabled=set_up.busy()>{t!(invitations::set_up_gangway)}</button>
        </form>
    }
}
