//! Phone numbers as telephones dial them.

use unicode_normalization::UnicodeNormalization;

/// A line for each calling code (ITU-T E.164) with the time zones where it is used.
const CALLING_CODES: &str = include_str!("calling_codes.txt");
/// The fewest and the most digits of a number with its calling code; shorter ones are for emergencies and services.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// The number that was `typed`, in international form (`+4930123456`). One without a calling code is of the country of
/// the organisation's time zone; none where that says nothing, or where there is no such number. Of several numbers, the
/// first; without its extension.
pub fn international(typed: &str, zone: &str) -> Option<String> {
    let text: String = typed.nfkc().map(plain).collect();
    // What may be left out when one dials from abroad.
    let text = text.replace("(0)", "");
    let begin = text.find(|c: char| c == '+' || c.is_ascii_digit())?;
    let end = text[begin + 1..].find(|c: char| !(c.is_ascii_digit() || " -./()".contains(c)));
    let number = &text[begin..end.map_or(text.len(), |end| begin + 1 + end)];
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let full = match (number.starts_with('+'), digits.strip_prefix("00")) {
        (true, _) => digits,
        (false, Some(digits)) => digits.to_owned(),
        (false, None) => national(&digits, calling_code(zone)?),
    };
    (DIGITS.contains(&full.len()) && !full.starts_with('0')).then(|| ["+", &full].concat())
}

/// The time zones of the calling code of the number that was `typed`, as [`international`] reads it.
pub fn zones(typed: &str, zone: &str) -> Vec<&'static str> {
    let Some(number) = international(typed, zone) else { return Vec::new() };
    let lines = CALLING_CODES.lines().filter_map(|line| line.split_once(' '));
    // Of two codes that fit, the longer one is meant.
    let codes = lines.filter(|(code, _)| number[1..].starts_with(code));
    codes.max_by_key(|(code, _)| code.len()).map(|(_, zones)| zones.split(' ').collect()).unwrap_or_default()
}

/// The calling code of the country in which `zone` is.
fn calling_code(zone: &str) -> Option<&'static str> {
    CALLING_CODES.lines().find_map(|line| {
        let (code, zones) = line.split_once(' ')?;
        zones.split(' ').any(|known| known == zone).then_some(code)
    })
}

/// A number as it is dialled within its country, with the calling code `code` instead of what is dialled before the
/// area there.
fn national(digits: &str, code: &str) -> String {
    let rest = match code {
        // Dialled with the number from abroad, too.
        "39" => digits,
        "1" if digits.starts_with("011") => return digits[3..].to_owned(),
        "1" => digits.strip_prefix('1').filter(|rest| rest.len() == 10).unwrap_or(digits),
        "7" => digits.strip_prefix(['7', '8']).filter(|rest| rest.len() == 10).unwrap_or(digits),
        "36" => digits.strip_prefix("06").unwrap_or(digits),
        _ => digits.strip_prefix('0').unwrap_or(digits),
    };
    // A spreadsheet took the + for a sign.
    let is_full = rest == digits && digits.starts_with(code) && digits.len() >= fewest_in_full(code);
    if is_full { digits.to_owned() } else { [code, rest].concat() }
}

/// The fewest digits at which a number that begins like the calling code `code` has it, and none of the country begins
/// so. Where an area is dialled with a 0 before it, or numbers are short, few are enough.
fn fewest_in_full(code: &str) -> usize {
    const EARLY: [&str; 24] = [
        "31", "32", "33", "353", "358", "359", "380", "381", "385", "386", "389", "40", "41", "421", "43", "44", "45",
        "46", "47", "49", "61", "64", "81", "90",
    ];
    match code {
        "1" | "7" => usize::MAX,
        "55" => 12,
        code if EARLY.contains(&code) => code.len() + 7,
        code => code.len() + 9,
    }
}

/// Digits of other scripts.
fn plain(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6F0}'..='\u{6F9}' => 0x6F0,
        '\u{966}'..='\u{96F}' => 0x966,
        '\u{2010}'..='\u{2015}' | '\u{2212}' => return '-',
        c => return c,
    };
    char::from_digit(c as u32 - zero, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dialled_as_people_write_them() {
        for (typed, zone, dialled) in [
            ("+49 30 123456", "UTC", Some("+4930123456")),
            ("030 123456", "Europe/Berlin", Some("+4930123456")),
            ("030/12 34 56 (Zentrale)", "Europe/Berlin", Some("+4930123456")),
            ("+49 (0)30 123456-78", "Europe/Vienna", Some("+493012345678")),
            ("0044 20 7946 0000", "Europe/Berlin", Some("+442079460000")),
            ("4930123456", "Europe/Berlin", Some("+4930123456")),
            ("392 1234567", "Europe/Rome", Some("+393921234567")),
            ("91234 56789", "Asia/Kolkata", Some("+919123456789")),
            ("919123456789", "Asia/Kolkata", Some("+919123456789")),
            ("45 12 34 56", "Europe/Copenhagen", Some("+4545123456")),
            ("4545123456", "Europe/Copenhagen", Some("+4545123456")),
            ("49171123456789", "Europe/Berlin", Some("+49171123456789")),
            ("020 7946 0000", "Europe/London", Some("+442079460000")),
            ("(415) 555-0100 ext. 7", "America/Los_Angeles", Some("+14155550100")),
            ("1-415-555-0100", "America/New_York", Some("+14155550100")),
            ("011 49 30 123456", "America/New_York", Some("+4930123456")),
            ("06 1234 5678", "Europe/Rome", Some("+390612345678")),
            ("8 495 123-45-67", "Europe/Moscow", Some("+74951234567")),
            ("06 1 234 5678", "Europe/Budapest", Some("+3612345678")),
            ("22 123 45 67", "Europe/Warsaw", Some("+48221234567")),
            ("+49 30 123456 / +49 171 1234567", "UTC", Some("+4930123456")),
            ("Tel: +49 30 123456", "UTC", Some("+4930123456")),
            ("\u{FF10}\u{FF13}\u{FF0D}1234\u{2212}5678", "Asia/Tokyo", Some("+81312345678")),
            (
                "\u{660}\u{661}\u{662}\u{663}\u{664}\u{665}\u{666}\u{667}\u{668}\u{669}",
                "Africa/Cairo",
                Some("+20123456789"),
            ),
            ("030 123456", "UTC", None),
            ("112", "Europe/Berlin", None),
            ("", "Europe/Berlin", None),
            ("call me", "Europe/Berlin", None),
            ("+1234567890123456", "UTC", None),
            ("+", "UTC", None),
        ] {
            assert_eq!(international(typed, zone).as_deref(), dialled, "C46 {typed} in {zone}");
        }
    }
}
