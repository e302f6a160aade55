use crate::domain::templates::text::TemplateKind;
use crate::i18n::Message;
use crate::ui::browser;
use crate::ui::password::hydrated;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// What the form of a template calls its text areas and fields.
pub const BODY: &str = "body";
/// See [`BODY`].
pub const SUBJECT: &str = "subject";

/// Words around a selection: before, sample, after, and what is to be typed next.
type Wrapping = (&'static str, Message, &'static str, &'static str);

const BOLD: Wrapping = ("**", || t!(templates::sample_bold), "**", "");
const ITALIC: Wrapping = ("*", || t!(templates::sample_italic), "*", "");
const LINK: Wrapping = ("[", || t!(templates::sample_link), "](https://)", "https://");

/// What can be done to the message without knowing Markdown: marks around what is selected, and placeholders where the
/// caret is. Hidden without JavaScript: the list of placeholders below says what to type.
#[component]
pub fn Toolbar(
    kind: TemplateKind,
    /// The field that had the focus last.
    field: RwSignal<&'static str>,
    /// Called with the message once it was changed.
    on_change: Callback<String>,
) -> impl IntoView {
    let hydrated = hydrated();
    let put = move |field: &'static str, code: String| {
        if let Some(text) = browser::insert(field, &code) {
            on_change.run(text);
        }
    };
    let mark = move |name: &'static str, sign: &'static str, class: &'static str, wrapping: Wrapping| {
        view! {
            <button type="button" class=class aria-label=name title=name on:click=move |_| wrap(wrapping, on_change)>
                {sign}
            </button>
        }
        .into_any()
    };
    let placeholders = kind.placeholders().iter().filter(|placeholder| **placeholder != kind.link());
    let chips = placeholders.map(|placeholder| {
        view! {
            <button type="button" class="chip" title=placeholder.meaning() on:click=move |_| put(field.get_untracked(), placeholder.code())>
                <span class="visually-hidden">{t!(templates::insert)} " "</span>
                {placeholder.label()}
            </button>
        }
        .into_any()
    });
    view! {
        <div class="template-tools" hidden=move || !hydrated.get()>
            <div role="group" aria-label=t!(templates::formatting) class="cluster">
                {mark(t!(templates::bold), t!(templates::bold_sign), "chip bold", BOLD)}
                {mark(t!(templates::italic), t!(templates::italic_sign), "chip italic", ITALIC)}
                {mark(t!(templates::link), t!(templates::link), "chip", LINK)}
                <button type="button" class="chip" title=kind.link().meaning() on:click=move |_| put(BODY, kind.link().code())>
                    {t!(templates::button)}
                </button>
            </div>
            <div role="group" aria-label=t!(templates::placeholders) class="cluster">{chips.collect_view()}</div>
        </div>
    }
}

fn wrap((before, sample, after, next): Wrapping, on_change: Callback<String>) {
    if let Some(text) = browser::wrap(BODY, before, sample(), after, next) {
        on_change.run(text);
    }
}

/// Bold and italic by the usual keys.
pub fn on_key(event: &KeyboardEvent, on_change: Callback<String>) {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || browser::target_id(event) != BODY {
        return;
    }
    let wrapping = match event.key().as_str() {
        "b" => BOLD,
        "i" => ITALIC,
        _ => return,
    };
    event.prevent_default();
    wrap(wrapping, on_change);
}
