//! The forms in which names are compared, searched and sorted.

use unicode_normalization::UnicodeNormalization;

/// The form in which two names are compared, searched and sorted: lower case, single spaces, no accents ("Étoile" is
/// sorted under E and found by "etoile").
pub fn fold(text: &str) -> String {
    // Only the accents of European scripts: in others such marks are letters.
    let is_accent = |c: &char| ('\u{300}'..='\u{36F}').contains(c);
    let plain: String = text.nfkd().filter(|c| !is_accent(c)).nfc().collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The form in which company names are compared for likeness: folded, without punctuation and
/// without the legal form ("Alder & Finch GmbH" is like "alder finch").
pub fn company_key(text: &str) -> String {
    const LEGAL_FORMS: [&str; 22] = [
        "ab",
        "ag",
        "as",
        "bv",
        "co",
        "company",
        "corp",
        "corporation",
        "gmbh",
        "inc",
        "kg",
        "limited",
        "llc",
        "llp",
        "ltd",
        "nv",
        "oy",
        "plc",
        "sa",
        "sarl",
        "sas",
        "srl",
    ];
    let folded = fold(text).replace(['.', '\''], "");
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let kept = words.iter().rposition(|w| !LEGAL_FORMS.contains(w)).map_or(words.len(), |last| last + 1);
    words[..kept].join(" ")
}

/// `text` with the wildcards of `like` taken literally.
pub fn like_text(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_spaces_make_no_difference() {
        assert_eq!(fold(" Étoile  Logistique "), "etoile logistique");
        assert_eq!(fold("Núñez"), fold("NUN\u{303}EZ"));
        assert_eq!(fold("Ｔｏｋｙｏ"), "tokyo");
        for kept in ["李", "한국", "が", "कि"] {
            assert_eq!(fold(kept), kept);
        }
    }

    #[test]
    fn company_names_are_alike_without_legal_form_and_punctuation() {
        assert_eq!(company_key("Alder & Finch GmbH"), company_key("ALDER FINCH"));
        assert_eq!(company_key("Acme Inc."), company_key("acme, Ltd"));
        assert_ne!(company_key("Acme"), company_key("Acme Systems"));
        assert_eq!(company_key("AG"), "ag");
    }
}
