use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use std::time::Duration;

/// How long a second submit is taken for the other half of a double click. Not for ever: whoever
/// comes back to the page from the history may send it again.
const DOUBLE: Duration = Duration::from_secs(4);

/// Lets a form go out once: the answer to a second request would replace the one that signs in.
pub fn send_once() -> impl Fn(SubmitEvent) + 'static {
    let sent = StoredValue::new(false);
    move |submit| {
        if sent.get_value() {
            submit.prevent_default();
        } else {
            sent.set_value(true);
            set_timeout(move || _ = sent.try_set_value(false), DOUBLE);
        }
    }
}
