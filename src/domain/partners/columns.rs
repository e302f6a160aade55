//! Columns of a spreadsheet of partners, said once for export and import.

use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name,
    Website,
    Status,
    Programs,
    FirstName,
    LastName,
    Email,
    JobTitle,
    Phone,
    Language,
    /// First and last name of the contact in one; only read.
    FullName,
}

impl Field {
    /// All of them, in the order of an export.
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::Website,
        Self::Status,
        Self::Programs,
        Self::FirstName,
        Self::LastName,
        Self::Email,
        Self::JobTitle,
        Self::Phone,
        Self::Language,
        Self::FullName,
    ];

    /// The columns of an export, in its order.
    pub fn exported() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|field| *field != Self::FullName)
    }

    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Website => "website",
            Self::Status => "status",
            Self::Programs => "programs",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Email => "email",
            Self::JobTitle => "job_title",
            Self::Phone => "phone",
            Self::Language => "language",
            Self::FullName => "contact",
        }
    }

    /// The heading of an export.
    pub fn heading(self) -> String {
        self.as_str().replace('_', " ")
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == word)
    }

    /// The word for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => t!(imports::field_name),
            Self::Website => t!(imports::field_website),
            Self::Status => t!(imports::field_status),
            Self::Programs => t!(imports::field_programs),
            Self::FirstName => t!(imports::field_first_name),
            Self::LastName => t!(imports::field_last_name),
            Self::Email => t!(imports::field_email),
            Self::JobTitle => t!(imports::field_job_title),
            Self::Phone => t!(imports::field_phone),
            Self::Language => t!(imports::field_language),
            Self::FullName => t!(imports::field_full_name),
        }
    }
}
