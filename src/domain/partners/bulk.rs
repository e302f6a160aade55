//! Changes to many partners at once: selected, counted, confirmed, carried out.

use super::partner::{Choices, PartnerQuery, Program};
use crate::domain::forms::FieldErrors;
use crate::domain::ids::{BulkId, ChoiceId, PartnerId, PersonId, SelectionId, TemplateId};
use crate::domain::invitations::choice::{InvitationOptions, parse_send_at, parse_template};
use crate::domain::invitations::invitation::Standing;
use crate::domain::text::{Invalid, PersonalNote};
use crate::domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The most partners of one bulk change.
pub const MOST: i64 = 200_000;
/// The most that can be ticked one by one.
pub const MOST_TICKED: usize = 10_000;

/// Which partners, as the list's form says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SelectionForm {
    /// The id under which those are kept that were ticked one by one.
    pub selection: String,
    /// `on` for all that the filters match, regardless of the ticks.
    pub all: String,
    pub q: String,
    pub status: String,
    pub program: String,
    pub access: String,
    pub import: String,
    pub manager: String,
    pub cohort: String,
}

/// Which partners, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// Those that were ticked.
    Ticked(SelectionId),
    /// All that the filters match.
    Matching(Box<PartnerQuery>),
}

impl SelectionForm {
    /// The filters; what they hold, the list checks.
    pub fn filters(&self) -> PartnerQuery {
        let Self { q, status, program, access, import, manager, cohort, .. } = self.clone();
        PartnerQuery { q, status, program, access, import, manager, cohort, ..PartnerQuery::default() }
    }

    /// None where no partner is selected.
    pub fn parse(&self) -> Option<Selection> {
        match self.all.as_str() {
            "on" => Some(Selection::Matching(Box::new(self.filters()))),
            _ => self.selection.parse().ok().map(Selection::Ticked),
        }
    }
}

/// What happens to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// The main contacts without access get it, and an invitation by email; so do those whose link expired.
    Give,
    /// The main contacts who have not activated yet get the invitation again.
    Resend,
    /// Every contact with access loses it.
    Remove,
    /// They get another status.
    SetStatus,
    /// Another member of the team looks after them.
    SetManager,
    /// They join a program.
    AddProgram,
    /// They leave a program.
    RemoveProgram,
    /// They are deleted with all that belongs to them.
    Delete,
}

impl Change {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Give,
        Self::Resend,
        Self::Remove,
        Self::SetStatus,
        Self::SetManager,
        Self::AddProgram,
        Self::RemoveProgram,
        Self::Delete,
    ];

    /// The word in the database and in the URL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Give => "give",
            Self::Resend => "resend",
            Self::Remove => "remove",
            Self::SetStatus => "status",
            Self::SetManager => "manager",
            Self::AddProgram => "add-program",
            Self::RemoveProgram => "remove-program",
            Self::Delete => "delete",
        }
    }

    /// Whether it sends emails.
    pub fn sends(self) -> bool {
        matches!(self, Self::Give | Self::Resend)
    }

    /// Whether it is about a status, a manager or a program; which one, the confirmation says.
    pub fn has_target(self) -> bool {
        matches!(self, Self::SetStatus | Self::SetManager | Self::AddProgram | Self::RemoveProgram)
    }

    /// What takes it back, where something does.
    pub fn inverse(self) -> Option<Self> {
        match self {
            Self::SetStatus | Self::SetManager => Some(self),
            Self::AddProgram => Some(Self::RemoveProgram),
            Self::RemoveProgram => Some(Self::AddProgram),
            Self::Give | Self::Resend | Self::Remove | Self::Delete => None,
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|change| change.as_str() == word)
    }

    /// The change and its target in one word, which is all that a button can send: `status.ID`.
    pub fn to(self, target: ChoiceId) -> String {
        [self.as_str(), ".", &target.to_string()].concat()
    }

    /// Takes such a word apart; the target is empty where it has none.
    pub fn split(word: &str) -> (&str, &str) {
        word.split_once('.').unwrap_or((word, ""))
    }
}

/// What exactly would happen, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub partners: i64,
    /// What changes: people who get or lose access, otherwise partners.
    pub affected: i64,
    /// Main contacts who are active already.
    pub active: i64,
    /// Main contacts who are invited already.
    pub invited: i64,
    /// Those among [`affected`](Self::affected) whose link expired, so that they get a new one.
    pub expired: i64,
    /// Main contacts who got an email a short while ago.
    pub recent: i64,
    /// Main contacts whose last email bounced or was marked as spam.
    pub unreachable: i64,
    /// Main contacts who have no access.
    pub without_access: i64,
    /// Partners without a main contact.
    pub without_contact: i64,
    /// Partners none of whose contacts has access.
    pub untouched: i64,
}

/// What is to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The id under which it will be carried out, once.
    pub bulk: BulkId,
    pub change: Change,
    /// Whether those are included who got an email a short while ago.
    pub include_recent: bool,
    pub tally: Tally,
    /// The first of the partners for which something changes, at most [`Plan::NAMED`].
    pub names: Vec<String>,
    /// The statuses or programs to choose from, for a change that is about one.
    pub targets: Vec<BulkTarget>,
    /// What can be chosen for the emails.
    pub invitation: InvitationOptions,
    /// As whom the email is shown before it is sent.
    pub first: Option<FirstRecipient>,
    /// How many minutes sending takes, where that is known.
    pub minutes: Option<i64>,
}

impl Plan {
    /// How many partners it names.
    pub const NAMED: usize = 200;
}

/// The first who gets the email.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstRecipient {
    pub partner: PartnerId,
    pub person: PersonId,
    pub name: String,
    pub email: String,
}

/// A status, a manager or a program that a change can be about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkTarget {
    pub id: ChoiceId,
    pub name: String,
}

impl BulkTarget {
    /// Those that `change` can be about. Partners can leave an archived program, not join it.
    pub fn of(change: Change, choices: &Choices) -> Vec<Self> {
        let program = |it: &Program| Self { id: ChoiceId(it.id.0), name: it.name.clone() };
        let programs = choices.programs.iter().map(program);
        match change {
            Change::SetManager => {
                choices.team.iter().map(|it| Self { id: ChoiceId(it.id.0), name: it.name.clone() }).collect()
            }
            Change::SetStatus => {
                choices.statuses.iter().map(|it| Self { id: ChoiceId(it.id.0), name: it.name.clone() }).collect()
            }
            Change::AddProgram => programs.collect(),
            Change::RemoveProgram => programs.chain(choices.archived_programs.iter().map(program)).collect(),
            Change::Give | Change::Resend | Change::Remove | Change::Delete => Vec::new(),
        }
    }
}

/// The confirmation, as sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BulkForm {
    pub bulk: String,
    pub change: String,
    /// `on` to include those who got an email a short while ago.
    pub include_recent: String,
    /// How many the page said would be affected.
    pub affected: String,
    /// The id of the status or program.
    pub target: String,
    /// A template's id; empty for the default.
    pub template: String,
    /// `now`, `later`, or empty for what `send_at` says.
    pub when: String,
    /// When the emails leave, `2026-11-25T09:00` in the organisation's time zone; empty for at once.
    pub send_at: String,
    /// Plain words above those of the template.
    pub note: String,
    pub selection: SelectionForm,
}

/// The confirmation, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBulk {
    pub id: BulkId,
    pub change: Change,
    pub include_recent: bool,
    pub affected: i64,
    pub target: Option<ChoiceId>,
    pub template: Option<TemplateId>,
    /// As typed, for the server, which knows the zone; empty for at once, and always where access is removed.
    pub send_at: String,
    pub note: String,
    pub selection: Selection,
}

impl BulkForm {
    /// Checks what a person can choose; none where the rest, which the page fills in, is broken.
    pub fn parse(&self) -> Result<Option<NewBulk>, FieldErrors> {
        let template = parse_template(&self.template)?;
        let page = (self.bulk.parse(), Change::parse(&self.change), self.affected.parse(), self.selection.parse());
        let (Ok(id), Some(change), Ok(affected), Some(selection)) = page else { return Ok(None) };
        let target = if change.has_target() { Some(self.target()?) } else { None };
        let send_at = match change {
            Change::Give => parse_send_at(&self.when, &self.send_at)?,
            _ => String::new(),
        };
        let note = PersonalNote::parse(&self.note).map_err(|Invalid(why)| FieldErrors::one("note", why))?;
        let (include_recent, note) = (self.include_recent == "on", note.as_str().to_owned());
        Ok(Some(NewBulk { id, change, include_recent, affected, target, template, send_at, note, selection }))
    }

    fn target(&self) -> Result<ChoiceId, FieldErrors> {
        self.target.parse().map_err(|_| FieldErrors::one("target", t!(partners::choose_one_from_the_list)))
    }
}

/// The result for one partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ItemOutcome {
    Waiting,
    Done,
    /// There was nothing to do.
    Skipped,
    /// It could not be done; it can be tried again.
    Failed,
}

impl ItemOutcome {
    /// The word in the database and in the URL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Waiting, Self::Done, Self::Skipped, Self::Failed].into_iter().find(|outcome| outcome.as_str() == word)
    }
}

/// One partner of a bulk change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkItem {
    /// None once it was deleted.
    pub partner: Option<PartnerId>,
    pub name: String,
    pub outcome: ItemOutcome,
    /// What happened, or why nothing did.
    pub what: String,
    /// The main contact's current state, for those who were sent an email.
    pub standing: Option<Standing>,
}

/// How far those have come who were sent an email.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// Emails that have not left yet, and can be taken back.
    pub waiting: i64,
    pub sent: i64,
    /// Emails that were saved as files, because no mail server is configured.
    pub filed: i64,
    pub failed: i64,
    /// People who have activated their access.
    pub activated: i64,
}

/// How far a bulk change has come, and a page of its partners.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bulk {
    pub id: BulkId,
    pub change: Change,
    pub started_at: Timestamp,
    pub in_name_of: String,
    /// The status or program it is about; none where it is about none, or takes another change back.
    pub target: Option<String>,
    /// Whether it takes another change back.
    pub is_undo: bool,
    /// When the emails leave, if later than at once.
    pub send_at: Option<Timestamp>,
    pub waiting: i64,
    pub done: i64,
    pub skipped: i64,
    pub failed: i64,
    pub reach: Reach,
    /// Partners remain and no worker is active: the server stopped in between, or `in_name_of` lost the permission.
    pub interrupted: bool,
    pub items: Vec<BulkItem>,
    /// The `after` of the next page, where there is one.
    pub next: Option<i64>,
}

impl Bulk {
    /// All partners it is about.
    pub fn total(&self) -> i64 {
        self.waiting + self.done + self.skipped + self.failed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_says_the_change_and_its_target() {
        let target = "01990000-0000-7000-8000-000000000001";
        let word = Change::SetStatus.to(target.parse().unwrap());
        assert_eq!(Change::split(&word), ("status", target));
        assert_eq!(Change::split("give"), ("give", ""));
    }

    #[test]
    fn all_that_match_count_more_than_those_ticked() {
        let selection = "01990000-0000-7000-8000-000000000001".to_owned();
        let form = SelectionForm { selection, q: "alder".to_owned(), ..SelectionForm::default() };
        assert!(matches!(form.parse(), Some(Selection::Ticked(_))));
        let all = SelectionForm { all: "on".to_owned(), ..form };
        assert!(matches!(all.parse(), Some(Selection::Matching(query)) if query.q == "alder"));
        for nobody in ["", "x"] {
            assert_eq!(SelectionForm { selection: nobody.to_owned(), ..SelectionForm::default() }.parse(), None);
        }
    }
}
