//! What to do once the password was given that a form needs.

use leptos::prelude::*;

/// Holds a form that is sent again after the password; in the context of pages that can ask for it.
#[derive(Clone, Copy)]
pub struct PasswordPrompt(RwSignal<Option<Callback<()>>>);

impl PasswordPrompt {
    /// Lets the forms on this page ask.
    pub fn provide() -> Self {
        let prompt = Self(RwSignal::new(None));
        provide_context(prompt);
        prompt
    }

    /// Asks, and calls `again` once the password was right.
    pub fn ask(self, again: Callback<()>) {
        self.0.set(Some(again));
    }

    /// Whether the password is asked for now.
    pub fn is_open(self) -> bool {
        self.0.with(Option::is_some)
    }

    /// Goes on with what needed it.
    pub fn resume(self) {
        if let Some(again) = self.0.get_untracked() {
            again.run(());
        }
    }

    /// Forgets what needed it.
    pub fn close(self) {
        self.0.set(None);
    }
}
