//! Instants as the database keeps them, and the one way to write them out.

use serde::{Deserialize, Serialize};

/// Microseconds since 1970-01-01T00:00:00 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// A length of time, in microseconds.
pub const SECOND: i64 = 1_000_000;
/// Sixty seconds, in microseconds.
pub const MINUTE: i64 = 60 * SECOND;
/// Sixty minutes, in microseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// Twenty-four hours, in microseconds.
pub const DAY: i64 = 24 * HOUR;

impl Timestamp {
    /// The instant `micros` microseconds later (earlier when negative).
    pub fn plus(self, micros: i64) -> Self {
        Self(self.0.saturating_add(micros))
    }

    /// Year, month (1 to 12) and day in UTC, by Howard Hinnant's `civil_from_days`
    /// (<https://howardhinnant.github.io/date_algorithms.html>): a calendar crate would cost the
    /// browser more than everything else on this page.
    pub fn date(self) -> (i64, usize, i64) {
        let z = self.0.div_euclid(DAY) + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i64::from(month <= 2);
        (year, month as usize, doy - (153 * mp + 2) / 5 + 1)
    }

    /// The first instant of a UTC day, `2026-11-22`; the way back from `date`, by `days_from_civil`.
    pub fn parse_day(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-').map(str::parse::<i64>);
        let (Ok(year), Ok(month), Ok(day)) = (parts.next()?, parts.next()?, parts.next()?) else { return None };
        if !(1970..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let y = if month <= 2 { year - 1 } else { year };
        let doy = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let doe = y % 400 * 365 + y % 400 / 4 - y % 400 / 100 + doy;
        let found = Self((y / 400 * 146_097 + doe - 719_468) * DAY);
        // There is no 31 April.
        (found.date() == (year, month as usize, day)).then_some(found)
    }

    /// The hour and the minute in UTC.
    pub fn minute_of_day(self) -> (i64, i64) {
        let minutes = self.0.rem_euclid(DAY) / MINUTE;
        (minutes / 60, minutes % 60)
    }

    /// RFC 3339, UTC, whole seconds: `2026-11-22T14:02:09Z`.
    pub fn rfc3339(self) -> String {
        let (year, month, day) = self.date();
        let (hour, minute) = self.minute_of_day();
        let second = self.0.rem_euclid(MINUTE) / SECOND;
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }

    /// For readers, in UTC: `22 Nov 2026, 14:02 UTC`.
    pub fn in_words(self) -> String {
        t!(format::date_and_time_utc, date = &self.day_in_words(), time = &self.time_of_day())
    }

    /// For readers whose clocks are `ahead` of UTC by so many microseconds: `22 Nov 2026, 15:02`.
    pub fn in_local_words(self, ahead: i64) -> String {
        let local = self.plus(ahead);
        t!(format::date_and_time, date = &local.day_in_words(), time = &local.time_of_day())
    }

    /// The day for the same readers, without its year while that lasts: `22 Nov`.
    pub fn local_day_in_words(self, ahead: i64, now: Self) -> String {
        let local = self.plus(ahead);
        let (year, month, day) = local.date();
        if year != now.plus(ahead).date().0 {
            return local.day_in_words();
        }
        t!(format::day, day = &day.to_string(), month = month as i64)
    }

    fn time_of_day(self) -> String {
        let (hour, minute) = self.minute_of_day();
        format!("{hour:02}:{minute:02}")
    }

    /// How long before `now` this was, as long as that is less than a day: `5 minutes ago`.
    pub fn ago_in_words(self, now: Self) -> Option<String> {
        match (now.0 - self.0).max(0) {
            ..MINUTE => Some(t!(format::just_now).to_owned()),
            age @ ..HOUR => Some(t!(format::minutes_ago, count = age / MINUTE)),
            age @ ..DAY => Some(t!(format::hours_ago, count = age / HOUR)),
            _ => None,
        }
    }

    /// The UTC day for readers: `22 Nov 2026`.
    pub fn day_in_words(self) -> String {
        let (year, month, day) = self.date();
        t!(format::date, day = &day.to_string(), month = month as i64, year = &year.to_string())
    }
}

/// A time as a browser's field writes it, for readers: `2026-11-27T09:00` is `27 Nov, 09:00`. It is in whatever zone
/// the field was about.
pub fn typed_in_words(typed: &str) -> Option<String> {
    let (day, time) = typed.split_once('T')?;
    let (_, month, day) = Timestamp::parse_day(day)?.date();
    let day = t!(format::day, day = &day.to_string(), month = month as i64);
    Some(t!(format::date_and_time, date = &day, time = time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_see_their_own_day_and_time() {
        let at = Timestamp::parse_day("2026-12-31").unwrap().plus(23 * HOUR + 5 * MINUTE);
        for (ahead, now, words, day) in [
            (0, at, "31 Dec 2026, 23:05", "31 Dec"),
            (HOUR, at, "1 Jan 2027, 00:05", "1 Jan"),
            (HOUR, at.plus(-DAY), "1 Jan 2027, 00:05", "1 Jan 2027"),
            (-5 * HOUR, at.plus(DAY), "31 Dec 2026, 18:05", "31 Dec 2026"),
            (5 * HOUR + 45 * MINUTE, at.plus(DAY), "1 Jan 2027, 04:50", "1 Jan"),
        ] {
            assert_eq!(at.in_local_words(ahead), words);
            assert_eq!(at.local_day_in_words(ahead, now), day);
        }
    }

    #[test]
    fn instants_are_written_as_the_calendar_has_them() {
        let cases = [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_356_129, "2026-11-22T14:02:09Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ];
        for (seconds, text) in cases {
            assert_eq!(Timestamp(seconds * SECOND).rfc3339(), text);
        }
        assert_eq!(Timestamp(1_795_356_129 * SECOND).in_words(), "22 Nov 2026, 14:02 UTC");
    }

    #[test]
    fn what_was_today_is_so_long_ago() {
        let ago = |micros| Timestamp(0).ago_in_words(Timestamp(micros));
        let words = [0, 59 * SECOND, MINUTE, 59 * MINUTE, HOUR, DAY - 1, DAY, -MINUTE].map(ago);
        let said = words.each_ref().map(|words| words.as_deref().unwrap_or("the day"));
        let just = "just now";
        assert_eq!(said, [just, just, "1 minute ago", "59 minutes ago", "1 hour ago", "23 hours ago", "the day", just]);
    }

    #[test]
    fn a_chosen_time_is_said_in_words() {
        assert_eq!(typed_in_words("2026-11-27T09:00").unwrap(), "27 Nov, 09:00");
        assert_eq!((typed_in_words(""), typed_in_words("2026-11-31T09:00")), (None, None));
    }

    #[test]
    fn days_are_read_as_the_calendar_has_them() {
        for day in ["1970-01-01", "2000-02-29", "2026-11-22", "2100-02-28", "9999-12-31"] {
            assert_eq!(&Timestamp::parse_day(day).unwrap().rfc3339(), &format!("{day}T00:00:00Z"));
        }
        for wrong in [
            "",
            "2026",
            "2026-11",
            "2026-13-01",
            "2026-04-31",
            "2100-02-29",
            "22.11.2026",
            "2026-11-22-1",
            "99999-01-01",
        ] {
            assert_eq!(Timestamp::parse_day(wrong), None, "{wrong}");
        }
    }
}
