//! Which encoding of one byte a character a file is in: the one in which letters and marks stand as they do in words.

use super::headings;
use crate::i18n;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, X_MAC_CYRILLIC};
use std::borrow::Cow;
use yore::CodePage;
use yore::code_pages::{CP850, CP852};

/// An encoding, as the library that knows it.
#[derive(Clone, Copy)]
pub enum Legacy {
    Known(&'static Encoding),
    /// *CSV (MS-DOS)* in Excel.
    Dos(&'static dyn CodePage),
    /// *CSV (Macintosh)* in Excel, of Central Europe.
    MacCentral,
}

/// The letters that words of an encoding's languages have beside the plain ones.
#[derive(Clone, Copy)]
enum Letters {
    Western,
    Central,
    Turkish,
    /// Of another script, or of whichever the library that guesses knows best.
    Other,
}

use Legacy::{Dos, Known, MacCentral};
use Letters::{Central, Other, Turkish, Western};

/// What `0x80` and above are on a Mac of Central Europe.
const MAC_CENTRAL: &str = "ÄĀāÉĄÖÜáąČäčĆćéŹźĎíďĒēĖóėôöõúĚěü†°Ę£§•¶ß®©™ę¨≠ģĮįĪ≤≥īĶ∂∑łĻļĽľĹĺŅņŃ¬√ńŇ∆«»…\u{a0}ňŐÕőŌ–—“”‘’÷◊ōŔŕŘ‹›řŖŗŠ‚„šŚśÁŤťÍŽžŪÓÔūŮÚůŰűŲųÝýķŻŁżĢˇ";

/// Enough bytes to judge by.
const SAMPLE: usize = 64 * 1024;

impl Legacy {
    /// Reads bytes in this encoding.
    pub fn decode<'a>(&self, bytes: &'a [u8]) -> Cow<'a, str> {
        let central = |byte: &u8| match byte.checked_sub(0x80) {
            Some(at) => MAC_CENTRAL.chars().nth(at.into()).unwrap_or_default(),
            None => char::from(*byte),
        };
        match self {
            Known(encoding) => encoding.decode_without_bom_handling(bytes).0,
            Dos(page) => page.decode_lossy(bytes),
            MacCentral => bytes.iter().map(central).collect(),
        }
    }
}

/// The encoding that `bytes` seem to be in, by their lines that are no UTF-8.
pub fn find(bytes: &[u8]) -> Legacy {
    let guessed = guessed(bytes);
    let letters = if guessed == WINDOWS_1252 { Western } else { Other };
    const OF_WINDOWS: usize = 4;
    // What fits alike is of the one that is named first.
    let candidates = [
        (Known(WINDOWS_1252), Western),
        (Known(guessed), letters),
        (Known(WINDOWS_1250), Central),
        (Known(WINDOWS_1254), Turkish),
        (Known(MACINTOSH), Western),
        (Dos(&CP850), Western),
        (Dos(&CP852), Central),
        (MacCentral, Central),
        (Known(X_MAC_CYRILLIC), Other),
    ];
    let mut sample = Vec::new();
    for line in bytes.split_inclusive(|byte| b"\r\n".contains(byte)).filter(|line| std::str::from_utf8(line).is_err()) {
        sample.extend_from_slice(&line[..line.len().min(SAMPLE)]);
        if sample.len() > SAMPLE {
            break;
        }
    }
    let fitness = |(at, (encoding, letters)): &(usize, &(Legacy, Letters))| {
        fitness(&encoding.decode(&sample), *letters, *at >= OF_WINDOWS)
    };
    candidates.iter().enumerate().rev().max_by_key(fitness).map_or(Known(guessed), |(_, (encoding, _))| *encoding)
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // A few letters could be of many encodings; the language of the person who uploads them decides.
    let place = match i18n::current().code() {
        "en" => None,
        code => Some(code.as_bytes()),
    };
    detector.guess(place, Utf8Detection::Deny)
}

/// How well all letters and marks beyond ASCII stand in `text`, and how many headings are known that have some.
/// Of rare encodings, less speaks for a letter.
fn fitness(text: &str, letters: Letters, is_rare: bool) -> i64 {
    let chars: Vec<char> = text.chars().collect();
    let worth = |at: usize| {
        let around = Around::of(&chars, at);
        match around.c {
            c if c.is_ascii() => 0,
            c if is_foreign(c) => around.of_foreign(),
            c if !c.is_alphabetic() || "ªº".contains(c) => around.of_mark(),
            _ if is_rare && around.begins_small() => around.of_letter(letters).min(1),
            _ => around.of_letter(letters),
        }
    };
    let pieces =
        text.split(['\r', '\n']).take(super::table::TITLE_LINES).flat_map(|line| line.split([';', ',', '\t', '|']));
    let headings = pieces.filter(|piece| !piece.is_ascii() && headings::is_known(piece.trim_matches('"'))).count();
    (0..chars.len()).map(worth).sum::<i64>() + 3 * headings as i64
}

/// Of a script that is neither Latin nor only signs; what some encodings have for broken and drawn characters is none.
fn is_foreign(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{1FFF}' | '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}')
        && c != 'π'
        && c != 'Ω'
}

/// A character with what stands before and behind it.
struct Around {
    before: [char; 2],
    c: char,
    after: [char; 2],
}

impl Around {
    fn of(text: &[char], at: usize) -> Self {
        let char = |at: Option<usize>| at.and_then(|at| text.get(at)).copied().unwrap_or('\n');
        Self {
            before: [char(at.checked_sub(2)), char(at.checked_sub(1))],
            c: text[at],
            after: [char(Some(at + 1)), char(Some(at + 2))],
        }
    }

    /// Whether capitals and small letters follow each other as in no word: `CafÈ`, `MåLLER`.
    fn is_miscased(&self) -> bool {
        let [_, before] = self.before;
        let [after, then] = self.after;
        match self.c.is_uppercase() {
            true if before.is_uppercase() => after.is_lowercase() || after.is_uppercase() && then.is_lowercase(),
            true => before.is_lowercase() || before.is_numeric() || after.is_numeric(),
            false if self.c == 'ß' => false,
            false if before.is_uppercase() => after.is_uppercase() || self.before[0].is_uppercase(),
            false => after.is_uppercase() || before.is_numeric() || after.is_numeric(),
        }
    }

    /// Words of other scripts are of its letters only.
    fn of_foreign(&self) -> i64 {
        let is_alone = !is_foreign(self.before[1]) && !is_foreign(self.after[0]);
        let is_mixed = self.before[1].is_ascii_alphabetic() || self.after[0].is_ascii_alphabetic();
        match self.c {
            _ if is_alone || is_mixed || self.is_miscased() => -2,
            // Of few languages, and many in what is read wrongly.
            'Ђ' | 'ђ' | 'Ѓ' | 'ѓ' | 'Ѕ' | 'ѕ' | 'Љ' | 'љ' | 'Њ' | 'њ' | 'Ћ' | 'ћ' | 'Ќ' | 'ќ' | 'Џ' | 'џ' => {
                1
            }
            _ => 2,
        }
    }

    fn of_letter(&self, letters: Letters) -> i64 {
        // Letters that stand side by side in words of the west: `ção`, `Núñez`, `groß`.
        const PAIRS: [&str; 21] = [
            "çã", "çõ", "çá", "çó", "çé", "çê", "ñó", "ñí", "ñá", "ñé", "úñ", "íñ", "áñ", "óñ", "öß", "üß", "äß", "éé",
            "ää", "öö", "üü",
        ];
        let [_, before] = self.before;
        let [after, then] = self.after;
        let is_special = |c: char| !c.is_ascii() && c.is_alphabetic();
        let is_run = is_special(before) && is_special(after) && (is_special(self.before[0]) || is_special(then));
        let is_pair = is_special(before)
            && before != 'Þ'
            && !PAIRS.contains(&[lower(before), lower(self.c)].iter().collect::<String>().as_str());
        let is_alone = !before.is_alphanumeric() && !after.is_alphanumeric();
        match letters {
            _ if self.is_miscased() => -3,
            _ if is_alone => i64::from("àáéèóòåöíÀÁÉÈÓÒ".contains(self.c)) * 2 - 2,
            Western if is_pair => -2,
            _ if is_run => -2,
            letters => self.in_word(letters).unwrap_or_else(|| letters.worth(self.c)),
        }
    }

    /// Of a letter that words have in some places only.
    fn in_word(&self, letters: Letters) -> Option<i64> {
        let [_, before] = self.before;
        let [after, _] = self.after;
        let is_consonant = |c: char| c.is_alphabetic() && !is_vowel(c);
        let is_behind = |letters: &str| letters.contains(lower(before));
        let is_before = |letters: &str| letters.contains(lower(after));
        match (letters, lower(self.c)) {
            (Western, 'î') if before.is_alphabetic() && !is_behind("aou") => Some(1),
            (Western, 'õ') if !is_before("e") => Some(1),
            (Western, 'œ') if !is_before("u") => Some(1),
            (Western, 'ê' | 'â') if is_behind("ae") => Some(0),
            (Western, 'ô') if is_behind("eo") => Some(0),
            (Western, 'â') if is_behind("i") => Some(0),
            (Western, 'ï') if is_consonant(before) => Some(0),
            (Western, 'å' | 'æ') if before.is_alphabetic() && is_vowel(before) => Some(0),
            (Western, 'à' | 'ì' | 'ò') if is_behind("aeo") => Some(0),
            (Western, 'à' | 'ì' | 'ò' | 'ù') if after.is_alphabetic() => Some(1),
            (Western, 'ñ') if !is_vowel(after) => Some(0),
            (Western, 'è') if is_vowel(after) => Some(0),
            (Western, 'ã') if is_behind("aeu") => Some(0),
            (Western, 'ã') if after.is_alphabetic() && !is_before("oe") => Some(1),
            (Western, 'ä') if is_behind("ae") => Some(0),
            (Western, 'ä') if is_behind("i") => Some(1),
            (_, 'á') if is_behind("aáeo") || is_before("aáo") => Some(0),
            (_, 'ß') if !is_vowel(before) => Some(0),
            (_, 'ń') if is_vowel(after) => Some(1),
            (_, 'ğ') if !is_vowel(before) => Some(-2),
            (_, 'ň' | 'ń' | 'ł' | 'ĺ' | 'ŕ' | 'ď') if !before.is_alphabetic() && is_consonant(after) => Some(0),
            // `Dšbrowski`
            (_, c) if !is_vowel(c) && c != 'ß' && is_consonant(before) && is_consonant(after) => Some(0),
            _ => None,
        }
    }

    /// Whether it begins a word that has no capital, as few do in tables.
    fn begins_small(&self) -> bool {
        self.c.is_lowercase() && !self.before[1].is_alphabetic() && self.after[0].is_lowercase()
    }

    fn of_mark(&self) -> i64 {
        let [_, before] = self.before;
        let [after, then] = self.after;
        let (is_behind, is_before) = (before.is_alphanumeric(), after.is_alphanumeric());
        let is_apart = !before.is_alphabetic() && !after.is_alphabetic();
        let good = |is_good: bool, worth: i64| if is_good { worth } else { -2 };
        match self.c {
            '\u{80}'..='\u{9F}' | '\u{2500}'..='\u{25FF}' | '\u{FFFD}' => -4,
            '’' | '‘' if is_behind && is_before => {
                // `Smith’s`, `O’Neil`, `L’Atelier`; but not `Garc’a`.
                let is_suffix = "stdmSTDM".contains(after) && !then.is_alphabetic();
                let is_elided = !self.before[0].is_alphabetic() && !after.is_numeric()
                    || lower(before) == 'd' && lower(after) == 'h';
                let is_double = ["ll", "ql", "re", "ve"].contains(&[after, then].iter().collect::<String>().as_str())
                    || ["ll", "qu", "un"].contains(&self.before.iter().collect::<String>().to_lowercase().as_str());
                good(is_suffix || is_elided || is_double || after.is_uppercase(), 2)
            }
            '’' | '‘' => good(is_behind != is_before, 2),
            '‚' | '„' => good(!is_behind && is_before, 2),
            '“' | '”' if !is_behind && !is_before => 1,
            '“' | '”' => good(is_behind != is_before, 2),
            '«' | '»' | '‹' | '›' if !is_behind && !is_before => 0,
            '«' | '»' | '‹' | '›' => good(is_behind != is_before, 1),
            '¿' | '¡' => good(!is_behind && after.is_uppercase(), 2),
            '–' | '—' => match (is_behind, is_before) {
                (false, false) => 2,
                _ => good(before.is_numeric() && after.is_numeric() || after.is_uppercase() && is_behind, 1),
            },
            '…' => good(!is_before, 2),
            '\u{A0}' if is_behind && is_before => {
                // `Acme Corp` and `06 12 34`; between consonants it may be the letter of a word.
                let is_in_word = after.is_lowercase() && !is_vowel(before) && !is_vowel(after);
                if is_in_word { 0 } else { 2 }
            }
            '\u{A0}' => 2,
            '•' | '·' => good(!is_behind || !is_before, 1),
            '€' | '£' | '¥' | '¢' | '½' | '¼' | '¾' | '±' | '×' | 'µ' => good(is_apart, 1),
            '§' | '©' => good(!is_behind && !after.is_alphabetic(), 1),
            '®' | '™' => good(!is_before && before != ' ', 2),
            'ª' | 'º' | '°' => {
                good(before.is_numeric() || before == '.' || "nNcCdD".contains(before) && !is_before, 2)
            }
            '²' | '³' => good((before.is_numeric() || before == 'm') && !is_before, 1),
            _ => -2,
        }
    }
}

impl Letters {
    /// How usual a letter is: of the languages of an encoding, of others, or of none.
    fn worth(self, c: char) -> i64 {
        const WESTERN: &str = "äöüßéèàçñóíáúãõêôøåâîûëïìòùæœ";
        let (usual, others) = match self {
            Western => (WESTERN, "ýðþšžÿ"),
            Central => ("ąćęłńóśźżáčďéěíňřšťúůýžäöüßőűăâîş", "ôĺľŕçëđţ"),
            Turkish => ("çğıöşüâîi\u{307}", WESTERN),
            Other => (WESTERN, "ąćęłńśźżčďěňřšťůýžőűăşţđčģīķļņūāēėįų"),
        };
        match lower(c) {
            c if usual.contains(c) => 2,
            c if others.contains(c) => 1,
            _ => -1,
        }
    }
}

fn is_vowel(c: char) -> bool {
    "aeiouyäöüáéíóúàèìòùâêîôûãõëïåøæœýąęěůőűăı".contains(lower(c))
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// The bytes of a text as a Mac of Central Europe writes it.
    pub fn mac_central(text: &str) -> Vec<u8> {
        let byte = |c: char| match MAC_CENTRAL.chars().position(|other| other == c) {
            Some(at) => at as u8 + 0x80,
            None => c as u8,
        };
        text.chars().map(byte).collect()
    }
}
