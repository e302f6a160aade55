//! A state in a word.

use super::icon::Icon;
use leptos::prelude::*;

/// A short state: a colour, an icon and a word, so that the colour is never alone. `tone` is
/// `success`, `warning`, `critical`, `info` or `neutral`; without an `icon` the tone's own is shown.
#[component]
pub fn Badge(
    #[prop(into)] tone: String,
    #[prop(optional)] icon: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let icon = icon.unwrap_or(match tone.as_str() {
        "success" => "dot",
        "warning" => "half",
        "critical" => "alert",
        _ => "ring",
    });
    view! {
        <span class="badge" data-tone=tone>
            <Icon name=icon/>
            <span>{children()}</span>
        </span>
    }
}
