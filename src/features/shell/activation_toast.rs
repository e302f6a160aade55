use crate::ui::browser;
use crate::ui::icon::Icon;
use crate::ui::live::Live;
use leptos::prelude::*;
use std::time::Duration;

/// How long the message stays.
const STAY: Duration = Duration::from_secs(8);

/// Says on any open page that a contact activated their access.
#[component]
pub fn ActivationToast() -> impl IntoView {
    let words = RwSignal::new(String::new());
    let live = use_context::<Live>();
    Effect::new(move |_| {
        let Some(now) = live.and_then(|live| in_words(&live.news().activated)) else { return };
        browser::announce(&now);
        words.set(now);
    });
    // Apart, or other news would end the time that these have.
    Effect::new(move |_| {
        if !words.with(String::is_empty)
            && let Ok(timer) = set_timeout_with_handle(move || words.set(String::new()), STAY)
        {
            on_cleanup(move || timer.clear());
        }
    });
    move || {
        let words = words.get();
        (!words.is_empty()).then(|| view! { <p class="toast"><Icon name="check"/> <span>{words}</span></p> }.into_any())
    }
}

fn in_words(names: &[String]) -> Option<String> {
    let (first, others) = names.split_first()?;
    Some(match others.len() {
        0 => t!(shell::one_activated, name = first),
        1 => t!(shell::two_activated, first = first, second = &others[0]),
        more => t!(shell::many_activated, name = first, count = i64::try_from(more).unwrap_or_default()),
    })
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn one_two_and_many_are_named() {
        let names = ["Ana", "Bea", "Cid"].map(str::to_owned);
        assert_eq!(in_words(&[]), None);
        assert_eq!(in_words(&names[..1]).unwrap(), "Ana activated their access.");
        assert_eq!(in_words(&names[..2]).unwrap(), "Ana and Bea activated their access.");
        assert_eq!(in_words(&names).unwrap(), "Ana and 2 others activated their access.");
    }
}
