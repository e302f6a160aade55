//! What opens on demand.

use super::browser;
use super::later::later;
use leptos::ev::{self, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::location::Location;

/// A native `<details>` that also closes on Escape, on a click elsewhere, and when the visitor moves on. It is taken over
/// [`later`], with what that says of its children.
#[component]
pub fn Disclosure(
    class: &'static str,
    #[prop(optional)] summary_class: &'static str,
    summary: AnyView,
    children: Children,
) -> impl IntoView {
    later(move || {
        let details = NodeRef::<html::Details>::new();
        let head = NodeRef::<html::Summary>::new();
        let close = move || {
            if let Some(details) = details.get_untracked() {
                details.remove_attribute("open").ok();
            }
        };
        let Location { pathname, search, .. } = use_location();
        Effect::new(move |arrived: Option<()>| {
            pathname.track();
            search.track();
            // What was opened before the page could answer stays open.
            if arrived.is_some() {
                close();
            }
        });
        Effect::new(move |_| {
            let elsewhere = window_event_listener(ev::pointerdown, move |event| {
                if details.get_untracked().is_some_and(|details| !browser::is_within(&event, &details)) {
                    close();
                }
            });
            on_cleanup(move || elsewhere.remove());
        });
        let on_escape = move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close();
                if let Some(head) = head.get_untracked() {
                    head.focus().ok();
                }
            }
        };
        view! {
            <details class=class node_ref=details on:keydown=on_escape>
                <summary class=summary_class node_ref=head>{summary}</summary>
                {children()}
            </details>
        }
        .into_any()
    })
}
