//! Unsaved input, kept for people who leave a form and come back.

use super::browser;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// The words of one form, kept in this tab until they are saved or discarded. Moving on inside the tab loses nothing,
/// so only closing it asks.
#[derive(Clone, Copy)]
pub struct Unsaved {
    form: NodeRef<html::Form>,
    key: StoredValue<String>,
    /// Whether words were brought back that are not saved.
    restored: RwSignal<bool>,
    /// Whether there are words that are not saved.
    changed: RwSignal<bool>,
}

impl Unsaved {
    /// Brings back what was typed into `form` before under this `key`, and tells `on_restore`.
    pub fn new(form: NodeRef<html::Form>, key: String, on_restore: impl Fn() + 'static) -> Self {
        let unsaved =
            Self { form, key: StoredValue::new(key), restored: RwSignal::new(false), changed: RwSignal::new(false) };
        Effect::new(move |_| {
            let Some(form) = form.get() else { return };
            if unsaved.key.with_value(|key| browser::restore_words(&form, key)) {
                unsaved.restored.set(true);
                unsaved.changed.set(true);
                on_restore();
            }
        });
        Effect::new(move |_| {
            let closing = window_event_listener(ev::beforeunload, move |event| {
                if unsaved.changed.try_get_untracked() == Some(true) {
                    event.prevent_default();
                }
            });
            on_cleanup(move || closing.remove());
        });
        unsaved
    }

    /// Something was typed.
    pub fn keep(self) {
        self.changed.set(true);
        if let Some(form) = self.form.get_untracked() {
            self.key.with_value(|key| browser::keep_words(&form, key));
        }
    }

    /// It is saved, or no longer wanted.
    pub fn forget(self) {
        self.key.with_value(|key| browser::forget_words(key));
        self.restored.set(false);
        self.changed.set(false);
    }

    /// Whether words were brought back; reactive.
    pub fn is_restored(self) -> bool {
        self.restored.get()
    }

    /// Whether there are words that are not saved; reactive.
    pub fn is_changed(self) -> bool {
        self.changed.get()
    }
}
