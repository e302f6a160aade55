//! What was typed and not saved, kept for whoever leaves a form and comes back.

use super::browser;
use leptos::html;
use leptos::prelude::*;

/// The words of one form, kept in this tab until they are saved or discarded.
#[derive(Clone, Copy)]
pub struct Unsaved {
    form: NodeRef<html::Form>,
    key: StoredValue<String>,
    /// Whether words were brought back that are not saved.
    restored: RwSignal<bool>,
}

impl Unsaved {
    /// Brings back what was typed into `form` before under this `key`, and tells `on_restore`.
    pub fn new(form: NodeRef<html::Form>, key: String, on_restore: impl Fn() + 'static) -> Self {
        let unsaved = Self { form, key: StoredValue::new(key), restored: RwSignal::new(false) };
        Effect::new(move |_| {
            let Some(form) = form.get() else { return };
            if unsaved.key.with_value(|key| browser::restore_words(&form, key)) {
                unsaved.restored.set(true);
                on_restore();
            }
        });
        unsaved
    }

    /// Something was typed.
    pub fn keep(self) {
        if let Some(form) = self.form.get_untracked() {
            self.key.with_value(|key| browser::keep_words(&form, key));
        }
    }

    /// It is saved, or not wanted any more.
    pub fn forget(self) {
        self.key.with_value(|key| browser::forget_words(key));
        self.restored.set(false);
    }

    /// Whether words were brought back; reactive.
    pub fn is_restored(self) -> bool {
        self.restored.get()
    }
}
