use crate::domain::auth::role::PortalRole;
use crate::domain::partners::contact::ContactInput;
use crate::domain::text::{JobTitle, PhoneNumber};
use crate::features::people::language::LanguageField;
use crate::features::people::person_fields::PersonFields;
use crate::ui::field::TextField;
use crate::ui::form_state::FormState;
use crate::ui::select::SelectField;
use leptos::prelude::*;

/// The fields of a contact, each with its rule.
#[component]
pub fn ContactFields(
    form: FormState,
    contact: ContactInput,
    #[prop(optional)] role: &'static str,
    email_hint: &'static str,
    #[prop(optional)] fix_email: bool,
) -> impl IntoView {
    let roles = PortalRole::ALL.map(|role| (role.as_str().to_owned(), role.label().to_owned()));
    view! {
        <PersonFields
            form first_name=contact.first_name last_name=contact.last_name email=contact.email email_hint fix_email
        />
        <TextField
            form field="job_title" label=t!(partners::job_title) value=contact.job_title autocomplete="off" optional=true
            max=JobTitle::MAX
            on_leave=Callback::new(move |text: String| form.check("job_title", JobTitle::parse(&text)))
        />
        <TextField
            form field="phone" label=t!(partners::phone_number) kind="tel" value=contact.phone autocomplete="off"
            optional=true max=PhoneNumber::MAX
            on_leave=Callback::new(move |text: String| form.check("phone", PhoneNumber::parse(&text)))
        />
        <SelectField
            form field="portal_role" label=t!(partners::role_in_the_portal) options=roles.into() value=role
            hint=t!(partners::managers_can_invite_hint)
        />
        <LanguageField form value=contact.language/>
    }
}
