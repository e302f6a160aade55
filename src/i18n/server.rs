//! Of the server: each request has a language.

use super::locale::Locale;
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// What a browser loads of one language.
pub struct Script {
    /// Changes with the content.
    pub name: &'static str,
    pub plain: &'static [u8],
    pub brotli: &'static [u8],
}

/// An email that ships, in one language.
#[derive(Debug, Clone, Copy, Default)]
pub struct Email {
    language: &'static str,
    name: &'static str,
    head: &'static [(&'static str, &'static str)],
    pub body: &'static str,
}

impl Email {
    /// What a line of its head says.
    pub fn said(&self, line: &str) -> &'static str {
        self.head.iter().find(|(name, _)| *name == line).map(|(_, text)| *text).unwrap_or_default()
    }
}

thread_local! {
    static CURRENT: Cell<Locale> = const { Cell::new(Locale::En) };
}

/// The language of what runs here.
pub fn current() -> Locale {
    CURRENT.get()
}

pub(super) fn texts() -> &'static [&'static str] {
    TEXTS[current() as usize]
}

/// A help article, in the current language.
pub fn help(slug: &str) -> Option<&'static str> {
    HELP[current() as usize].iter().find(|(name, _)| *name == slug).map(|(_, text)| *text)
}

/// An email that ships, in the language of a code.
pub fn email(language: &str, name: &str) -> Email {
    EMAILS.iter().find(|email| email.language == language && email.name == name).copied().unwrap_or_default()
}

/// What a page of the current language loads.
pub fn script_name() -> &'static str {
    SCRIPTS[current() as usize].name
}

/// The script of this name.
pub fn script(name: &str) -> Option<&'static Script> {
    SCRIPTS.iter().find(|script| script.name == name)
}

/// The language of the command line, by the environment (POSIX.1-2024, 8.2): that of the first variable that is set,
/// where it is one of ours.
pub fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Locale {
    let values = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable);
    let chosen = values.into_iter().find(|value| !value.is_empty()).unwrap_or_default();
    // `de_AT.UTF-8@euro`: language, country, encoding, variant.
    let language = chosen.split(['_', '.', '@']).next();
    language.and_then(Locale::parse).unwrap_or_default()
}

/// What `work` says, in another language.
pub fn within<T>(locale: Locale, work: impl FnOnce() -> T) -> T {
    let before = CURRENT.replace(locale);
    let _guard = Restore(before);
    work()
}

struct Restore(Locale);

impl Drop for Restore {
    fn drop(&mut self) {
        CURRENT.set(self.0);
    }
}

/// A future that speaks one language, wherever it is polled.
pub struct Speaking<F> {
    locale: Locale,
    work: F,
}

/// All of `work`, in another language.
pub fn speaking<F: Future>(locale: Locale, work: F) -> Speaking<Pin<Box<F>>> {
    Speaking { locale, work: Box::pin(work) }
}

impl<F: Future + Unpin> Future for Speaking<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        within(self.locale, || Pin::new(&mut self.work).poll(cx))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_speaks_the_language_of_its_environment() {
        // LC_ALL, LC_MESSAGES, LANG.
        for (variables, locale) in [
            (["", "", "de_DE.UTF-8"], Locale::De),
            (["", "de", "en_GB.UTF-8"], Locale::De),
            (["de_AT@euro", "en", "fr"], Locale::De),
            (["C", "de", "de"], Locale::En),
            (["POSIX", "", "de"], Locale::En),
            (["C.UTF-8", "", ""], Locale::En),
            (["", "en_US", "de_DE"], Locale::En),
            (["fr_FR.UTF-8", "", "de"], Locale::En),
            (["_.@", "", "de"], Locale::En),
            (["", "", ""], Locale::En),
        ] {
            let variable = |name: &str| {
                let place = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().position(|known| *known == name)?;
                Some(variables[place].to_owned())
            };
            assert_eq!(of_environment(variable), locale, "{variables:?}");
        }
        assert_eq!(of_environment(|_| None), Locale::En);
    }
}
