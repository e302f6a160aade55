//! The words of the interface, in the reader's language.
//!
//! They lie in `locales/`, a folder a language, and come with the build as functions that [`t!`](crate::t) calls.
//! The language is not passed along: a request carries it from its first to its last line of code, and a
//! browser has loaded one.

/// A text from `locales/`, by its file and name: `t!(partners::added)`, or with its values:
/// `t!(partners::counted, count = 3)`.
#[macro_export]
macro_rules! t {
    ($($path:ident)::+) => { $crate::i18n::t::$($path)::+() };
    ($($path:ident)::+, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::t::$($path)::+($crate::i18n::t::$($path)::+::Values { $($name: $value),+ })
    };
}

/// A message in every language, for the database: `recorded!(server::events::signed_in, actor = &name)`.
#[macro_export]
macro_rules! recorded {
    ($($message:tt)+) => { $crate::i18n::Recorded::new(|| t!($($message)+)) };
}

#[cfg_attr(feature = "ssr", path = "server.rs")]
#[cfg_attr(not(feature = "ssr"), path = "browser.rs")]
mod current;
mod locale;
mod pattern;
mod plural;
#[cfg(feature = "ssr")]
mod recorded;

pub use current::*;
pub use locale::Locale;
pub use pattern::Value;
#[cfg(feature = "ssr")]
pub use recorded::Recorded;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A message without values, for tables of them: `|| t!(shell::mail)`.
pub type Message = fn() -> &'static str;

/// What a message without values says.
pub fn text(id: usize) -> &'static str {
    texts().get(id).copied().unwrap_or_default()
}

/// What a message says with these values.
pub fn fill(id: usize, values: &[Value]) -> String {
    pattern::fill(text(id), values, current())
}

/// `128`, `10,000`.
pub fn grouped(number: i64) -> String {
    plural::grouped(number, current())
}
