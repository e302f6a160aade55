//! Who is signed in, and what they can do about it.

use super::language_switch::LanguageSwitch;
use crate::domain::auth::viewer::SignedInAs;
use crate::paths;
use crate::ui::browser;
use crate::ui::icon::Icon;
use crate::ui::password::hydrated;
use leptos::prelude::*;
use leptos_router::components::A;

/// Name and address of the signed-in person.
#[component]
pub fn UserName(person: SignedInAs) -> impl IntoView {
    view! {
        <span class="user">
            <span class="user-name">{person.name}</span>
            <span class="user-email">{person.email}</span>
        </span>
    }
}

/// My account, the theme, and the way out.
#[component]
pub fn UserEntries(person: SignedInAs) -> impl IntoView {
    let account = if person.is_staff() { paths::ACCOUNT } else { paths::PORTAL_ACCOUNT };
    view! {
        <div class="user-entries">
            <A href=account attr:class="nav-link">
                <Icon name="user"/>
                {t!(shell::my_account)}
            </A>
            <ThemeChoice/>
            <LanguageSwitch/>
            // A full page load, so that nothing of the old session stays in memory.
            <form method="post" action=paths::SIGN_OUT>
                <button type="submit" class="nav-link">
                    <Icon name="sign-out"/>
                    {t!(shell::sign_out)}
                </button>
            </form>
        </div>
    }
}

/// Light, dark, or as the system has it. Kept in this browser only.
#[component]
fn ThemeChoice() -> impl IntoView {
    let hydrated = hydrated();
    let chosen = RwSignal::new(String::new());
    Effect::new(move |_| chosen.set(browser::theme()));
    let choice = move |theme: &'static str, word: &'static str| {
        view! {
            <button
                type="button"
                aria-pressed=move || if chosen.with(|chosen| chosen == theme) { "true" } else { "false" }
                on:click=move |_| {
                    browser::set_theme(theme);
                    chosen.set(theme.to_owned());
                }
            >
                {word}
            </button>
        }
    };
    view! {
        <p class="theme-label" id="theme-label" hidden=move || !hydrated.get()>{t!(shell::theme)}</p>
        <div class="theme" role="group" aria-labelledby="theme-label" hidden=move || !hydrated.get()>
            {choice("", t!(shell::system))}
            {choice("light", t!(shell::light))}
            {choice("dark", t!(shell::dark))}
        </div>
    }
}
