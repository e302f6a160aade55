//! What only a browser can do. On the server `no_browser.rs` takes this file's place.

use super::rpc::{Query, RawResponse, ResponseFuture};
use crate::error::AppError;
use leptos::ev::{self, SubmitEvent};
use leptos::leptos_dom::helpers::WindowListenerHandle;
use leptos::prelude::{document, set_timeout, window, window_event_listener};
use leptos::server_fn::client::Client;
use leptos::server_fn::client::browser::BrowserClient;
use leptos::server_fn::redirect::call_redirect_hook;
use leptos::server_fn::request::ClientReq;
use leptos::server_fn::request::browser::BrowserRequest;
use leptos::server_fn::response::ClientRes;
use leptos::web_sys::{FormData, HtmlElement, HtmlFormElement, HtmlTextAreaElement, Storage, UrlSearchParams};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The name under which `public/theme.js` looks for the choice.
const THEME: &str = "theme";

/// Puts `text` on the clipboard; says whether the browser allowed it. Over plain http, except on the
/// own machine, browsers have no clipboard.
pub async fn copy(text: &str) -> bool {
    if !window().is_secure_context() {
        return false;
    }
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}

/// Moves the focus to the element with this id, if there is one.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id).and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        element.focus().ok();
    }
}

/// Presses the button with this id, if there is one.
pub fn press(id: &str) {
    if let Some(button) = document().get_element_by_id(id).and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}

/// Puts `text` where the caret is in the text area with this id, and goes on there; returns all of its
/// text then.
pub fn insert(id: &str, text: &str) -> Option<String> {
    let area: HtmlTextAreaElement = document().get_element_by_id(id)?.dyn_into().ok()?;
    area.focus().ok()?;
    area.set_range_text(text).ok()?;
    let end = area.selection_end().ok()?;
    area.set_selection_start(end).ok()?;
    Some(area.value())
}

/// Marks what stands between two places of the text area with this id, counted in UTF-16, and goes there.
pub fn mark(id: &str, from: u32, to: u32) {
    let area = document().get_element_by_id(id).and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(area) = area {
        area.focus().ok();
        area.set_selection_range(from, to).ok();
    }
}

/// The id of the button that a form was submitted by.
pub fn pressed(event: &SubmitEvent) -> Option<String> {
    event.submitter().map(|button| button.id())
}

/// Does it now; while a mouse button is down, after the click it belongs to. A page that moves between
/// press and release swallows the click.
pub fn after_the_click(act: impl FnOnce() + 'static) {
    let is_pressed = document().query_selector(":active").is_ok_and(|pressed| pressed.is_some());
    if !is_pressed {
        return act();
    }
    let act = Rc::new(RefCell::new(Some(act)));
    let listener = Rc::new(RefCell::new(None::<WindowListenerHandle>));
    let own = listener.clone();
    let on_release = move |_| {
        if let Some(listener) = own.take() {
            listener.remove();
        }
        if let Some(act) = act.take() {
            set_timeout(act, Duration::ZERO);
        }
    };
    listener.replace(Some(window_event_listener(ev::mouseup, on_release)));
}

/// Asks the server function `F`.
pub fn ask<F: Query>(arguments: String) -> ResponseFuture {
    ask_at(F::url(), arguments)
}

fn ask_at(url: &'static str, arguments: String) -> ResponseFuture {
    Box::pin(async move {
        let result = post(url, arguments.clone()).await;
        RawResponse { arguments, result }
    })
}

/// Posts a form's fields to `url` and goes where the server says. The answer is JSON.
pub async fn post(url: &str, fields: String) -> Result<String, AppError> {
    const FORM: &str = "application/x-www-form-urlencoded";
    let request: Result<_, AppError> = BrowserRequest::try_new_post(url, FORM, "application/json", fields);
    read_response(<BrowserClient as Client<AppError>>::send(request?).await?).await
}

async fn read_response(response: impl ClientRes<AppError>) -> Result<String, AppError> {
    let failed = response.status() >= 400;
    let onward = response.has_redirect().then(|| response.location());
    let text = response.try_into_string().await?;
    if failed {
        return Err(serde_json::from_str(&text).unwrap_or(AppError::Malformed));
    }
    if let Some(onward) = onward {
        call_redirect_hook(&onward);
    }
    Ok(text)
}

/// Posts a form's fields to `url`, even where the page goes away meanwhile; nobody hears the answer.
pub fn send(url: &str, form: &HtmlFormElement) {
    if let Ok(fields) = FormData::new_with_form(form).and_then(|fields| parameters(&fields)) {
        let _queued = window().navigator().send_beacon_with_opt_url_search_params(url, Some(&fields));
    }
}

/// What a form holds right now, as it would be posted.
pub fn fields(form: &HtmlFormElement) -> Option<String> {
    encoded(&FormData::new_with_form(form).ok()?)
}

/// What the form with this id holds right now, if the page has one.
pub fn fields_of(id: &str) -> Option<String> {
    fields(&document().get_element_by_id(id)?.dyn_into().ok()?)
}

/// What the field `name` of a form holds right now.
pub fn value(form: &HtmlFormElement, name: &str) -> String {
    let fields = FormData::new_with_form(form);
    fields.ok().and_then(|fields| fields.get(name).as_string()).unwrap_or_default()
}

/// What a form was submitted with, the pressed button included.
pub fn submitted(event: &SubmitEvent) -> Option<String> {
    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    let fields = FormData::new_with_form(&form).ok()?;
    let button = |attribute| event.submitter().and_then(|button| button.get_attribute(attribute));
    if let (Some(name), Some(value)) = (button("name"), button("value")) {
        fields.append_with_str(&name, &value).ok()?;
    }
    encoded(&fields)
}

fn encoded(fields: &FormData) -> Option<String> {
    parameters(fields).ok()?.to_string().as_string()
}

fn parameters(fields: &FormData) -> Result<UrlSearchParams, JsValue> {
    UrlSearchParams::new_with_str_sequence_sequence(fields)
}

/// An instant in the reader's zone, for example `22 Nov 2026, 15:02`, or its day only.
pub fn local_time(rfc3339: &str, day: bool) -> Option<String> {
    let style = js_sys::Object::new();
    js_sys::Reflect::set(&style, &"dateStyle".into(), &"medium".into()).ok()?;
    if !day {
        js_sys::Reflect::set(&style, &"timeStyle".into(), &"short".into()).ok()?;
    }
    let instant = js_sys::Date::new(&JsValue::from_str(rfc3339));
    instant.to_locale_string("en-GB", &style).as_string()
}

/// The chosen theme: `light`, `dark`, or empty for the system's.
pub fn theme() -> String {
    let chosen = document().document_element().and_then(|root| root.get_attribute("data-theme"));
    chosen.unwrap_or_default()
}

/// Shows `theme` and remembers it in this browser; empty follows the system again.
pub fn set_theme(theme: &str) {
    let Some(root) = document().document_element() else { return };
    let storage = storage();
    // Where storage is forbidden the choice lasts until the next page load.
    let _stored = if theme.is_empty() {
        root.remove_attribute("data-theme").ok();
        storage.map(|storage| storage.remove_item(THEME))
    } else {
        root.set_attribute("data-theme", theme).ok();
        storage.map(|storage| storage.set_item(THEME, theme))
    };
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
