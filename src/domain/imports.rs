//! Partners from a spreadsheet: what is to be said of each row, before it is imported and after.

use super::ids::{ImportId, PartnerId};
use serde::{Deserialize, Serialize};

/// What is to be said of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowState {
    /// It can be imported.
    Ready,
    /// It was imported.
    Added,
    /// A field of it is missing or follows no rule of ours.
    Invalid,
    /// A row above it has the same name or address.
    DuplicateInFile,
    /// The partner, or a person with the address, already exists.
    AlreadyExists,
}

impl RowState {
    /// All of them, in the order in which reports count them.
    pub const ALL: [Self; 5] = [Self::Ready, Self::Added, Self::Invalid, Self::DuplicateInFile, Self::AlreadyExists];

    /// The word in the URL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Added => "added",
            Self::Invalid => "mend",
            Self::DuplicateInFile => "twice",
            Self::AlreadyExists => "known",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// One row, as the report shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRow {
    /// Where it begins in the file.
    pub line: i64,
    pub name: String,
    pub email: String,
    pub state: RowState,
    /// Why it is not ready, and how to fix it; empty where it is.
    pub what: String,
    /// The partner that is here.
    pub partner: Option<PartnerId>,
}

/// A spreadsheet and a page of its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    pub id: ImportId,
    /// Whether it was imported.
    pub done: bool,
    /// How many rows there are of each state that occurs.
    pub counts: Vec<(RowState, i64)>,
    /// The columns that nothing is taken from, with commas between them.
    pub ignored: String,
    pub rows: Vec<ImportRow>,
    /// The `after` of the next page, where there is one.
    pub next: Option<i64>,
}

impl Import {
    /// How many rows have this state.
    pub fn count(&self, state: RowState) -> i64 {
        self.counts.iter().find(|(other, _)| *other == state).map_or(0, |(_, count)| *count)
    }
}
