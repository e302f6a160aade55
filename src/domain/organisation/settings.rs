//! Settings of the organisation that runs this Gangway.

use super::accent::Accent;
use super::logo::Logo;
use crate::domain::email::EmailAddress;
use crate::domain::forms::FieldErrors;
use crate::domain::language::Language;
use crate::domain::organisation::cadence::Cadence;
use crate::domain::text::{Invalid, OrganisationName, WelcomeText};
use crate::domain::time::HOUR;
use serde::{Deserialize, Serialize};

/// How long an invitation lasts, in whole hours. ASVS 5.0 6.4.1 asks for a short period and NIST SP
/// 800-63A names 24 hours for mailed codes; people read business mail after a weekend, and every other use
/// of the link ends it early.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InvitationLifetime(i64);

impl InvitationLifetime {
    /// What ships: seven days.
    pub const DEFAULT: Self = Self(7 * 24);
    /// What can be chosen, the shortest first.
    pub const ALL: [Self; 7] = [Self(1), Self(12), Self(24), Self(3 * 24), Self::DEFAULT, Self(14 * 24), Self(30 * 24)];

    /// One of [`ALL`](Self::ALL), by its number of hours.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        let found = Self::ALL.into_iter().find(|lifetime| lifetime.0.to_string() == raw.trim());
        found.ok_or_else(|| Invalid::new(t!(organisation::choose_a_lifetime_from_1_hour)))
    }

    /// The lifetime of this many hours, held between the shortest and the longest.
    pub fn of_hours(hours: i64) -> Self {
        Self(hours.clamp(1, 30 * 24))
    }

    /// The number of hours.
    pub fn hours(self) -> i64 {
        self.0
    }

    /// The same in microseconds.
    pub const fn micros(self) -> i64 {
        self.0 * HOUR
    }

    /// For readers: `12 hours`, `7 days`.
    pub fn in_words(self) -> String {
        match self.0 % 24 {
            0 => t!(organisation::days, count = self.0 / 24),
            _ => t!(organisation::hours, count = self.0),
        }
    }
}

/// The organisation's settings as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrganisationForm {
    /// The version the page showed, so that a colleague's change is not overwritten unseen.
    pub version: String,
    pub name: String,
    /// May be empty.
    pub reply_to: String,
    /// A number of hours.
    pub lifetime: String,
    /// Days, such as `3, 7, 14`; empty for none.
    pub reminders: String,
    /// A word of the palette.
    pub accent: String,
    /// A language's code.
    pub language: String,
    /// An IANA name, such as `Europe/Berlin`.
    pub time_zone: String,
    /// Markdown; may be empty.
    pub welcome: String,
}

/// The organisation's settings, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationDetails {
    pub name: OrganisationName,
    /// None: replies go to the person who invites.
    pub reply_to: Option<EmailAddress>,
    pub lifetime: InvitationLifetime,
    pub reminders: Cadence,
    pub accent: Accent,
    /// What people are written to in who have no language of their own.
    pub language: Language,
    /// Where times are chosen; which names there are, the server knows.
    pub time_zone: String,
    /// What contacts read first in the portal.
    pub welcome: WelcomeText,
}

impl OrganisationForm {
    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<OrganisationDetails, FieldErrors> {
        let mut errors = FieldErrors::default();
        let accent =
            Accent::parse(&self.accent).ok_or_else(|| Invalid::new(t!(organisation::choose_a_colour_from_the_list)));
        let language = Language::parse(&self.language)
            .ok_or_else(|| Invalid::new(t!(organisation::choose_a_language_from_the_list)));
        let details = (
            errors.check("name", OrganisationName::parse(&self.name)),
            errors.check("reply_to", parse_reply_to(&self.reply_to)),
            errors.check("lifetime", InvitationLifetime::parse(&self.lifetime)),
            errors.check("reminders", Cadence::parse(&self.reminders)),
            errors.check("accent", accent),
            errors.check("language", language),
            errors.check("welcome", WelcomeText::parse(&self.welcome)),
        );
        match details {
            (
                Some(name),
                Some(reply_to),
                Some(lifetime),
                Some(reminders),
                Some(accent),
                Some(language),
                Some(welcome),
            ) => {
                let time_zone = self.time_zone.trim().to_owned();
                Ok(OrganisationDetails { name, reply_to, lifetime, reminders, accent, language, time_zone, welcome })
            }
            _ => Err(errors),
        }
    }
}

/// An address for replies; none where nothing was typed.
fn parse_reply_to(raw: &str) -> Result<Option<EmailAddress>, Invalid> {
    if raw.trim().is_empty() { Ok(None) } else { EmailAddress::parse(raw).map(Some) }
}

/// The organisation, for the pages that show or edit its settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    pub version: i64,
    pub name: String,
    /// Empty: replies go to the person who invites.
    pub reply_to: String,
    pub lifetime: InvitationLifetime,
    pub reminders: Cadence,
    pub accent: Accent,
    pub logo: Option<Logo>,
    pub language: Language,
    pub time_zone: String,
    /// What can be chosen there; only for those who may.
    pub time_zones: Vec<String>,
    /// What contacts read first in the portal, in Markdown and as HTML; may be empty.
    pub welcome: String,
    pub welcome_html: String,
    /// What every link begins with; configuration says it.
    pub public_url: String,
    pub you_may_save: bool,
    /// Whether the setup checklist is hidden, so that it can be shown again.
    pub checklist_is_closed: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lifetimes_go_from_an_hour_to_thirty_days() {
        let words: Vec<String> = InvitationLifetime::ALL.iter().map(|lifetime| lifetime.in_words()).collect();
        assert_eq!(words, ["1 hour", "12 hours", "1 day", "3 days", "7 days", "14 days", "30 days"]);
        for lifetime in InvitationLifetime::ALL {
            assert_eq!(InvitationLifetime::parse(&lifetime.hours().to_string()), Ok(lifetime));
        }
        for bad in ["", "0", "-1", "721", "168.5", "7 days", "+168", "99999999999999999999"] {
            assert!(InvitationLifetime::parse(bad).is_err(), "{bad:?} was kept");
        }
    }

    #[test]
    fn every_field_has_its_own_complaint() {
        let form = OrganisationForm {
            name: " ".to_owned(),
            reply_to: "partners".to_owned(),
            lifetime: "721".to_owned(),
            accent: "red".to_owned(),
            ..Default::default()
        };
        let errors = form.parse().unwrap_err();
        let named: Vec<&str> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(named, ["name", "reply_to", "lifetime", "accent", "language"]);
        let good = OrganisationForm {
            name: "Acme".to_owned(),
            lifetime: "24".to_owned(),
            accent: "plum".to_owned(),
            language: "de".to_owned(),
            ..Default::default()
        };
        assert_eq!(good.parse().unwrap().reply_to, None);
    }
}
