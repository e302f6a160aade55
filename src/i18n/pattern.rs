//! Messages with values and choices in them, as the build writes them down.

use super::locale::Locale;
use super::plural::{category, grouped};

/// The marks of `build/catalogue.rs`: a value, by its number; a choice, by the number of its value, then each case,
/// its text, and an end.
const VALUE: char = '\u{E000}';
const CHOICE: char = '\u{E001}';
const CASE: char = '\u{E002}';
const END: char = '\u{E003}';

/// What a message is filled in with.
pub enum Value<'a> {
    Text(&'a str),
    Number(i64),
}

/// The message with its values, counted as `locale` does.
pub fn fill(message: &str, values: &[Value], locale: Locale) -> String {
    let mut filled = String::new();
    let mut rest = message;
    while let Some(at) = rest.find([VALUE, CHOICE]) {
        filled.push_str(&rest[..at]);
        let is_choice = rest[at..].starts_with(CHOICE);
        rest = &rest[at + VALUE.len_utf8()..];
        let value = rest.bytes().next().and_then(|digit| values.get(usize::from(digit - b'0')));
        rest = &rest[1..];
        match value {
            Some(value) if is_choice => {
                let (chosen, end) = choose(rest, value, locale);
                filled.push_str(&fill(chosen, values, locale));
                rest = end;
            }
            Some(Value::Text(text)) => filled.push_str(text),
            Some(Value::Number(number)) => filled.push_str(&grouped(*number, locale)),
            None => {}
        }
    }
    filled.push_str(rest);
    filled
}

/// The text of the case that fits, and what comes after the choice. The last case fits everything.
fn choose<'a>(cases: &'a str, value: &Value, locale: Locale) -> (&'a str, &'a str) {
    let mut chosen = None;
    let mut rest = cases;
    loop {
        let Some((case, after)) = rest.split_once(CASE) else { return (chosen.unwrap_or_default(), "") };
        let length = length_of_case(after);
        let text = &after[..length];
        rest = &after[length + CASE.len_utf8()..];
        let is_last = rest.starts_with(END);
        if chosen.is_none() && (is_last || fits(case, value, locale)) {
            chosen = Some(text);
        }
        if is_last {
            return (chosen.unwrap_or_default(), &rest[END.len_utf8()..]);
        }
    }
}

/// How long the text of a case is: up to the mark that ends it, past the choices within.
fn length_of_case(text: &str) -> usize {
    let mut depth = 0;
    for (at, mark) in text.char_indices() {
        match mark {
            CHOICE => depth += 1,
            END => depth -= 1,
            CASE if depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

/// A number fits its digits and its category, a text fits itself.
fn fits(case: &str, value: &Value, locale: Locale) -> bool {
    match value {
        Value::Text(text) => case == *text,
        Value::Number(number) => case == number.to_string() || case == category(*number, locale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `You have {count -> [0] no one [one] {name} *[other] {name} and {more}}.`, as the build writes it.
    const MESSAGE: &str = "You have \u{E001}00\u{E002}no one\u{E002}one\u{E002}\u{E000}2\u{E002}other\u{E002}\u{E000}2 \
                           and \u{E001}11\u{E002}one more\u{E002}other\u{E002}\u{E000}1 more\u{E002}\u{E003}\u{E002}\u{E003}.";

    fn filled(count: i64, more: i64, locale: Locale) -> String {
        fill(MESSAGE, &[Value::Number(count), Value::Number(more), Value::Text("Ana")], locale)
    }

    #[test]
    fn the_case_that_fits_is_said() {
        assert_eq!(filled(0, 0, Locale::En), "You have no one.");
        assert_eq!(filled(1, 0, Locale::En), "You have Ana.");
        assert_eq!(filled(2, 1, Locale::En), "You have Ana and one more.");
        assert_eq!(filled(12, 1_100, Locale::En), "You have Ana and 1,100 more.");
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        assert_eq!(filled(12, 1_100, Locale::De), "You have Ana and 1.100 more.");
    }

    #[test]
    fn values_are_never_read_as_messages() {
        let marks = "\u{E000}0\u{E001}0x\u{E002}\u{E003}";
        assert_eq!(fill("Hello \u{E000}0!", &[Value::Text(marks)], Locale::En), format!("Hello {marks}!"));
        assert_eq!(fill("Hello \u{E000}7!", &[], Locale::En), "Hello !", "a value that is not there is nothing");
    }
}
