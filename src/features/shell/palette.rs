//! Everything at two keys: partners, contacts, pages and actions, by a few letters.

use super::api::FindPartners;
use super::navigation::STAFF;
use crate::domain::partners::partner::PartnerHit;
use crate::i18n::Message;
use crate::paths;
use crate::ui::browser;
use crate::ui::confirm::close_on_ground;
use crate::ui::icon::Icon;
use crate::ui::later::later;
use crate::ui::password::hydrated;
use crate::ui::server_data::ask;
use leptos::ev::{self, KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

/// The id of the field, and of the list below it.
const FIELD: &str = "palette";
const LIST: &str = "palette-list";

/// What can be done from anywhere, for those who may.
const ACTIONS: &[(&str, Message)] = &[
    (paths::NEW_PARTNER, || t!(shell::add_a_new_partner)),
    (paths::PARTNERS_IMPORT, || t!(shell::import_partners)),
    (paths::NEW_MEMBER, || t!(shell::invite_a_colleague)),
];

/// Somewhere to go.
#[derive(Clone, PartialEq)]
struct Entry {
    href: String,
    icon: &'static str,
    title: String,
    hint: String,
}

impl Entry {
    fn page(href: &str, icon: &'static str, title: &str, hint: &str) -> Self {
        Self { href: href.to_owned(), icon, title: title.to_owned(), hint: hint.to_owned() }
    }

    fn of(hit: PartnerHit) -> Self {
        let hint = [hit.contact, hit.email].join(" ");
        Self { href: paths::partner(hit.id), icon: "users", title: hit.name, hint }
    }
}

/// What is typed and found.
#[derive(Clone, Copy)]
struct Palette {
    dialog: NodeRef<html::Dialog>,
    field: NodeRef<html::Input>,
    text: RwSignal<String>,
    found: RwSignal<Vec<Entry>>,
    /// Which entry Enter opens.
    active: RwSignal<usize>,
    may_edit: bool,
}

impl Palette {
    fn open(self) {
        let Some(dialog) = self.dialog.get_untracked() else { return };
        self.look_for(String::new());
        if let Some(field) = self.field.get_untracked() {
            field.set_value("");
        }
        browser::open_dialog(&dialog);
        browser::focus(FIELD);
    }

    fn close(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
    }

    fn look_for(self, text: String) {
        self.active.set(0);
        self.text.set(text.clone());
        // What other letters found is no answer to these.
        self.found.set(Vec::new());
        if text.trim().is_empty() {
            return;
        }
        spawn_local(async move {
            let hits = ask(FindPartners { q: text.clone() }).await.unwrap_or_default();
            // Only the newest question counts.
            if self.text.try_with_untracked(|now| *now == text) == Some(true) {
                self.found.set(hits.into_iter().map(Entry::of).collect());
            }
        });
    }

    /// Partners first, then what has the words in its name; without words all of that.
    fn entries(self) -> Vec<Entry> {
        let text = self.text.with(|text| text.trim().to_lowercase());
        let actions = if self.may_edit { ACTIONS } else { &[] };
        let actions = actions.iter().map(|(href, title)| Entry::page(href, "plus", title(), t!(shell::action)));
        let items = STAFF.iter().flat_map(|group| group.items.iter().map(move |item| (group, item)));
        let pages = items.map(|(group, item)| {
            let hint = group.name.map_or_else(|| t!(shell::page), |name| name());
            Entry::page(item.href, item.icon, (item.text)(), hint)
        });
        let account = Entry::page(paths::ACCOUNT, "user", t!(shell::my_account), t!(shell::page));
        let fixed = actions.chain(pages).chain([account]).filter(|entry| entry.title.to_lowercase().contains(&text));
        self.found.get().into_iter().chain(fixed).collect()
    }

    fn move_by(self, by: isize) {
        let count = self.entries().len();
        if count > 0 {
            self.active.update(|active| *active = active.saturating_add_signed(by).min(count - 1));
        }
    }
}

fn option_id(place: usize) -> String {
    [LIST, "-", &place.to_string()].concat()
}

/// The button that opens it, and the dialog; Ctrl+K and Cmd+K open it too.
#[component]
pub fn CommandPalette(may_edit: bool) -> impl IntoView {
    let palette = Palette {
        dialog: NodeRef::new(),
        field: NodeRef::new(),
        text: RwSignal::new(String::new()),
        found: RwSignal::new(Vec::new()),
        active: RwSignal::new(0),
        may_edit,
    };
    let navigate = use_navigate();
    let go = Callback::new(move |href: String| {
        palette.close();
        // The wizard starts on the server, which hands out the draft's address.
        if href == paths::NEW_PARTNER {
            browser::visit(&href);
        } else {
            navigate(&href, Default::default());
        }
    });
    Effect::new(move |_| {
        let keys = window_event_listener(ev::keydown, move |event| {
            if browser::is_palette_key(&event) {
                event.prevent_default();
                palette.open();
            }
        });
        on_cleanup(move || keys.remove());
    });
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => palette.move_by(1),
            "ArrowUp" => palette.move_by(-1),
            "Enter" => {
                if let Some(entry) = untrack(|| palette.entries().into_iter().nth(palette.active.get())) {
                    go.run(entry.href);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let option = move |(place, entry): (usize, Entry)| {
        let href = entry.href.clone();
        let on_click = move |event: MouseEvent| {
            event.prevent_default();
            go.run(href.clone());
        };
        view! {
            <li id=option_id(place) role="option" aria-selected=move || (palette.active.get() == place).to_string() on:click=on_click>
                <Icon name=entry.icon/> <span class="palette-title">{entry.title}</span> <span class="quiet-text">{entry.hint}</span>
            </li>
        }
        .into_any()
    };
    let options = move || {
        let entries = palette.entries();
        if entries.is_empty() {
            return view! { <li class="palette-none" role="option" aria-disabled="true">{t!(shell::nothing_found)}</li> }
                .into_any();
        }
        Vec::from_iter(entries.into_iter().enumerate().map(option)).into_any()
    };
    let dialog = later(move || {
        view! {
            <dialog class="palette" aria-label=t!(shell::find_or_jump_to) node_ref=palette.dialog on:click=close_on_ground(palette.dialog)>
                <input
                    id=FIELD class="palette-field" type="text" role="combobox" aria-label=t!(shell::find_or_jump_to)
                    aria-expanded="true" aria-autocomplete="list" aria-controls=LIST
                    aria-activedescendant=move || option_id(palette.active.get())
                    placeholder=t!(shell::what_can_be_found) autocomplete="off" spellcheck="false"
                    node_ref=palette.field on:keydown=on_key on:input=move |event| palette.look_for(event_target_value(&event))
                />
                <ul id=LIST role="listbox" aria-label=t!(shell::results)>{options}</ul>
            </dialog>
        }
        .into_any()
    });
    let hydrated = hydrated();
    view! {
        <button class="palette-open" type="button" disabled=move || !hydrated.get() on:click=move |_| palette.open()>
            <Icon name="search"/> <span>{t!(shell::find_or_jump_to)}</span> <kbd>{t!(shell::ctrl_k)}</kbd>
        </button>
        {dialog}
    }
}
