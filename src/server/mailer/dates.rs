//! Dates in emails, as readers of each language write them.

use crate::domain::language::Language;
use crate::domain::time::{DAY, Timestamp};
use crate::i18n::{self, Locale};

/// A deadline, seen from `now`: the day, and the minute (UTC) too as soon as that matters.
pub fn deadline(at: Timestamp, now: Timestamp, language: Language) -> String {
    if at < now.plus(2 * DAY) { instant(at, language) } else { day(at, language) }
}

/// An instant to the minute, in UTC.
pub fn instant(at: Timestamp, language: Language) -> String {
    let (hour, minute) = at.minute_of_day();
    format!("{}, {hour:02}:{minute:02} UTC", day(at, language))
}

/// A UTC day as readers of the language write it in numbers; in English, where that is ambiguous, with
/// the month's name.
fn day(at: Timestamp, language: Language) -> String {
    let (year, month, day) = at.date();
    match language {
        Language::English => i18n::within(Locale::En, || at.day_in_words()),
        Language::German | Language::Polish => format!("{day:02}.{month:02}.{year}"),
        Language::Dutch => format!("{day:02}-{month:02}-{year}"),
        Language::French | Language::Spanish | Language::Italian | Language::Portuguese => {
            format!("{day:02}/{month:02}/{year}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::HOUR;

    #[test]
    fn deadlines_read_as_each_language_writes_them() {
        let now = Timestamp(1_795_356_129_000_000);
        let next_week = |language| deadline(now.plus(7 * DAY), now, language);
        assert_eq!(next_week(Language::English), "29 Nov 2026");
        assert_eq!(next_week(Language::German), "29.11.2026");
        assert_eq!(next_week(Language::Dutch), "29-11-2026");
        assert_eq!(next_week(Language::French), "29/11/2026");
        assert_eq!(deadline(now.plus(HOUR), now, Language::German), "22.11.2026, 15:02 UTC");
        assert_eq!(deadline(now.plus(HOUR), now, Language::English), "22 Nov 2026, 15:02 UTC");
    }
}
