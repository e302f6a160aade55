use crate::domain::templates::text::TemplateKind;
use crate::ui::rich::{SLOTS, rich};
use leptos::prelude::*;

/// What a template can say, to read.
#[component]
pub fn Placeholders(kind: TemplateKind) -> impl IntoView {
    let entries = kind.placeholders().iter().map(|placeholder| {
        view! { <div><dt><code>{placeholder.code()}</code></dt> <dd>{placeholder.meaning()}</dd></div> }.into_any()
    });
    view! {
        <details class="more-fields placeholders">
            <summary>{t!(templates::placeholders_and_formatting)}</summary>
            <div class="more-fields-body">
                <p class="field-hint">
                    {rich(
                        &t!(templates::fallback_hint, code = SLOTS[0]),
                        [view! { <code>{t!(templates::contact_first_name_there)}</code> }.into_any()],
                    )}
                </p>
                <dl>{entries.collect_view()}</dl>
            </div>
        </details>
    }
}
