//! Replaces `browser.rs` where there is no browser. While a page is rendered only [`ask`] is ever reached, because
//! effects and events do not run on the server.

use super::rpc::{Query, RawResponse, ResponseFuture};
use crate::domain::time::Timestamp;
use crate::error::AppError;
use crate::reply;
use leptos::context::use_context;
use leptos::ev::{DragEvent, KeyboardEvent, MouseEvent, PointerEvent, SubmitEvent};
use leptos::web_sys::{Element, Event, HtmlDialogElement, HtmlElement, HtmlFormElement};

/// The id of the one place that says what changed to those who hear the page.
pub const ANNOUNCER: &str = "announcer";

/// Never called on the server.
pub async fn copy(_text: &str) -> bool {
    false
}

/// Never called on the server.
pub fn has_clipboard() -> bool {
    false
}

/// Never called on the server.
pub fn announce(_words: &str) {}

/// Never called on the server.
pub fn focus(_id: &str) {}

/// Never called on the server.
pub fn focus_first(_selector: &str) {}

/// Never called on the server.
pub fn text_of(_id: &str) -> String {
    String::new()
}

/// Never called on the server.
pub fn fill(_id: &str, _text: &str) {}

/// Whether this is a browser.
pub const IS_HERE: bool = false;

/// Never called on the server.
pub fn keep_focus_while_patching() {}

/// The server writes pages and takes over none.
pub fn announce_takeover() {}

/// Never called on the server.
pub fn in_turn(_act: impl FnOnce() + 'static) {}

/// Never called on the server.
pub fn arrive(_heading: HtmlElement, _is_new_page: bool) {}

/// Never called on the server.
pub fn keep_focus_near(_event: &SubmitEvent) {}

/// Never called on the server.
pub fn open_dialog(_dialog: &HtmlDialogElement) {}

/// Never called on the server.
pub fn close_dialog_of(_event: &SubmitEvent) {}

/// Never called on the server.
pub fn is_target(_event: &MouseEvent, _element: &Element) -> bool {
    false
}

/// Never called on the server.
pub fn is_within(_event: &PointerEvent, _element: &Element) -> bool {
    false
}

/// Never called on the server.
pub fn restore_scroll() {}

/// Never called on the server.
pub fn press(_id: &str) {}

/// Never called on the server.
pub fn insert(_id: &str, _text: &str) -> Option<String> {
    None
}

/// Never called on the server.
pub fn mark(_: &str, _: u32, _: u32) {}

/// Never called on the server.
pub fn wrap(_id: &str, _before: &str, _sample: &str, _after: &str, _next: &str) -> Option<String> {
    None
}

/// Never called on the server.
pub fn target_id(_event: &Event) -> String {
    String::new()
}

/// Never called on the server.
pub fn pressed(_event: &SubmitEvent) -> Option<String> {
    None
}

/// Never called on the server.
pub fn after_the_click(_act: impl FnOnce() + 'static) {}

/// Runs the server function in place.
pub fn ask<F: Query>(arguments: String) -> ResponseFuture {
    Box::pin(async move {
        let result = answer::<F>(&arguments).await;
        RawResponse { arguments, result }
    })
}

async fn answer<F: Query>(arguments: &str) -> Result<Vec<u8>, AppError> {
    let question: F = serde_qs::from_str(arguments).map_err(|_| AppError::Malformed)?;
    reply::encode(&question.run_body().await?)
}

/// Never called on the server.
pub async fn post_and_leave(_url: &str, _fields: String) -> Result<Vec<u8>, AppError> {
    Err(AppError::Offline)
}

/// Never called on the server.
pub async fn post(_url: &str, _fields: String) -> Result<Vec<u8>, AppError> {
    Err(AppError::Offline)
}

/// Never called on the server.
pub fn fields(_form: &HtmlFormElement) -> Option<String> {
    None
}

/// Never called on the server.
pub fn fields_of(_id: &str) -> Option<String> {
    None
}

/// Never called on the server.
pub fn value(_form: &HtmlFormElement, _name: &str) -> String {
    String::new()
}

/// Never called on the server.
pub fn chosen(_name: &str) -> String {
    String::new()
}

/// Never called on the server.
pub fn submitted(_event: &SubmitEvent) -> Option<String> {
    None
}

/// Never called on the server.
pub fn submit_chosen_file(_event: &Event) {}

/// Never called on the server.
pub fn send(_url: &str, _form: &HtmlFormElement) {}

/// Never called on the server.
pub fn ahead_of_utc(_at: Timestamp) -> Option<i64> {
    None
}

/// When the page is written.
#[derive(Clone, Copy)]
pub struct WrittenAt(pub Timestamp);

/// The present instant for the page that is being written.
pub fn now() -> Option<Timestamp> {
    use_context().map(|WrittenAt(now)| now)
}

/// The choice to have no keyboard shortcuts.
pub const SHORTCUTS_OFF: &str = "shortcuts-off";

/// Never called on the server.
pub fn begin_drag(_event: &DragEvent) {}

/// Never called on the server.
pub fn keep_in_history(_text: &str) {}

/// Never called on the server.
pub fn kept_in_history() -> Option<String> {
    None
}

/// Never called on the server.
pub fn remembers(_choice: &str) -> bool {
    false
}

/// Never called on the server.
pub fn remember(_choice: &str, _value: Option<&str>) {}

/// Never called on the server.
pub fn is_shortcut(_event: &KeyboardEvent) -> bool {
    false
}

/// Never called on the server.
pub fn is_palette_key(_event: &KeyboardEvent) -> bool {
    false
}

/// Never called on the server.
pub fn visit(_path: &str) {}

/// Never called on the server.
pub fn has(_id: &str) -> bool {
    false
}

/// Never called on the server.
pub fn begin_next_page_at(_id: &'static str) {}

/// Never called on the server.
pub fn focus_soon(_id: &'static str) {}

/// Never called on the server.
pub fn move_in_table(_by: i32) {}

/// Never called on the server.
pub fn press_in_row(_selector: &str) {}

/// Never called on the server.
pub fn reload() {}

/// Never called on the server.
pub fn keep_words(_form: &HtmlFormElement, _key: &str) {}

/// Never called on the server.
pub fn forget_words(_key: &str) {}

/// Never called on the server.
pub fn restore_words(_form: &HtmlFormElement, _key: &str) -> bool {
    false
}

/// Never called on the server.
pub fn open_news(_url: &'static str, _hear: impl Fn(Option<String>) + 'static) {}

/// Never called on the server.
pub fn look_after_news() {}

/// Never called on the server.
pub fn close_news() {}

/// Never called on the server.
pub fn theme() -> String {
    String::new()
}

/// Never called on the server.
pub fn set_theme(_theme: &str) {}
