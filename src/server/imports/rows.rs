//! What is to be said of each row of a spreadsheet: by the rules of the wizard, and beside what is here
//! already. Looks only.

use super::cells::{FileChoices, Reading, RowReader, UnknownWord};
use super::headings;
use super::table::{Line, Table};
use crate::domain::email::EmailAddress;
use crate::domain::ids::PartnerId;
use crate::domain::imports::{FURTHER, RowState, RowText, line_in_file};
use crate::domain::onboarding::{Details, DetailsForm};
use crate::domain::partners::columns::Field;
use crate::domain::partners::contact::ContactDetails;
use crate::domain::partners::invite_domains::InviteDomain;
use crate::domain::partners::partner::Choices;
use crate::server::partners::duplicates::{ExistingRecords, Gaps};
use crate::server::platform::normalize::{fold, joined_key};
use serde::{Deserialize, Serialize};
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

/// What is to be said of a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowResult {
    pub state: RowState,
    /// Why it is not ready, and the fix; or what is left out of it.
    pub what: String,
    /// The partner that is here.
    pub partner: Option<PartnerId>,
    pub text: RowText,
}

/// What importing does with a row.
pub enum Step {
    Add(Details),
    /// Another contact of a partner that is here, or that a line above becomes.
    AddContact(Target, ContactDetails),
    Fill(Gaps),
}

/// A partner that is to have another contact.
#[derive(Clone, Copy)]
pub enum Target {
    Here(PartnerId),
    Line(i64),
}

/// A result, and what importing does with the row.
pub type Row = (RowResult, Option<Step>);

/// What becomes of a file.
pub struct Plan {
    pub rows: Vec<Row>,
    pub unknown: Vec<UnknownWord>,
}

/// Looks at every row that was not imported `before`.
pub fn plan(
    table: &Table,
    chosen: &FileChoices,
    choices: &Choices,
    here: &ExistingRecords,
    before: &[RowResult],
) -> Plan {
    let (above, groups) = match groups(table, chosen) {
        Some(found) => found,
        None => (companies_above(table, chosen), HashSet::new()),
    };
    let reader = RowReader {
        chosen,
        choices,
        head: &table.head,
        is_ours: headings::are_ours(&table.head),
        above,
        unknown: BTreeMap::new(),
    };
    let mut planner = Planner { reader, here, names: HashMap::new(), addresses: HashMap::new(), alike: HashMap::new() };
    let foot = table.foot().unwrap_or(FURTHER);
    let row = |(at, row): (usize, &Line)| match before.get(at).filter(|result| result.state.is_done()) {
        Some(result) => (result.clone(), None),
        None => {
            let is_around = (foot..FURTHER).contains(&row.number) || groups.contains(&row.number);
            let (mut result, step) = planner.row(row, is_around || table.is_between(row));
            if groups.contains(&row.number) && result.state == RowState::PassedOver {
                t!(server::imports::names_a_group).clone_into(&mut result.what);
            }
            (result, step)
        }
    };
    let rows = table.rows.iter().enumerate().map(row).collect();
    Plan { rows, unknown: planner.reader.unknown.into_values().collect() }
}

/// The companies of lines below one that holds nothing but its name, and those lines; where the whole file is so.
fn groups(table: &Table, chosen: &FileChoices) -> Option<(HashMap<i64, String>, HashSet<i64>)> {
    const PERSON: [Field; 4] = [Field::FirstName, Field::LastName, Field::FullName, Field::Email];
    let (mut companies, mut groups) = (HashMap::new(), HashSet::new());
    let mut group = None;
    for row in table.rows.iter().filter(|row| row.number < FURTHER && !table.is_between(row)) {
        let company = chosen.cell(row, Field::Name);
        let has_person = PERSON.iter().any(|field| !chosen.cell(row, *field).is_empty());
        match (company, has_person) {
            ("", true) => {
                companies.insert(row.number, String::clone(group.as_ref()?));
            }
            ("", false) => {}
            (_, true) => return None,
            (company, false) => {
                groups.insert(row.number);
                group = Some(company.to_owned());
            }
        }
    }
    (!companies.is_empty()).then_some((companies, groups))
}

/// The companies of lines in which none stands because it is that of the line above: where a company stands in the first
/// line of its people only, and all others have an address at the domain of who is above them.
fn companies_above(table: &Table, chosen: &FileChoices) -> HashMap<i64, String> {
    let mut companies = HashMap::new();
    let mut above: Option<(String, InviteDomain)> = None;
    for row in table.rows.iter().filter(|row| row.number < FURTHER && !table.is_between(row)) {
        let (company, address) = (chosen.cell(row, Field::Name), chosen.cell(row, Field::Email));
        let domain = EmailAddress::parse(address).ok().map(|address| InviteDomain::of(&address));
        let domain = domain.filter(|domain| !domain.is_public_mailbox());
        above = match (company, domain, above) {
            ("", Some(domain), Some((company, other))) if domain == other => {
                companies.insert(row.number, company.clone());
                Some((company, domain))
            }
            // The foot of a report; or else companies are missing for another reason.
            ("", None, above) if address.is_empty() => above,
            ("", ..) => return HashMap::new(),
            (company, domain, _) => domain.map(|domain| (company.to_owned(), domain)),
        };
    }
    companies
}

struct Planner<'a> {
    reader: RowReader<'a>,
    here: &'a ExistingRecords,
    /// In which line a partner or an address stood first.
    names: HashMap<String, i64>,
    addresses: HashMap<String, i64>,
    /// The same of names in one word.
    alike: HashMap<String, i64>,
}

impl Planner<'_> {
    fn row(&mut self, row: &Line, is_around: bool) -> Row {
        if self.reader.is_empty(row) || (is_around && !self.reader.chosen.fixes.contains_key(&row.number)) {
            let text = RowText {
                name: row.cells.iter().find(|cell| !cell.trim().is_empty()).cloned().unwrap_or_default(),
                ..RowText::default()
            };
            let what = t!(server::imports::holds_no_partner).to_owned();
            return (RowResult { state: RowState::PassedOver, what, partner: None, text }, None);
        }
        let Reading { form, notes } = self.reader.read(row);
        let (state, what, partner, step) = self.judge(row.number, &form);
        let what = if state.is_ready() { [vec![what], notes].concat().join(" ").trim().to_owned() } else { what };
        let DetailsForm { partner: company, contact, .. } = form;
        let text = RowText {
            name: company.name,
            first_name: contact.first_name,
            last_name: contact.last_name,
            email: contact.email,
        };
        (RowResult { state, what, partner, text }, step)
    }

    fn judge(&mut self, line: i64, form: &DetailsForm) -> (RowState, String, Option<PartnerId>, Option<Step>) {
        let fills = self.reader.chosen.fills_gaps;
        let email = EmailAddress::parse(&form.contact.email).ok();
        let person = email.as_ref().and_then(|email| self.here.by_email(email));
        let company = self.here.by_name(&form.partner.name);
        // Before all complaints, so that a file that was imported once is known as a whole.
        if let Some(person) = person {
            let gaps = if fills { person.gaps(form) } else { None };
            let partner = person.known.partner;
            let known = match company {
                Some(company) if company.partner == partner => company.message.clone(),
                Some(company) => [&*company.message, " ", &person.known.message].concat(),
                None => person.known.message.clone(),
            };
            return match gaps {
                Some(gaps) => {
                    let what = t!(server::imports::fills, known = &known, fields = &gaps.in_words());
                    (RowState::ReadyUpdate, what, partner, Some(Step::Fill(gaps)))
                }
                None => (RowState::AlreadyExists, known, partner, None),
            };
        }
        if let (Some(company), None) = (company, &email) {
            return (RowState::AlreadyExists, company.message.clone(), company.partner, None);
        }
        let details = match form.parse() {
            Ok(details) => details,
            Err(errors) => {
                let complaint =
                    |(field, message)| t!(server::imports::complaint, column = label(field), message = message);
                let what = errors.iter().map(complaint).collect::<Vec<_>>().join(" ");
                return (RowState::Invalid, what, company.and_then(|company| company.partner), None);
            }
        };
        let key = details.contact.email.key();
        if let Some(first) = self.addresses.get(&key) {
            let what = t!(server::imports::same_email, line = &line_in_file(*first).to_string());
            return (RowState::DuplicateInFile, what, None, None);
        }
        if let Some(company) = company {
            let Some(partner) = company.partner.filter(|_| fills) else {
                let what = t!(
                    server::imports::add_as_contact,
                    known = &company.message,
                    email = details.contact.email.as_str()
                );
                return (RowState::AlreadyExists, what, company.partner, None);
            };
            self.addresses.insert(key, line);
            let what = t!(server::imports::joins, partner = &company.name);
            return (
                RowState::ReadyContact,
                what,
                Some(partner),
                Some(Step::AddContact(Target::Here(partner), details.contact)),
            );
        }
        self.addresses.insert(key, line);
        let name = fold(details.partner.name.as_str());
        if let Some(first) = self.names.get(&name) {
            let what = t!(server::imports::joins_line, line = &line_in_file(*first).to_string());
            return (RowState::ReadyContact, what, None, Some(Step::AddContact(Target::Line(*first), details.contact)));
        }
        self.names.insert(name, line);
        let what = self.looks_like(details.partner.name.as_str(), line);
        (RowState::Ready, what, None, Some(Step::Add(details)))
    }

    /// Says that a new partner may be one that is here, or in a line above.
    fn looks_like(&mut self, name: &str, line: i64) -> String {
        let key = joined_key(name);
        if key.is_empty() {
            return String::new();
        }
        if let Some(known) = self.here.name_like(&key) {
            return t!(server::imports::looks_like, partner = known);
        }
        match self.alike.entry(key) {
            Entry::Occupied(first) => {
                t!(server::imports::looks_like_line, line = &line_in_file(*first.get()).to_string())
            }
            Entry::Vacant(place) => {
                place.insert(line);
                String::new()
            }
        }
    }
}

/// The words for a field of the wizard's form.
fn label(field: &str) -> &'static str {
    Field::parse(field).map_or("", Field::label)
}
