//! The language of a contact.

use crate::domain::language::Language;
use crate::ui::form_state::FormState;
use crate::ui::select::SelectField;
use leptos::prelude::*;

/// Field for the language of a contact.
#[component]
pub fn LanguageField(
    form: FormState,
    /// A code; empty for the organisation's language.
    value: String,
) -> impl IntoView {
    let mut options = vec![(String::new(), t!(people::your_organisations_language).to_owned())];
    options.extend(Language::options());
    view! {
        <SelectField
            form field="language" label=t!(people::language) options value
            hint=t!(people::emails_to_them_use_it_if)
        />
    }
}
