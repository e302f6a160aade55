//! Inputs for several lines.

use super::field::{FieldError, FieldHint, FieldLabel, described_by, form_name};
use super::form_state::FormState;
use leptos::prelude::*;

/// An input for several lines. Its id is `field`, its name `form[field]`.
#[component]
pub fn TextArea(
    form: FormState,
    field: &'static str,
    #[prop(into)] label: String,
    /// What the input holds unless the page load brought back something typed.
    #[prop(optional, into)]
    value: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(default = 4)] rows: u8,
    /// The most characters the rule of this field allows.
    #[prop(optional)]
    max: Option<usize>,
    /// Says "(optional)" beside the label.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let error = form.error(field);
    // Server rendering does not escape what stands inside a <textarea> (leptos #4819), and HTML swallows
    // a line break at its start.
    let inside = ["\n", &html_escape::encode_text(&form.typed(field, &value))].concat();
    view! {
        <div class="field">
            <FieldLabel field label optional/>
            <FieldHint field hint=hint.clone()/>
            <textarea
                id=field
                name=form_name(field)
                rows=rows
                maxlength=max.map(|max| 2 * max + 1)
                aria-required=(!optional).then_some("true")
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described_by(field, hint.is_some())
                inner_html=inside
            ></textarea>
            <FieldError field error/>
        </div>
    }
}
