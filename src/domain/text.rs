//! Short texts that people type: names, titles, phone numbers. Each has one rule, kept here.

use super::links;
use super::visible::{clean, is_blank, visible};
use crate::i18n::Message;
use serde::{Deserialize, Serialize};

/// Why a value was refused, and how to fix it: a sentence for the person who typed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invalid(pub String);

impl Invalid {
    /// `message` is shown beside the field unchanged.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }

    /// What is said of a text of `length` characters where at most `max` are taken.
    pub fn too_long(length: usize, max: usize) -> Self {
        Self(t!(forms::too_long, length = length as i64, max = max as i64))
    }
}

/// Cleans `raw` and applies the rule that all short texts share: present, at most `max` characters, no web address.
fn line(raw: &str, max: usize, missing: Message) -> Result<String, Invalid> {
    present(optional_line(raw, max)?, missing)
}

fn present(text: String, missing: Message) -> Result<String, Invalid> {
    if text.is_empty() { Err(Invalid::new(missing())) } else { Ok(text) }
}

fn optional_line(raw: &str, max: usize) -> Result<String, Invalid> {
    let text = clean(raw);
    let length = text.chars().count();
    if length > max {
        return Err(Invalid::too_long(length, max));
    }
    if links::is_written_address(&text) {
        return Err(Invalid::new(t!(forms::no_web_address)));
    }
    Ok(text)
}

/// The same for what stands in emails in the organisation's name and is not always typed by its people: nothing that a
/// mail program makes a link of, or reads as something else.
fn name(raw: &str, max: usize, missing: Message) -> Result<String, Invalid> {
    line(raw, max, missing).and_then(without_links)
}

/// What fills a field that must not be empty, a dot or a hyphen, is nothing.
fn optional_name(raw: &str, max: usize) -> Result<String, Invalid> {
    let is_filling = |c: char| c.is_ascii_punctuation() || c == ' ' || matches!(c, '\u{2010}'..='\u{2015}' | '…' | '·');
    let text = optional_line(raw, max)?;
    if text.chars().all(is_filling) { Ok(String::new()) } else { without_links(text) }
}

fn without_links(text: String) -> Result<String, Invalid> {
    if links::holds_encoded_word(&text) {
        return Err(Invalid::new(t!(forms::no_encoded_word)));
    }
    if links::holds_link(&text) { Err(Invalid::new(t!(forms::no_link_in_name))) } else { Ok(text) }
}

/// Cleans `raw` and keeps its lines: at most `max` characters.
fn optional_lines(raw: &str, max: usize) -> Result<String, Invalid> {
    let line_end =
        |c: char| if matches!(c, '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}') { '\n' } else { c };
    let text: String = raw.replace("\r\n", "\n").replace('\t', " ").chars().map(line_end).collect();
    let text = visible(&text).trim_matches(is_blank).to_owned();
    let length = text.chars().count();
    if length > max {
        return Err(Invalid::too_long(length, max));
    }
    Ok(text)
}

/// The same without web addresses; an email address may be in it.
fn unlinked_lines(raw: &str, max: usize) -> Result<String, Invalid> {
    let text = optional_lines(raw, max)?;
    if links::holds_web_address(&text) { Err(Invalid::new(t!(forms::no_link_in_comment))) } else { Ok(text) }
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $max:literal, $rule:ident $(, $missing:ident)?;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $name(String);

        impl $name {
            /// The most characters (Unicode scalar values) it may have.
            pub const MAX: usize = $max;

            /// Keeps the text as typed, but for what cannot be seen and doubled white space.
            pub fn parse(raw: &str) -> Result<Self, Invalid> {
                $rule(raw, Self::MAX $(, || t!(forms::$missing))?).map(Self)
            }

            /// The text, ready to show (not escaped for any format).
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    )+};
}

texts! {
    /// A company in the partner programme, under the name it goes by.
    PartnerName, 120, line, enter_partner_name;
    /// A person's first name; any human name is kept.
    FirstName, 80, name, enter_first_name;
    /// A person's last name; empty for people with one name.
    LastName, 80, optional_name;
    /// A person's job in their company; may be empty.
    JobTitle, 80, optional_name;
    /// An email template, in the list from which staff choose.
    TemplateName, 80, line, enter_template_name;
    /// The organisation that runs this Gangway.
    OrganisationName, 120, line, enter_organisation_name;
    /// What a program or a status is called.
    ChoiceName, 60, line, enter_name;
    /// A comment over several lines; may be empty. At most as long as a form without JavaScript can bring back when it
    /// fails.
    Comment, 500, optional_lines;
    /// What a stranger writes who got somebody's invitation; may be empty.
    ReportComment, 500, unlinked_lines;
    /// A personal note to one person, above the template's text; may be empty.
    PersonalNote, 500, optional_lines;
    /// What contacts read first in the portal, in Markdown; may be empty.
    WelcomeText, 4_000, optional_lines;
    /// What partners read about their program, in Markdown; may be empty.
    ProgramText, 4_000, optional_lines;
    /// The terms of the programme, in Markdown; empty where there are none.
    TermsText, 20_000, optional_lines;
}

/// A phone number as people write it, or empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// The most characters it may have as typed.
    pub const MAX: usize = 40;

    /// Whatever holds a digit, kept as typed: extensions and two numbers in one field are of use, too. Not what a
    /// spreadsheet made of a number, because digits are lost in it (`4.93E+11`).
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let text = clean(raw);
        let length = text.chars().count();
        if length > Self::MAX {
            return Err(Invalid::too_long(length, Self::MAX));
        }
        if is_rounded(&text) {
            return Err(Invalid::new(t!(forms::phone_number_is_rounded)));
        }
        if !text.is_empty() && !text.chars().any(char::is_numeric) || links::is_written_address(&text) {
            return Err(Invalid::new(t!(forms::enter_a_phone_number)));
        }
        Ok(Self(text))
    }

    /// The number as typed, or an empty text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a spreadsheet wrote a number with an exponent: `4.93E+11`, `4,93E11`.
fn is_rounded(text: &str) -> bool {
    let Some((digits, exponent)) = text.split_once(['E', 'e']) else { return false };
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
    is_number(exponent.trim_start_matches('+')) && is_number(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_human_name_is_kept() {
        for name in
            ["O'Brien", "D’Angelo", "Núñez", "李", "Nguyễn Thị", "St.John", "J.R.R.", "علی‌رضا", "Null", "X Æ A-12"]
        {
            assert_eq!(LastName::parse(name).map(|n| n.0), Ok(name.to_owned()));
        }
        assert_eq!(FirstName::parse("  Ana   María ").map(|n| n.0), Ok("Ana María".to_owned()));
        for empty in ["", " ", ".", "-", "--", "—", "\u{200C}", "\u{3164}", " . "] {
            assert_eq!(LastName::parse(empty).map(|n| n.0), Ok(String::new()), "C42 {empty:?}: one name");
        }
    }

    /// As pasted, and as kept.
    const PASTED: &[(&str, &str, &str)] = &[
        ("C44", "\u{200F}שרה Cohen (ישראל)", "שרה Cohen (ישראל)"),
        ("C44", "علي\u{200E} 2", "علي 2"),
        ("C44", "\u{61C}علي", "علي"),
        ("C44", "\u{2067}שרה\u{2069}", "שרה"),
        ("C44", "\u{202E}gnp.exe", "gnp.exe"),
        ("C44", "علی\u{200C}رضا", "علی\u{200C}رضا"),
        ("C44", "علی\u{200C}", "علی"),
        ("C44", "\u{200D}شركة", "شركة"),
        ("C44", "श्री\u{200D}मती", "श्री\u{200D}मती"),
        ("C44", "ක්\u{200D}රී", "ක්\u{200D}රී"),
        ("C43", "An\u{200D}a", "Ana"),
        ("C43", "Ana\u{AD}", "Ana"),
        ("C43", "\u{FEFF}Al\u{200B}der", "Alder"),
        ("C43", "Alder\u{E0041}\u{E007F}", "Alder"),
        ("C43", "A\u{2060}lder", "Alder"),
        ("C43", "Alder\u{2800}\u{2800}Finch\u{2800}", "Alder Finch"),
        ("C43", "Alder\u{A0}Finch\u{3000}", "Alder Finch"),
        ("C43", "Alder\tFinch\r\n", "Alder Finch"),
        ("C43", "Al\0der\u{1b}", "Alder"),
        ("C43", "辻\u{E0100}さん", "辻\u{E0100}さん"),
        ("C43", "a\u{FE0F}b", "ab"),
        ("C43", "👩\u{200D}💻 Lab", "👩\u{200D}💻 Lab"),
        ("C43", "❤\u{FE0F}\u{200D}🔥", "❤\u{FE0F}\u{200D}🔥"),
    ];

    #[test]
    fn what_nobody_sees_is_dropped() {
        for (case, raw, kept) in PASTED {
            assert_eq!(clean(raw), *kept, "{case} {raw:?}");
            assert_eq!(PartnerName::parse(raw).map(|name| name.0).as_deref(), Ok(*kept), "{case} {raw:?}");
        }
        for nothing in [
            "\u{3164}",
            "\u{2800}",
            "\u{200D}",
            "\u{AD}",
            "\u{FFA0}",
            "\u{E0041}",
            "\u{115F}",
            "\u{1160}",
            "\u{34F}",
            "\u{17B4}",
            "\u{180E}",
            "\u{2063}",
            "\u{FE0F}",
            "\u{1D173}",
            "\u{200B} \u{FEFF}",
            " \u{3000} ",
            "\0",
            "",
        ] {
            assert!(PartnerName::parse(nothing).is_err() && FirstName::parse(nothing).is_err(), "C43 {nothing:?}");
            assert_eq!(JobTitle::parse(nothing).map(|title| title.0), Ok(String::new()), "C43 {nothing:?}");
        }
    }

    #[test]
    fn names_are_no_place_for_links() {
        for name in ["http://evil.example", "see WWW.evil.example", ""] {
            assert!(FirstName::parse(name).is_err(), "{name:?} was kept");
        }
        assert!(PartnerName::parse(&"x".repeat(120)).is_ok());
        assert!(PartnerName::parse(&"x".repeat(121)).is_err());
    }

    #[test]
    fn companies_may_be_called_like_their_domain() {
        for good in [
            "Booking.example",
            "Booking.com",
            "awww.some Ltd",
            "24/7 Services",
            "Østerbro A/S",
            "Inc./Ltd.",
            "St.Gallen/Zürich",
            "Müller & Co.KG",
            "TCP/IP Systems",
        ] {
            assert!(PartnerName::parse(good).is_ok(), "C48 {good:?} was refused");
        }
        for bad in [
            "www.alder.example GmbH",
            "Alder (www.alder.example)",
            "WWW.Alder.example",
            "ｗｗｗ．alder.example",
            "https://alder.example",
            "evil.example/login",
            "Alder, see evil.example/login",
            "bit.ly/x3",
            "bit．ly/x3",
            "evil.com:8080/x",
        ] {
            let why = PartnerName::parse(bad).map(|name| name.0).unwrap_err().0;
            assert!(why.contains("www."), "C48 {bad:?}: says what to leave out: {why}");
            assert!(JobTitle::parse(bad).is_err(), "C48 {bad:?}");
        }
    }

    #[test]
    fn comments_keep_their_lines_and_are_bounded() {
        for (raw, kept) in [
            (" one\r\n\r\ntwo: https://acme.example \n", "one\n\ntwo: https://acme.example"),
            (" \r\n ", ""),
            ("\u{FEFF}one\u{2028}two\u{B}three\rfour\tfive", "one\ntwo\nthree\nfour five"),
            ("\u{202E}gnp.exe\0", "gnp.exe"),
            ("  indented\n    more", "indented\n    more"),
        ] {
            assert_eq!(Comment::parse(raw).map(|comment| comment.0).as_deref(), Ok(kept), "{raw:?}");
        }
        assert!(Comment::parse(&"é".repeat(500)).is_ok());
        assert!(Comment::parse(&"x".repeat(501)).is_err());
    }

    #[test]
    fn strangers_write_no_links() {
        for good in ["", "Ask Li <li@alder.example>", "Not me.\nI left in 2024."] {
            assert!(ReportComment::parse(good).is_ok(), "{good:?} was refused");
        }
        for bad in ["see evil.com", "https://evil.example", "a\nevil\u{3002}com/x", "192.0.2.7"] {
            assert!(ReportComment::parse(bad).is_err(), "{bad:?} was kept");
        }
    }

    #[test]
    fn phone_numbers_are_kept_as_people_write_them() {
        for good in [
            "",
            "+49 30 123456",
            "+1 (415) 555-0100",
            "030 123456",
            "0044 20 7946 0000",
            "4930123456",
            "+49 (0)30 123456-78",
            "(415) 555-0100 ext. 7",
            "030/12 34 56 (Zentrale)",
            "+49 30 1 / +49 171 2",
            "112",
            "1-800-FLOWERS",
            "٠١٢٣٤٥٦٧٨٩",
            "０３−１２３４",
        ] {
            assert_eq!(PhoneNumber::parse(good).map(|phone| phone.0).as_deref(), Ok(good), "C46 {good:?}");
        }
        assert_eq!(PhoneNumber::parse("\u{202A}+49 30 1\u{202C}").unwrap().as_str(), "+49 30 1");
        for bad in ["call me", "n/a", "-", "none", "4.930123E+11", "4,93E+11", &"1".repeat(41), "www.x1.example"] {
            assert!(PhoneNumber::parse(bad).is_err(), "C46 {bad:?} was kept");
        }
    }
}
