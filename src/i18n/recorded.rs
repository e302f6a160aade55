//! Texts that are stored.

use super::current::{current, within};
use super::locale::Locale;
use std::collections::BTreeMap;

/// A text in every language, as it is stored.
///
/// It is read in another language than it is written in, and says the same for ever, whatever becomes of the
/// message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recorded(BTreeMap<&'static str, String>);

impl Recorded {
    /// What `say` says in each language.
    pub fn new<T: Into<String>>(say: impl Fn() -> T) -> Self {
        let texts = Locale::ALL.map(|locale| (locale.code(), within(locale, || say().into())));
        Self(texts.into_iter().filter(|(_, text)| !text.is_empty()).collect())
    }

    /// What it says in the reader's language.
    pub fn words(&self) -> String {
        Self::read(&self.encode())
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// For the database: a JSON object by language, or nothing.
    pub fn encode(&self) -> String {
        if self.is_empty() { String::new() } else { serde_json::json!(self.0).to_string() }
    }

    /// What the database has, in each language.
    pub fn all(stored: &str) -> Vec<String> {
        serde_json::from_str::<BTreeMap<String, String>>(stored).unwrap_or_default().into_values().collect()
    }

    /// What the database has, with `change` made to each language in that language.
    pub fn rewrite(stored: &str, change: impl Fn(&str) -> String) -> String {
        match serde_json::from_str::<BTreeMap<String, String>>(stored) {
            Ok(mut texts) => {
                for (code, text) in &mut texts {
                    *text = within(Locale::parse(code).unwrap_or_default(), || change(text));
                }
                serde_json::json!(texts).to_string()
            }
            Err(_) => change(stored),
        }
    }

    /// What the database has, in the current language, else in English.
    pub fn read(stored: &str) -> String {
        let texts: BTreeMap<String, String> = serde_json::from_str(stored).unwrap_or_default();
        let text = texts.get(current().code()).or_else(|| texts.get(Locale::default().code()));
        text.map_or(stored, String::as_str).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_text_is_read_in_the_language_of_its_reader() {
        let stored = recorded!(audit::audit_log).encode();
        assert_eq!(Recorded::read(&stored), "Audit log");
        assert_eq!(within(Locale::De, || Recorded::read(&stored)), "Protokoll");
    }

    #[test]
    fn a_language_that_came_later_is_read_in_english() {
        let stored = r#"{"en":"Audit log"}"#;
        assert_eq!(within(Locale::De, || Recorded::read(stored)), "Audit log");
    }

    #[test]
    fn nothing_is_stored_as_nothing() {
        assert_eq!(Recorded::new(|| "").encode(), "");
        assert_eq!(Recorded::read(""), "");
    }
}
