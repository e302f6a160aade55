use crate::domain::template::Placeholder;
use crate::ui::password::hydrated;
use leptos::prelude::*;

/// What a template can say, to read and, with JavaScript, to put where the caret is.
#[component]
pub fn Placeholders(
    /// Called with a placeholder as it is typed.
    insert: Callback<String>,
) -> impl IntoView {
    let hydrated = hydrated();
    let entries = Placeholder::ALL.map(|placeholder| {
        let code = placeholder.code();
        view! {
            <li>
                <code>{code.clone()}</code>
                <span>{placeholder.meaning()}</span>
                <button
                    type="button"
                    class="button small quiet"
                    hidden=move || !hydrated.get()
                    on:click=move |_| insert.run(placeholder.code())
                >
                    "Insert" <span class="visually-hidden">{[" ", &code].concat()}</span>
                </button>
            </li>
        }
        .into_any()
    });
    view! {
        <section class="placeholders" aria-labelledby="placeholders">
            <h2 id="placeholders">"Placeholders"</h2>
            <p class="field-hint">
                "They stand for what is different in each email. Words after a | are used where there is nothing else: "
                <code>"{{ contact_first_name | there }}"</code> "."
            </p>
            <ul>{entries}</ul>
        </section>
    }
}
