//! People who have an e-mail address: staff, and the contacts of partners.

use super::accent::Accent;
use super::email::EmailAddress;
use super::forms::FieldErrors;
use super::ids::PersonId;
use super::invitation::Delivery;
use super::language::Language;
use super::logo::Logo;
use super::password::{Password, hide};
use super::portal::PortalRole;
use super::text::{FirstName, Invalid, JobTitle, LastName, OrganisationName, PhoneNumber};
use serde::{Deserialize, Serialize};

/// What a person may do. Contacts see their own partner's portal and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Runs this Gangway; there is always one.
    Owner,
    /// Manages partners and invitations, and invites colleagues.
    Admin,
    /// Looks at everything that an admin sees, and changes nothing of it.
    Viewer,
    /// Belongs to a partner.
    Contact,
}

impl Role {
    /// The word in the database and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Viewer => "viewer",
            Self::Contact => "contact",
        }
    }

    /// The word on pages and in mails.
    pub fn label(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Admin => "Admin",
            Self::Viewer => "Viewer",
            Self::Contact => "Contact",
        }
    }

    /// The same inside a sentence, with its article.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Owner => "an owner",
            Self::Admin => "an admin",
            Self::Viewer => "a viewer",
            Self::Contact => "a contact",
        }
    }

    /// What whoever has this role may do; goes on from "can".
    pub fn may(self) -> &'static str {
        match self {
            Self::Owner => "do everything an admin can, change roles, remove colleagues and set up the organisation",
            Self::Admin => {
                "add and change partners, give and remove access, run everything under Manage but the organisation, and invite colleagues"
            }
            Self::Viewer => "look at everything and change nothing",
            Self::Contact => "see their own company in the partner portal",
        }
    }

    /// Whether it allows to change partners and what the organisation set up.
    pub fn may_edit(self) -> bool {
        matches!(self, Self::Owner | Self::Admin)
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Owner, Self::Admin, Self::Viewer, Self::Contact].into_iter().find(|role| role.as_str() == word)
    }
}

/// A contact as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    pub person: String,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub job_title: String,
    pub phone: String,
    /// `manager` or `member`; only where a contact is changed.
    pub portal_role: String,
    /// A language's code; empty for the organisation's.
    pub language: String,
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

impl ContactForm {
    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<ContactDetails, FieldErrors> {
        let mut errors = FieldErrors::default();
        let details = (
            errors.check("first_name", FirstName::parse(&self.first_name)),
            errors.check("last_name", LastName::parse(&self.last_name)),
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
    /// The same where a contact is changed, who has a role in the portal too.
    pub fn parse_change(&self) -> Result<(ContactDetails, PortalRole), FieldErrors> {
        let mut errors = FieldErrors::default();
        let role = PortalRole::parse(&self.portal_role).ok_or_else(|| Invalid::new("Choose a role from the list."));
        match (self.parse(), errors.check("portal_role", role)) {
            (Ok(details), Some(role)) => Ok((details, role)),
            (Ok(_), None) => Err(errors),
            (Err(more), _) => Err(more.and(errors)),
        }
    }
}

/// Another contact of a partner, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewContactForm {
    pub partner: String,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub job_title: String,
    pub phone: String,
    /// `manager`, or else `member`.
    pub portal_role: String,
    /// A language's code; empty for the organisation's.
    pub language: String,
    /// `on` when the contact gets access to the partner portal; missing when unchecked.
    pub access: String,
    /// `email` or `link`; only matters with access.
    pub delivery: String,
}

/// Another contact, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContact {
    pub details: ContactDetails,
    pub role: PortalRole,
    /// None for no access.
    pub access: Option<Delivery>,
}

impl NewContactForm {
    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<NewContact, FieldErrors> {
        let contact = ContactForm {
            person: String::new(),
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            email: self.email.clone(),
            job_title: self.job_title.clone(),
            phone: self.phone.clone(),
            portal_role: if self.portal_role.is_empty() { PortalRole::default().as_str() } else { &self.portal_role }
                .to_owned(),
            language: self.language.clone(),
        };
        let (details, role) = contact.parse_change()?;
        let delivery = Delivery::parse(&self.delivery)
            .ok_or_else(|| FieldErrors::one("delivery", "Choose how the invitation goes out."))?;
        Ok(NewContact { details, role, access: (self.access == "on").then_some(delivery) })
    }
}

/// The first owner, as typed on the set-up page.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SetUpForm {
    pub organisation: String,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub password: String,
}

hide!(SetUpForm);

/// The first owner and their organisation, checked.
#[derive(Debug, Clone)]
pub struct NewOwner {
    pub organisation: OrganisationName,
    pub first_name: FirstName,
    pub last_name: LastName,
    pub email: EmailAddress,
    pub password: Password,
}

impl SetUpForm {
    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<NewOwner, FieldErrors> {
        let mut errors = FieldErrors::default();
        let owner = (
            errors.check("organisation", OrganisationName::parse(&self.organisation)),
            errors.check("first_name", FirstName::parse(&self.first_name)),
            errors.check("last_name", LastName::parse(&self.last_name)),
            errors.check("email", EmailAddress::parse(&self.email)),
            errors.check("password", Password::parse(&self.password)),
        );
        match owner {
            (Some(organisation), Some(first_name), Some(last_name), Some(email), Some(password)) => {
                Ok(NewOwner { organisation, first_name, last_name, email, password })
            }
            _ => Err(errors),
        }
    }
}

/// Who is signed in, as every page knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedInAs {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    pub role: Role,
}

impl SignedInAs {
    /// Whether this person works for the organisation.
    pub fn is_staff(&self) -> bool {
        self.role != Role::Contact
    }

    /// Whether this person may change partners and what the organisation set up.
    pub fn may_edit(&self) -> bool {
        self.role.may_edit()
    }
}

/// What the frame around every page needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shell {
    pub organisation: String,
    pub accent: Accent,
    pub logo: Option<Logo>,
    pub person: Option<SignedInAs>,
    /// For staff: mail is written to files because no mail server is configured.
    pub mail_to_files: bool,
}

impl Shell {
    /// Whether whoever is signed in may change things.
    pub fn may_edit(&self) -> bool {
        self.person.as_ref().is_some_and(SignedInAs::may_edit)
    }
}
