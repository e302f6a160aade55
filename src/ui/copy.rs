//! Copying without selecting.

use super::browser;
use super::icon::Icon;
use super::password::hydrated;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long the button answers before it offers to copy again.
const ANSWER: Duration = Duration::from_secs(3);

/// Copies `text` and answers "Copied". Hidden where there is no JavaScript: the text beside it can
/// be selected there.
#[component]
pub fn CopyButton(
    #[prop(into)] text: String,
    #[prop(default = t!(ui::copy).to_owned(), into)] label: String,
    /// Copies as soon as it shows, for a click that asked for just that.
    #[prop(optional)]
    at_once: bool,
) -> impl IntoView {
    let hydrated = hydrated();
    let text = StoredValue::new(text);
    let answer = RwSignal::new("");
    let copy = move || {
        spawn_local(async move {
            let copied = browser::copy(&text.get_value()).await;
            answer.try_set(if copied { t!(ui::copied) } else { t!(ui::select_the_text_and_copy_it) });
            set_timeout(move || _ = answer.try_set(""), ANSWER);
        });
    };
    Effect::new(move |_| {
        if at_once && browser::has_clipboard() {
            copy();
        }
    });
    view! {
        <span class="copy" hidden=move || !hydrated.get()>
            <button type="button" class="button" on:click=move |_| copy()>
                <Icon name="copy"/>
                {label}
            </button>
            <span class="copy-answer" role="status">{answer}</span>
        </span>
    }
}
