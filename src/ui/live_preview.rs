//! The preview of what is typed: a form, posted into a sandboxed frame by a button. With JavaScript the button is
//! pressed automatically, whenever there is a pause.

use super::browser;
use super::form_action::FormAction;
use super::password::hydrated;
use super::preview::{PreviewFrame, TEXT, VIEW};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::HtmlFormElement;
use std::time::Duration;

/// The id of the button that fills the frame with the HTML part.
pub const UPDATE_HTML: &str = "update-html";
/// The id of the one for the plain text.
pub const UPDATE_TEXT: &str = "update-text";

/// The pause in typing before the preview updates.
const PAUSE: Duration = Duration::from_millis(500);

/// Whether a form can be shown as it is.
type IsReady = Box<dyn Fn(&HtmlFormElement) -> bool + Send + Sync>;

/// Keeps the preview up to date with its form.
#[derive(Clone, Copy)]
pub struct LivePreview {
    form: NodeRef<html::Form>,
    is_ready: StoredValue<IsReady>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// Grows with every update; 0 shows what is saved.
    round: RwSignal<u32>,
    /// Whether the last update was one of the plain text.
    shows_text: StoredValue<bool>,
}

impl LivePreview {
    /// The preview of `form`, which stays as it was while the form is not ready.
    pub fn new(form: NodeRef<html::Form>, is_ready: impl Fn(&HtmlFormElement) -> bool + Send + Sync + 'static) -> Self {
        let live = Self {
            form,
            is_ready: StoredValue::new(Box::new(is_ready)),
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

    /// Updates the preview after another recipient was chosen.
    pub fn now(self) {
        self.clear_timer();
        self.update();
    }

    /// Another view was chosen, whose frame may be older than what is typed.
    pub fn switched(self) {
        if self.round.get_untracked() > 0 && (browser::chosen(VIEW) == TEXT) != self.shows_text.get_value() {
            self.now();
        }
    }

    fn clear_timer(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    fn update(self) {
        let Some(form) = self.form.try_get_untracked().flatten() else { return };
        if self.is_ready.with_value(|is_ready| !is_ready(&form)) {
            return;
        }
        let is_text = browser::chosen(VIEW) == TEXT;
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
    /// Where the HTML part and the plain text are as saved.
    saved: [String; 2],
) -> impl IntoView {
    let saved = StoredValue::new(saved);
    let src = move |round: u32, part: usize| (round == 0).then(|| saved.with_value(|saved| saved[part].clone()));
    view! {
        <For each=move || [live.round.get()] key=|round| *round let:round>
            <PreviewFrame class="preview-html" src=src(round, 0) title=t!(ui::preview_of_the_email)/>
            <PreviewFrame
                class="preview-text" src=src(round, 1) title=t!(ui::preview_of_the_email_as_plain)
                attr:loading="lazy"
            />
        </For>
    }
}

/// What fills the frames; the style sheet shows the one for the view that is chosen.
#[component]
pub fn UpdateButtons(
    /// Where the form is posted for the HTML part and the plain text.
    to: [String; 2],
    /// The id of the form, for buttons that stand outside of it.
    #[prop(optional)]
    form: Option<&'static str>,
) -> impl IntoView {
    let hydrated = hydrated();
    let button = move |id: &'static str, to: String, frame: &'static str| {
        view! {
            <button
                id=id
                class="button small"
                type="submit"
                form=form
                formaction=to
                formtarget=frame
                hidden=move || hydrated.get()
            >
                {t!(ui::update_preview)}
            </button>
        }
        .into_any()
    };
    let [html, text] = to;
    view! {
        <div class="preview-update">
            {button(UPDATE_HTML, html, "preview-html")} {button(UPDATE_TEXT, text, "preview-text")}
        </div>
    }
}

/// The `on:submit` of a form with a preview that posts to `post`.
pub fn on_submit(post: FormAction) -> impl Fn(SubmitEvent) + Copy + 'static {
    move |event| {
        if !is_update(&event) {
            post.submit(&event);
        }
    }
}

/// Whether a form was submitted by one of the [`UpdateButtons`], which the browser posts into their frame.
pub fn is_update(event: &SubmitEvent) -> bool {
    matches!(browser::pressed(event).as_deref(), Some(UPDATE_HTML | UPDATE_TEXT))
}
