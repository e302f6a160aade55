//! Text of several lines.

use super::browser;
use super::field::{FieldError, FieldHint, FieldLabel, described_by, form_name, invalid};
use super::form_state::FormState;
use html_escape::encode_text;
use leptos::prelude::*;

/// An input for text of several lines. The one place with a raw `<textarea>`: leptos writes the text
/// between its tags unescaped while rendering on the server (leptos #4819), so it is escaped here.
#[component]
pub fn TextArea(
    form: FormState,
    field: &'static str,
    #[prop(into)] label: String,
    /// What it holds unless the page load brought back something typed.
    #[prop(optional, into)]
    value: String,
    #[prop(optional, into)] hint: Option<String>,
    /// The most characters the rule of this field allows.
    #[prop(optional)]
    max: Option<usize>,
    /// How many lines are seen at once.
    #[prop(default = 6)]
    rows: u32,
    /// Says "(optional)" beside the label.
    #[prop(optional)]
    optional: bool,
    /// Shown above the text.
    #[prop(optional)]
    tools: Option<AnyView>,
    /// Called with the text as one types.
    #[prop(optional)]
    on_type: Option<Callback<String>>,
    /// Called with the text as one leaves a field that was changed.
    #[prop(optional)]
    on_leave: Option<Callback<String>>,
) -> impl IntoView {
    let error = form.error(field);
    let text = form.typed(field, &value);
    view! {
        <div class="field">
            <FieldLabel field label optional/>
            <FieldHint field hint=hint.clone()/>
            {tools}
            <textarea
                id=field
                name=form_name(field)
                rows=rows
                maxlength=max.map(|max| 2 * max + 1)
                autofocus=form.is_first_wrong(field)
                aria-required=(!optional).then_some("true")
                aria-invalid=move || invalid(error)
                aria-describedby=described_by(field, hint.is_some())
                on:input=move |event| {
                    if let Some(on_type) = on_type {
                        on_type.run(event_target_value(&event));
                    }
                }
                on:change=move |event| {
                    if let Some(on_leave) = on_leave {
                        let text = event_target_value(&event);
                        browser::after_the_click(move || _ = on_leave.try_run(text));
                    }
                }
                inner_html=encode_text(&text).into_owned()
            ></textarea>
            <FieldError field error/>
        </div>
    }
}
