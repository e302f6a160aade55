//! The forms in which names are compared, searched and sorted.

use crate::domain::visible::is_invisible;
use unicode_normalization::UnicodeNormalization;

/// Changes with every change of [`fold`] and [`company_key`]: what is stored of them is then rewritten.
pub const VERSION: i64 = 2;

/// The form in which two names are compared, searched and sorted: lower case, single spaces, no accents ("Étoile" is
/// sorted under E and found by "etoile"), nothing that cannot be seen.
pub fn fold(text: &str) -> String {
    // Only the accents of European scripts: in others such marks are letters.
    let is_accent = |c: &char| ('\u{300}'..='\u{36F}').contains(c);
    let typed = text.chars().filter(|c| !is_invisible(*c)).map(plain_sign).nfkd().filter(|c| !is_accent(c));
    let mut plain = String::with_capacity(text.len());
    for c in typed.flat_map(char::to_lowercase) {
        match base(c) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(c),
        }
    }
    plain.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What people without the letter `c` on their keyboard write, where Unicode does not take it apart.
fn base(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' | 'ɖ' => "d",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ı' => "i",
        'þ' => "th",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ĸ' => "k",
        'ə' | 'ǝ' => "e",
        'ƶ' => "z",
        'ς' => "σ",
        _ => return None,
    })
}

/// Apostrophes and hyphens are many, and one each on keyboards.
fn plain_sign(c: char) -> char {
    match c {
        '\u{60}' | '\u{B4}' | '\u{2B9}'..='\u{2BC}' | '\u{2018}'..='\u{201B}' | '\u{2032}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    }
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

/// `text` with a capital at its beginning.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
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
    fn letters_that_do_not_decompose_are_found_by_those_on_the_keyboard() {
        for (name, typed) in [
            ("Łódź Logistik", "lodz logistik"),
            ("Østerbro A/S", "osterbro a/s"),
            ("Weißbach GmbH", "WEISSBACH GMBH"),
            ("WEIẞBACH", "weißbach"),
            ("Đorđević", "dordevic"),
            ("Işık", "isik"),
            ("IŞIK", "ışık"),
            ("İstanbul", "istanbul"),
            ("Ærø", "aero"),
            ("Þórr", "thorr"),
            ("Cœur", "COEUR"),
            ("Ħamrun", "hamrun"),
            ("Guðrún", "gudrun"),
            ("Əliyev", "eliyev"),
            ("ΟΔΟΣ", "οδος"),
            ("O’Brien", "O'Brien"),
            ("Jean\u{2011}Luc", "jean-luc"),
            ("Ana\u{AD}\u{200B}", "ana"),
            ("علی\u{200C}رضا", "علیرضا"),
        ] {
            assert_eq!(fold(name), fold(typed), "C49 {name}");
        }
        let mut sorted = ["Zeder", "Łódź", "Moor", "Linde", "Øst", "Nord"].map(fold);
        sorted.sort();
        assert_eq!(sorted, ["linde", "lodz", "moor", "nord", "ost", "zeder"], "C49");
        assert_eq!(company_key("Weißbach GmbH"), company_key("WEISSBACH"), "C49");
    }

    #[test]
    fn company_names_are_alike_without_legal_form_and_punctuation() {
        assert_eq!(company_key("Alder & Finch GmbH"), company_key("ALDER FINCH"));
        assert_eq!(company_key("Acme Inc."), company_key("acme, Ltd"));
        assert_ne!(company_key("Acme"), company_key("Acme Systems"));
        assert_eq!(company_key("AG"), "ag");
    }
}
