//! A partner's own details, as typed, as checked and as shown.

use crate::domain::forms::FieldErrors;
use crate::domain::ids::{ProgramId, StatusId};
use crate::domain::spreadsheet::Column;
use crate::domain::text::{Invalid, PartnerName};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What the column of the name is called, the clearest first.
const NAMES: [&str; 8] =
    ["partner", "partner name", "company", "company name", "organisation", "organization", "account", "name"];

/// A partner's details as typed, in every form that has them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PartnerInput {
    pub name: String,
    pub status: String,
    pub programs: Vec<String>,
}

/// A partner's details, checked. Whether status and programs exist, the store says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerDetails {
    pub name: PartnerName,
    pub status: StatusId,
    pub programs: Vec<ProgramId>,
}

/// What staff and the partner's own contacts see of a partner alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerFacts {
    pub name: String,
}

impl PartnerFacts {
    /// The same as somebody would type it.
    pub fn input(self, status: String, programs: Vec<String>) -> PartnerInput {
        PartnerInput { name: self.name, status, programs }
    }
}

impl PartnerInput {
    /// The texts in a spreadsheet; there the status goes by its name.
    pub const COLUMNS: &[Column<Self>] = &[
        Column::new("name", &NAMES, |input| &mut input.name),
        Column::new("status", &["status", "partner status"], |input| &mut input.status),
    ];

    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<PartnerDetails, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.check("name", PartnerName::parse(&self.name));
        let status = errors.check("status", chosen(&self.status, "Choose a status from the list."));
        let programs = self.programs.iter().map(|id| chosen(id, "Choose programs from the list.")).collect();
        let programs: Option<Vec<ProgramId>> = errors.check("programs", programs);
        match (name, status, programs) {
            (Some(name), Some(status), Some(programs)) => {
                Ok(PartnerDetails { name, status, programs: without_repeats(programs) })
            }
            _ => Err(errors),
        }
    }
}

fn chosen<T: FromStr>(raw: &str, message: &str) -> Result<T, Invalid> {
    raw.parse().map_err(|_| Invalid::new(message))
}

fn without_repeats(mut programs: Vec<ProgramId>) -> Vec<ProgramId> {
    programs.sort();
    programs.dedup();
    programs
}
