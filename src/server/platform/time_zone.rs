//! Times as people type them, in a time zone (IANA).

use super::error::{Error, Result};
use crate::domain::time::{DAY, Timestamp};
use jiff::civil::{Date, DateTime};
use jiff::tz::{self, TimeZone};

/// How far ahead an email can be scheduled.
const FARTHEST: i64 = 90 * DAY;

/// The instant that `typed`, for example `2026-11-25T09:00`, means in `zone`. A time that the clock skips
/// in spring is the one after the gap; one that it shows twice in autumn is the first (RFC 5545 3.3.5).
pub fn instant(typed: &str, zone: &str, now: Timestamp) -> Result<Timestamp> {
    let wrong = |message: &str| Error::field("send_at", message);
    // A day alone would be its midnight.
    let local: Option<DateTime> = typed.parse().ok().filter(|_| typed.contains(':'));
    let local = local.ok_or_else(|| wrong(t!(server::platform::send_time_invalid)))?;
    // This version may not know the stored zone.
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let zoned = local.to_zoned(zone).map_err(|_| wrong(t!(server::platform::send_time_skipped)))?;
    let at = Timestamp(zoned.timestamp().as_microsecond());
    if at <= now {
        return Err(wrong(t!(server::platform::send_time_past)));
    }
    if at > now.plus(FARTHEST) {
        return Err(wrong(t!(server::platform::send_time_too_far)));
    }
    Ok(at)
}

/// The instants at which the day `typed`, for example `2026-11-25`, begins in `zone` and at which the next does.
pub fn day(typed: &str, zone: &str) -> Option<(Timestamp, Timestamp)> {
    let day: Date = typed.parse().ok().filter(|_| typed.len() == 10)?;
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let begin = |day: Date| Some(Timestamp(day.to_zoned(zone.clone()).ok()?.timestamp().as_microsecond()));
    Some((begin(day)?, begin(day.tomorrow().ok()?)?))
}

/// When the clock in `zone` shows `hour` next, after `now`.
pub fn next_hour(now: Timestamp, hour: i8, zone: &str) -> Timestamp {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let at = |day: Date| {
        let at = day.at(hour, 0, 0, 0).to_zoned(zone.clone()).ok()?;
        Some(Timestamp(at.timestamp().as_microsecond()))
    };
    let today = jiff::Timestamp::from_microsecond(now.0).map(|now| now.to_zoned(zone.clone()).date());
    let days = today.ok().into_iter().flat_map(|today| [Some(today), today.tomorrow().ok()]).flatten();
    days.filter_map(at).find(|at| *at > now).unwrap_or(now.plus(DAY))
}

/// The zones to choose from, by their IANA names.
pub fn zones() -> Vec<String> {
    let places = tz::db().available().map(|name| name.to_string());
    let mut zones: Vec<String> = places.filter(|name| name.contains('/') && !name.starts_with("Etc/")).collect();
    zones.sort_unstable();
    zones.insert(0, "UTC".to_owned());
    zones
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::HOUR;

    /// 22 Nov 2026, 14:02:09 UTC.
    const NOW: Timestamp = Timestamp(1_795_356_129_000_000);

    #[test]
    fn a_time_is_read_in_the_zone_of_the_organisation() {
        let at = |typed, zone| instant(typed, zone, NOW).map(Timestamp::rfc3339).unwrap();
        assert_eq!(at("2026-11-25T09:00", "UTC"), "2026-11-25T09:00:00Z");
        assert_eq!(at("2026-11-25T09:00", "Europe/Berlin"), "2026-11-25T08:00:00Z");
        assert_eq!(at("2026-11-25T09:00", "Asia/Kolkata"), "2026-11-25T03:30:00Z");
        assert_eq!(at("2026-11-25T09:00", "Nowhere/Land"), "2026-11-25T09:00:00Z");
    }

    #[test]
    fn the_clocks_may_change_before_it() {
        let autumn = Timestamp(NOW.0 - 40 * DAY);
        let at = |typed| instant(typed, "Europe/Berlin", autumn).map(Timestamp::rfc3339).unwrap();
        assert_eq!(at("2026-10-25T01:59"), "2026-10-24T23:59:00Z");
        assert_eq!(at("2026-10-25T02:30"), "2026-10-25T00:30:00Z", "shown twice: the first one");
        assert_eq!(at("2026-10-25T03:00"), "2026-10-25T02:00:00Z");
        let spring = Timestamp(NOW.0 + 90 * DAY);
        let skipped = instant("2027-03-28T02:30", "Europe/Berlin", spring).map(Timestamp::rfc3339).unwrap();
        assert_eq!(skipped, "2027-03-28T01:30:00Z", "skipped: after the gap");
    }

    #[test]
    fn the_next_morning_is_that_of_the_zone() {
        let next = |zone| next_hour(NOW, 8, zone).rfc3339();
        assert_eq!(next("UTC"), "2026-11-23T08:00:00Z");
        assert_eq!(next("Europe/Berlin"), "2026-11-23T07:00:00Z");
        assert_eq!(next("Pacific/Honolulu"), "2026-11-22T18:00:00Z", "it is four in the morning there");
        assert_eq!(next_hour(Timestamp(NOW.0 - 29 * DAY), 8, "Europe/Berlin").rfc3339(), "2026-10-25T07:00:00Z");
    }

    #[test]
    fn a_day_is_as_long_as_its_clock_says() {
        let hours = |typed| day(typed, "Europe/Berlin").map(|(begin, end)| (end.0 - begin.0) / HOUR);
        assert_eq!(hours("2026-11-25"), Some(24));
        assert_eq!(hours("2026-10-25"), Some(25));
        assert_eq!(day("2026-11-25", "Asia/Kolkata").unwrap().0.rfc3339(), "2026-11-24T18:30:00Z");
        for wrong in ["yesterday", "2026-02-30", "2026-11-25T09:00", "9999-12-31", "20261125"] {
            assert_eq!(day(wrong, "UTC"), None, "{wrong}");
        }
    }

    #[test]
    fn times_that_cannot_be_meant_are_refused() {
        let (over, far) = (NOW.plus(-HOUR).rfc3339(), NOW.plus(91 * DAY).rfc3339());
        for wrong in ["tomorrow", "2026-11-31T09:00", "2026-11-25", "9:00", &over[..16], &far[..16]] {
            assert!(instant(wrong, "UTC", NOW).is_err(), "{wrong}");
        }
    }

    #[test]
    fn zones_are_those_of_places() {
        let zones = zones();
        assert_eq!(zones[0], "UTC");
        for known in ["Europe/Berlin", "America/New_York", "Asia/Kolkata"] {
            assert!(zones.iter().any(|zone| zone == known), "{known}");
        }
    }
}
