//! Fields that few need, folded away.

use super::form_state::FormState;
use leptos::html;
use leptos::prelude::*;

/// Fields below a line that opens them; open where one of them holds something or is wrong.
#[component]
pub fn MoreFields(
    form: FormState,
    #[prop(into)] label: String,
    /// The names of the fields, and what they hold.
    fields: Vec<(&'static str, String)>,
    children: Children,
) -> impl IntoView {
    let details = NodeRef::<html::Details>::new();
    let holds_something = fields.iter().any(|(field, value)| !form.typed(field, value).is_empty());
    let errors: Vec<_> = fields.iter().map(|(field, _)| form.error(field)).collect();
    let is_wrong = move || errors.iter().any(|error| error.with(Option::is_some));
    let open = holds_something || untrack(&is_wrong);
    Effect::new(move |_| {
        if is_wrong()
            && let Some(details) = details.get()
        {
            details.set_open(true);
        }
    });
    view! {
        <details class="more-fields" open=open node_ref=details>
            <summary>{label}</summary>
            <div class="more-fields-body">{children()}</div>
        </details>
    }
}
