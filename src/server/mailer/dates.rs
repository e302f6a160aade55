//! Times in emails, as readers of each language write them, in the organisation's time zone.

use crate::domain::language::Language;
use crate::domain::time::{SECOND, Timestamp};
use crate::i18n::{self, Locale};
use jiff::fmt::strtime;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp as Instant, Zoned};

/// An instant to the minute in `zone`, with the zone's name: `22 Nov 2026, 15:02 CET (UTC+1)`. The minute has begun by
/// then, so that a deadline is never later than it says.
pub fn instant(at: Timestamp, zone: &str, language: Language) -> String {
    // This version may not know the stored zone.
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let local = Instant::from_microsecond(at.0).unwrap_or_default().to_zoned(zone);
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    let day = day(&local, language);
    format!("{day}, {time} {}", name(&local))
}

/// The day as readers of the language write it in numbers; in English, where that is ambiguous, with the month's name.
fn day(local: &Zoned, language: Language) -> String {
    let (year, month, day) = (local.year(), local.month(), local.day());
    match language {
        Language::English => {
            let shown = Timestamp(local.timestamp().as_microsecond() + i64::from(local.offset().seconds()) * SECOND);
            i18n::within(Locale::En, || shown.day_in_words())
        }
        Language::German | Language::Polish => format!("{day:02}.{month:02}.{year}"),
        Language::Dutch => format!("{day:02}-{month:02}-{year}"),
        Language::French | Language::Spanish | Language::Italian | Language::Portuguese => {
            format!("{day:02}/{month:02}/{year}")
        }
    }
}

/// The zone's abbreviation, if it has one, and what it comes to: many abbreviations mean several zones.
fn name(local: &Zoned) -> String {
    let offset = local.offset();
    let (hours, minutes) = (offset.seconds() / 3600, offset.seconds().abs() / 60 % 60);
    let minutes = if minutes == 0 { String::new() } else { format!(":{minutes:02}") };
    let offset = if offset == Offset::UTC { "UTC".to_owned() } else { format!("UTC{hours:+}{minutes}") };
    match strtime::format("%Z", local) {
        Ok(short) if short != "UTC" && short.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            format!("{short} ({offset})")
        }
        _ => offset,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{DAY, HOUR, MINUTE};

    /// 2 Nov 2026, 00:05:09 UTC: another day in half of the world.
    const AT: Timestamp = Timestamp(1_793_577_909_000_000);

    #[test]
    fn c19_a_deadline_names_the_minute_the_reader_s_clock_shows_then() {
        for (zone, said) in [
            ("UTC", "2 Nov 2026, 00:05 UTC"),
            ("Nowhere/Land", "2 Nov 2026, 00:05 UTC"),
            ("America/Los_Angeles", "1 Nov 2026, 16:05 PST (UTC-8)"),
            ("Pacific/Auckland", "2 Nov 2026, 13:05 NZDT (UTC+13)"),
            ("Pacific/Kiritimati", "2 Nov 2026, 14:05 UTC+14"),
            ("Asia/Kolkata", "2 Nov 2026, 05:35 IST (UTC+5:30)"),
            ("America/St_Johns", "1 Nov 2026, 20:35 NST (UTC-3:30)"),
            ("America/Sao_Paulo", "1 Nov 2026, 21:05 UTC-3"),
            ("Europe/London", "2 Nov 2026, 00:05 GMT (UTC)"),
            ("Europe/Berlin", "2 Nov 2026, 01:05 CET (UTC+1)"),
        ] {
            assert_eq!(instant(AT, zone, Language::English), said, "{zone}");
        }
        let summer = instant(AT.plus(-100 * DAY), "Europe/Berlin", Language::English);
        assert_eq!(summer, "25 Jul 2026, 02:05 CEST (UTC+2)");
    }

    #[test]
    fn c19_it_is_written_as_each_language_writes_it() {
        let said = |language| instant(AT, "America/Los_Angeles", language);
        assert_eq!(said(Language::German), "01.11.2026, 16:05 PST (UTC-8)");
        assert_eq!(said(Language::Polish), "01.11.2026, 16:05 PST (UTC-8)");
        assert_eq!(said(Language::Dutch), "01-11-2026, 16:05 PST (UTC-8)");
        for language in [Language::French, Language::Spanish, Language::Italian, Language::Portuguese] {
            assert_eq!(said(language), "01/11/2026, 16:05 PST (UTC-8)");
        }
    }

    #[test]
    fn c19_it_is_never_later_than_the_truth() {
        for late in [0, 1, SECOND, MINUTE - 1, HOUR - 1] {
            let hour = Timestamp(AT.0 / HOUR * HOUR);
            let said = instant(hour.plus(late), "UTC", Language::English);
            assert_eq!(said, format!("2 Nov 2026, 00:{:02} UTC", late / MINUTE));
        }
    }
}
