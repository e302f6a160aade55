//! What mail programs make a link of, although nobody wrote one: web and email addresses in a text, in any script. A
//! name that holds one would put a stranger's link into our emails.

mod top_level_domains;

use super::names;
use super::visible::is_invisible;

/// Keeps what surrounds it apart, and is not seen (U+2060, word joiner).
const JOINER: char = '\u{2060}';

/// Whether a mail program would make a link of a part of `text`.
pub fn holds_link(text: &str) -> bool {
    let text = folded(text);
    text.contains('@') || holds_web_address(&text)
}

/// The same for web addresses alone: `ana@alder.example` is none.
pub fn holds_web_address(text: &str) -> bool {
    let text = folded(text);
    ["://", "www.", "mailto:"].iter().any(|sign| text.contains(sign)) || words(&text).any(is_host)
}

/// Whether a web address was written into `text`, more than the name of a host, which companies are called by:
/// with its scheme, `www.` or a path.
pub fn is_written_address(text: &str) -> bool {
    let text = folded(text);
    let is_called_www = |word: &Word<'_>| word.word.starts_with("www.") && word.word.len() > "www.".len();
    text.contains("://") || words(&text).any(|word| is_called_www(&word) || has_path(&word))
}

/// Whether a word is the name of a host with a path or a port behind it, those for examples included.
fn has_path(word: &Word<'_>) -> bool {
    const FOR_TESTS: [&str; 3] = ["example", "invalid", "test"];
    let Some((name, top)) = word.word.rsplit_once('.') else { return false };
    matches!(word.after, Some('/' | ':')) && !name.is_empty() && (is_top_level(top) || FOR_TESTS.contains(&top))
}

/// Whether `text` holds what begins or ends an encoded word of an email's header (RFC 2047): a mail program would show
/// something else.
pub fn holds_encoded_word(text: &str) -> bool {
    let text = folded(text);
    text.contains("=?") || text.contains("?=")
}

/// `text` as it is, or looking the same without a link in it. For names that were kept before they were checked, and for
/// what strangers write.
pub fn unlinked(text: &str) -> String {
    if !holds_link(text) {
        return text.to_owned();
    }
    let mut safe = String::with_capacity(2 * text.len());
    for c in text.chars() {
        safe.push(c);
        if matches!(fold(c), Some('.' | '@' | ':' | '/')) {
            safe.push(JOINER);
        }
    }
    safe
}

/// `text` as it is, or looking the same without an encoded word in it, for a header.
pub fn undecoded(text: &str) -> String {
    match text.split_once("=?") {
        Some((_, rest)) if rest.contains("?=") => text.replace("=?", &format!("={JOINER}?")),
        _ => text.to_owned(),
    }
}

/// A letter as address bars read it: in lower case, of full width as usual; none for what is not seen.
fn fold(c: char) -> Option<char> {
    match c {
        c if is_invisible(c) => None,
        // Dots of other scripts and widths (UTS 46), and what looks like one.
        '\u{3002}' | '\u{FF61}' | '\u{2024}' | '\u{FE52}' => Some('.'),
        '\u{FE6B}' => Some('@'),
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).map(|c| c.to_ascii_lowercase()),
        c => Some(c),
    }
}

fn folded(text: &str) -> String {
    text.chars().filter_map(fold).collect::<String>().to_lowercase()
}

/// A run of letters, digits, hyphens and dots, and what surrounds it.
struct Word<'a> {
    before: Option<char>,
    word: &'a str,
    after: Option<char>,
}

fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    text.split(|c| !is_part(c)).map(move |word| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        at += word.len() + after.map_or(0, char::len_utf8);
        Word { before, word, after }
    })
}

/// Beyond ASCII all but punctuation: some scripts write vowels as marks.
fn is_part(c: char) -> bool {
    let is_punctuation = matches!(c, '\u{80}'..='\u{BF}' | '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{303F}');
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') || !c.is_ascii() && !is_punctuation
}

/// Whether a word is the name of a host: labels of which one is a top-level domain, or an IP address. A name after it
/// (`evil.com.Dear`) parts nothing: some programs end the link before.
fn is_host(Word { before, word, after }: Word<'_>) -> bool {
    let labels: Vec<&str> = word.split('.').collect();
    let is_name = labels.windows(2).any(|pair| !pair[0].is_empty() && is_top_level(pair[1]));
    let numbers = labels.iter().filter(|label| label.parse::<u8>().is_ok()).count();
    let is_ip = numbers == 4 && labels.iter().filter(|label| !label.is_empty()).count() == 4;
    // The domain of an email address is a part of that.
    let is_in_address = before == Some('@') && !matches!(after, Some('/' | ':'));
    let is_abbreviation = names::is_abbreviation(word) && !matches!(after, Some('/' | ':'));
    (is_name || is_ip) && !is_in_address && !is_abbreviation
}

/// Whether a label is a top-level domain, or begins with one as far as programs read it. Letters of mathematics and in
/// circles are read as plain ones.
fn is_top_level(label: &str) -> bool {
    let is_styled =
        |c: char| matches!(c, '\u{1D400}'..='\u{1D7FF}' | '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}');
    let end = label.find(['-', '_']).unwrap_or(label.len());
    label.starts_with("xn--") || label.contains(is_styled) || top_level_domains::contains(&label[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::{FirstName, JobTitle, LastName};

    /// Names, titles and jobs that people have.
    const NAMES: [&str; 44] = [
        "Dr. A.J. Smith",
        "St. John",
        "St.John",
        "Jr.",
        "J.P.Morgan",
        "J.R.R.",
        "Müller-Lüdenscheidt",
        "O'Neil",
        "D’Angelo",
        "Ph.D.",
        "M.D.",
        "B. Sc.",
        "M.Sc.",
        "Ana M.Sc. Ruiz",
        "Max Muster, B.Sc., M.Sc.",
        "(M.Com)",
        "Dr.med. Heike",
        "Dipl.Ing. Max",
        "LL.M.",
        "Martin Luther King, Jr.",
        "A. de la Cruz",
        "Jean-Luc",
        "X Æ A-12",
        "Núñez",
        "李",
        "山田 太郎",
        "А.С. Пушкин",
        "А.С.Пушкин",
        "علی‌رضا",
        "Nguyễn Thị",
        "काव्या",
        "சுந்தர்",
        "Dipl.-Ing.",
        "Sr. Manager, EMEA",
        "VP Sales (DACH)",
        "Head of R&D / Labs",
        "C.E.O.",
        "Account Manager No. 1",
        "24/7 Support",
        "Com",
        "Dot Com",
        "Net",
        "Mr. Li",
        "= Ana ?",
    ];

    /// What mail programs link, or read as something else.
    const LINKS: [&str; 50] = [
        "https://evil.example",
        "see WWW.evil.test",
        "mailto:x",
        "acme-payout.com",
        "Your payout is on hold, see acme-payout.com",
        "Evil.Com",
        "EVIL.COM/login",
        "(evil.com)",
        "evil.com.",
        "evil.com,",
        "evil.com!",
        "evil.com:8080",
        "\"evil.com\"",
        "evil.com-Ana",
        "evil.com_Ana",
        "evil.com.Dear",
        "evil.com's",
        "evil.com’s",
        "a.b.c.co.uk",
        "t.co",
        "acme.zip",
        "evil.xn--p1ai",
        "пример.рф",
        "例え.みんな",
        "例子.中国",
        "உதாரணம்.இந்தியா",
        "bücher.de",
        "münchen.bücher.com",
        "evil\u{3002}com",
        "evil\u{FF0E}com",
        "evil\u{FF61}com",
        "evil\u{2024}com",
        "evil\u{FE52}com",
        "ｅｖｉｌ．ｃｏｍ",
        "ｗｗｗ．ａｃｍｅ",
        "ｈｔｔｐｓ：／／ａｃｍｅ",
        "evil.c\u{AD}om",
        "evil.\u{200D}com",
        "evil.𝐜𝐨𝐦",
        "evil.ⓒⓞⓜ",
        "ana@acme",
        "ana＠acme",
        "192.0.2.7",
        "192.0.2.7/x",
        "m.sc/x",
        "m.sc:80",
        "m.sc.evil.com",
        "evil.m.sc",
        "msc.sc",
        "ana@m.sc",
    ];

    /// C25.
    #[test]
    fn people_have_the_names_they_have() {
        for name in NAMES {
            assert!(!holds_link(name) && !holds_encoded_word(name), "{name:?}");
            assert_eq!((unlinked(name).as_str(), undecoded(name).as_str()), (name, name));
            assert_eq!(LastName::parse(name).map(|name| name.as_str().to_owned()), Ok(name.to_owned()));
        }
    }

    #[test]
    fn no_name_holds_a_link_in_any_script() {
        for text in LINKS {
            assert!(holds_link(text), "{text:?}");
            assert!(FirstName::parse(text).is_err() && LastName::parse(text).is_err(), "{text:?}");
            assert!(JobTitle::parse(text).is_err(), "{text:?}");
            let safe = unlinked(text);
            // Joiners aside, it is the same text; with them it holds no host.
            assert_eq!(safe.replace(JOINER, ""), text.replace(JOINER, ""));
            assert!(safe.matches(JOINER).count() > 0, "{text:?}");
        }
    }

    #[test]
    fn no_name_holds_an_encoded_word() {
        for text in ["=?utf-8?q?Evil?=", "=?UTF-8?B?ZXZpbC5jb20=?=", "Ana =?x", "x?= Ana", "＝？utf-8？q？x？＝"]
        {
            assert!(holds_encoded_word(text) && FirstName::parse(text).is_err(), "{text:?}");
            let safe = undecoded(text);
            assert!(!safe.contains("=?") || !safe.contains("?="), "{safe:?}");
        }
    }

    #[test]
    fn an_email_address_is_no_web_address() {
        for text in ["Ask Li <li@alder.example>", "li@alder.com.", "to li@alder.co.uk, please"] {
            assert!(!holds_web_address(text) && holds_link(text), "{text:?}");
        }
        for text in ["li@alder.com/x", "li@alder.com:80", "@ alder.com", "li@alder.com or evil.com", "x@y@z evil.com"] {
            assert!(holds_web_address(text), "{text:?}");
        }
    }
}
