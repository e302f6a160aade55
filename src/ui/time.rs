//! Instants, in the reader's zone as soon as the browser can tell it.

use super::browser;
use crate::domain::time::Timestamp;
use leptos::prelude::*;
use std::time::Duration;

/// An instant. The exact time in UTC shows on hover.
#[component]
pub fn Time(
    at: Timestamp,
    /// Shows the day only.
    #[prop(optional)]
    day: bool,
    /// Says how long ago it was, within a day.
    #[prop(optional)]
    relative: bool,
) -> impl IntoView {
    let written = match browser::now() {
        Some(now) if day => at.local_day_in_words(0, now),
        _ if day => at.day_in_words(),
        _ => at.in_words(),
    };
    let words = RwSignal::new(written);
    let update = move || {
        let (Some(now), Some(ahead)) = (browser::now(), browser::ahead_of_utc(at)) else { return };
        let ago = if relative { at.ago_in_words(now) } else { None };
        let local = || if day { at.local_day_in_words(ahead, now) } else { at.in_local_words(ahead) };
        words.set(ago.unwrap_or_else(local));
    };
    Effect::new(move |_| {
        update();
        if relative && let Ok(timer) = set_interval_with_handle(update, Duration::from_secs(60)) {
            on_cleanup(move || timer.clear());
        }
    });
    view! { <time datetime=at.rfc3339() title=at.in_words()>{words}</time> }
}
