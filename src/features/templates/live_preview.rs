//! The preview of what is typed: the editor's form, posted into a sandboxed frame by a button of its
//! own. With JavaScript the button is pressed by itself, whenever there is a pause.

use crate::domain::ids::TemplateId;
use crate::domain::language::Language;
use crate::domain::templates::form::{TemplateBody, TemplateSubject};
use crate::domain::templates::text::TemplateKind;
use crate::paths;
use crate::ui::browser;
use crate::ui::password::hydrated;
use crate::ui::preview::{PreviewFrame, TEXT, VIEW};
use leptos::html;
use leptos::prelude::*;
use std::time::Duration;

/// The id of the button that fills the frame with the HTML part.
pub const UPDATE_HTML: &str = "update-html";
/// The id of the one for the plain text.
pub const UPDATE_TEXT: &str = "update-text";

/// How long somebody pauses before the preview follows.
const PAUSE: Duration = Duration::from_millis(500);

/// Keeps the preview up to date with its form.
#[derive(Clone, Copy)]
pub struct LivePreview {
    form: NodeRef<html::Form>,
    kind: TemplateKind,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// Grows with every update; 0 shows what is saved.
    round: RwSignal<u32>,
    /// Whether the last update was one of the plain text.
    shows_text: StoredValue<bool>,
}

impl LivePreview {
    /// The preview of `form`.
    pub fn new(form: NodeRef<html::Form>, kind: TemplateKind) -> Self {
        let live = Self {
            form,
            kind,
            timer: StoredValue::new(None),
            round: RwSignal::new(0),
            shows_text: StoredValue::new(false),
        };
        on_cleanup(move || live.clear_timer());
        live
    }

    /// Something was typed.
    pub fn soon(self) {
        self.clear_timer();
        self.timer.set_value(set_timeout_with_handle(move || self.update(), PAUSE).ok());
    }

    /// Somebody else is to be the recipient.
    pub fn now(self) {
        self.clear_timer();
        self.update();
    }

    /// Another view was chosen, whose frame may be older than what is typed.
    pub fn switched(self) {
        let Some(form) = self.form.try_get_untracked().flatten() else { return };
        if self.round.get_untracked() > 0 && (browser::value(&form, VIEW) == TEXT) != self.shows_text.get_value() {
            self.now();
        }
    }

    fn clear_timer(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    /// While a placeholder is half typed, the preview stays as it was.
    fn update(self) {
        let Some(form) = self.form.try_get_untracked().flatten() else { return };
        let subject = TemplateSubject::parse(&browser::value(&form, "form[subject]"), self.kind);
        let body = TemplateBody::parse(&browser::value(&form, "form[body]"), self.kind);
        if subject.is_err() || body.is_err() {
            return;
        }
        let is_text = browser::value(&form, VIEW) == TEXT;
        self.shows_text.set_value(is_text);
        self.round.update(|round| *round += 1);
        // Once the new frames are there.
        set_timeout(move || browser::press(if is_text { UPDATE_TEXT } else { UPDATE_HTML }), Duration::ZERO);
    }
}

/// The two frames: as saved, then as typed. Each update has frames of its own, because one more page in
/// an old frame would be one more step in the history, and Back would lead to what was typed before.
#[component]
pub fn Frames(
    live: LivePreview,
    template: Option<TemplateId>,
    language: Language,
    /// Whose mail is shown at first.
    contact: String,
) -> impl IntoView {
    let saved = StoredValue::new(contact);
    let src = move |round: u32, view: &str| {
        (round == 0)
            .then(|| saved.with_value(|contact| paths::email_template_preview(template, language, contact, view)))
    };
    view! {
        <For each=move || [live.round.get()] key=|round| *round let:round>
            <PreviewFrame class="preview-html" src=src(round, "html") title="Preview of the email"/>
            <PreviewFrame
                class="preview-text" src=src(round, "text") title="Preview of the email as plain text"
                attr:loading="lazy"
            />
        </For>
    }
}

/// What fills the frames; the style sheet shows the one for the view that is chosen.
#[component]
pub fn UpdateButtons(template: Option<TemplateId>, language: Language) -> impl IntoView {
    let hydrated = hydrated();
    let button = move |id: &'static str, view: &'static str, frame: &'static str| {
        view! {
            <button
                id=id
                class="button small"
                type="submit"
                formaction=paths::email_template_preview(template, language, "", view)
                formtarget=frame
                hidden=move || hydrated.get()
            >
                "Update preview"
            </button>
        }
    };
    view! {
        <div class="template-update">
            {button(UPDATE_HTML, "html", "preview-html")} {button(UPDATE_TEXT, "text", "preview-text")}
        </div>
    }
}
