//! When contacts are reminded who have not activated their access.

use crate::domain::text::Invalid;
use crate::domain::time::DAY;
use serde::{Deserialize, Serialize};

/// After how many days a contact is reminded, counted from the first email; none for never.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cadence(Vec<i64>);

impl Cadence {
    /// The most reminders: more would be a nuisance.
    pub const MOST: usize = 5;
    /// The last day one can be on.
    pub const LAST_DAY: i64 = 90;

    /// Reads days as people write them: `3, 7 and 14`. Empty or 0 for none.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let invalid = || Invalid::new(t!(organisation::enter_reminder_days));
        let words = raw.split(|c: char| !c.is_ascii_digit() && !"-.".contains(c)).filter(|word| !word.is_empty());
        let days: Vec<i64> = words.map(str::parse).collect::<Result<_, _>>().map_err(|_| invalid())?;
        match &days[..] {
            [] if raw.chars().all(char::is_whitespace) => Ok(Self::default()),
            [0] => Ok(Self::default()),
            [] => Err(invalid()),
            days if days.len() > Self::MOST => Err(invalid()),
            days if !days.is_sorted_by(|one, next| one < next) => Err(invalid()),
            [first, .., last] | [first @ last] if *first < 1 || *last > Self::LAST_DAY => Err(invalid()),
            _ => Ok(Self(days)),
        }
    }

    /// What is stored of it, and what a form shows: `3, 7, 14`.
    pub fn days(&self) -> String {
        self.0.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
    }

    /// How long the next reminder comes after the email before it, in microseconds, once `sent` went out; none after the
    /// last one.
    pub fn wait(&self, sent: i64) -> Option<i64> {
        let next = usize::try_from(sent).ok()?;
        let before = next.checked_sub(1).map_or(Some(0), |before| self.0.get(before).copied())?;
        Some((self.0.get(next)? - before) * DAY)
    }

    /// For readers: `3, 7, 14 days after the invitation`.
    pub fn in_words(&self) -> String {
        if self.0.is_empty() {
            return t!(organisation::no_reminders).to_owned();
        }
        t!(organisation::reminders_after, days = &self.days())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for (raw, days) in [
            ("3, 7, 14", "3, 7, 14"),
            ("3,7,14", "3, 7, 14"),
            ("3 7 14", "3, 7, 14"),
            ("3; 7 and 14 days", "3, 7, 14"),
            (" 3 ", "3"),
            ("1,2,3,4,90", "1, 2, 3, 4, 90"),
            ("", ""),
            ("  ", ""),
            ("0", ""),
        ] {
            assert_eq!(Cadence::parse(raw).unwrap().days(), days, "{raw}");
        }
        for raw in ["never", "-3", "7, 3", "3, 3", "0, 3", "91", "1,2,3,4,5,6", "3.5", "99999999999999999999", "3-7"] {
            assert!(Cadence::parse(raw).is_err(), "{raw}");
        }
    }

    #[test]
    fn each_reminder_waits_for_its_day() {
        let cadence = Cadence::parse("3, 7, 14").unwrap();
        let waits: Vec<_> = (-1..5).map(|sent| cadence.wait(sent).map(|wait| wait / DAY)).collect();
        assert_eq!(waits, [None, Some(3), Some(4), Some(7), None, None]);
        assert_eq!(Cadence::default().wait(0), None);
    }
}
