//! What a member of the team is notified of by email, and when.

use crate::domain::forms::FieldErrors;
use crate::domain::text::Invalid;
use serde::{Deserialize, Serialize};

/// What members are notified of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotificationKind {
    /// A contact activated their access.
    Activated,
    /// An invitation bounced, was marked as spam, or was refused for good.
    NotDelivered,
    /// A partner asks for a colleague who needs approval.
    Requested,
    /// A link reached someone it wasn't meant for.
    WrongRecipient,
    /// An import or bulk change of theirs is finished.
    Finished,
}

impl NotificationKind {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] =
        [Self::Activated, Self::NotDelivered, Self::Requested, Self::WrongRecipient, Self::Finished];

    /// The word in the database and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Activated => "activated",
            Self::NotDelivered => "not_delivered",
            Self::Requested => "requested",
            Self::WrongRecipient => "wrong_recipient",
            Self::Finished => "finished",
        }
    }

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Activated => t!(auth::notify_activated),
            Self::NotDelivered => t!(auth::notify_not_delivered),
            Self::Requested => t!(auth::notify_requested),
            Self::WrongRecipient => t!(auth::notify_wrong_recipient),
            Self::Finished => t!(auth::notify_finished),
        }
    }

    /// When members are notified who did not choose.
    fn default_timing(self) -> Timing {
        match self {
            // Most stay on the page until it is.
            Self::Finished => Timing::Never,
            _ => Timing::AtOnce,
        }
    }
}

/// When a member is notified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Timing {
    AtOnce,
    /// In one email a day.
    Daily,
    Never,
}

impl Timing {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::AtOnce, Self::Daily, Self::Never];

    /// The word in the database and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AtOnce => "at-once",
            Self::Daily => "daily",
            Self::Never => "never",
        }
    }

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::AtOnce => t!(auth::notify_at_once),
            Self::Daily => t!(auth::notify_daily),
            Self::Never => t!(auth::notify_never),
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|timing| timing.as_str() == word)
    }
}

/// What one member chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotificationChoices {
    /// When, for each of [`NotificationKind::ALL`].
    timings: [Timing; NotificationKind::ALL.len()],
    /// Of all partners, not only of those they manage.
    pub of_all_partners: bool,
}

/// How [`NotificationChoices::of_all_partners`] is kept and sent.
const ALL_PARTNERS: &str = "all";

impl Default for NotificationChoices {
    fn default() -> Self {
        Self { timings: NotificationKind::ALL.map(NotificationKind::default_timing), of_all_partners: false }
    }
}

impl NotificationChoices {
    /// When they are notified of `kind`.
    pub fn timing(&self, kind: NotificationKind) -> Timing {
        self.timings[kind as usize]
    }

    /// As they are kept: `all activated=daily`.
    pub fn to_words(&self) -> String {
        let timing = |kind: NotificationKind| [kind.as_str(), "=", self.timing(kind).as_str()].concat();
        let words = self.of_all_partners.then(|| ALL_PARTNERS.to_owned()).into_iter();
        words.chain(NotificationKind::ALL.map(timing)).collect::<Vec<_>>().join(" ")
    }

    /// Reads them back. What is not said is the default.
    pub fn from_words(words: &str) -> Self {
        let said = |kind: NotificationKind| {
            let mut pairs = words.split(' ').filter_map(|word| word.split_once('='));
            pairs.find(|(name, _)| *name == kind.as_str()).and_then(|(_, timing)| Timing::parse(timing))
        };
        Self {
            timings: NotificationKind::ALL.map(|kind| said(kind).unwrap_or(kind.default_timing())),
            of_all_partners: words.split(' ').any(|word| word == ALL_PARTNERS),
        }
    }
}

/// The choices, as sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NotificationForm {
    /// `all` or empty, for one's own.
    pub partners: String,
    pub activated: String,
    pub not_delivered: String,
    pub requested: String,
    pub wrong_recipient: String,
    pub finished: String,
}

impl NotificationForm {
    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<NotificationChoices, FieldErrors> {
        let typed = [&self.activated, &self.not_delivered, &self.requested, &self.wrong_recipient, &self.finished];
        let mut errors = FieldErrors::default();
        let mut choices =
            NotificationChoices { of_all_partners: self.partners == ALL_PARTNERS, ..NotificationChoices::default() };
        for (kind, word) in NotificationKind::ALL.into_iter().zip(typed) {
            let timing = Timing::parse(word).ok_or_else(|| Invalid::new(t!(catalog::choose_from_the_list)));
            if let Some(timing) = errors.check(kind.as_str(), timing) {
                choices.timings[kind as usize] = timing;
            }
        }
        if errors.is_empty() { Ok(choices) } else { Err(errors) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_kept_and_what_is_not_said_is_the_default() {
        let form = NotificationForm {
            partners: "all".to_owned(),
            activated: "daily".to_owned(),
            not_delivered: "at-once".to_owned(),
            requested: "never".to_owned(),
            wrong_recipient: "daily".to_owned(),
            finished: "at-once".to_owned(),
        };
        let choices = form.parse().unwrap();
        assert_eq!(choices.timing(NotificationKind::Requested), Timing::Never);
        assert_eq!(NotificationChoices::from_words(&choices.to_words()), choices);
        for words in ["", "x", "activated=x", "activated="] {
            assert_eq!(NotificationChoices::from_words(words), NotificationChoices::default(), "{words}");
        }
        let wrong = NotificationForm { finished: "weekly".to_owned(), ..form }.parse().unwrap_err();
        assert!(wrong.get("finished").is_some() && wrong.get("activated").is_none());
    }
}
