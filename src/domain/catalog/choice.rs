//! The two lists by which an organisation describes its partners, programs and statuses, as those who
//! keep them see and change them.

use super::invite_rule::InviteRule;
use crate::domain::forms::FieldErrors;
use crate::domain::ids::ChoiceId;
use crate::domain::organisation::cadence::Cadence;
use crate::domain::text::{ChoiceName, Invalid, ProgramText};
use serde::{Deserialize, Serialize};

/// Which of the two lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChoiceKind {
    Program,
    Status,
}

impl ChoiceKind {
    /// The word for one of them, in sentences and on the wire.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Status => "status",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Program, Self::Status].into_iter().find(|kind| kind.noun() == word)
    }
}

/// The colours a status can be shown in. Each also has an icon, so that the colour is never alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    Success,
    Warning,
    Info,
    Critical,
    Neutral,
}

impl Tone {
    /// The palette, in the order it is offered.
    pub const ALL: [Self; 5] = [Self::Success, Self::Warning, Self::Info, Self::Critical, Self::Neutral];

    /// The word in the database and in the style sheet.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Critical => "critical",
            Self::Neutral => "neutral",
        }
    }

    /// The word for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Success => t!(catalog::green),
            Self::Warning => t!(catalog::amber),
            Self::Info => t!(catalog::blue),
            Self::Critical => t!(catalog::red),
            Self::Neutral => t!(catalog::grey),
        }
    }

    /// Reads the word of the database back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tone| tone.as_str() == word)
    }
}

/// What staff are offered when a partner gets a status. Only offered: the status itself gives and removes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatusRule {
    #[default]
    Nothing,
    /// To invite the main contact.
    Invite,
    /// To remove the access of every contact.
    Remove,
}

impl StatusRule {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Invite, Self::Remove];

    /// The word in the database; empty for nothing.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Invite => "invite",
            Self::Remove => "remove",
        }
    }

    /// The words for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Nothing => t!(catalog::offer_nothing),
            Self::Invite => t!(catalog::offer_to_invite),
            Self::Remove => t!(catalog::offer_to_remove),
        }
    }

    /// Reads the word of the database back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.as_str() == word)
    }
}

/// A program or status as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChoiceForm {
    /// `program` or `status`.
    pub kind: String,
    /// The one to change; empty for a new one.
    pub choice: String,
    pub name: String,
    /// For statuses: a word of the palette.
    pub tone: String,
    /// For statuses: what to offer, empty for nothing.
    pub rule: String,
    /// For programs: whether managers may invite colleagues, and until how many have access.
    pub managers_invite: String,
    pub seats: String,
    /// For programs: what partners read about it, in Markdown.
    pub description: String,
    /// For programs: days of reminders; empty for those of the organisation, 0 for none.
    pub reminders: String,
}

/// A program or status, checked. Whether the name is free, the store says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceDetails {
    pub name: ChoiceName,
    /// Programs have none.
    pub tone: Option<Tone>,
    /// Programs have none.
    pub rule: StatusRule,
    /// Only programs have one.
    pub invites: Option<InviteRule>,
    /// Only programs have one; may be empty.
    pub description: ProgramText,
    /// Programs may have some of their own.
    pub reminders: Option<Cadence>,
}

impl ChoiceForm {
    /// Checks every field; all complaints at once.
    pub fn parse(&self, kind: ChoiceKind) -> Result<ChoiceDetails, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.check("name", ChoiceName::parse(&self.name));
        let tone = match kind {
            ChoiceKind::Program => Some(None),
            ChoiceKind::Status => {
                let tone =
                    Tone::parse(&self.tone).ok_or_else(|| Invalid::new(t!(catalog::choose_a_colour_from_the_list)));
                errors.check("tone", tone).map(Some)
            }
        };
        let rule = match kind {
            ChoiceKind::Program => Ok(StatusRule::Nothing),
            ChoiceKind::Status => {
                StatusRule::parse(&self.rule).ok_or_else(|| Invalid::new(t!(catalog::choose_what_to_offer_from_the)))
            }
        };
        let rule = errors.check("rule", rule);
        let invites = match kind {
            ChoiceKind::Program => self.invites(&mut errors).map(Some),
            ChoiceKind::Status => Some(None),
        };
        let description = match kind {
            ChoiceKind::Program => self.description.as_str(),
            ChoiceKind::Status => "",
        };
        let description = errors.check("description", ProgramText::parse(description));
        let reminders = match kind {
            ChoiceKind::Program if !self.reminders.trim().is_empty() => Cadence::parse(&self.reminders).map(Some),
            ChoiceKind::Program | ChoiceKind::Status => Ok(None),
        };
        let reminders = errors.check("reminders", reminders);
        match (name, tone, rule, invites, description, reminders) {
            (Some(name), Some(tone), Some(rule), Some(invites), Some(description), Some(reminders)) => {
                Ok(ChoiceDetails { name, tone, rule, invites, description, reminders })
            }
            _ => Err(errors),
        }
    }

    fn invites(&self, errors: &mut FieldErrors) -> Option<InviteRule> {
        let managers_invite = errors.check("managers_invite", InviteRule::parse_choice(&self.managers_invite));
        let seats = errors.check("seats", InviteRule::parse_seats(&self.seats));
        Some(InviteRule { managers_invite: managers_invite?, seats: seats? })
    }
}

/// A program or status in its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManagedChoice {
    pub id: ChoiceId,
    pub name: String,
    /// Programs have none.
    pub tone: Option<Tone>,
    /// Programs have none.
    pub rule: StatusRule,
    /// Only programs have one.
    pub invites: Option<InviteRule>,
    /// What partners read about a program, in Markdown and as HTML; may be empty.
    pub description: String,
    pub description_html: String,
    /// Programs may have some of their own.
    pub reminders: Option<Cadence>,
    /// How many partners have it.
    pub partners: i64,
    /// No longer offered, but shown where it is in use.
    pub archived: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_needs_a_colour_and_a_program_has_none() {
        let form =
            |tone: &str| ChoiceForm { name: " On  hold ".to_owned(), tone: tone.to_owned(), ..Default::default() };
        let status = form("warning").parse(ChoiceKind::Status).unwrap();
        assert_eq!((status.name.as_str(), status.tone), ("On hold", Some(Tone::Warning)));
        assert!(form("purple").parse(ChoiceKind::Status).unwrap_err().get("tone").is_some());
        assert_eq!(form("purple").parse(ChoiceKind::Program).unwrap().tone, None);
        assert!(ChoiceForm::default().parse(ChoiceKind::Program).unwrap_err().get("name").is_some());
    }
}
