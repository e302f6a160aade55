//! Partners from a spreadsheet: what its columns mean, what is to be said of each row, before it is imported and after.

use super::forms::FieldErrors;
use super::ids::{ImportId, PartnerId};
use super::partners::columns::Field;
use super::text::Invalid;
use super::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is to be said of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    /// It becomes a partner with a main contact.
    Ready,
    /// It becomes another contact of a partner, of the file or of the list.
    ReadyContact,
    /// It fills in what is missing of a contact and their partner.
    ReadyUpdate,
    /// It became a partner.
    Added,
    /// It became a contact.
    ContactAdded,
    /// It filled gaps.
    Updated,
    /// What a partner cannot do without is missing or follows no rule of ours.
    Invalid,
    /// A row above it has the same address.
    DuplicateInFile,
    /// The partner, or a person with the address, already exists.
    AlreadyExists,
    /// It holds no partner: the foot of a report, a line between parts.
    PassedOver,
}

impl RowState {
    /// All of them, in the order in which reports count them.
    pub const ALL: [Self; 10] = [
        Self::Ready,
        Self::ReadyContact,
        Self::ReadyUpdate,
        Self::Added,
        Self::ContactAdded,
        Self::Updated,
        Self::Invalid,
        Self::DuplicateInFile,
        Self::AlreadyExists,
        Self::PassedOver,
    ];

    /// The word in the URL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::ReadyContact => "contact",
            Self::ReadyUpdate => "update",
            Self::Added => "added",
            Self::ContactAdded => "contact-added",
            Self::Updated => "updated",
            Self::Invalid => "mend",
            Self::DuplicateInFile => "twice",
            Self::AlreadyExists => "known",
            Self::PassedOver => "passed-over",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// A bit that it has alone.
    pub fn bit(self) -> i64 {
        1 << self as i64
    }

    /// Whether importing does something with the row.
    pub fn is_ready(self) -> bool {
        matches!(self, Self::Ready | Self::ReadyContact | Self::ReadyUpdate)
    }

    /// Whether importing did something with the row.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Added | Self::ContactAdded | Self::Updated)
    }
}

/// What a person may change of a row: what a partner cannot do without.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RowText {
    pub name: String,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
}

/// Begins the numbers of lines that hold the second person of a line of the file, twice that those of the third.
pub const FURTHER: i64 = 1_000_000_000;

/// Where a line begins in the file.
pub fn line_in_file(number: i64) -> i64 {
    number % FURTHER
}

/// One row, as the report shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRow {
    /// Its number, as [`line_in_file`] takes it.
    pub line: i64,
    pub text: RowText,
    pub state: RowState,
    /// Why it is not ready, and how to fix it; or what is left out of it.
    pub what: String,
    /// The partner that is here.
    pub partner: Option<PartnerId>,
}

/// A column of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportColumn {
    pub heading: String,
    /// What its first rows hold.
    pub examples: String,
    /// What it is read as; none where it is ignored.
    pub field: Option<Field>,
}

/// A word of the file that stands for no status, program or language of ours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownValue {
    pub field: Field,
    pub value: String,
    /// How many rows have it.
    pub rows: i64,
    /// What it is read as: an id or a code, [`CREATE`], or empty for nothing.
    pub choice: String,
}

/// The choice that adds what is not there yet.
pub const CREATE: &str = "new";

/// What is being done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportStage {
    /// It is still being stored.
    Storing,
    /// Its rows are looked at.
    Checking,
    /// Nothing: it waits for a person.
    Checked,
    /// Its rows that are ready become partners.
    Importing,
}

impl ImportStage {
    const ALL: [Self; 4] = [Self::Storing, Self::Checking, Self::Checked, Self::Importing];

    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Storing => "storing",
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Importing => "importing",
        }
    }

    /// Reads the word back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == word)
    }
}

/// How far the work on a file has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportProgress {
    pub stage: ImportStage,
    /// How many of its rows are behind it.
    pub done: i64,
    /// How many rows it has.
    pub total: i64,
    /// It has not moved for a while.
    pub is_interrupted: bool,
}

/// A spreadsheet that was uploaded, in the list of the newest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentImport {
    pub id: ImportId,
    /// Empty for rows that were pasted.
    pub file_name: String,
    pub uploaded_at: Timestamp,
    pub progress: ImportProgress,
    /// How many of its rows were imported.
    pub imported: i64,
}

/// A spreadsheet and a page of its rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    pub id: ImportId,
    pub progress: ImportProgress,
    /// Whether it was imported.
    pub done: bool,
    /// Other sheets of the workbook in which something stands.
    pub unread_sheets: Vec<String>,
    pub columns: Vec<ImportColumn>,
    /// Which fields still need a column before rows can be checked.
    pub missing: Vec<Field>,
    pub values: Vec<UnknownValue>,
    /// What such words can be read as: names by id.
    pub statuses: Vec<(String, String)>,
    pub programs: Vec<(String, String)>,
    /// Whether rows that are here already fill gaps and bring more contacts.
    pub fills_gaps: bool,
    /// How many rows there are of each state that occurs.
    pub counts: Vec<(RowState, i64)>,
    pub rows: Vec<ImportRow>,
    /// The `after` of the next page, where there is one: how many rows are above it.
    pub next: Option<i64>,
}

impl Import {
    /// How many rows have this state.
    pub fn count(&self, state: RowState) -> i64 {
        self.counts.iter().find(|(other, _)| *other == state).map_or(0, |(_, count)| *count)
    }

    /// How many rows are in one of these states.
    pub fn count_all(&self, is_meant: fn(RowState) -> bool) -> i64 {
        self.counts.iter().filter(|(state, _)| is_meant(*state)).map(|(_, count)| count).sum()
    }
}

/// What a person says of a file: what its columns and words mean.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AssignForm {
    pub import: String,
    /// A field for each column; empty where it is ignored.
    pub columns: Vec<String>,
    /// Words of the file, as [`UnknownValue`] names them, each with its field: `status:Active`.
    pub words: Vec<String>,
    /// What each of them is read as.
    pub choices: Vec<String>,
    /// `on` when rows that are here already fill gaps and bring more contacts.
    pub fills_gaps: String,
    /// One of the words, whose button asks to create it.
    pub create: String,
}

/// The same, checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assignment {
    pub fields: Vec<Option<Field>>,
    pub words: BTreeMap<(Field, String), String>,
    pub fills_gaps: bool,
}

impl AssignForm {
    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<Assignment, FieldErrors> {
        let mut errors = FieldErrors::default();
        let field = |word: &String| match word.as_str() {
            "" => Ok(None),
            word => Field::parse(word).map(Some).ok_or_else(|| Invalid::new(t!(imports::choose_a_field))),
        };
        let fields: Option<Vec<Option<Field>>> = errors.check("columns", self.columns.iter().map(field).collect());
        let word =
            |word: &str| word.split_once(':').and_then(|(field, word)| Some((Field::parse(field)?, word.to_owned())));
        let chosen = self.words.iter().zip(&self.choices);
        let mut words: BTreeMap<(Field, String), String> =
            chosen.filter_map(|(it, choice)| Some((word(it)?, choice.clone()))).collect();
        words.extend(word(&self.create).map(|word| (word, CREATE.to_owned())));
        fields.map(|fields| Assignment { fields, words, fills_gaps: self.fills_gaps == "on" }).ok_or(errors)
    }
}

/// A row, fixed on the page.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FixForm {
    pub import: String,
    pub line: i64,
    #[serde(flatten)]
    pub text: RowText,
}
