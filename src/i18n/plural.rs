//! How languages count.

use super::locale::Locale;

/// The plural category of a whole number, by CLDR's rules
/// (<https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html>).
pub fn category(number: i64, locale: Locale) -> &'static str {
    let n = number.unsigned_abs();
    let (one, few) = match locale.code() {
        "fr" | "pt" => (n < 2, false),
        "pl" => (n == 1, matches!(n % 10, 2..=4) && !matches!(n % 100, 12..=14)),
        _ => (n == 1, false),
    };
    match (one, few, locale.code()) {
        (true, ..) => "one",
        (_, true, _) => "few",
        (.., "pl") => "many",
        _ => "other",
    }
}

/// `128`, `10,000`.
pub fn grouped(number: i64, locale: Locale) -> String {
    let digits = number.to_string();
    let separator = locale.group_separator();
    let mut words = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            words.push_str(separator);
        }
        words.push(digit);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_told_apart() {
        let numbers = [0, 7, 999, 1_000, 10_000, 1_234_567];
        let english = numbers.map(|number| grouped(number, Locale::En));
        assert_eq!(english, ["0", "7", "999", "1,000", "10,000", "1,234,567"]);
        assert_eq!(grouped(1_234_567, Locale::De), "1.234.567");
    }
}
