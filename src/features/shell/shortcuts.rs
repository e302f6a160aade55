//! Keys for those who work here all day. They never get in the way of typing, and can be switched off.

use crate::paths;
use crate::ui::browser;
use crate::ui::confirm::close_on_ground;
use leptos::ev::{self, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// The id of the search field of the list.
const SEARCH: &str = "q";

/// The buttons for the partners that are selected.
pub const BULK_ACTIONS: &str = ".bulk-actions button";

const KEYS: &[(&str, &str)] = &[
    ("Ctrl K", "Find or jump to anything"),
    ("/", "Search this page, or partners"),
    ("c", "Add a partner"),
    ("j, k", "Next or previous row"),
    ("x", "Select the row"),
    ("e", "Open the row"),
    ("s", "Choose the status of the row"),
    ("p", "Choose the programs of the row"),
    ("b", "Go to the actions for selected partners"),
    ("g p", "Go to Partners"),
    ("g m", "Go to Mail"),
    ("?", "Show these shortcuts"),
];

/// Listens to the keys, and shows them all on `?`.
#[component]
pub fn Shortcuts() -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let navigate = use_navigate();
    let after_g = StoredValue::new(false);
    let act = move |event: &KeyboardEvent| {
        let follows_g = after_g.get_value();
        after_g.set_value(false);
        let go = |page: &str| navigate(page, Default::default());
        match (follows_g, event.key().as_str()) {
            (true, "p") => go(paths::PARTNERS),
            (true, "m") => go(paths::MANAGE_MAIL),
            (false, "g") => after_g.set_value(true),
            (false, "c") => browser::visit(paths::NEW_PARTNER),
            (false, "j") => browser::move_in_table(1),
            (false, "k") => browser::move_in_table(-1),
            (false, "x") => browser::press_in_row("input[type=checkbox]"),
            (false, "e") => browser::press_in_row("th a"),
            (false, "s") => browser::press_in_row(".row-menu > select"),
            (false, "p") => browser::press_in_row(".row-menu > button"),
            (false, "b") => browser::focus_first(BULK_ACTIONS),
            (false, "/") => {
                if !browser::has(SEARCH) {
                    go(paths::PARTNERS);
                }
                browser::focus_soon(SEARCH);
            }
            (false, "?") => {
                if let Some(dialog) = dialog.get_untracked() {
                    browser::open_dialog(&dialog);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    Effect::new(move |_| {
        let act = act.clone();
        let keys = window_event_listener(ev::keydown, move |event| {
            if browser::is_shortcut(&event) {
                act(&event);
            }
        });
        on_cleanup(move || keys.remove());
    });
    let key = |(keys, what): &(&'static str, &'static str)| {
        view! { <div><dt>{*what}</dt> <dd><kbd>{*keys}</kbd></dd></div> }.into_any()
    };
    view! {
        <dialog class="confirm-box shortcuts" aria-label="Keyboard shortcuts" node_ref=dialog on:click=close_on_ground(dialog)>
            <div class="confirm-words">
                <h2>"Keyboard shortcuts"</h2>
                <dl>{KEYS.iter().map(key).collect_view()}</dl>
            </div>
            <form method="dialog"><button class="button">"Close"</button></form>
        </dialog>
    }
}
