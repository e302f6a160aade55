//! The switch for keyboard shortcuts.

use super::browser::{self, SHORTCUTS_OFF};
use super::password::hydrated;
use leptos::prelude::*;

/// Switches the shortcuts of the frame off and on, in this browser only.
#[component]
pub fn ShortcutSwitch() -> impl IntoView {
    let is_on = RwSignal::new(true);
    Effect::new(move |_| is_on.set(!browser::remembers(SHORTCUTS_OFF)));
    let toggle = move |event| {
        let on = event_target_checked(&event);
        is_on.set(on);
        browser::remember(SHORTCUTS_OFF, (!on).then_some(""));
    };
    let hydrated = hydrated();
    view! {
        <label class="check" hidden=move || !hydrated.get()>
            <input type="checkbox" prop:checked=is_on on:change=toggle/>
            <span>{t!(ui::keyboard_shortcuts_press_to_see_them)}</span>
        </label>
    }
}
