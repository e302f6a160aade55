use crate::ui::form_action::FormAction;
use crate::ui::rich::{SLOTS, rich};
use leptos::prelude::*;
use std::time::Duration;

/// An email that is about to leave, and the one way to take it back.
pub fn leaving(undo: FormAction, person: String, email: String, leaves_in: i64) -> AnyView {
    let left = RwSignal::new(leaves_in);
    Effect::new(move |_| {
        let timer = set_interval_with_handle(move || left.update(|left| *left -= 1), Duration::from_secs(1));
        on_cleanup(move || {
            if let Ok(timer) = timer {
                timer.clear();
            }
        });
    });
    let words = move || {
        let sentence = match left.get() {
            ..1 => t!(invitations::leaving_soon, address = SLOTS[0]),
            seconds => t!(invitations::leaving_in, address = SLOTS[0], seconds = &seconds.to_string()),
        };
        rich(&sentence, [view! { <strong>{email.clone()}</strong> }.into_any()])
    };
    view! {
        <form class="leaving notice" method="post" action=undo.url() on:submit=undo.on_submit()>
            <input type="hidden" name="form[person]" value=person/>
            <p>{words}</p>
            <button class="button small" aria-disabled=undo.busy()>{t!(invitations::undo)}</button>
        </form>
    }
    .into_any()
}
