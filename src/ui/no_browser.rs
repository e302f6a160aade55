//! Stands in for `browser.rs` where there is no browser: nothing here is ever reached while a page
//! is rendered, because effects and events do not run on the server.

/// Never called on the server.
pub async fn copy(_text: &str) -> bool {
    false
}

/// Never called on the server.
pub fn focus(_id: &str) {}

/// Never called on the server.
pub fn after_the_click(_act: impl FnOnce() + 'static) {}

/// Never called on the server.
pub fn send_on_leaving(_url: &str, _form: &leptos::web_sys::HtmlFormElement) {}

/// Never called on the server.
pub fn local_time(_rfc3339: &str, _day: bool) -> Option<String> {
    None
}

/// Never called on the server.
pub fn theme() -> String {
    String::new()
}

/// Never called on the server.
pub fn set_theme(_theme: &str) {}
