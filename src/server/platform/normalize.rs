//! The forms in which names are compared, searched and sorted.

use crate::domain::visible::is_invisible;
use unicode_normalization::UnicodeNormalization;

/// Changes with every change of [`fold`], [`search_key`] and [`company_key`]: what is stored of them is then rewritten.
pub const VERSION: i64 = 5;

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
        'ґ' => "г",
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

/// The form in which lists are searched: `text` folded, and behind it those of its words that others write in another
/// way: `mueller` for `Müller`, `muller` for `Mueller`, `obrien` for `O'Brien`. Each word has a blank before it, so that
/// its beginning can be found. In scripts without blanks a word may begin at any letter.
pub fn search_key(text: &str) -> String {
    let mut key = [" ", &fold(text)].concat();
    for word in text.split_whitespace() {
        let folded = fold(word);
        let ways = if word.contains(['@', ':']) {
            // Of an address what is dropped from a word that is searched.
            vec![folded.replace(['-', '\'', '&'], "")]
        } else {
            let spellings = [fold(&spelled(word)), contracted(&folded), folded];
            let plain = spellings.each_ref().map(|way| way.replace(|c: char| c.is_ascii_punctuation(), ""));
            [spellings, plain].concat()
        };
        for way in ways {
            // Its beginning, too: `UK` in `(UK)` begins no word yet.
            if !key.contains(&[" ", &way].concat()) {
                key.extend([" ", &way]);
            }
        }
        let letters: Vec<char> = fold(word).chars().collect();
        for begin in (1..letters.len()).filter(|begin| is_without_blanks(letters[*begin])) {
            key.push(' ');
            key.extend(letters.iter().skip(begin).take(2));
        }
    }
    key
}

/// Whether `c` is of a script that puts no blanks between words, or puts several into one.
fn is_without_blanks(c: char) -> bool {
    c.is_alphanumeric() && c >= '\u{E00}' && !('\u{1E00}'..'\u{2E80}').contains(&c)
}

/// The words of which each must be in the [`search_key`] of what is searched for, the longest first. More words than
/// anyone types are left out.
pub fn search_words(text: &str) -> [String; SEARCH_WORDS] {
    let folded = fold(text);
    // `Ana Ruiz <ana@alder.example>`: the address says more than the name.
    let address = folded.split(' ').filter(|word| word.contains('@')).map(bare_address).find(|word| !word.is_empty());
    let folded = match address {
        Some(address) if folded.contains('<') || folded.contains("mailto:") => address.to_owned(),
        _ => folded,
    };
    // `Alder and Finch` is `Alder & Finch`.
    let is_telling = |word: &&str| !AND.contains(word);
    let mut words: Vec<String> = folded.split(' ').filter(is_telling).flat_map(parts).collect();
    if words.is_empty() {
        words.push(folded);
    }
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
    words.resize(SEARCH_WORDS, String::new());
    words.try_into().unwrap_or_default()
}

/// What people write for `&` between two names.
const AND: [&str; 6] = ["and", "und", "et", "y", "og", "och"];

/// How many words [`search_words`] gives.
pub const SEARCH_WORDS: usize = 5;

/// An address without what mail programs put around it.
fn bare_address(word: &str) -> &str {
    let word = word.trim_matches(|c| "<>()[]\"',;".contains(c));
    let word = word.strip_prefix("mailto:").unwrap_or(word);
    word.split('?').next().unwrap_or(word)
}

/// A word at its signs: `coca-cola` is `coca` and `cola`, but `o'brien` is `obrien`. Addresses stay whole.
fn parts(word: &str) -> Vec<String> {
    // `https://www.alder.example/` is also found where only an address has the domain.
    let bare = word.trim_start_matches(['(', '<', '[', '"']);
    let bare = bare.strip_prefix("https://").or(bare.strip_prefix("http://")).unwrap_or(bare);
    let word = bare.strip_prefix("www.").unwrap_or(bare);
    if word.contains(['@', ':']) {
        return vec![word.trim_matches(|c| ".,;!?()[]<>\"'/".contains(c)).to_owned()];
    }
    let word = word.trim_matches(|c| ".,;!?()[]\"".contains(c));
    let parts: Vec<&str> = word.split(['-', '\'', '/', '&', ',', ';']).filter(|part| !part.is_empty()).collect();
    if parts.iter().all(|part| part.chars().count() > 1) {
        return parts.into_iter().map(str::to_owned).collect();
    }
    vec![parts.concat()]
}

/// Umlauts and their kin as people spell them who have no key for them.
fn spelled(text: &str) -> String {
    let letters = |c: char| match c {
        'ä' | 'Ä' => "ae".to_owned(),
        'ö' | 'Ö' | 'ø' | 'Ø' => "oe".to_owned(),
        'ü' | 'Ü' => "ue".to_owned(),
        'å' | 'Å' => "aa".to_owned(),
        c => c.to_string(),
    };
    text.nfc().map(letters).collect()
}

/// The reverse of [`spelled`] for a folded text.
fn contracted(folded: &str) -> String {
    folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

/// Whether two names of companies differ at most in how umlauts are spelled, and in where words end.
pub fn are_spelled_alike(one: &str, other: &str) -> bool {
    joined_key(one) == joined_key(other) || joined_key(&spelled(one)) == joined_key(&spelled(other))
}

/// The [`company_key`] in one word: `bluesky` for `Blue-Sky`, `ibm` for `I B M`.
pub fn joined_key(text: &str) -> String {
    company_key(text).replace(' ', "")
}

/// The [`company_key`]s under which a company may be known whose name is spelled in another way, or as more or fewer words.
pub fn company_keys_spelled(text: &str) -> Vec<String> {
    let joined = joined_key(text);
    let letters: Vec<&str> = joined.split("").filter(|letter| !letter.is_empty()).collect();
    let in_two = (1..letters.len().min(LONGEST_IN_TWO))
        .map(|at| [&letters[..at].concat(), " ", &letters[at..].concat()].concat());
    let mut keys: Vec<String> = in_two.collect();
    keys.extend([company_key(&spelled(text)), contracted(&company_key(text)), letters.join(" "), joined]);
    keys
}

/// How far into a name it is parted in two.
const LONGEST_IN_TWO: usize = 30;

/// Legal forms behind names, without points.
const LEGAL_FORMS: [&str; 63] = [
    "ab",
    "ag",
    "aktiengesellschaft",
    "aps",
    "as",
    "asa",
    "bv",
    "bvba",
    "co",
    "company",
    "corp",
    "corporation",
    "cv",
    "doo",
    "ead",
    "ek",
    "eirl",
    "eood",
    "ev",
    "gbr",
    "gmbh",
    "inc",
    "incorporated",
    "kft",
    "kg",
    "lda",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "ltda",
    "mbh",
    "nv",
    "ohg",
    "oo",
    "ood",
    "oy",
    "oyj",
    "plc",
    "pllc",
    "private",
    "pte",
    "pty",
    "pvt",
    "sa",
    "sarl",
    "sas",
    "sasu",
    "se",
    "sl",
    "slu",
    "snc",
    "sp",
    "spa",
    "spolka",
    "srl",
    "sro",
    "ug",
    "vof",
    "z",
    "zrt",
    "בעמ",
];
/// Legal forms before names, and an article.
const BEFORE_NAMES: [&str; 9] = ["the", "ооо", "оао", "зао", "пао", "ао", "ип", "тов", "株"];
/// Legal forms that are written without a blank.
const LEGAL_FORMS_WITHIN: [&str; 8] =
    ["株式会社", "有限会社", "合同会社", "股份有限公司", "有限责任公司", "有限公司", "주식회사", "유한회사"];

/// The form in which company names are compared for likeness: folded, without punctuation, without what stands for `&`
/// and without the legal form ("Alder & Finch GmbH" is like "alder finch" and "Alder and Finch").
pub fn company_key(text: &str) -> String {
    let folded = LEGAL_FORMS_WITHIN
        .iter()
        .fold(fold(text).replace(['.', '\'', '"', '״'], ""), |name, form| name.replace(form, " "));
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let end = words.iter().rposition(|word| !LEGAL_FORMS.contains(word)).map_or(words.len(), |last| last + 1);
    let begin = words[..end].iter().position(|word| !BEFORE_NAMES.contains(word)).unwrap_or_default();
    let kept = &words[begin..end];
    let is_between = |n: usize| n > 0 && n + 1 < kept.len() && AND.contains(&kept[n]);
    (0..kept.len()).filter(|n| !is_between(*n)).map(|n| kept[n]).collect::<Vec<_>>().join(" ")
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
            ("Ґанок", "ганок"),
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

    /// What stands in a list, what is searched, and whether it is found.
    const SEARCHED: &[(&str, &str, bool)] = &[
        ("Ana Ruiz", "Ruiz Ana", true),
        ("Acme GmbH https://acme.example Ana Ruiz ana@acme.example", "ana acme", true),
        ("Acme GmbH Ana Ruiz ana@acme.example", "Ruiz, Ana (Acme)", true),
        ("Acme GmbH Ana Ruiz ana@acme.example", "ben acme", false),
        ("Jean-Luc Picard", "jean luc", true),
        ("Jean-Luc Picard", "jeanluc", true),
        ("Jean Luc Picard", "jean-luc", true),
        ("Jean\u{2011}Luc Picard", "Picard jean-l", true),
        ("Miles O'Brien", "obrien", true),
        ("Miles O’Brien", "o'brien", true),
        ("Miles O'Brien", "o brien", true),
        ("Miles Obrien", "O’Brien", true),
        ("Coca-Cola", "coca cola", true),
        ("Coca-Cola", "cocacola", true),
        ("Coca Cola", "coca-cola", true),
        ("Coca-Cola", "coca-", true),
        ("McDonald's", "mcdonalds", true),
        ("Alder & Finch", "alder finch", true),
        ("Alder & Finch", "finch & alder", true),
        ("Alder & Finch", "&", true),
        ("Alder & Finch", "alder und finch", true),
        ("Sand Works", "and", true),
        ("Ana Ruiz", "ruiz,ana", true),
        ("R&D Labs", "r&d", true),
        ("R&D Labs", "rd labs", true),
        ("24/7 Services", "247", true),
        ("J.R.R. Tolkien", "jrr", true),
        ("Müller", "mueller", true),
        ("Müller", "muller", true),
        ("Müller", "MÜLLER", true),
        ("Mu\u{308}ller", "mueller", true),
        ("Mueller", "müller", true),
        ("Mueller", "muell", true),
        ("Müller-Lüdenscheidt", "mueller luedenscheidt", true),
        ("Müller-Lüdenscheidt", "muellerluedenscheidt", true),
        ("Mueller-Luedenscheidt", "Müller-Lüdenscheidt", true),
        ("Söhne Mannheims", "soehne", true),
        ("Soehne Mannheims", "Söhne", true),
        ("Weißbäcker", "weissbaecker", true),
        ("Søren Kjær", "soeren kjaer", true),
        ("Soeren", "Søren", true),
        ("Århus", "aarhus", true),
        ("Aarhus", "århus", true),
        ("ana.ruiz@alder.example", "ana.ruiz@alder", true),
        ("ana.ruiz@alder.example", "ana.ruiz@birch", false),
        ("ana.ruiz@alder.example", "mailto:ana.ruiz@alder.example", true),
        ("ana.ruiz@alder.example", "<ana.ruiz@alder.example>", true),
        ("ana.ruiz@alder.example", "Ana María Ruiz <ana.ruiz@alder.example>", true),
        ("ana.ruiz@alder.example", "\"Ruiz, Ana\" <MAILTO:Ana.Ruiz@alder.example>;", true),
        ("ana.ruiz@alder.example", "mailto:ana.ruiz@alder.example?subject=Hello", true),
        ("ana.ruiz@alder.example", "Ben <ben@alder.example>", false),
        ("Ben o'neil@alder.example", "o'neil", true),
        ("Ben https://r-d.example/", "r-d.example", true),
        ("Blue", "bluewater", false),
        ("Samuel", "samuel", true),
        ("C++ Works", "c++", true),
        ("100% Öko", "%", true),
        ("Acme Widgets (UK) Ltd", "(UK)", true),
        ("Ana ana@such.example", "ana@such.example;", true),
        ("Ana ana@such.example", "(ana@such.example),", true),
        ("Ana ana@such.example", "https://such.example", true),
        ("Ana ana@such.example", "www.such.example/", true),
        ("Such https://such.example", "http://www.such.example/", true),
        ("李 明", "明 李", true),
    ];

    #[test]
    fn words_are_found_in_any_order_and_spelling() {
        for (listed, searched, is_found) in SEARCHED {
            let (key, words) = (search_key(listed), search_words(searched));
            let found = words.iter().all(|word| key.contains(word.as_str()));
            assert_eq!(found, *is_found, "C49 {listed:?} by {searched:?}: {key:?} by {words:?}");
        }
        assert_eq!(search_words("a bb ccc dddd eeeee ffffff"), ["ffffff", "eeeee", "dddd", "ccc", "bb"]);
        assert_eq!(search_words(" "), [""; SEARCH_WORDS]);
        assert_eq!(
            search_key("Alder GmbH https://alder.example/ ana@alder.example"),
            [" ", &fold("Alder GmbH https://alder.example/ ana@alder.example")].concat()
        );
    }

    #[test]
    fn companies_are_alike_however_umlauts_are_spelled() {
        for (one, other, is_alike) in [
            ("Müller GmbH", "Mueller", true),
            ("Söhne & Co", "Soehne", true),
            ("Poet", "Pot", false),
            ("Blue", "Blu", false),
            ("Müller", "Muller", true),
            ("BlueSky", "Blue-Sky GmbH", true),
            ("Blue Sky", "Bluesky", true),
            ("I B M", "IBM", true),
            ("I.B.M.", "I B M", true),
            ("JetBrains s.r.o.", "Jet Brains", true),
            ("Blue Sky", "Blues", false),
        ] {
            assert_eq!(are_spelled_alike(one, other), is_alike, "C49 {one} {other}");
            if is_alike {
                for (typed, known) in [(one, other), (other, one)] {
                    assert!(company_keys_spelled(typed).contains(&company_key(known)), "C49 {typed} {known}");
                }
            }
        }
    }

    #[test]
    fn company_names_are_alike_without_legal_form_and_punctuation() {
        assert_eq!(company_key("Alder & Finch GmbH"), company_key("ALDER FINCH"));
        assert_eq!(company_key("Acme Inc."), company_key("acme, Ltd"));
        assert_ne!(company_key("Acme"), company_key("Acme Systems"));
        assert_eq!(company_key("AG"), "ag");
        assert_eq!(company_key("אלדר בע\"מ"), company_key("אלדר בע״מ"));
        assert_eq!(company_key("אלדר בע\"מ"), company_key("אלדר"));
        for (one, other) in [
            ("Müller & Söhne", "Müller und Söhne GmbH"),
            ("Alder and Finch Ltd", "Alder & Finch"),
            ("Martínez y García", "Martinez & Garcia"),
            ("Dupont et Fils", "Dupont & Fils SARL"),
            ("Berg og Dal AS", "Berg & Dal"),
            ("The Boston Group, Inc.", "Boston Group"),
            ("ООО Ромашка", "Ромашка"),
            ("株式会社青山", "青山"),
            ("㈱青山", "青山株式会社"),
            ("北京大地有限公司", "北京大地"),
            ("Delta Pvt Ltd", "Delta Private Limited"),
            ("Iberia S.L.U.", "Iberia"),
            ("Nordwind Spółka z o.o.", "Nordwind sp. z o.o."),
            ("Kaffee Mueller e.K.", "Kaffee Mueller"),
            ("Deutsche Bahn Aktiengesellschaft", "Deutsche Bahn AG"),
        ] {
            assert_eq!(company_key(one), company_key(other), "{one} {other}");
        }
        for (one, other) in
            [("The", "And"), ("Y Combinator", "Combinator"), ("And", "Or"), ("Company Y", "Company"), ("Et", "Und")]
        {
            assert_ne!(company_key(one), company_key(other), "{one} {other}");
        }
    }
}
