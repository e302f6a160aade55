//! What a program allows the managers of its partners.

use crate::domain::text::Invalid;
use serde::{Deserialize, Serialize};

/// What a program allows the managers of its partners.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteRule {
    /// Colleagues at the email domains of the partner at once, others after approval.
    pub managers_invite: bool,
    /// How many contacts of a partner have access before managers can invite no more; none for no end.
    pub seats: Option<i64>,
}

impl InviteRule {
    /// The words for the two choices on the wire.
    const WORDS: [&str; 2] = ["nobody", "own-domain"];
    /// More contacts than this no partner has.
    pub const MOST_SEATS: i64 = 100;

    /// The two choices: the word for each on the wire, and the words for people.
    pub fn choices() -> [(&'static str, &'static str); 2] {
        let [nobody, own_domain] = Self::WORDS;
        [(nobody, t!(catalog::no_one)), (own_domain, t!(catalog::own_domain))]
    }

    /// The word for it on the wire.
    pub fn choice(self) -> &'static str {
        Self::WORDS[usize::from(self.managers_invite)]
    }

    /// Reads a choice back; none chosen means no one.
    pub fn parse_choice(word: &str) -> Result<bool, Invalid> {
        match word {
            "" | "nobody" => Ok(false),
            "own-domain" => Ok(true),
            _ => Err(Invalid::new(t!(catalog::choose_from_the_list))),
        }
    }

    /// Reads the number of seats; empty for no end.
    pub fn parse_seats(raw: &str) -> Result<Option<i64>, Invalid> {
        if raw.trim().is_empty() {
            return Ok(None);
        }
        let seats = raw.trim().parse().ok().filter(|seats| (1..=Self::MOST_SEATS).contains(seats));
        seats.map(Some).ok_or_else(|| Invalid::new(t!(catalog::enter_seats)))
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
            (false, _) => t!(catalog::no_one_may_invite).to_owned(),
            (true, None) => t!(catalog::managers_unlimited).to_owned(),
            (true, Some(seats)) => t!(catalog::managers_up_to, count = seats),
        }
    }
}
