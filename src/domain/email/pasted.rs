//! An address as people paste it: out of a mail program, a chat, a spreadsheet or a page.

use crate::domain::names;
use crate::domain::text::Invalid;
use crate::domain::visible::clean;

/// What stands around an address and is never a part of it.
const OPENING: &[char] =
    &['\'', '"', '(', '[', '{', '<', '«', '‹', '„', '“', '”', '‘', '’', '‚', '`', '*', ':', ',', ';'];
const CLOSING: &[char] =
    &['\'', '"', ')', ']', '}', '>', '»', '›', '„', '“', '”', '‘', '’', '`', '*', ':', ',', ';', '.', '!', '?'];

/// What programs write before an address.
const SCHEMES: [&str; 5] = ["mailto:", "smtp:", "e-mail:", "email:", "mail:"];

/// An address and the name beside it, as pasted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Whose address it is; empty where nothing says so.
    pub name: String,
    /// Not checked yet.
    pub address: String,
}

impl Pasted {
    /// Takes apart what was pasted: `Ana Ruiz <ana@alder.example>`, `mailto:ana@alder.example?subject=…`,
    /// `ana@alder.example (Ana Ruiz);` and their kind. What it cannot take apart is the address as it stands.
    ///
    /// # Errors
    /// There is more than one address in it.
    pub fn read(raw: &str) -> Result<Self, Invalid> {
        let text = clean(&raw.chars().map(plain).collect::<String>());
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == ';' || c == ',');
        let pasted = bracketed(text).or_else(|| quoted(text)).unwrap_or_else(|| Self::new("", text));
        let others = [pasted.name.as_str(), &pasted.address].join(" ");
        let addresses = others.split(|c: char| c.is_whitespace() || ",;<>()[]\"|".contains(c));
        let mut addresses: Vec<String> = addresses.filter(|word| word.contains('@')).map(bare).collect();
        addresses.dedup_by(|one, other| one.eq_ignore_ascii_case(other));
        match addresses.len() {
            0 | 1 => Ok(pasted),
            _ => Err(Invalid::new(t!(forms::several_addresses))),
        }
    }

    fn new(name: &str, address: &str) -> Self {
        let address = bare(address);
        let name = name.trim_matches(|c: char| c.is_whitespace() || OPENING.contains(&c) || "),]}>".contains(c));
        // Some programs repeat the address as the name.
        let name = if bare(name).eq_ignore_ascii_case(&address) { "" } else { name };
        Self { name: name.to_owned(), address }
    }

    /// First and last name as typed; where neither was, those of the pasted name.
    pub fn names_for(&self, first: &str, last: &str) -> (String, String) {
        match clean(first).is_empty() && clean(last).is_empty() {
            true => names::split(&self.name),
            false => (first.to_owned(), last.to_owned()),
        }
    }
}

/// `Ana Ruiz <ana@alder.example>`, `[Ana](mailto:ana@alder.example)` and `ana@alder.example (Ana Ruiz)`.
fn bracketed(text: &str) -> Option<Pasted> {
    for (open, close) in [('<', '>'), ('(', ')'), ('[', ']')] {
        let Some((before, rest)) = text.split_once(open) else { continue };
        let (inside, after) = rest.split_once(close).unwrap_or((rest, ""));
        if !after.chars().all(|c| CLOSING.contains(&c) || c.is_whitespace()) {
            continue;
        }
        match (before.contains('@'), inside.contains('@')) {
            (false, true) => return Some(Pasted::new(before, inside)),
            (true, false) if open == '(' => return Some(Pasted::new(inside, before)),
            (true, true) if bare(before).eq_ignore_ascii_case(&bare(inside)) => return Some(Pasted::new("", inside)),
            _ => {}
        }
    }
    None
}

/// `"Ana" ana@alder.example`.
fn quoted(text: &str) -> Option<Pasted> {
    let (name, address) = text.strip_prefix('"')?.split_once('"')?;
    let is_beside = address.starts_with(char::is_whitespace) && address.contains('@') && !name.contains('@');
    is_beside.then(|| Pasted::new(name, address))
}

/// An address without what stands around it.
fn bare(text: &str) -> String {
    let mut text = text.trim();
    loop {
        let before = text;
        for scheme in SCHEMES {
            if text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) {
                text = text[scheme.len()..].split('?').next().unwrap_or_default().trim_start_matches('/').trim();
            }
        }
        // A quoted local part is no pair of quotes around an address.
        if !is_quoted_local_part(text) {
            text = text.trim_start_matches(OPENING);
        }
        text = text.trim_end_matches(CLOSING).trim();
        if text == before {
            break;
        }
    }
    match text.contains('%') && text.starts_with(|c: char| c != '%') {
        true => text.replace("%2B", "+").replace("%2b", "+").replace("%40", "@").replace("%20", " ").trim().to_owned(),
        false => text.to_owned(),
    }
}

fn is_quoted_local_part(text: &str) -> bool {
    text.starts_with('"') && text.contains("\"@")
}

/// Letters and signs of full width, as some keyboards write them, and other spaces.
fn plain(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{FE6B}' => '@',
        '\u{A0}' | '\u{3000}' => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::email::EmailAddress;

    /// What is pasted, the name in it and the address (C38 to C41).
    const PASTED: &[(&str, &str, &str, &str)] = &[
        ("C40", "Ana Ruiz <ana@alder.example>", "Ana Ruiz", "ana@alder.example"),
        ("C40", "Ana Ruiz<ana@alder.example>", "Ana Ruiz", "ana@alder.example"),
        ("C40", "\"Ruiz, Ana\" <ana@alder.example>", "Ruiz, Ana", "ana@alder.example"),
        ("C40", "'Ana Ruiz' <ana@alder.example>;", "Ana Ruiz", "ana@alder.example"),
        ("C40", "„Ana Ruiz“ <ana@alder.example>", "Ana Ruiz", "ana@alder.example"),
        ("C40", "\"Ana\" ana@alder.example", "Ana", "ana@alder.example"),
        ("C40", "<ana@alder.example>", "", "ana@alder.example"),
        ("C40", "<ana@alder.example", "", "ana@alder.example"),
        ("C40", "<<ana@alder.example>>,", "", "ana@alder.example"),
        ("C40", "mailto:ana@alder.example", "", "ana@alder.example"),
        ("C40", "MAILTO:ana@alder.example?subject=Hello%20Ana&body=x", "", "ana@alder.example"),
        ("C40", "mailto:ana%2Bx@alder.example", "", "ana+x@alder.example"),
        ("C40", "mailto:ana%40alder.example", "", "ana@alder.example"),
        ("C40", "SMTP:ana@alder.example", "", "ana@alder.example"),
        ("C40", "Email: ana@alder.example", "", "ana@alder.example"),
        ("C40", "Ana Ruiz <mailto:ana@alder.example>", "Ana Ruiz", "ana@alder.example"),
        ("C40", "ana@alder.example<mailto:ana@alder.example>", "", "ana@alder.example"),
        ("C40", "ana@alder.example <Ana@alder.example>", "", "Ana@alder.example"),
        ("C40", "[ana@alder.example](mailto:ana@alder.example)", "", "ana@alder.example"),
        ("C40", "[Ana Ruiz](mailto:ana@alder.example)", "Ana Ruiz", "ana@alder.example"),
        ("C40", "Ana Ruiz [ana@alder.example]", "Ana Ruiz", "ana@alder.example"),
        ("C40", "ana@alder.example (Ana Ruiz)", "Ana Ruiz", "ana@alder.example"),
        ("C40", "Ana Ruiz (ana@alder.example)", "Ana Ruiz", "ana@alder.example"),
        ("C40", "ana@alder.example;", "", "ana@alder.example"),
        ("C40", ";ana@alder.example, ", "", "ana@alder.example"),
        ("C40", "\"ana@alder.example\"", "", "ana@alder.example"),
        ("C40", "'ana@alder.example", "", "ana@alder.example"),
        ("C40", "“ana@alder.example”", "", "ana@alder.example"),
        ("C40", "ana@alder.example\t\r\n", "", "ana@alder.example"),
        ("C40", "\u{A0}ana@alder.example\u{A0}", "", "ana@alder.example"),
        ("C41", "ana@alder.example.", "", "ana@alder.example"),
        ("C41", "O'Neil@Alder.Example", "", "O'Neil@Alder.Example"),
        ("C41", "ana+gangway@alder.example", "", "ana+gangway@alder.example"),
        ("C38", "ana＠alder.example", "", "ana@alder.example"),
        ("C38", "Ａｎａ＠ａｌｄｅｒ．ｅｘａｍｐｌｅ", "", "Ana@alder.example"),
        ("C38", "Ana ＜ana@alder.example＞", "Ana", "ana@alder.example"),
        ("C39", "ana@alder.example\u{200B}", "", "ana@alder.example"),
        ("C39", "\u{FEFF}ana@alder.example", "", "ana@alder.example"),
        ("C39", "\u{202A}ana@alder.example\u{202C}", "", "ana@alder.example"),
        ("C39", "\u{2068}ana@alder.example\u{2069}", "", "ana@alder.example"),
        ("C39", "ana@al\u{AD}der.example", "", "ana@alder.example"),
        ("C39", "an\0a@alder.example", "", "ana@alder.example"),
        ("C39", "an\u{200D}a@alder\u{200C}.example", "", "ana@alder.example"),
        ("C39", "\u{200E}Ana Ruiz\u{200F} <ana@alder.example\u{2060}>", "Ana Ruiz", "ana@alder.example"),
    ];

    #[test]
    fn the_address_is_taken_out_of_what_is_pasted() {
        for (case, raw, name, address) in PASTED {
            let pasted = Pasted::read(raw).unwrap();
            assert_eq!((pasted.name.as_str(), pasted.address.as_str()), (*name, *address), "{case} {raw:?}");
            assert_eq!(
                EmailAddress::parse(raw).map(|email| email.as_str().to_owned()).as_deref(),
                Ok(*address),
                "{raw:?}"
            );
        }
    }

    #[test]
    fn several_addresses_are_none() {
        for raw in [
            "a@x.example,b@x.example",
            "a@x.example; b@x.example",
            "a@x.example b@x.example",
            "Ana <a@x.example>, Ben <b@x.example>",
            "a@x.example <b@x.example>",
            "a@x.example(b@x.example)",
            "a@x.example\r\nBcc: b@x.example",
            "group: a@x.example, b@x.example;",
            "[\"a@x.example\",\"b@x.example\"]",
            "mailto:a@x.example,b@x.example",
            "a@x.example/b@x.example",
        ] {
            assert!(EmailAddress::parse(raw).is_err(), "{raw:?}");
        }
        let why = EmailAddress::parse("a@x.example; b@x.example").unwrap_err().0;
        assert!(why.contains("one email address"), "C40: {why}");
    }

    #[test]
    fn what_is_left_must_still_be_an_address() {
        for raw in [
            "Ana Ruiz",
            "ana ruiz@alder.example",
            "\"ana ruiz\"@alder.example",
            "Ana <ana>",
            "mailto:",
            "<>",
            "@alder.example",
            "a\r\n@x.example",
            "a@[192.0.2.1]",
            "ana@sub-.example",
            "ana..ruiz@alder.example",
            "\"a\r\nRCPT TO:<x>\"@y.example",
        ] {
            assert!(EmailAddress::parse(raw).is_err(), "C41 {raw:?}");
        }
    }
}
