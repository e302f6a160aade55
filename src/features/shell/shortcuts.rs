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

/// Each key, and what it does.
fn keys() -> [(&'static str, &'static str); 12] {
    [
        (t!(shell::ctrl_k), t!(shell::find_anything)),
        ("/", t!(shell::search_this_page)),
        ("c", t!(shell::add_a_partner)),
        ("j, k", t!(shell::next_or_previous_row)),
        ("x", t!(shell::select_the_row)),
        ("e", t!(shell::open_the_row)),
        ("s", t!(shell::choose_the_status)),
        ("p", t!(shell::choose_the_programs)),
        ("b", t!(shell::go_to_actions)),
        ("g p", t!(shell::go_to_partners)),
        ("g m", t!(shell::go_to_mail)),
        ("?", t!(shell::show_these_shortcuts)),
    ]
}

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
                browser::focus(SEARCH);
                if !browser::has(SEARCH) {
                    browser::begin_next_page_at(SEARCH);
                    go(paths::PARTNERS);
                }
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
    let key = |(keys, what): (&'static str, &'static str)| {
        view! { <div><dt>{what}</dt> <dd><kbd>{keys}</kbd></dd></div> }.into_any()
    };
    view! {
        <dialog class="confirm-box shortcuts" aria-label=t!(shell::keyboard_shortcuts) node_ref=dialog on:click=close_on_ground(dialog)>
            <div class="confirm-words">
                <h2>{t!(shell::keyboard_shortcuts)}</h2>
                <dl>{keys().map(key).into_iter().collect_view()}</dl>
            </div>
            <form method="dialog"><button class="button">{t!(shell::close)}</button></form>
        </dialog>
    }
}
