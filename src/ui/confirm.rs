//! A second look before something cannot be undone.

use super::menu::Disclosure;
use leptos::prelude::*;

/// A button that opens a question; the children name the thing and hold the form that does it. It
/// works without JavaScript.
#[component]
pub fn Confirm(
    /// What the button says, for example "Delete partner".
    #[prop(into)]
    label: String,
    children: Children,
) -> impl IntoView {
    view! {
        <Disclosure class="confirm" summary_class="button quiet" summary=label.into_any()>
            <div class="confirm-box">{children()}</div>
        </Disclosure>
    }
}
