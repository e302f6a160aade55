//! What a program allows the managers of its partners.

use crate::domain::text::Invalid;
use serde::{Deserialize, Serialize};

/// What a program allows the managers of its partners.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteRule {
    /// Colleagues of their own email domain at once, others after approval.
    pub managers_invite: bool,
    /// How many contacts of a partner have access before managers can invite no more; none for no end.
    pub seats: Option<i64>,
}

impl InviteRule {
    /// The words for the two choices, with what stands for them on the wire.
    pub const CHOICES: [(&str, &str); 2] =
        [("nobody", "No one"), ("own-domain", "Own email domain at once, others after approval")];
    /// More contacts than this no partner has.
    pub const MOST_SEATS: i64 = 100;

    /// What stands for it on the wire.
    pub fn choice(self) -> &'static str {
        Self::CHOICES[usize::from(self.managers_invite)].0
    }

    /// Reads a choice back; none chosen means nobody.
    pub fn parse_choice(word: &str) -> Result<bool, Invalid> {
        match word {
            "" | "nobody" => Ok(false),
            "own-domain" => Ok(true),
            _ => Err(Invalid::new("Choose from the list.")),
        }
    }

    /// Reads the number of seats; empty for no end.
    pub fn parse_seats(raw: &str) -> Result<Option<i64>, Invalid> {
        if raw.trim().is_empty() {
            return Ok(None);
        }
        let seats = raw.trim().parse().ok().filter(|seats| (1..=Self::MOST_SEATS).contains(seats));
        seats.map(Some).ok_or_else(|| Invalid::new("Enter a whole number from 1 to 100, or leave it empty."))
    }

    /// What a partner in both programs may: the more generous counts.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self.managers_invite, other.managers_invite) {
            (true, true) => Self {
                managers_invite: true,
                seats: self.seats.zip(other.seats).map(|(one, another)| one.max(another)),
            },
            (true, false) => self,
            (false, _) => other,
        }
    }

    /// The same in words, for the audit log.
    pub fn in_words(self) -> String {
        match (self.managers_invite, self.seats) {
            (false, _) => "nobody".to_owned(),
            (true, None) => "managers, without an end of seats".to_owned(),
            (true, Some(seats)) => format!("managers, up to {seats} seats"),
        }
    }
}
