//! The judgement of a password while it is typed.

use super::api::RatePassword;
use crate::domain::password::{Password, Strength};
use crate::ui::server_data::ask;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long somebody pauses before the server is asked for its judgement.
const PAUSE: Duration = Duration::from_millis(250);

/// What a `PasswordField` needs for its meter.
#[derive(Clone, Copy)]
pub struct Rating {
    /// The judgement of the newest text, where there is one.
    pub strength: RwSignal<Option<Strength>>,
    /// To be called with the password as one types.
    pub on_type: Callback<String>,
}

impl Rating {
    /// `context` are words that make a password guessable: names, the address, the organisation.
    pub fn new(context: Signal<String>) -> Self {
        let strength = RwSignal::new(None);
        let newest = StoredValue::new(String::new());
        let on_type = Callback::new(move |password: String| {
            newest.set_value(password.clone());
            if Password::parse(&password).is_err() {
                let short = (1..Password::MIN).contains(&password.chars().count());
                strength.set(short.then_some(Strength::TooWeak));
                return;
            }
            let is_newest = move |password: &String| newest.try_with_value(|newest| newest == password) == Some(true);
            let rate = move || {
                if is_newest(&password) {
                    spawn_local(async move {
                        let question = RatePassword { password: password.clone(), context: context.get_untracked() };
                        let judgement = ask(question).await;
                        if is_newest(&password) {
                            strength.set(judgement.ok());
                        }
                    });
                }
            };
            set_timeout(rate, PAUSE);
        });
        Self { strength, on_type }
    }
}
