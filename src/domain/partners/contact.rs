//! Contacts of a partner, as typed and as checked.

use crate::domain::auth::role::PortalRole;
use crate::domain::email::{EmailAddress, Pasted};
use crate::domain::forms::FieldErrors;
use crate::domain::invitations::choice::{InvitationChoice, InvitationForm};
use crate::domain::language::Language;
use crate::domain::text::{FirstName, Invalid, JobTitle, LastName, PhoneNumber};
use serde::{Deserialize, Serialize};

/// A contact as typed, in every form that has one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactInput {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub job_title: String,
    pub phone: String,
    /// A language's code; empty for the organisation's.
    pub language: String,
}

/// The form that changes a contact.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    pub person: String,
    /// `manager` or `member`.
    pub portal_role: String,
    #[serde(flatten)]
    pub input: ContactInput,
}

/// A contact whose every field follows its rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactDetails {
    pub first_name: FirstName,
    pub last_name: LastName,
    pub email: EmailAddress,
    pub job_title: JobTitle,
    pub phone: PhoneNumber,
    /// What to write to them in; none for the organisation's language.
    pub language: Option<Language>,
}

impl ContactInput {
    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<ContactDetails, FieldErrors> {
        let mut errors = FieldErrors::default();
        let pasted = Pasted::read(&self.email).unwrap_or_default();
        let (first_name, last_name) = pasted.names_for(&self.first_name, &self.last_name);
        let details = (
            errors.check("first_name", FirstName::parse(&first_name)),
            errors.check("last_name", LastName::parse(&last_name)),
            errors.check("email", EmailAddress::parse(&self.email)),
            errors.check("job_title", JobTitle::parse(&self.job_title)),
            errors.check("phone", PhoneNumber::parse(&self.phone)),
            errors.check("language", Language::parse_choice(&self.language)),
        );
        match details {
            (Some(first_name), Some(last_name), Some(email), Some(job_title), Some(phone), Some(language)) => {
                Ok(ContactDetails { first_name, last_name, email, job_title, phone, language })
            }
            _ => Err(errors),
        }
    }
}

impl ContactForm {
    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<(ContactDetails, PortalRole), FieldErrors> {
        with_role(&self.input, PortalRole::parse(&self.portal_role))
    }
}

fn with_role(input: &ContactInput, role: Option<PortalRole>) -> Result<(ContactDetails, PortalRole), FieldErrors> {
    let mut errors = FieldErrors::default();
    let role = errors.check("portal_role", role.ok_or_else(|| Invalid::new(t!(partners::choose_a_role))));
    match (input.parse(), role) {
        (Ok(details), Some(role)) => Ok((details, role)),
        (Ok(_), None) => Err(errors),
        (Err(more), _) => Err(more.and(errors)),
    }
}

/// Another contact of a partner, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewContactForm {
    pub partner: String,
    #[serde(flatten)]
    pub input: ContactInput,
    /// `manager`, or else `member`.
    pub portal_role: String,
    /// `on` when the contact gets access to the partner portal; missing when unchecked.
    pub access: String,
    /// Only matters with access.
    #[serde(flatten)]
    pub invitation: InvitationForm,
}

/// Another contact, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContact {
    pub details: ContactDetails,
    pub role: PortalRole,
    /// None for no access.
    pub access: Option<InvitationChoice>,
}

impl NewContactForm {
    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<NewContact, FieldErrors> {
        let role = match self.portal_role.as_str() {
            "" => Some(PortalRole::default()),
            role => PortalRole::parse(role),
        };
        let (details, role) = with_role(&self.input, role)?;
        let access = if self.access == "on" { Some(self.invitation.parse()?) } else { None };
        Ok(NewContact { details, role, access })
    }
}
