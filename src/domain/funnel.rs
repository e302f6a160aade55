//! The funnel: how far the partners have come that were added in a period.

use super::time::{DAY, Timestamp};
use serde::{Deserialize, Serialize};
use std::fmt::{self, Display, Formatter};

/// How far the main contact of a partner has come, ever. Each step includes those after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FunnelStep {
    /// The partner was added.
    Added,
    /// Its contact was invited, by email or by a link.
    Invited,
    /// The mail server accepted an email of the invitation.
    Accepted,
    /// A person used the form behind the link. Mail scanners open links and use no form.
    Opened,
    /// The contact activated their access.
    Active,
}

impl FunnelStep {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Added, Self::Invited, Self::Accepted, Self::Opened, Self::Active];

    /// The word in the URL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Invited => "invited",
            Self::Accepted => "accepted",
            Self::Opened => "opened",
            Self::Active => "active",
        }
    }

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Added => t!(funnel::added),
            Self::Invited => t!(funnel::invited),
            Self::Accepted => t!(funnel::accepted),
            Self::Opened => t!(funnel::opened),
            Self::Active => t!(funnel::active),
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == word)
    }
}

/// What partners are compared by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Dimension {
    /// The month they were added in, in UTC.
    #[default]
    Month,
    Program,
    /// The template of the main contact's newest invitation.
    Template,
    /// The main contact's.
    Language,
    /// Who sent the main contact's newest invitation.
    Inviter,
}

impl Dimension {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Month, Self::Program, Self::Template, Self::Language, Self::Inviter];

    /// The word in the URL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Program => "program",
            Self::Template => "template",
            Self::Language => "language",
            Self::Inviter => "inviter",
        }
    }

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Month => t!(funnel::month),
            Self::Program => t!(funnel::program),
            Self::Template => t!(funnel::template),
            Self::Language => t!(funnel::language),
            Self::Inviter => t!(funnel::inviter),
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.as_str() == word)
    }
}

/// The page, as its URL says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FunnelQuery {
    /// How many days back, today among them; `all` for every partner, empty for [`FunnelQuery::DAYS`].
    pub days: String,
    /// The word of a [`Dimension`]; empty for months.
    pub by: String,
}

impl FunnelQuery {
    /// The period where none is asked for.
    pub const DAYS: &str = "90";
    /// The periods that are offered.
    pub const PERIODS: [&str; 4] = ["30", "90", "365", "all"];

    /// The period, in one of [`FunnelQuery::PERIODS`].
    pub fn period(&self) -> &str {
        Self::PERIODS.into_iter().find(|period| *period == self.days).unwrap_or(Self::DAYS)
    }

    /// When the period begins, in whole days of UTC; none for all.
    pub fn since(&self, now: Timestamp) -> Option<Timestamp> {
        let days: i64 = self.period().parse().ok()?;
        Some(Timestamp(now.0.div_euclid(DAY) * DAY - (days - 1) * DAY))
    }

    /// What partners are compared by.
    pub fn dimension(&self) -> Dimension {
        Dimension::parse(&self.by).unwrap_or_default()
    }
}

/// The partners of one bar, which a list can show: `active.2026-09-01.2026-09-30`,
/// `opened.2026-09-01..program.01990000-…`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohort {
    /// At least this far.
    pub step: FunnelStep,
    /// Added from this day on, in UTC.
    pub from: Option<Timestamp>,
    /// Added on this day at the latest.
    pub to: Option<Timestamp>,
    /// Of these alone: an id or a language's code, or empty for those without one.
    pub of: Option<(Dimension, String)>,
}

impl Display for Cohort {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        let day = |at: Option<Timestamp>| at.map(|at| at.rfc3339()[..10].to_owned()).unwrap_or_default();
        write!(f, "{}.{}.{}", self.step.as_str(), day(self.from), day(self.to))?;
        match &self.of {
            Some((dimension, value)) => write!(f, ".{}.{value}", dimension.as_str()),
            None => Ok(()),
        }
    }
}

impl Cohort {
    /// Reads one back.
    pub fn parse(text: &str) -> Option<Self> {
        let day = |text: &str| match text {
            "" => Some(None),
            text => Timestamp::parse_day(text).map(Some),
        };
        let mut parts = text.splitn(5, '.');
        let (step, from, to) = (FunnelStep::parse(parts.next()?)?, day(parts.next()?)?, day(parts.next()?)?);
        let of = match (parts.next(), parts.next()) {
            (None, _) => None,
            (Some(dimension), value) => Some((Dimension::parse(dimension)?, value?.to_owned())),
        };
        Some(Self { step, from, to, of })
    }

    /// The same at another step.
    pub fn at(&self, step: FunnelStep) -> Self {
        Self { step, ..self.clone() }
    }
}

/// How far some partners have come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelRow {
    /// Which they are.
    pub label: String,
    /// How many came to each of [`FunnelStep::ALL`].
    pub counts: [i64; FunnelStep::ALL.len()],
    /// The median time from the first invitation to the activation, in words; empty without any.
    pub median: String,
    /// The same in hours, for files.
    pub median_hours: Option<i64>,
    /// The list of them.
    pub cohort: Cohort,
}

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelPage {
    /// All that were added in the period.
    pub all: FunnelRow,
    /// Each part of them; one may be in several.
    pub rows: Vec<FunnelRow>,
    /// The charts of both, as SVG.
    pub chart: String,
    pub parts_chart: String,
    /// When they were counted, where that is some time ago.
    pub counted_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_partners_of_a_bar_survive_their_url() {
        let from = Timestamp::parse_day("2026-09-01");
        let program = Some((Dimension::Program, "01990000-0000-7000-8000-000000000001".to_owned()));
        for (cohort, text) in [
            (Cohort { step: FunnelStep::Active, from, to: None, of: None }, "active.2026-09-01."),
            (Cohort { step: FunnelStep::Added, from: None, to: None, of: None }, "added.."),
            (
                Cohort { step: FunnelStep::Opened, from, to: Timestamp::parse_day("2026-09-30"), of: program },
                "opened.2026-09-01.2026-09-30.program.01990000-0000-7000-8000-000000000001",
            ),
            (
                Cohort { step: FunnelStep::Invited, from: None, to: None, of: Some((Dimension::Language, "".into())) },
                "invited...language.",
            ),
        ] {
            assert_eq!(cohort.to_string(), text);
            assert_eq!(Cohort::parse(text), Some(cohort));
        }
        for wrong in
            ["", "active", "active.", "x..", "active.x.", "active.2026-02-30.", "active...x.1", "active...program"]
        {
            assert_eq!(Cohort::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_period_is_of_whole_days_with_today() {
        let now = Timestamp::parse_day("2026-11-22").unwrap().plus(DAY - 1);
        let since = |days: &str| FunnelQuery { days: days.to_owned(), ..FunnelQuery::default() }.since(now);
        assert_eq!(since("30"), Timestamp::parse_day("2026-10-24"));
        assert_eq!(since("all"), None);
        for unknown in ["", "7", "-1", "x"] {
            assert_eq!(since(unknown), since(FunnelQuery::DAYS), "{unknown}");
        }
    }
}
