//! Forms that post without leaving their page. Their markup is that of any form, so that they work
//! without JavaScript too.

use super::browser;
use crate::error::AppError;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;

/// What a form posts to, and what became of it. One type for all server functions, of which the
/// browser needs no more than the address.
#[derive(Clone, Copy)]
pub struct FormAction {
    url: &'static str,
    pending: RwSignal<bool>,
    answer: RwSignal<Option<Result<(), AppError>>>,
}

impl FormAction {
    /// A form for the server function `F`.
    pub fn to<F: ServerFn>() -> Self {
        Self::at(F::url())
    }

    fn at(url: &'static str) -> Self {
        Self { url, pending: RwSignal::new(false), answer: RwSignal::new(None) }
    }

    /// The form's `action`.
    pub fn url(self) -> &'static str {
        self.url
    }

    /// Whether a request is under way.
    pub fn pending(self) -> RwSignal<bool> {
        self.pending
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
        }
    }

    /// Posts these fields, unless a request is under way.
    pub fn send(self, fields: String) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        spawn_local(async move {
            let answer = browser::post(self.url, fields).await.map(|_| ());
            // The answer may have led to another page already.
            self.pending.try_set(false);
            self.answer.try_set(Some(answer));
        });
    }
}
