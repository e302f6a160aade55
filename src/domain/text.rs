//! Short texts that people type: names, titles, phone numbers. Each has one rule, kept here.

use super::links;
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

/// Characters that change how the text around them reads: controls (NUL and line breaks among them)
/// and the bidirectional and invisible format characters of Unicode TR36 and TR39. The joiners
/// U+200C and U+200D stay: Persian and several Indic scripts need them in names.
pub(super) fn is_deceptive(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Whether nobody sees this character: marks of direction, joiners, fillers, tags and what else Unicode calls ignorable
/// (`Default_Ignorable_Code_Point`), and the annotations.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Trims `raw`, folds runs of white space into one space and applies the rule that all short texts
/// share: present, at most `max` characters, no deceptive characters, no web address with its scheme.
fn line(raw: &str, max: usize, missing: Message) -> Result<String, Invalid> {
    if raw.trim().is_empty() { Err(Invalid::new(missing())) } else { optional_line(raw, max) }
}

fn optional_line(raw: &str, max: usize) -> Result<String, Invalid> {
    if raw.chars().any(is_deceptive) {
        return Err(Invalid::new(t!(forms::invisible_character)));
    }
    let text = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = text.chars().count();
    if length > max {
        return Err(Invalid::too_long(length, max));
    }
    let lower = text.to_ascii_lowercase();
    if lower.contains("://") || lower.contains("www.") {
        return Err(Invalid::new(t!(forms::no_web_address)));
    }
    Ok(text)
}

/// The same for what stands in emails in the organisation's name and is not always typed by its people: nothing that a
/// mail program makes a link of, or reads as something else.
fn name(raw: &str, max: usize, missing: Message) -> Result<String, Invalid> {
    line(raw, max, missing).and_then(without_links)
}

fn optional_name(raw: &str, max: usize) -> Result<String, Invalid> {
    optional_line(raw, max).and_then(without_links)
}

fn without_links(text: String) -> Result<String, Invalid> {
    if links::holds_encoded_word(&text) {
        return Err(Invalid::new(t!(forms::no_encoded_word)));
    }
    if links::holds_link(&text) { Err(Invalid::new(t!(forms::no_link_in_name))) } else { Ok(text) }
}

/// Trims `raw` and keeps its lines: at most `max` characters, nothing deceptive but line breaks.
fn optional_lines(raw: &str, max: usize) -> Result<String, Invalid> {
    let text = raw.replace("\r\n", "\n").trim().to_owned();
    if text.chars().any(|c| c != '\n' && is_deceptive(c)) {
        return Err(Invalid::new(t!(forms::invisible_character)));
    }
    let length = text.chars().count();
    if length > max {
        return Err(Invalid::too_long(length, max));
    }
    Ok(text)
}

/// The same without web addresses; an email address may be in it.
fn unlinked_lines(raw: &str, max: usize) -> Result<String, Invalid> {
    let text = optional_lines(raw, max)?;
    if links::holds_web_address(&text) { Err(Invalid::new(t!(forms::no_web_address))) } else { Ok(text) }
}

/// The same for what is pasted from a word processor, where a tab is a space.
fn pasted_lines(raw: &str, max: usize) -> Result<String, Invalid> {
    optional_lines(&raw.replace('\t', " "), max)
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $max:literal, $rule:ident $(, $missing:ident)?;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $name(String);

        impl $name {
            /// The most characters (Unicode scalar values) it may have.
            pub const MAX: usize = $max;

            /// Keeps the text as typed, but for white space at its ends and doubled inside.
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
    /// A person's last name.
    LastName, 80, name, enter_last_name;
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
    WelcomeText, 4_000, pasted_lines;
    /// What partners read about their program, in Markdown; may be empty.
    ProgramText, 4_000, pasted_lines;
    /// The terms of the programme, in Markdown; empty where there are none.
    TermsText, 20_000, pasted_lines;
}

/// A phone number in international form, or empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// The most characters it may have as typed.
    pub const MAX: usize = 40;

    /// Empty, or `+`, a country code and 7 to 15 digits in all (ITU-T E.164), with the usual
    /// separators; kept as typed.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let text = optional_line(raw, Self::MAX)?;
        if text.is_empty() {
            return Ok(Self(text));
        }
        let mend = || Invalid::new(t!(forms::start_with_and_the_country_code));
        let rest = text.strip_prefix('+').ok_or_else(mend)?;
        let digits = rest.chars().filter(char::is_ascii_digit).count();
        let usual = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '/' | '(' | ')');
        if !rest.chars().all(usual) || !(7..=15).contains(&digits) {
            return Err(mend());
        }
        Ok(Self(text))
    }

    /// The number as typed, or an empty text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
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
    }

    #[test]
    fn names_are_no_place_for_links_or_tricks() {
        for name in [
            "http://evil.example",
            "see WWW.evil.example",
            "a\0b",
            "a\r\nb",
            "\u{202E}gnp.exe",
            "a\u{200B}b",
            "",
            " \u{3000} ",
        ] {
            assert!(FirstName::parse(name).is_err(), "{name:?} was kept");
        }
        assert!(PartnerName::parse("Booking.com").is_ok(), "only staff type it");
        assert!(PartnerName::parse(&"x".repeat(120)).is_ok());
        assert!(PartnerName::parse(&"x".repeat(121)).is_err());
    }

    #[test]
    fn comments_keep_their_lines_and_are_bounded() {
        assert_eq!(
            Comment::parse(" one\r\n\r\ntwo: https://acme.example \n").map(|c| c.0),
            Ok("one\n\ntwo: https://acme.example".to_owned())
        );
        assert_eq!(Comment::parse(" \r\n ").map(|c| c.0), Ok(String::new()));
        assert!(Comment::parse(&"é".repeat(500)).is_ok());
        for bad in ["x".repeat(501), "a\0b".to_owned(), "\u{202E}gnp.exe".to_owned()] {
            assert!(Comment::parse(&bad).is_err(), "{bad:?} was kept");
        }
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
    fn phone_numbers_are_optional_and_international() {
        for good in ["", "+49 30 123456", "+1 (415) 555-0100", "+380441234567"] {
            assert!(PhoneNumber::parse(good).is_ok(), "{good:?} was refused");
        }
        for bad in ["030 123456", "+49", "+49 30 12345 ext 7", "+1234567890123456", "call me"] {
            assert!(PhoneNumber::parse(bad).is_err(), "{bad:?} was kept");
        }
    }
}
