//! A second look before something cannot be undone.

use super::browser;
use super::form_action::FormAction;
use super::hidden_fields::hidden_fields;
use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;

/// A button that opens a question over the page; the children name the thing and hold the form that does
/// it. Without JavaScript the question opens below its button.
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
    let (details, dialog) = (NodeRef::<html::Details>::new(), NodeRef::<html::Dialog>::new());
    let ask = move |event: MouseEvent| {
        event.prevent_default();
        if let (Some(details), Some(dialog)) = (details.get_untracked(), dialog.get_untracked()) {
            details.set_open(true);
            browser::open_dialog(&dialog);
        }
    };
    let on_close = move |_| {
        if let Some(details) = details.get_untracked() {
            details.set_open(false);
        }
    };
    let inside = view! {
        <summary class="button quiet" on:click=ask>{label.clone()}</summary>
        <dialog class="confirm-box" aria-label=label node_ref=dialog on:click=close_on_ground(dialog) on:close=on_close>
            <div class="confirm-words">{children()}</div>
            <form method="dialog"><button class="button quiet">{t!(ui::cancel)}</button></form>
        </dialog>
    }
    .into_any();
    match open {
        true => view! { <details class="confirm" open=true node_ref=details>{inside}</details> }.into_any(),
        false => view! { <details class="confirm" node_ref=details>{inside}</details> }.into_any(),
    }
}

/// The `on:click` of a dialog that a click on the ground around it closes.
pub fn close_on_ground(dialog: NodeRef<html::Dialog>) -> impl Fn(MouseEvent) {
    move |event| {
        if let Some(dialog) = dialog.get_untracked().filter(|dialog| browser::is_target(&event, dialog)) {
            dialog.close();
        }
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
    let submit = move |event: SubmitEvent| {
        post.submit(&event);
        browser::close_dialog_of(&event);
    };
    view! {
        <form method="post" action=post.url() on:submit=submit>
            {hidden_fields(fields)}
            <button class="button danger" aria-disabled=post.busy()>{button}</button>
        </form>
    }
}
