//! What a form knows beside its inputs: complaints, and what was typed before the page was loaded.

use super::browser;
use super::flash::flash_for;
use super::form_action::FormAction;
use crate::domain::text::Invalid;
use crate::error::AppError;
use leptos::prelude::*;

type FieldMessages = Vec<(String, String)>;

/// The state of one form, shared by its fields.
#[derive(Clone, Copy)]
pub struct FormState {
    errors: RwSignal<FieldMessages>,
    /// The answer to the last submit, when it failed.
    failure: RwSignal<Option<AppError>>,
    typed: StoredValue<Option<FieldMessages>>,
}

impl FormState {
    /// The form that posts to `action`, for example `SignIn::url()`: with the error and the values
    /// that this page load brought back for it.
    pub fn new(action: &str) -> Self {
        let (failure, typed) = match flash_for(action) {
            Some(flash) => (flash.error, Some(flash.typed)),
            None => (None, None),
        };
        Self {
            errors: RwSignal::new(errors(failure.as_ref())),
            failure: RwSignal::new(failure),
            typed: StoredValue::new(typed),
        }
    }

    /// The form that posts by `post`: see [`new`](Self::new) and [`follow`](Self::follow).
    pub fn of(post: FormAction) -> Self {
        Self::new(post.url()).follow(post)
    }

    /// Another button of the form posts to `action`: what this page load brought back for that one.
    pub fn also(self, action: &str) -> Self {
        if let Some(flash) = flash_for(action) {
            self.errors.set(errors(flash.error.as_ref()));
            self.failure.set(flash.error);
            self.typed.set_value(Some(flash.typed));
        }
        self
    }

    /// Shows the newest error of `post` and leads to the first field that is wrong.
    pub fn follow(self, post: FormAction) -> Self {
        Effect::new(move |_| {
            if let Some(answer) = post.answer().get() {
                self.show_failure(answer.err());
            }
        });
        self
    }

    /// Shows `failure` instead of all earlier complaints; none clears them.
    pub fn show_failure(self, failure: Option<AppError>) {
        let errors = errors(failure.as_ref());
        let first = errors.first().map(|(field, _)| field.clone());
        self.errors.set(errors);
        self.failure.set(failure);
        if let Some(first) = first {
            browser::focus(&first);
        }
    }

    /// The complaint about `field`.
    pub fn error(self, field: &'static str) -> Signal<Option<String>> {
        let errors = self.errors;
        Signal::derive(move || {
            errors.try_with(|all| all.iter().find(|(name, _)| name == field).map(|(_, text)| text.clone()))?
        })
    }

    /// The error that no field can show.
    pub fn banner(self) -> Signal<Option<AppError>> {
        let failure = self.failure;
        Signal::derive(move || failure.get().filter(|error| !matches!(error, AppError::Invalid(_))))
    }

    /// The complaints of the last submit that still hold, in the order of the fields.
    pub(super) fn summary(self) -> FieldMessages {
        let mut summary = self.failure.with(|failure| errors(failure.as_ref()));
        self.errors.with(|errors| summary.retain(|(field, _)| errors.iter().any(|(wrong, _)| wrong == field)));
        summary
    }

    /// Whether `field` is the first that is wrong as the page is rendered.
    pub fn is_first_wrong(self, field: &str) -> bool {
        self.failure.with_untracked(|failure| errors(failure.as_ref()).first().is_some_and(|(first, _)| first == field))
    }

    /// Sets or clears the complaint about one field; for checking as one leaves it.
    pub fn check<T>(self, field: &'static str, result: Result<T, Invalid>) {
        self.set_error(field, result.err().map(|Invalid(message)| message));
    }

    /// Sets or clears the complaint about one field.
    pub fn set_error(self, field: &'static str, message: Option<String>) {
        self.errors.maybe_update(|all| {
            let before = all.clone();
            all.retain(|(name, _)| name != field);
            all.extend(message.map(|message| (field.to_owned(), message)));
            *all != before
        });
    }

    /// What was typed into `field` before the page was loaded; else `fallback`.
    pub fn typed(self, field: &str, fallback: &str) -> String {
        self.typed.with_value(|typed| {
            let found = typed.iter().flatten().find(|(name, _)| name == field);
            found.map_or(fallback, |(_, value)| value).to_owned()
        })
    }

    /// Which boxes of the group `field` were checked before the page was loaded, if this form was
    /// sent before.
    pub fn typed_all(self, field: &str) -> Option<Vec<String>> {
        self.typed.with_value(|typed| {
            let typed = typed.as_ref()?;
            Some(typed.iter().filter(|(name, _)| name == field).map(|(_, value)| value.clone()).collect())
        })
    }
}

fn errors(failure: Option<&AppError>) -> FieldMessages {
    match failure {
        Some(AppError::Invalid(errors)) => {
            errors.iter().map(|(field, text)| (field.to_owned(), text.to_owned())).collect()
        }
        _ => Vec::new(),
    }
}
