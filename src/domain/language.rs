//! The languages that people can be written to in.

use super::text::Invalid;
use serde::{Deserialize, Serialize};

/// A language, on the wire and in the database by its code (ISO 639-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "de")]
    German,
    #[serde(rename = "fr")]
    French,
    #[serde(rename = "es")]
    Spanish,
    #[serde(rename = "it")]
    Italian,
    #[serde(rename = "nl")]
    Dutch,
    #[serde(rename = "pl")]
    Polish,
    #[serde(rename = "pt")]
    Portuguese,
}

impl Language {
    /// All of them, in the order in which lists show them.
    pub const ALL: [Self; 8] = [
        Self::English,
        Self::German,
        Self::French,
        Self::Spanish,
        Self::Italian,
        Self::Dutch,
        Self::Polish,
        Self::Portuguese,
    ];

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Italian => "it",
            Self::Dutch => "nl",
            Self::Polish => "pl",
            Self::Portuguese => "pt",
        }
    }

    /// Its name, in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => t!(languages::english),
            Self::German => t!(languages::german),
            Self::French => t!(languages::french),
            Self::Spanish => t!(languages::spanish),
            Self::Italian => t!(languages::italian),
            Self::Dutch => t!(languages::dutch),
            Self::Polish => t!(languages::polish),
            Self::Portuguese => t!(languages::portuguese),
        }
    }

    /// Reads a code back.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// A choice from a list; empty means none in particular.
    pub fn parse_choice(raw: &str) -> Result<Option<Self>, Invalid> {
        match raw.trim() {
            "" => Ok(None),
            code => Self::parse(code).map(Some).ok_or_else(|| Invalid::new(t!(languages::choose_one))),
        }
    }

    /// All of them for a list: codes and names.
    pub fn options() -> Vec<(String, String)> {
        Self::ALL.map(|language| (language.code().to_owned(), language.name().to_owned())).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_one_to_one_and_the_same_on_the_wire() {
        for language in Language::ALL {
            assert_eq!(Language::parse(language.code()), Some(language));
            assert_eq!(serde_json::to_string(&language).unwrap(), format!("\"{}\"", language.code()));
        }
        assert_eq!(Language::parse_choice(" "), Ok(None));
        assert!(Language::parse_choice("xx").is_err() && Language::parse_choice("EN").is_err());
    }
}
