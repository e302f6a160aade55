//! Saves step 1 on the server during typing, so that a reload or a closed tab loses nothing.

use super::api::SaveDetailsDraft;
use crate::error::AppError;
use crate::ui::browser;
use crate::ui::form_action::FormAction;
use leptos::ev::{self, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use std::time::Duration;

/// The pause in typing before the input is saved.
const PAUSE: Duration = Duration::from_millis(600);
/// How long to wait before trying again after the server could not be reached.
const RETRY: Duration = Duration::from_secs(5);

/// Where the newest words are.
#[derive(Clone, PartialEq, Eq)]
enum SaveState {
    /// Nothing was typed on this page yet, or only just now.
    NotYet,
    OnServer,
    /// In this page only, for this reason.
    HereOnly(AppError),
}

/// The keeper of one form. One request at a time is under way, so that an older text can never
/// arrive after a newer one.
#[derive(Clone, Copy)]
pub struct Autosave {
    form: NodeRef<html::Form>,
    saved: RwSignal<SaveState>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// Something was typed that no request has carried yet.
    dirty: StoredValue<bool>,
    in_progress: StoredValue<bool>,
    /// Waits for the request under way.
    next: StoredValue<Option<(FormAction, String)>>,
}

impl Autosave {
    /// Watches over `form`; sends what is left when the visitor goes away.
    pub fn new(form: NodeRef<html::Form>) -> Self {
        let autosave = Self {
            form,
            saved: RwSignal::new(SaveState::NotYet),
            timer: StoredValue::new(None),
            dirty: StoredValue::new(false),
            in_progress: StoredValue::new(false),
            next: StoredValue::new(None),
        };
        Effect::new(move |_| {
            let leaving = window_event_listener(ev::pagehide, move |_| autosave.send_the_rest());
            on_cleanup(move || leaving.remove());
        });
        on_cleanup(move || autosave.send_the_rest());
        autosave
    }

    /// Something was typed: keep it as soon as there is a pause.
    pub fn soon(self) {
        self.typed_more();
        self.keep_after(PAUSE);
    }

    /// A field was left: keep what was typed.
    pub fn now(self) {
        self.typed_more();
        self.keep_after(Duration::ZERO);
    }

    fn typed_more(self) {
        self.dirty.set_value(true);
        if self.saved.with_untracked(|saved| *saved == SaveState::OnServer) {
            self.saved.set(SaveState::NotYet);
        }
    }

    /// `next` carries everything from here on, once the request under way is answered: an older text
    /// would else come after it.
    pub fn hand_over(self, next: FormAction, event: &SubmitEvent) {
        event.prevent_default();
        self.dirty.set_value(false);
        self.clear_timer();
        let Some(fields) = browser::submitted(event) else { return };
        if self.in_progress.get_value() {
            self.next.set_value(Some((next, fields)));
        } else {
            next.send(fields);
        }
    }

    fn keep_after(self, pause: Duration) {
        self.clear_timer();
        let timer = set_timeout_with_handle(move || self.keep(), pause);
        self.timer.set_value(timer.ok());
    }

    fn clear_timer(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    fn keep(self) {
        let idle = self.in_progress.try_get_value() == Some(false);
        let dirty = self.dirty.try_get_value() == Some(true);
        let Some(fields) = fields(self.form) else { return };
        if !idle || !dirty {
            return;
        }
        self.dirty.set_value(false);
        self.in_progress.set_value(true);
        spawn_local(async move { self.answered(browser::post(SaveDetailsDraft::url(), fields).await.map(|_| ())) });
    }

    /// The visitor may be on another page by now, and then the answer is not needed.
    fn answered(self, answer: Result<(), AppError>) {
        if self.in_progress.try_set_value(false).is_some() {
            return;
        }
        if let Some((next, fields)) = self.next.try_update_value(Option::take).flatten() {
            return next.send(fields);
        }
        match answer {
            Ok(()) => {
                if self.dirty.get_value() {
                    self.keep_after(PAUSE);
                } else {
                    self.saved.set(SaveState::OnServer);
                }
            }
            Err(error) => {
                self.dirty.set_value(true);
                if [AppError::Offline, AppError::Busy, AppError::Unavailable, AppError::TooManyRequests]
                    .contains(&error)
                {
                    self.keep_after(RETRY);
                }
                self.saved.set(SaveState::HereOnly(error));
            }
        }
    }

    fn send_the_rest(self) {
        self.clear_timer();
        if self.dirty.try_get_value() == Some(true)
            && let Some(form) = self.form.try_get_untracked().flatten()
        {
            self.dirty.set_value(false);
            browser::send(SaveDetailsDraft::url(), &form);
        }
    }
}

/// What a form holds right now, as it would be posted.
fn fields(form: NodeRef<html::Form>) -> Option<String> {
    browser::fields(&form.try_get_untracked().flatten()?)
}

/// A quiet line that says where the newest words are. Not announced: it would interrupt typing.
#[component]
pub fn KeptLine(autosave: Autosave) -> impl IntoView {
    let words = move || match autosave.saved.get() {
        SaveState::NotYet => "",
        SaveState::OnServer => t!(onboarding::saved),
        SaveState::HereOnly(AppError::Offline) => t!(onboarding::not_saved_offline),
        SaveState::HereOnly(AppError::SignInNeeded) => t!(onboarding::not_saved_your_session_has_ended),
        SaveState::HereOnly(_) => t!(onboarding::not_saved),
    };
    view! { <p class="wizard-kept">{words}</p> }
}
