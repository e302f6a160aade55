//! The wizard as data: what was typed so far, step by step, right or wrong.

use super::forms::FieldErrors;
use super::ids::{DraftId, PartnerId};
use super::invitations::choice::{InvitationForm, InvitationOptions};
use super::invitations::invitation::ContactAccess;
use super::partners::columns::Field;
use super::partners::contact::{ContactDetails, ContactInput};
use super::partners::details::{PartnerDetails, PartnerInput};
use super::partners::partner::Choices;
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The most bytes a kept draft may have: every field at its limit fits, a flood does not.
pub const MAX_BYTES: usize = 8 * 1024;

/// Step 1, *Partner and contact*, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DetailsForm {
    pub partner: PartnerInput,
    pub contact: ContactInput,
    /// `on` when the contact gets access to the partner portal; missing when unchecked.
    pub access: String,
}

/// Step 1 as its form sends it: all fields side by side.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DetailsFields {
    #[serde(flatten)]
    partner: PartnerInput,
    #[serde(flatten)]
    contact: ContactInput,
    access: String,
}

impl From<DetailsFields> for DetailsForm {
    fn from(DetailsFields { partner, contact, access }: DetailsFields) -> Self {
        Self { partner, contact, access }
    }
}

/// Step 1, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    pub partner: PartnerDetails,
    pub contact: ContactDetails,
    pub access: bool,
}

impl DetailsForm {
    /// Whether the contact is to get access.
    pub fn gives_access(&self) -> bool {
        self.access == "on"
    }

    /// The text of a column of a spreadsheet; none for several programs, and for a name in one.
    pub fn text(&mut self, field: Field) -> Option<&mut String> {
        Some(match field {
            Field::Name => &mut self.partner.name,
            Field::Website => &mut self.partner.website,
            Field::Status => &mut self.partner.status,
            Field::FirstName => &mut self.contact.first_name,
            Field::LastName => &mut self.contact.last_name,
            Field::Email => &mut self.contact.email,
            Field::JobTitle => &mut self.contact.job_title,
            Field::Phone => &mut self.contact.phone,
            Field::Language => &mut self.contact.language,
            Field::Programs | Field::FullName => return None,
        })
    }

    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<Details, FieldErrors> {
        match (self.partner.parse(), self.contact.parse()) {
            (Ok(partner), Ok(contact)) => Ok(Details { partner, contact, access: self.gives_access() }),
            (Err(errors), Ok(_)) | (Ok(_), Err(errors)) => Err(errors),
            (Err(errors), Err(more)) => Err(errors.and(more)),
        }
    }
}

/// Everything typed into one wizard.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    pub details: DetailsForm,
    pub invitation: InvitationForm,
}

/// A wizard and what its pages need to show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wizard {
    pub id: DraftId,
    pub draft: Draft,
    /// Whether anything was kept on the server yet.
    pub saved: bool,
    pub choices: Choices,
    pub options: InvitationOptions,
    /// Whom the invitation goes to; none until the first step is complete.
    pub recipient: Option<Recipient>,
    /// Once added: the partner it became.
    pub partner: Option<PartnerId>,
}

/// Whom an invitation goes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
}

/// A wizard that its writer left before it was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnfinishedDraft {
    pub id: DraftId,
    /// The partner's name, or else what tells it from others.
    pub name: String,
    /// When something was typed last.
    pub at: Timestamp,
}

impl DetailsForm {
    /// What a draft with these details goes by; none where nothing was typed that anyone would miss.
    pub fn draft_name(&self) -> Option<String> {
        let DetailsForm { partner, contact, .. } = self;
        let person = [contact.first_name.trim(), contact.last_name.trim()].join(" ");
        let names = [&partner.name, &person, &contact.email, &partner.website, &contact.job_title, &contact.phone];
        names.into_iter().map(|name| name.trim()).find(|name| !name.is_empty()).map(str::to_owned)
    }
}

/// What is already known about the company or the address that is being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PossibleDuplicates {
    /// The email belongs to another person: this stops the wizard.
    pub email: Option<PossibleDuplicate>,
    /// Partners whose name is alike: this asks for a second look, it does not stop.
    pub partners: Vec<PossibleDuplicate>,
}

/// Something that is already there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PossibleDuplicate {
    /// The sentence shown beside the field.
    pub message: String,
    /// The partner to open; none for staff.
    pub partner: Option<PartnerId>,
    /// That partner's name.
    pub name: String,
}

/// The end page of the wizard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finished {
    pub partner: PartnerId,
    pub name: String,
    pub contact: ContactAccess,
}
