use crate::ui::field::TextField;
use crate::ui::form_state::FormState;
use leptos::prelude::*;

/// When an invitation by email leaves, if not at once. The server reads it in the organisation's zone.
#[component]
pub fn SendLater(
    form: FormState,
    time_zone: String,
    #[prop(optional)] value: String,
    /// Where a page asks about several people.
    #[prop(default = "send_at".to_owned())]
    id: String,
) -> impl IntoView {
    view! {
        <TextField
            form field="send_at" id label="Send later" kind="datetime-local" optional=true value autocomplete="off"
            hint=["In the time zone of your organisation, ", &time_zone, ". Empty: at once."].concat()
        />
    }
}
