//! A new password, with a judgement while it is typed.

use super::api::RatePassword;
use crate::domain::password::{Password, Strength};
use crate::ui::form_state::FormState;
use crate::ui::password::PasswordField;
use crate::ui::server_data::ask;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// The pause in typing after which the server rates the password.
const PAUSE: Duration = Duration::from_millis(250);

/// A field for a new password.
#[component]
pub fn NewPasswordField(
    form: FormState,
    label: &'static str,
    /// Words that make a password guessable: names, the address, the organisation.
    #[prop(into)]
    context: Signal<String>,
    /// Has the focus as the page opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let strength = RwSignal::new(None);
    let on_type = rate(context, strength);
    view! {
        <PasswordField
            form field="password" label autocomplete="new-password"
            hint=t!(auth::n8_characters_or_more_a_few) on_type strength autofocus
        />
    }
}

/// Sets `strength` to the judgement of the newest password, once the typing pauses.
fn rate(context: Signal<String>, strength: RwSignal<Option<Strength>>) -> Callback<String> {
    let newest = StoredValue::new(String::new());
    Callback::new(move |password: String| {
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
                        strength.set(judgement.ok().flatten());
                    }
                });
            }
        };
        set_timeout(rate, PAUSE);
    })
}
