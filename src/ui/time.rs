//! Instants, in the reader's zone as soon as the browser can tell it.

use super::browser;
use crate::domain::time::Timestamp;
use leptos::prelude::*;

/// An instant. The exact time in UTC shows on hover.
#[component]
pub fn Time(
    at: Timestamp,
    /// Shows the day only.
    #[prop(optional)]
    day: bool,
) -> impl IntoView {
    let words = RwSignal::new(if day { at.day_in_words() } else { at.in_words() });
    Effect::new(move |_| {
        if let Some(local) = browser::local_time(&at.rfc3339(), day) {
            words.set(local);
        }
    });
    view! { <time datetime=at.rfc3339() title=at.in_words()>{words}</time> }
}
