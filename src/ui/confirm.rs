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
    /// Asked already: something in it was wrong.
    #[prop(optional)]
    open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <Disclosure class="confirm" summary_class="button quiet" summary=label.into_any() open>
            <div class="confirm-box">{children()}</div>
        </Disclosure>
    }
}
