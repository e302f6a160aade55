//! Another language for everything that is read here.

use crate::i18n::{self, Locale};
use crate::paths;
use leptos::prelude::*;

/// A button for each language but the one that is shown, in that language. A plain form: the page loads again, with
/// other texts.
#[component]
pub fn LanguageSwitch() -> impl IntoView {
    let button = |locale: Locale| {
        let code = locale.code();
        view! { <button type="submit" name="language" value=code lang=code>{locale.name()}</button> }.into_any()
    };
    let others = Locale::ALL.into_iter().filter(|locale| *locale != i18n::current());
    view! {
        <form class="languages" method="post" action=paths::CHOOSE_LANGUAGE>{others.map(button).collect_view()}</form>
    }
}
