//! What only a browser can do. On the server `no_browser.rs` takes this file's place.

use super::rpc::{Query, RawResponse, ResponseFuture};
use crate::domain::time::{MINUTE, Timestamp};
use crate::error::AppError;
use crate::reply::{self, POSTCARD};
use leptos::ev::{self, DragEvent, KeyboardEvent, MouseEvent, PointerEvent, SubmitEvent};
use leptos::leptos_dom::helpers::WindowListenerHandle;
use leptos::prelude::{document, set_timeout, window, window_event_listener};
use leptos::server_fn::redirect::{REDIRECT_HEADER, call_redirect_hook};
use leptos::web_sys::{
    Element, Event, EventInit, EventSource, FocusOptions, FormData, Headers, HtmlDialogElement, HtmlDocument,
    HtmlElement, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement, MessageEvent, Node, RequestInit, Response,
    Storage, UrlSearchParams,
};
use send_wrapper::SendWrapper;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// The name under which `public/theme.js` looks for the choice.
const THEME: &str = "theme";

/// The id of the one place that says what changed to those who hear the page.
pub const ANNOUNCER: &str = "announcer";

/// Until a heading that was given the focus has been read.
const ANNOUNCEMENT_DELAY: Duration = Duration::from_millis(150);

/// How often, and how many times, it is checked whether a heading is a part of the page by now.
const HEADING_CHECK: Duration = Duration::from_millis(20);
const HEADING_CHECKS: u32 = 50;

/// How often, and how many times, the focus is looked after while an answer is awaited.
const FOCUS_CHECK: Duration = Duration::from_millis(100);
const FOCUS_CHECKS: u32 = 50;

/// How often, and how many times, a page that is loading is scrolled to where it was left.
const SCROLL_CHECK: Duration = Duration::from_millis(50);
const SCROLL_CHECKS: u32 = 40;

/// Milliseconds before each further attempt to load something from a server that cannot be reached: a restart takes
/// seconds.
const PATIENCE: [i32; 3] = [1_000, 2_000, 4_000];

/// Puts `text` on the clipboard; says whether the browser allowed it. Over plain http, except on the
/// own machine, browsers have no clipboard.
pub async fn copy(text: &str) -> bool {
    if !has_clipboard() {
        return false;
    }
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}

/// Whether the browser can put text on the clipboard.
pub fn has_clipboard() -> bool {
    window().is_secure_context()
}

/// Has `public/page-guard.js` put the page back as the server wrote it.
pub fn announce_takeover() {
    if let Ok(event) = Event::new("gangway:hydrate") {
        window().dispatch_event(&event).ok();
    }
}

/// Moves the focus to the element with this id, if there is one. What it is folded into is opened.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id).and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        if let Ok(Some(folded)) = element.closest("details:not([open])") {
            folded.set_attribute("open", "").ok();
        }
        element.focus().ok();
    }
}

/// Moves the focus to the first element that `selector` finds.
pub fn focus_first(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        element.focus().ok();
    }
}

/// Whether this is a browser.
pub const IS_HERE: bool = true;

thread_local! {
    /// The heading of the page that is shown.
    static HEADING: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
    /// The id of what the next page begins at, if not at its heading.
    static BEGINNING: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// Lets the next page begin at the element with this id.
pub fn begin_next_page_at(id: &'static str) {
    BEGINNING.set(Some(id));
}

/// Moves the focus to the heading of a new page, or the field it is opened for, and says its title to those who cannot
/// see that it is another one. A heading that takes the place of one that went with the focus gets it as well.
pub fn arrive(heading: HtmlElement, is_new_page: bool) {
    // The heading is made some time before it is a part of the page.
    retry(HEADING_CHECK, HEADING_CHECKS, move || {
        if !heading.is_connected() {
            return false;
        }
        let before = HEADING.replace(Some(heading.clone()));
        let went_with_focus = || before.is_some_and(|before| !before.is_connected()) && is_focus_lost();
        if is_new_page || went_with_focus() {
            let first = is_new_page.then(first_field).flatten();
            focus_in_place(first.as_ref().unwrap_or(&heading));
            set_timeout(|| announce(&document().title()), ANNOUNCEMENT_DELAY);
        }
        true
    });
}

/// What has the focus as its page opens: what was asked for, or its own field, which browsers see to only where the
/// page is loaded.
fn first_field() -> Option<HtmlElement> {
    let asked = BEGINNING.take().and_then(|id| document().get_element_by_id(id));
    asked.or_else(|| document().query_selector("main [autofocus]").ok()?)?.dyn_into().ok()
}

/// For how many milliseconds turns are taken before the browser gets its own: half a frame.
const TURN: f64 = 8.0;

/// What may be done to a page. Before any of it, all that waits for its turn is done.
const ACTIONS: [&str; 7] = ["pointerdown", "keydown", "click", "input", "change", "submit", "toggle"];
/// What has changed by the time that it is clicked, and must not be changed back.
const KEEPS_ITS_STATE: &str = "[type=checkbox], [type=radio], select, label";

thread_local! {
    /// What waits for its turn.
    static TURNS: RefCell<VecDeque<Box<dyn FnOnce()>>> = const { RefCell::new(VecDeque::new()) };
    /// Does all of that before an event is heard.
    static HURRY: OnceCell<Closure<dyn Fn(Event)>> = const { OnceCell::new() };
}

/// Does `act` once the browser has had time for what is more urgent, after what waits already.
pub fn in_turn(act: impl FnOnce() + 'static) {
    HURRY.with(|hurry| _ = hurry.get_or_init(hurry_on_actions));
    let is_first = TURNS.with_borrow_mut(|turns| {
        turns.push_back(Box::new(act));
        turns.len() == 1
    });
    if is_first {
        set_timeout(|| spawn_local(take_turns()), Duration::ZERO);
    }
}

async fn take_turns() {
    let begun = js_sys::Date::now();
    while let Some(act) = TURNS.with_borrow_mut(VecDeque::pop_front) {
        act();
        // What follows from it belongs to its turn.
        JsFuture::from(js_sys::Promise::resolve(&JsValue::NULL)).await.ok();
        if js_sys::Date::now() - begun > TURN {
            return set_timeout(|| spawn_local(take_turns()), Duration::ZERO);
        }
    }
}

fn hurry_on_actions() -> Closure<dyn Fn(Event)> {
    let hurry = Closure::new(|event: Event| {
        // What is pressed must not move before it is let go: then it would not be clicked.
        let is_early = || target(&event).is_none_or(|it| it.closest(KEEPS_ITS_STATE).ok().flatten().is_none());
        if event.type_() == "pointerdown" && is_early() {
            return;
        }
        while let Some(act) = TURNS.with_borrow_mut(VecDeque::pop_front) {
            act();
        }
    });
    for action in ACTIONS {
        let capture = true;
        window().add_event_listener_with_callback_and_bool(action, hurry.as_ref().unchecked_ref(), capture).ok();
    }
    hurry
}

/// Tries after `pause`, and up to `times` more, until `attempt` says that it is done.
fn retry(pause: Duration, times: u32, mut attempt: impl FnMut() -> bool + 'static) {
    let again = move || {
        if !attempt() && times > 0 {
            retry(pause, times - 1, attempt);
        }
    };
    set_timeout(again, pause);
}

/// Says `words` to those who hear the page, once they have heard what has the focus.
pub fn announce(words: &str) {
    if let Some(announcer) = document().get_element_by_id(ANNOUNCER) {
        announcer.set_text_content(Some(words));
    }
}

fn focus_in_place(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).ok();
}

/// Gives the focus to the closest surroundings of a form that are left, should what has it go with the answer.
pub fn keep_focus_near(event: &SubmitEvent) {
    let mut places = Vec::new();
    let mut next = target(event);
    while let Some(element) = next {
        next = element.parent_element();
        if element.has_attribute("tabindex")
            && let Ok(place) = element.dyn_into::<HtmlElement>()
        {
            places.push(place);
        }
    }
    retry(FOCUS_CHECK, FOCUS_CHECKS, move || {
        let place = places.iter().find(|place| place.is_connected()).filter(|_| is_focus_lost());
        place.map(focus_in_place).is_some()
    });
}

/// Gives the focus back to what loses it while it is patched. Patching takes all attributes away and sets them again
/// (`tachys` 0.2), and without them links and headings cannot have the focus.
pub fn keep_focus_while_patching() {
    window_event_listener(ev::focusout, |event| {
        let Some(element) = target(&event).and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return };
        let can_have_focus = match element.tag_name().as_str() {
            "A" => element.has_attribute("href"),
            "BUTTON" | "IFRAME" | "INPUT" | "SELECT" | "SUMMARY" | "TEXTAREA" => true,
            _ => element.has_attribute("tabindex"),
        };
        if can_have_focus {
            return;
        }
        let give_back = move || {
            if element.is_connected() && is_focus_lost() {
                focus_in_place(&element);
            }
        };
        set_timeout(give_back, Duration::ZERO);
    });
}

/// Whether nothing has the focus, or what only holds it until there is something better.
fn is_focus_lost() -> bool {
    document().active_element().is_none_or(|element| ["BODY", "MAIN"].contains(&element.tag_name().as_str()))
}

/// Opens `dialog` as one that holds the focus until it is closed.
pub fn open_dialog(dialog: &HtmlDialogElement) {
    // Not `close`, which would tell those who listen for it.
    dialog.remove_attribute("open").ok();
    dialog.show_modal().ok();
    let first = dialog.query_selector("textarea, input:not([type=hidden]), form[method=dialog] button").ok().flatten();
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        // Once what was folded away has been laid out.
        set_timeout(move || focus_in_place(&first), Duration::ZERO);
    }
}

/// Closes the dialog around a form that was submitted.
pub fn close_dialog_of(event: &SubmitEvent) {
    let dialog = target(event).and_then(|form| form.closest("dialog").ok().flatten());
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// Whether a click went to `element` itself and to nothing in it, as on the ground around a dialog.
pub fn is_target(event: &MouseEvent, element: &Element) -> bool {
    target(event).as_ref() == Some(element)
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether an event happened within `element`.
pub fn is_within(event: &PointerEvent, element: &Element) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
    element.contains(target.as_ref())
}

/// Brings the visitor back to where a page was left, on Back and Forward. The browser tries that itself, but
/// before the page has loaded what it shows.
pub fn restore_scroll() {
    let places = Rc::new(RefCell::new(HashMap::<String, f64>::new()));
    let seen = places.clone();
    let on_scroll = move |_| {
        seen.borrow_mut().insert(address(), window().scroll_y().unwrap_or_default());
    };
    let listeners = [
        window_event_listener(ev::scroll, on_scroll),
        window_event_listener(ev::popstate, move |_| {
            if let Some(place) = places.borrow().get(&address()) {
                scroll_back(*place);
            }
        }),
    ];
    // As long as the page.
    listeners.into_iter().for_each(std::mem::forget);
}

fn scroll_back(place: f64) {
    retry(SCROLL_CHECK, SCROLL_CHECKS, move || {
        window().scroll_to_with_x_and_y(0.0, place);
        (window().scroll_y().unwrap_or_default() - place).abs() < 1.0
    });
}

fn address() -> String {
    window().location().href().unwrap_or_default()
}

/// Presses the button with this id, if there is one.
pub fn press(id: &str) {
    if let Some(button) = document().get_element_by_id(id).and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}

/// Types `text` at the caret of the text field or text area with this id, and moves the caret behind it; for a text
/// area it returns the whole text.
pub fn insert(id: &str, text: &str) -> Option<String> {
    focus(id);
    let area = document().get_element_by_id(id)?.dyn_into::<HtmlTextAreaElement>().ok();
    // Old-fashioned, and the only way that Undo takes back.
    let page: HtmlDocument = document().unchecked_into();
    let is_typed = page.exec_command_with_show_ui_and_value("insertText", false, text).unwrap_or(false);
    let area = area?;
    if !is_typed {
        let (from, to) = (area.selection_start().ok()??, area.selection_end().ok()??);
        area.set_range_text_with_start_and_end_and_mode(text, from, to, "end").ok()?;
    }
    Some(area.value())
}

/// Puts `before` and `after` around what is selected in the text area with this id, or else around `sample`, and selects
/// that; or, where something was selected, the word `next` of `after`. Returns all of its text then.
pub fn wrap(id: &str, before: &str, sample: &str, after: &str, next: &str) -> Option<String> {
    let area: HtmlTextAreaElement = document().get_element_by_id(id)?.dyn_into().ok()?;
    let (from, to) = (area.selection_start().ok()??, area.selection_end().ok()??);
    let units: Vec<u16> = area.value().encode_utf16().collect();
    let selected = String::from_utf16_lossy(units.get(from as usize..to as usize)?);
    let inner = if selected.is_empty() { sample } else { &selected };
    let text = insert(id, &[before, inner, after].concat())?;
    let units = |text: &str| text.encode_utf16().count() as u32;
    let begin = from + units(before);
    match after.find(next).filter(|_| !selected.is_empty() && !next.is_empty()) {
        Some(place) => mark(
            id,
            begin + units(inner) + units(&after[..place]),
            begin + units(inner) + units(&after[..place + next.len()]),
        ),
        None => mark(id, begin, begin + units(inner)),
    }
    Some(text)
}

/// Selects the text between two places of the text area with this id, counted in UTF-16, and moves there.
pub fn mark(id: &str, from: u32, to: u32) {
    let area = document().get_element_by_id(id).and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(area) = area {
        area.focus().ok();
        area.set_selection_range(from, to).ok();
    }
}

/// The id of what an event is about.
pub fn target_id(event: &Event) -> String {
    target(event).map(|element| element.id()).unwrap_or_default()
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
    Box::pin(SendWrapper::new(async move {
        let mut result = post(url, arguments.clone()).await;
        for pause in PATIENCE {
            if result != Err(AppError::Offline) {
                break;
            }
            wait(pause).await;
            result = post(url, arguments.clone()).await;
        }
        RawResponse { arguments, result }
    }))
}

async fn wait(pause: i32) {
    let timer = js_sys::Promise::new(&mut |done, _| {
        window().set_timeout_with_callback_and_timeout_and_arguments_0(&done, pause).ok();
    });
    JsFuture::from(timer).await.ok();
}

/// Posts a form's fields to `url` and goes where the server says.
pub async fn post(url: &str, fields: String) -> Result<Vec<u8>, AppError> {
    post_and(url, fields, call_redirect_hook).await
}

/// The same, and reloads the page that the server leads to: the signed-in person changes.
pub async fn post_and_leave(url: &str, fields: String) -> Result<Vec<u8>, AppError> {
    post_and(url, fields, visit).await
}

async fn post_and(url: &str, fields: String, go: fn(&str)) -> Result<Vec<u8>, AppError> {
    const FORM: &str = "application/x-www-form-urlencoded";
    let unreachable = |_: JsValue| AppError::Offline;
    let headers = Headers::new().map_err(unreachable)?;
    headers.set("accept", POSTCARD).map_err(unreachable)?;
    headers.set("content-type", FORM).map_err(unreachable)?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    request.set_body(&fields.into());
    let response = JsFuture::from(window().fetch_with_str_and_init(url, &request)).await.map_err(unreachable)?;
    read_response(&response.unchecked_into(), go).await
}

async fn read_response(response: &Response, go: fn(&str)) -> Result<Vec<u8>, AppError> {
    let header = |name| response.headers().get(name).ok().flatten();
    // What is no answer of the server is one of something in front of it.
    if header("content-type").as_deref() != Some(POSTCARD) {
        return Err(match response.status() {
            // There is no such function any more: the page is older than the server.
            405 => AppError::Malformed,
            413 => AppError::TooLarge,
            _ => AppError::Offline,
        });
    }
    let unreachable = |_: JsValue| AppError::Offline;
    let answer = JsFuture::from(response.array_buffer().map_err(unreachable)?).await.map_err(unreachable)?;
    let answer = js_sys::Uint8Array::new(&answer).to_vec();
    if !response.ok() {
        return Err(reply::decode(&answer).unwrap_or_else(|unreadable| unreadable));
    }
    if header(REDIRECT_HEADER).is_some() {
        go(&header("location").unwrap_or_else(|| response.url()));
    }
    Ok(answer)
}

/// Posts a form's fields to `url`, even if the page is left in the meantime; the answer is ignored.
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

/// What is in the input with this id.
pub fn text_of(id: &str) -> String {
    input(id).map(|input| input.value()).unwrap_or_default()
}

/// Writes `text` into the input with this id, as if it was typed.
pub fn fill(id: &str, text: &str) {
    let Some(input) = input(id) else { return };
    input.set_value(text);
    let init = EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &init) {
        input.dispatch_event(&event).ok();
    }
}

fn input(id: &str) -> Option<HtmlInputElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The value of the radio button of this name that is chosen.
pub fn chosen(name: &str) -> String {
    let button = document().query_selector(&["input[name=", name, "]:checked"].concat()).ok().flatten();
    button.and_then(|button| button.get_attribute("value")).unwrap_or_default()
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

/// Submits the form in which a file was chosen: nothing is done with it before another look.
pub fn submit_chosen_file(event: &Event) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    if let Some(form) = input.filter(|input| input.type_() == "file").and_then(|input| input.form()) {
        form.request_submit().ok();
    }
}

fn encoded(fields: &FormData) -> Option<String> {
    parameters(fields).ok()?.to_string().as_string()
}

fn parameters(fields: &FormData) -> Result<UrlSearchParams, JsValue> {
    UrlSearchParams::new_with_str_sequence_sequence(fields)
}

/// How far the visitor's clocks are ahead of UTC at an instant, in microseconds.
pub fn ahead_of_utc(at: Timestamp) -> Option<i64> {
    let there = js_sys::Date::new(&JsValue::from_f64((at.0 / 1_000) as f64));
    Some(-(there.get_timezone_offset() as i64) * MINUTE)
}

/// What the visitor's clock says.
pub fn now() -> Option<Timestamp> {
    Some(Timestamp(js_sys::Date::now() as i64 * 1_000))
}

/// Hears each message of a stream, and nothing where some may have been missed.
type Hear = Box<dyn Fn(Option<String>)>;

/// The stream of this tab.
struct NewsStream {
    url: &'static str,
    hear: Hear,
    source: Option<EventSource>,
    on_message: Closure<dyn Fn(MessageEvent)>,
    on_visibility: Option<WindowListenerHandle>,
}

thread_local! {
    static NEWS: RefCell<Option<NewsStream>> = const { RefCell::new(None) };
}

/// Opens the tab's stream of server-sent events at `url`, which is closed while the tab is hidden. `hear` is
/// called with each message, and with none where some may have been missed.
pub fn open_news(url: &'static str, hear: impl Fn(Option<String>) + 'static) {
    let on_message = Closure::new(|event: MessageEvent| tell(event.data().as_string()));
    let on_visibility = |_| {
        if document().hidden() {
            with_news(NewsStream::disconnect);
        } else {
            with_news(NewsStream::connect);
            tell(None);
        }
    };
    let on_visibility = Some(window_event_listener(ev::visibilitychange, on_visibility));
    let stream = NewsStream { url, hear: Box::new(hear), source: None, on_message, on_visibility };
    NEWS.replace(Some(stream));
    with_news(NewsStream::connect);
}

/// Has the pages ask where there is no stream, and tries to have one again.
pub fn look_after_news() {
    let mut state = None;
    with_news(|stream| state = stream.source.as_ref().map(EventSource::ready_state));
    if document().hidden() || state == Some(EventSource::OPEN) {
        return;
    }
    if state != Some(EventSource::CONNECTING) {
        with_news(NewsStream::connect);
    }
    tell(None);
}

/// Ends the stream.
pub fn close_news() {
    if let Some(mut stream) = NEWS.take() {
        stream.disconnect();
        if let Some(listener) = stream.on_visibility.take() {
            listener.remove();
        }
    }
}

fn with_news(act: impl FnOnce(&mut NewsStream)) {
    NEWS.with_borrow_mut(|stream| stream.as_mut().map(act));
}

fn tell(message: Option<String>) {
    NEWS.with_borrow(|stream| stream.as_ref().map(|stream| (stream.hear)(message)));
}

impl NewsStream {
    fn connect(&mut self) {
        self.disconnect();
        if document().hidden() {
            return;
        }
        if let Ok(source) = EventSource::new(self.url) {
            source.set_onmessage(Some(self.on_message.as_ref().unchecked_ref()));
            self.source = Some(source);
        }
    }

    fn disconnect(&mut self) {
        if let Some(source) = self.source.take() {
            source.close();
        }
    }
}

/// The chosen theme: `light`, `dark`, or empty for the system's.
pub fn theme() -> String {
    let chosen = document().document_element().and_then(|root| root.get_attribute("data-theme"));
    chosen.unwrap_or_default()
}

/// Shows `theme` and remembers it in this browser; empty follows the system again.
pub fn set_theme(theme: &str) {
    let Some(root) = document().document_element() else { return };
    if theme.is_empty() {
        root.remove_attribute("data-theme").ok();
    } else {
        root.set_attribute("data-theme", theme).ok();
    }
    remember(THEME, Some(theme).filter(|theme| !theme.is_empty()));
}

/// Reloads the page.
pub fn reload() {
    window().location().reload().ok();
}

/// The choice to have no keyboard shortcuts, as [`remember`] keeps it.
pub const SHORTCUTS_OFF: &str = "shortcuts-off";

/// Lets an element be dragged, for which Firefox wants it to carry something; the row is what moves along.
pub fn begin_drag(event: &DragEvent) {
    let Some(data) = event.data_transfer() else { return };
    data.set_data("text/plain", "").ok();
    if let Some(row) = target(event).and_then(|grip| grip.closest("tr").ok().flatten()) {
        data.set_drag_image(&row, 0, 0);
    }
}

/// Keeps `text` with this entry of the history, for those who come back to it.
pub fn keep_in_history(text: &str) {
    if let Ok(history) = window().history() {
        history.replace_state(&JsValue::from_str(text), "").ok();
    }
}

/// What was kept with this entry of the history.
pub fn kept_in_history() -> Option<String> {
    window().history().ok()?.state().ok()?.as_string()
}

/// Whether a choice was made in this browser.
pub fn remembers(choice: &str) -> bool {
    storage().and_then(|storage| storage.get_item(choice).ok().flatten()).is_some()
}

/// Keeps a choice in this browser, or forgets it. Where storage is forbidden it lasts until the next page load.
pub fn remember(choice: &str, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    match value {
        Some(value) => storage.set_item(choice, value).ok(),
        None => storage.remove_item(choice).ok(),
    };
}

/// Whether a key is meant as a shortcut: nothing is typed, asked or switched off.
pub fn is_shortcut(event: &KeyboardEvent) -> bool {
    let types = document().active_element().is_some_and(|element| {
        element
            .matches("input:not([type=checkbox]):not([type=radio]), textarea, select, dialog[open] *")
            .unwrap_or(true)
    });
    !(types || event.ctrl_key() || event.meta_key() || event.alt_key() || remembers(SHORTCUTS_OFF))
}

/// Whether a key opens the command palette: Ctrl+K, or Cmd+K on a Mac.
pub fn is_palette_key(event: &KeyboardEvent) -> bool {
    (event.ctrl_key() || event.meta_key())
        && !(event.shift_key() || event.alt_key() || remembers(SHORTCUTS_OFF))
        && event.key().eq_ignore_ascii_case("k")
}

/// Loads the page at `path`.
pub fn visit(path: &str) {
    window().location().assign(path).ok();
}

/// Whether the page has an element with this id.
pub fn has(id: &str) -> bool {
    document().get_element_by_id(id).is_some()
}

/// Moves the focus to the element with this id, once the page has it and begins elsewhere.
pub fn focus_soon(id: &'static str) {
    retry(FOCUS_CHECK, FOCUS_CHECKS, move || {
        focus(id);
        has(id)
    });
}

/// Moves the focus to the link of the next row of the page's table, or of the one before.
pub fn move_in_table(by: i32) {
    let Ok(rows) = document().query_selector_all("main tbody > tr > th a") else { return };
    let focused = focused_row();
    let rows: Vec<HtmlElement> = (0..rows.length()).filter_map(|index| rows.item(index)?.dyn_into().ok()).collect();
    let place = rows.iter().position(|link| focused.is_some() && row_of(link) == focused);
    let next = place.map_or(0, |place| place.saturating_add_signed(by as isize));
    if let Some(link) = rows.get(next) {
        link.focus().ok();
    }
}

/// Presses what `selector` finds in the row that has the focus.
pub fn press_in_row(selector: &str) {
    let found = focused_row().and_then(|row| row.query_selector(selector).ok().flatten());
    let Some(control) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) else { return };
    if control.tag_name() == "SELECT" {
        // A list is opened by keys of its own.
        control.focus().ok();
    } else {
        control.click();
    }
}

fn focused_row() -> Option<Element> {
    row_of(&document().active_element()?)
}

fn row_of(element: &Element) -> Option<Element> {
    element.closest("tbody > tr").ok().flatten()
}

/// Keeps what a form holds in this tab, under `key`.
pub fn keep_words(form: &HtmlFormElement, key: &str) {
    if let (Some(storage), Some(fields)) = (tab_storage(), fields(form)) {
        storage.set_item(key, &fields).ok();
    }
}

/// Forgets what is kept under `key`.
pub fn forget_words(key: &str) {
    if let Some(storage) = tab_storage() {
        storage.remove_item(key).ok();
    }
}

/// Puts what is kept under `key` back into the form's text fields; says whether that changed anything.
pub fn restore_words(form: &HtmlFormElement, key: &str) -> bool {
    let kept = tab_storage().and_then(|storage| storage.get_item(key).ok().flatten());
    let Some(kept) = kept.and_then(|kept| UrlSearchParams::new_with_str(&kept).ok()) else { return false };
    let Ok(found) = form.query_selector_all("input[type=text], textarea") else { return false };
    let mut changed = false;
    for field in (0..found.length()).filter_map(|index| found.item(index)) {
        changed |= match field.dyn_into::<HtmlInputElement>() {
            Ok(input) => restored(&kept, &input.name(), &input.value(), |text| input.set_value(text)),
            Err(other) => other
                .dyn_into::<HtmlTextAreaElement>()
                .is_ok_and(|area| restored(&kept, &area.name(), &area.value(), |text| area.set_value(text))),
        };
    }
    changed
}

fn restored(kept: &UrlSearchParams, name: &str, now: &str, set: impl Fn(&str)) -> bool {
    match kept.get(name).map(|text| text.replace("\r\n", "\n")) {
        Some(text) if text != now => {
            set(&text);
            true
        }
        _ => false,
    }
}

fn tab_storage() -> Option<Storage> {
    window().session_storage().ok().flatten()
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
