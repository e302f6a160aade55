//! Partners: companies in the program, as lists and pages show them and as forms send them.

use super::colleague_request::RequestedColleague;
use super::details::{PartnerDetails, PartnerFacts, PartnerInput};
use super::invite_domains::InviteDomains;
use super::list_view::ListView;
use crate::domain::auth::pending_email::PendingAddress;
use crate::domain::auth::role::PortalRole;
use crate::domain::catalog::choice::StatusRule;
use crate::domain::forms::FieldErrors;
use crate::domain::ids::{BulkId, PartnerId, PersonId, ProgramId, StatusId};
use crate::domain::invitations::choice::InvitationOptions;
use crate::domain::invitations::invitation::{ContactAccess, Standing};
use crate::domain::language::Language;
use crate::domain::organisation::checklist::Checklist;
use crate::domain::text::Invalid;
use crate::domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A partner status. Indicative only: it never grants or removes anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    pub id: StatusId,
    pub name: String,
    /// One of the palette's names: `success`, `warning`, `critical`, `info`, `neutral`.
    pub tone: String,
}

/// A partner program; a partner may be in none, one or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    pub id: ProgramId,
    pub name: String,
}

/// A member of the team, where one is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamChoice {
    pub id: PersonId,
    pub name: String,
}

/// What forms and filters can choose from, in the organisation's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    pub statuses: Vec<Status>,
    pub programs: Vec<Program>,
    /// Archived: not offered, but shown and found where they are in use.
    pub archived_statuses: Vec<Status>,
    pub archived_programs: Vec<Program>,
    /// The status a new partner gets when nothing else is said: the default one, or the first where
    /// that is not offered.
    pub default_status: Option<StatusId>,
    /// Who is active in the team.
    pub team: Vec<TeamChoice>,
    /// Who asks.
    pub me: PersonId,
}

/// The form that changes a partner's details.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PartnerForm {
    pub partner: String,
    /// The version the page showed, so that a colleague's change is not overwritten unseen.
    pub version: String,
    /// The team member who looks after it.
    pub partner_manager: String,
    /// Where managers invite colleagues without approval.
    pub domains: String,
    #[serde(flatten)]
    pub input: PartnerInput,
}

impl PartnerForm {
    /// Checks every field; all complaints at once. Whether the partner manager is in the team, the store says.
    pub fn parse(&self) -> Result<PartnerChange, FieldErrors> {
        let mut errors = FieldErrors::default();
        let person = self.partner_manager.parse().map_err(|_| Invalid::new(t!(partners::choose_a_partner_manager)));
        let partner_manager = errors.check("partner_manager", person);
        let domains = errors.check("domains", InviteDomains::parse(&self.domains));
        match (self.input.parse(), partner_manager, domains) {
            (Ok(details), Some(partner_manager), Some(domains)) => {
                Ok(PartnerChange { details, partner_manager, domains })
            }
            (Ok(_), ..) => Err(errors),
            (Err(more), ..) => Err(more.and(errors)),
        }
    }
}

/// A partner as staff changed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerChange {
    pub details: PartnerDetails,
    pub partner_manager: PersonId,
    pub domains: InviteDomains,
}

/// The Partners page as its URL has it: every field is a query parameter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PartnerQuery {
    /// Part of a partner's name, or of a contact's name or email.
    pub q: String,
    /// A status id, or empty for all.
    pub status: String,
    /// A program id, or empty for all.
    pub program: String,
    /// `attention`, `invited`, `active`, `none`, or empty for all.
    pub access: String,
    /// The id of an import, whose partners are meant; empty for all.
    pub import: String,
    /// The id of a member of the team, whose partners are meant; empty for all.
    pub manager: String,
    /// The partners of a bar of the funnel, as [`Cohort`](crate::domain::funnel::Cohort) writes them; empty for all.
    pub cohort: String,
    /// `name` or the word of a column, with `-` in front the other way round; empty means `name`.
    pub sort: String,
    /// The keyset cursor of the page, as [`PartnerPage::next`] gave it.
    pub after: String,
    /// The cursor of the page that this one follows, as [`PartnerPage::previous`] gave it.
    pub before: String,
    /// How many rows stand on the pages before, for readers; empty on the first page.
    pub from: String,
}

impl PartnerQuery {
    /// The same on its first page.
    pub fn first_page(self) -> Self {
        Self { after: String::new(), before: String::new(), from: String::new(), ..self }
    }

    /// How many rows are on the pages before; none where that is unknown.
    pub fn rows_before(&self) -> Option<i64> {
        match (self.after.is_empty() && self.before.is_empty(), self.from.parse()) {
            (true, _) => Some(0),
            (false, from) => from.ok().filter(|from| *from >= 0),
        }
    }
}

/// One row of the Partners page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerRow {
    pub id: PartnerId,
    pub name: String,
    pub status: Status,
    pub programs: Vec<String>,
    /// The main contact.
    pub contact: Option<PersonId>,
    pub contact_name: String,
    pub contact_email: String,
    pub standing: Standing,
    /// How many colleagues wait for approval.
    pub requests: i64,
    pub added_at: Timestamp,
    /// The main contact's; none for the organisation's.
    pub language: Option<Language>,
    pub invited_at: Option<Timestamp>,
    /// When the main contact was in the portal last.
    pub last_seen_at: Option<Timestamp>,
}

/// A partner that a few letters find.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerHit {
    pub id: PartnerId,
    pub name: String,
    /// The main contact's name.
    pub contact: String,
    pub email: String,
}

/// How many partners match in all and in each part of the list, as far as is counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartCounts(pub Vec<(String, i64)>);

impl PartCounts {
    /// Those of [`PartnerQuery::access`]; none where so many match that the parts are not counted.
    pub fn of(&self, access: &str) -> Option<i64> {
        self.0.iter().find(|(part, _)| part == access).map(|(_, count)| *count)
    }
}

/// A page of partners.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerPage {
    pub rows: Vec<PartnerRow>,
    pub counts: PartCounts,
    /// How many partners match, on all pages.
    pub total: i64,
    /// Whether there are any partners at all, matching or not.
    pub any: bool,
    /// The `after` of the next page, where there is one.
    pub next: Option<String>,
    /// The `before` of the previous page, where there is one.
    pub previous: Option<String>,
    /// The view that the signed-in person chose.
    pub view: ListView,
    /// A change of access for many that has not come to its end.
    pub in_progress: Option<BulkId>,
    /// What to set up first, for people who may.
    pub checklist: Option<Checklist>,
}

/// A contact on the partner's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub id: PersonId,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    /// The address that waits to be confirmed instead.
    pub pending_address: Option<PendingAddress>,
    pub job_title: String,
    /// As typed.
    pub phone: String,
    /// The same in international form, to be dialled; empty where that is not known.
    pub phone_link: String,
    /// What to write to them in; none for the organisation's language.
    pub language: Option<Language>,
    pub is_main: bool,
    pub role: PortalRole,
    pub access: ContactAccess,
}

/// Something that happened to a partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEvent {
    pub at: Timestamp,
    /// What happened, as a sentence that names who did it.
    pub what: String,
    /// Where the email that it is about can be read.
    pub email: Option<String>,
}

/// An email domain at which managers of a partner invite colleagues without approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerDomain {
    pub name: String,
    /// Anyone gets a mailbox there.
    pub is_public_mailbox: bool,
}

/// Everything on a partner's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    pub id: PartnerId,
    pub version: i64,
    pub facts: PartnerFacts,
    pub status: Status,
    pub programs: Vec<Program>,
    pub added_at: Timestamp,
    /// Who of the team looks after it.
    pub partner_manager: Option<TeamChoice>,
    pub contacts: Vec<Contact>,
    /// What its newest status suggests, as long as that makes sense and is undecided.
    pub offer: StatusRule,
    /// Where managers invite colleagues without approval, as far as a program lets them.
    pub domains: Vec<PartnerDomain>,
    /// Colleagues whom managers asked for, and who wait for approval.
    pub requests: Vec<RequestedColleague>,
    pub timeline: Vec<TimelineEvent>,
    /// What a form that invites a contact can offer.
    pub invitation: InvitationOptions,
}
