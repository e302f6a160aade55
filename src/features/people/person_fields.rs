//! Who a person is and where mail reaches them.

use super::domain_warning::{DomainCheck, DomainWarning};
use super::pasted_email::read_address;
use crate::domain::email::EmailAddress;
use crate::domain::text::{FirstName, LastName};
use crate::ui::field::TextField;
use crate::ui::form_state::FormState;
use leptos::prelude::*;

/// First name, last name and email of another person, each with its rule.
#[component]
pub fn PersonFields(
    form: FormState,
    #[prop(optional)] first_name: String,
    #[prop(optional)] last_name: String,
    #[prop(optional)] email: String,
    #[prop(default = t!(people::they_sign_in_with_it))] email_hint: &'static str,
    /// The email address has the focus as the page opens.
    #[prop(optional)]
    fix_email: bool,
) -> impl IntoView {
    let domain = DomainCheck::default();
    view! {
        <TextField
            form field="first_name" label=t!(people::first_name) value=first_name autocomplete="off" max=FirstName::MAX
            on_leave=Callback::new(move |text: String| form.check("first_name", FirstName::parse(&text)))
        />
        <TextField
            form field="last_name" label=t!(people::last_name) value=last_name autocomplete="off" optional=true max=LastName::MAX
            on_leave=Callback::new(move |text: String| form.check("last_name", LastName::parse(&text)))
        />
        <TextField
            form field="email" label=t!(people::email) kind="email" value=email autocomplete="off" hint=email_hint
            max=EmailAddress::MAX autofocus=fix_email
            on_leave=Callback::new(move |text: String| read_address(form, domain, text))
        >
            <DomainWarning check=domain/>
        </TextField>
    }
}
