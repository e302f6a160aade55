//! A second look before something cannot be undone.

use super::form_action::FormAction;
use super::hidden_fields::hidden_fields;
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

/// The form in a [`Confirm`] box that does it, with one red button.
#[component]
pub fn ConfirmForm(
    post: FormAction,
    /// Which thing: names and values.
    fields: Vec<(&'static str, String)>,
    #[prop(into)] button: String,
) -> impl IntoView {
    view! {
        <form method="post" action=post.url() on:submit=post.on_submit()>
            {hidden_fields(fields)}
            <button class="button danger" disabled=post.pending()>{button}</button>
        </form>
    }
}
