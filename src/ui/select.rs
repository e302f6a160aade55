//! One choice from a list.

use super::field::{FieldError, FieldHint, FieldLabel, described_by, form_name, invalid};
use super::form_state::FormState;
use leptos::prelude::*;

/// A drop-down list; `options` are pairs of value and text.
#[component]
pub fn SelectField(
    form: FormState,
    field: &'static str,
    #[prop(into)] label: String,
    options: Vec<(String, String)>,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: Option<String>,
    /// Instead of `form[field]`.
    #[prop(optional)]
    name: Option<&'static str>,
    /// Called with the value as soon as it is chosen.
    #[prop(optional)]
    on_choose: Option<Callback<String>>,
) -> impl IntoView {
    let error = form.error(field);
    let chosen = form.typed(field, &value);
    let options = options.into_iter().map(|(value, text)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{text}</option> }
    });
    view! {
        <div class="field">
            <FieldLabel field label/>
            <FieldHint field hint=hint.clone()/>
            <select
                id=field
                name=name.map_or_else(|| form_name(field), str::to_owned)
                autofocus=form.is_first_wrong(field)
                aria-invalid=move || invalid(error)
                aria-describedby=described_by(field, hint.is_some())
                on:change=move |event| {
                    if let Some(on_choose) = on_choose {
                        on_choose.run(event_target_value(&event));
                    }
                }
            >
                {options.collect_view()}
            </select>
            <FieldError field error/>
        </div>
    }
}
