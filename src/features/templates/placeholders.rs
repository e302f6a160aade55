use crate::domain::templates::text::TemplateKind;
use crate::ui::password::hydrated;
use leptos::prelude::*;

/// What a template can say, to read and, with JavaScript, to put where the caret is.
#[component]
pub fn Placeholders(
    kind: TemplateKind,
    /// Called with a placeholder as it is typed.
    insert: Callback<String>,
) -> impl IntoView {
    let hydrated = hydrated();
    let entries = kind.placeholders().iter().map(|placeholder| {
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
                "Write in Markdown: **bold**, *italic*, [a link](https://example.com). Placeholders stand for what is different in each email. Words after a | are used where there is nothing else: "
                <code>"{{ contact_first_name | there }}"</code> "."
            </p>
            <ul>{entries.collect_view()}</ul>
        </section>
    }
}
