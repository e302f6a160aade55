//! When people read business email: on weekdays, from nine to five where they are.

use super::phone;
use super::random::Random;
use crate::domain::time::{MINUTE, Timestamp};
use jiff::civil::{Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

/// A line for each country with the end of its addresses (ISO 3166) and the zone of most people there.
const COUNTRIES: &str = include_str!("countries.txt");
const BEGIN: Time = jiff::civil::time(9, 0, 0, 0);
const END: Time = jiff::civil::time(17, 0, 0, 0);
/// What is due at night leaves within so many minutes in the morning, not all at once.
const SPREAD: i64 = 60;

/// The first time from `due` on at which people in `zone` work.
pub fn next(due: Timestamp, zone: &str, random: &Random) -> Timestamp {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let Ok(instant) = jiff::Timestamp::from_microsecond(due.0) else { return due };
    let local = instant.to_zoned(zone);
    if is_weekday(&local) && local.time() >= BEGIN && local.time() < END {
        return due;
    }
    let mut morning = morning(&local);
    // The clocks change at night and on Sundays; a day that has no morning stays as it is.
    while let Some(next) = morning.clone().filter(|morning| !is_weekday(morning) || *morning < local) {
        morning = next.checked_add(1.day()).ok().and_then(|day| self::morning(&day));
    }
    let at = morning.map_or(due, |morning| Timestamp(morning.timestamp().as_microsecond()));
    at.plus(random.below(SPREAD) * MINUTE)
}

fn morning(day: &Zoned) -> Option<Zoned> {
    day.with().time(BEGIN).build().ok()
}

fn is_weekday(day: &Zoned) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The zone in which someone with this phone number and address is likely to be, else `zone`, that of the organisation.
pub fn likely_zone(phone: &str, email: &str, zone: &str) -> String {
    let ending = email.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let of_phone = phone::zones(phone, zone);
    let known: Vec<&str> = match of_phone.contains(&zone) {
        true => vec![zone],
        false => countries().map(|(_, zone)| zone).filter(|zone| of_phone.contains(zone)).collect(),
    };
    let of_country = countries().find(|(country, _)| *country == ending).map(|(_, zone)| zone);
    // A number says more than an address, except between countries that share its code.
    let found = match (&known[..], of_country) {
        ([], of_country) => of_country,
        (known, Some(zone)) if known.contains(&zone) => Some(zone),
        (known, _) => known.first().copied(),
    };
    found.unwrap_or(zone).to_owned()
}

fn countries() -> impl Iterator<Item = (&'static str, &'static str)> {
    COUNTRIES.lines().filter_map(|line| line.split_once(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(due: &str, zone: &str) -> String {
        let due = Timestamp(due.parse::<jiff::Timestamp>().unwrap().as_microsecond());
        let next = next(due, zone, &Random::seeded(1));
        let local = jiff::Timestamp::from_microsecond(next.0).unwrap().to_zoned(TimeZone::get(zone).unwrap());
        local.strftime("%a %d %b %H").to_string()
    }

    #[test]
    fn what_is_due_at_work_leaves_then_and_other_things_in_the_morning() {
        for (due, zone, leaves) in [
            ("2026-11-25T09:00:00Z", "UTC", "Wed 25 Nov 09"),
            ("2026-11-25T16:59:59Z", "UTC", "Wed 25 Nov 16"),
            ("2026-11-25T17:00:00Z", "UTC", "Thu 26 Nov 09"),
            ("2026-11-25T08:59:59Z", "UTC", "Wed 25 Nov 09"),
            ("2026-11-25T08:30:00Z", "Europe/Berlin", "Wed 25 Nov 09"),
            ("2026-11-25T22:00:00Z", "America/New_York", "Thu 26 Nov 09"),
            ("2026-11-27T17:00:00Z", "UTC", "Mon 30 Nov 09"),
            ("2026-11-28T12:00:00Z", "UTC", "Mon 30 Nov 09"),
            ("2026-11-29T23:59:59Z", "UTC", "Mon 30 Nov 09"),
            ("2026-11-27T20:00:00Z", "Pacific/Auckland", "Mon 30 Nov 09"),
            // The clocks change on these Sundays.
            ("2026-10-24T20:00:00Z", "Europe/Berlin", "Mon 26 Oct 09"),
            ("2027-03-27T20:00:00Z", "Europe/Berlin", "Mon 29 Mar 09"),
        ] {
            assert_eq!(at(due, zone), leaves, "{due} in {zone}");
        }
    }

    #[test]
    fn people_are_where_their_number_and_address_say() {
        for (phone, email, zone) in [
            ("", "ana@alder.example", "Europe/Berlin"),
            ("", "ana@alder.com", "Europe/Berlin"),
            ("", "ana@alder.co.jp", "Asia/Tokyo"),
            ("", "ana@alder.FR", "Europe/Paris"),
            ("+81 3 1234 5678", "ana@alder.com", "Asia/Tokyo"),
            ("+44 20 7946 0958", "ana@alder.de", "Europe/London"),
            ("+1 212 555 0100", "ana@alder.com", "America/Chicago"),
            ("+1 416 555 0100", "ana@alder.ca", "America/Toronto"),
            ("030 123456", "ana@alder.com", "Europe/Berlin"),
            ("nonsense", "nonsense", "Europe/Berlin"),
        ] {
            assert_eq!(likely_zone(phone, email, "Europe/Berlin"), zone, "{phone} {email}");
        }
    }

    #[test]
    fn every_country_has_a_zone_that_there_is() {
        assert!(countries().count() > 60);
        for (country, zone) in countries() {
            assert!(country.len() == 2 && TimeZone::get(zone).is_ok(), "{country} {zone}");
        }
    }
}
