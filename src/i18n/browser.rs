//! Of a browser: the page has loaded the texts of its language.

use super::locale::Locale;
use std::sync::OnceLock;

static TEXTS: OnceLock<(Locale, Vec<&'static str>)> = OnceLock::new();

/// The language of the page.
pub fn current() -> Locale {
    TEXTS.get().map_or(Locale::En, |(locale, _)| *locale)
}

/// Browsers write no documents.
pub fn script_name() -> &'static str {
    ""
}

pub(super) fn texts() -> &'static [&'static str] {
    TEXTS.get().map(|(_, texts)| texts.as_slice()).unwrap_or_default()
}

/// Takes over the texts that the page's script brought, a line each after the language's code. False where it did
/// not arrive: then the page stays as the server wrote it, which works as well.
#[cfg(feature = "hydrate")]
pub fn load() -> bool {
    let brought = js_sys::Reflect::get(&js_sys::global(), &"gangwayMessages".into());
    let Some(lines) = brought.ok().and_then(|lines| lines.as_string()) else { return false };
    let mut lines = String::leak(lines).split('\n');
    let Some(locale) = lines.next().and_then(Locale::parse) else { return false };
    TEXTS.set((locale, lines.collect())).is_ok()
}
