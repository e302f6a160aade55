//! Columns of a spreadsheet of partners, said once for export and import.

use super::onboarding::DetailsForm;

/// What the first line of a file has to say.
pub const COLUMNS_IN_WORDS: &str = "The first line names the columns: Partner, First name, Last name and Email, and if \
     you like Status, Programs, Job title, Phone and Language.";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Name,
    Status,
    Programs,
    FirstName,
    LastName,
    /// First and last name in one; only read.
    Contact,
    Email,
    JobTitle,
    Phone,
    Language,
}

impl Column {
    /// All of them, in the order in which an export writes them and an import looks for them.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Status,
        Self::Programs,
        Self::FirstName,
        Self::LastName,
        Self::Contact,
        Self::Email,
        Self::JobTitle,
        Self::Phone,
        Self::Language,
    ];

    /// The heading that an export writes; none where it does not.
    pub fn heading(self) -> Option<&'static str> {
        Some(match self {
            Self::Name => "name",
            Self::Status => "status",
            Self::Programs => "programs",
            Self::FirstName => "first name",
            Self::LastName => "last name",
            Self::Contact => return None,
            Self::Email => "email",
            Self::JobTitle => "job title",
            Self::Phone => "phone",
            Self::Language => "language",
        })
    }

    /// The headings that an import knows, the best first, in lower case and without punctuation.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::Name => &[
                "partner",
                "partner name",
                "company",
                "company name",
                "organisation",
                "organization",
                "account",
                "name",
            ],
            Self::Status => &["status", "partner status"],
            Self::Programs => {
                &["programs", "program", "partner programs", "partner program", "programmes", "programme"]
            }
            Self::FirstName => &["first name", "firstname", "given name"],
            Self::LastName => &["last name", "lastname", "surname", "family name"],
            Self::Contact => {
                &["contact", "main contact", "contact name", "contact person", "full name", "person", "name"]
            }
            Self::Email => &["email", "e mail", "mail", "email address", "e mail address", "contact email"],
            Self::JobTitle => &["job title", "title", "position"],
            Self::Phone => &["phone", "phone number", "telephone", "mobile"],
            Self::Language => &["language"],
        }
    }

    /// Where its text is in a form; none where it is not one text. Status and language are there by name.
    pub fn text(self, form: &mut DetailsForm) -> Option<&mut String> {
        let DetailsForm { partner, contact, .. } = form;
        Some(match self {
            Self::Name => &mut partner.name,
            Self::Status => &mut partner.status,
            Self::FirstName => &mut contact.first_name,
            Self::LastName => &mut contact.last_name,
            Self::Email => &mut contact.email,
            Self::JobTitle => &mut contact.job_title,
            Self::Phone => &mut contact.phone,
            Self::Language => &mut contact.language,
            Self::Programs | Self::Contact => return None,
        })
    }
}
