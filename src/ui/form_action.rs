//! Forms that post without leaving their page. Their markup is that of any form, so that they work
//! without JavaScript too.

use super::browser;
use super::password_prompt::PasswordPrompt;
use crate::error::AppError;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;

/// What a form posts to, and the result. One type for all server functions, of which the browser needs no more than the
/// address.
#[derive(Clone, Copy)]
pub struct FormAction {
    url: &'static str,
    /// Whether its success leads to a page that is reloaded.
    leaves: bool,
    /// Asks for the password where it is needed again.
    prompt: Option<PasswordPrompt>,
    pending: RwSignal<bool>,
    answer: RwSignal<Option<Result<(), AppError>>>,
}

impl FormAction {
    /// A form for the server function `F`.
    pub fn to<F: ServerFn>() -> Self {
        Self::at(F::url(), false)
    }

    /// The same for one that signs in: nothing of the page before stays in memory.
    pub fn leaving_to<F: ServerFn>() -> Self {
        Self::at(F::url(), true)
    }

    fn at(url: &'static str, leaves: bool) -> Self {
        Self { url, leaves, prompt: use_context(), pending: RwSignal::new(false), answer: RwSignal::new(None) }
    }

    /// The form's `action`.
    pub fn url(self) -> &'static str {
        self.url
    }

    /// Whether a request is under way.
    pub fn pending(self) -> RwSignal<bool> {
        self.pending
    }

    /// `aria-disabled` of the form's buttons. A button that is truly disabled would drop the focus.
    pub fn busy(self) -> impl Fn() -> Option<&'static str> + Copy + Send + 'static {
        move || self.pending.get().then_some("true")
    }

    /// The newest answer, once there is one.
    pub fn answer(self) -> RwSignal<Option<Result<(), AppError>>> {
        self.answer
    }

    /// The form's `on:submit`.
    pub fn on_submit(self) -> impl Fn(SubmitEvent) + Copy + 'static {
        move |event| self.submit(&event)
    }

    /// Posts the form that `event` is about, and goes where the server says.
    pub fn submit(self, event: &SubmitEvent) {
        event.prevent_default();
        if let Some(fields) = browser::submitted(event) {
            self.send(fields);
            browser::keep_focus_near(event);
        }
    }

    /// Posts these fields, unless a request is under way.
    pub fn send(self, fields: String) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        spawn_local(async move {
            let answer = match self.leaves {
                true => browser::post_and_leave(self.url, fields.clone()).await,
                false => browser::post(self.url, fields.clone()).await,
            };
            let answer = answer.map(|_| ());
            if let (Err(AppError::PasswordNeeded), Some(prompt)) = (&answer, self.prompt) {
                self.pending.try_set(false);
                prompt.ask(Callback::new(move |()| self.send(fields.clone())));
                return;
            }
            // The answer may have led to another page already, or be about to.
            self.pending.try_set(self.leaves && answer.is_ok());
            self.answer.try_set(Some(answer));
        });
    }
}
