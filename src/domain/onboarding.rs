//! The wizard as data: what was typed so far, step by step, right or wrong.

use super::forms::FieldErrors;
use super::ids::{DraftId, PartnerId, TemplateId};
use super::invitations::delivery::Delivery;
use super::invitations::invitation::ContactAccess;
use super::partners::contact::{ContactDetails, ContactInput};
use super::partners::details::{PartnerDetails, PartnerInput};
use super::partners::partner::Choices;
use super::templates::text::TemplateChoice;
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

    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<Details, FieldErrors> {
        match (self.partner.parse(), self.contact.parse()) {
            (Ok(partner), Ok(contact)) => Ok(Details { partner, contact, access: self.gives_access() }),
            (Err(errors), Ok(_)) | (Ok(_), Err(errors)) => Err(errors),
            (Err(errors), Err(more)) => Err(errors.and(more)),
        }
    }
}

/// Step 2, *Invitation*, as chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InvitationForm {
    /// `email` or `link` (Don't send an email).
    pub delivery: String,
    /// A template's id; empty for the default.
    pub template: String,
    /// When to send it, `2026-11-25T09:00` in the organisation's time zone; empty for at once.
    pub send_at: String,
}

/// Step 2, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationChoice {
    pub delivery: Delivery,
    /// As typed, for the server, which knows the zone; empty for at once, and always by link.
    pub send_at: String,
    /// None for the default template.
    pub template: Option<TemplateId>,
}

impl InvitationForm {
    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<InvitationChoice, FieldErrors> {
        let delivery = Delivery::parse(&self.delivery)
            .ok_or_else(|| FieldErrors::one("delivery", "Choose how the invitation goes out."))?;
        let template = match self.template.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| FieldErrors::one("template", "Choose a template from the list."))?),
        };
        let send_at = if delivery == Delivery::Email { self.send_at.trim().to_owned() } else { String::new() };
        Ok(InvitationChoice { delivery, send_at, template })
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
    pub templates: Vec<TemplateChoice>,
    pub email_to_files: bool,
    /// Where times are chosen.
    pub time_zone: String,
    /// Once added: the partner it became.
    pub partner: Option<PartnerId>,
}

/// What is already known about the company or the address that is being typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PossibleDuplicates {
    /// The email belongs to somebody already: this stops the wizard.
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
