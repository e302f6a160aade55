//! Languages as other programs name them.

use super::headings::key;
use crate::domain::language::Language;

/// Each by its names in the eight languages, as [`key`] writes them.
const NAMES: [(Language, &[&str]); 8] = [
    (Language::English, &["english", "englisch", "anglais", "ingles", "inglese", "engels", "angielski"]),
    (
        Language::German,
        &["german", "deutsch", "allemand", "aleman", "tedesco", "duits", "niemiecki", "alemao", "ger", "deu"],
    ),
    (
        Language::French,
        &["french", "franzosisch", "francais", "francaise", "frances", "francese", "frans", "francuski", "fra", "fre"],
    ),
    (
        Language::Spanish,
        &[
            "spanish",
            "spanisch",
            "espagnol",
            "espanol",
            "spagnolo",
            "spaans",
            "hiszpanski",
            "espanhol",
            "spa",
            "castellano",
        ],
    ),
    (Language::Italian, &["italian", "italienisch", "italien", "italiano", "italiaans", "wloski", "ita"]),
    (
        Language::Dutch,
        &[
            "dutch",
            "niederlandisch",
            "neerlandais",
            "neerlandes",
            "holandes",
            "olandese",
            "nederlands",
            "niderlandzki",
            "holandes",
            "hollandisch",
            "nld",
            "dut",
        ],
    ),
    (Language::Polish, &["polish", "polnisch", "polonais", "polaco", "polacco", "pools", "polski", "polones", "pol"]),
    (
        Language::Portuguese,
        &["portuguese", "portugiesisch", "portugais", "portugues", "portoghese", "portugees", "portugalski", "por"],
    ),
];

/// The language that `text` names, wherever it is spoken: `Deutsch (AT)`, `pt-BR`, `French (Canada)`, `Język polski`. Of
/// several, the first.
pub fn find(text: &str) -> Option<Language> {
    let key = key(text);
    let named = |word: &str| NAMES.into_iter().find(|(_, names)| names.contains(&word)).map(|(language, _)| language);
    // Words of other languages look like codes: `idioma de …`.
    Language::parse(key.split(' ').next()?).or_else(|| key.split(' ').find_map(named))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_names_and_codes() {
        for (text, language) in [
            ("de", Some(Language::German)),
            ("DE", Some(Language::German)),
            ("de-AT", Some(Language::German)),
            ("de_CH", Some(Language::German)),
            ("Deutsch (AT)", Some(Language::German)),
            ("Französisch", Some(Language::French)),
            ("français", Some(Language::French)),
            ("pt-BR", Some(Language::Portuguese)),
            ("Español", Some(Language::Spanish)),
            ("English (United Kingdom)", Some(Language::English)),
            ("Język polski", Some(Language::Polish)),
            ("Lingua: italiano", Some(Language::Italian)),
            ("Brazilian Portuguese", Some(Language::Portuguese)),
            ("langue française", Some(Language::French)),
            ("English, German", Some(Language::English)),
            ("Schweizer Hochdeutsch", None),
            ("Klingon", None),
            ("", None),
        ] {
            assert_eq!(find(text), language, "{text}");
        }
    }
}
