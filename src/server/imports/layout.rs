//! Files in which a company stands once, above its people: which lines go for which company.

use super::cells::FileChoices;
use super::table::{Line, is_between};
use crate::domain::email::EmailAddress;
use crate::domain::imports::FURTHER;
use crate::domain::partners::columns::Field;
use crate::domain::partners::invite_domains::InviteDomain;
use std::collections::{HashMap, HashSet};

/// How the lines of a file belong together.
#[derive(Default)]
pub struct Layout {
    /// The companies of lines that name none, from those above them.
    pub companies: HashMap<i64, String>,
    /// The lines that hold nothing but the name of a company.
    pub groups: HashSet<i64>,
}

/// Reads the layout of a file, line by line.
pub struct LayoutReader<'a> {
    head: &'a [String],
    chosen: &'a FileChoices,
    groups: Option<Groups>,
    above: Option<Above>,
}

impl<'a> LayoutReader<'a> {
    /// For a file with these headings, read as a person chose.
    pub fn new(head: &'a [String], chosen: &'a FileChoices) -> Self {
        Self { head, chosen, groups: Some(Groups::default()), above: Some(Above::default()) }
    }

    /// Takes the next line.
    pub fn read(&mut self, row: &Line) {
        if row.number >= FURTHER || is_between(self.head, row) {
            return;
        }
        self.groups = self.groups.take().and_then(|groups| groups.with(row, self.chosen));
        self.above = self.above.take().and_then(|above| above.with(row, self.chosen));
    }

    /// Whether no further line changes what is known.
    pub fn is_settled(&self) -> bool {
        self.groups.is_none() && self.above.is_none()
    }

    /// The layout of all lines that were read.
    pub fn finish(self) -> Layout {
        match (self.groups.filter(|groups| !groups.companies.is_empty()), self.above) {
            (Some(Groups { companies, lines, .. }), _) => Layout { companies, groups: lines },
            (None, Some(Above { companies, .. })) => Layout { companies, groups: HashSet::new() },
            (None, None) => Layout::default(),
        }
    }
}

/// The companies of lines below one that holds nothing but its name, and those lines; where the whole file is so.
#[derive(Default)]
struct Groups {
    companies: HashMap<i64, String>,
    lines: HashSet<i64>,
    group: Option<String>,
}

impl Groups {
    fn with(mut self, row: &Line, chosen: &FileChoices) -> Option<Self> {
        const PERSON: [Field; 4] = [Field::FirstName, Field::LastName, Field::FullName, Field::Email];
        let company = chosen.cell(row, Field::Name);
        let has_person = PERSON.iter().any(|field| !chosen.cell(row, *field).is_empty());
        match (company, has_person) {
            ("", true) => {
                self.companies.insert(row.number, self.group.clone()?);
            }
            ("", false) => {}
            (_, true) => return None,
            (company, false) => {
                self.lines.insert(row.number);
                self.group = Some(company.to_owned());
            }
        }
        Some(self)
    }
}

/// The companies of lines in which none stands because it is that of the line above: where a company stands in the first
/// line of its people only, and all others have an address at the domain of who is above them.
#[derive(Default)]
struct Above {
    companies: HashMap<i64, String>,
    last: Option<(String, InviteDomain)>,
}

impl Above {
    fn with(mut self, row: &Line, chosen: &FileChoices) -> Option<Self> {
        let (company, address) = (chosen.cell(row, Field::Name), chosen.cell(row, Field::Email));
        let domain = EmailAddress::parse(address).ok().map(|address| InviteDomain::of(&address));
        let domain = domain.filter(|domain| !domain.is_public_mailbox());
        self.last = match (company, domain, self.last) {
            ("", Some(domain), Some((company, other))) if domain == other => {
                self.companies.insert(row.number, company.clone());
                Some((company, domain))
            }
            // The foot of a report; or else companies are missing for another reason.
            ("", None, last) if address.is_empty() => last,
            ("", ..) => return None,
            (company, domain, _) => domain.map(|domain| (company.to_owned(), domain)),
        };
        Some(self)
    }
}
