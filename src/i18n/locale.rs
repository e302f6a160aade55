//! The languages that `locales/` has.

include!(concat!(env!("OUT_DIR"), "/locale.rs"));

impl Locale {
    /// The locale of a code, with or without a region: `de`, `de-AT`.
    pub fn parse(code: &str) -> Option<Self> {
        let language = code.split('-').next().unwrap_or(code);
        Self::ALL.into_iter().find(|locale| locale.code().eq_ignore_ascii_case(language))
    }
}
