//! What is to be said of each row of a spreadsheet: by the rules of the wizard, and beside what is here
//! already. Looks only.

use super::cells::{FileChoices, Reading, RowReader, UnknownWord};
use super::headings;
use super::layout::Layout;
use super::table::{Line, Sheet, is_between};
use crate::domain::email::EmailAddress;
use crate::domain::ids::PartnerId;
use crate::domain::imports::{FURTHER, RowState, RowText, line_in_file};
use crate::domain::onboarding::{Details, DetailsForm};
use crate::domain::partners::columns::Field;
use crate::domain::partners::contact::ContactDetails;
use crate::domain::partners::partner::Choices;
use crate::server::partners::duplicates::{ExistingRecords, Gaps};
use crate::server::platform::normalize::{fold, joined_key};
use serde::{Deserialize, Serialize};
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
    /// Another contact of this partner, or of the one that a line above becomes.
    AddContact(Option<PartnerId>, ContactDetails),
    Fill(Gaps),
}

/// Where the name of a partner stood first, and the partner once there is one.
#[derive(Clone, Copy)]
struct Named {
    line: i64,
    partner: Option<PartnerId>,
}

/// Looks at the rows of a file, one after the other. What stood above counts for what comes below.
pub struct Planner<'a> {
    reader: RowReader<'a>,
    sheet: &'a Sheet,
    groups: HashSet<i64>,
    names: HashMap<String, Named>,
    /// In which line an address stood first.
    addresses: HashMap<String, i64>,
    /// The same of names in one word.
    alike: HashMap<String, i64>,
}

impl<'a> Planner<'a> {
    /// For a file that is read as a person chose.
    pub fn new(sheet: &'a Sheet, chosen: &'a FileChoices, choices: &'a Choices, layout: Layout) -> Self {
        let Layout { companies, groups } = layout;
        let reader = RowReader {
            chosen,
            choices,
            head: &sheet.head,
            is_ours: headings::are_ours(&sheet.head),
            above: companies,
            unknown: BTreeMap::new(),
        };
        Self { reader, sheet, groups, names: HashMap::new(), addresses: HashMap::new(), alike: HashMap::new() }
    }

    /// What a row says; none where it holds no partner.
    pub fn read(&mut self, row: &Line) -> Option<Reading> {
        let is_fixed = self.reader.chosen.fixes.contains_key(&row.number);
        let is_around = (self.sheet.foot..FURTHER).contains(&row.number)
            || self.groups.contains(&row.number)
            || is_between(&self.sheet.head, row);
        (!self.reader.is_empty(row) && (is_fixed || !is_around)).then(|| self.reader.read(row))
    }

    /// What is to be said of a row that was read, and what importing does with it, beside what is `here`.
    pub fn plan(&self, row: &Line, reading: Option<Reading>, here: &ExistingRecords) -> (RowResult, Option<Step>) {
        let Some(Reading { form, notes }) = reading else { return (self.passed_over(row), None) };
        let (state, what, partner, step) = self.judge(&form, here);
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

    fn passed_over(&self, row: &Line) -> RowResult {
        let first = row.cells.iter().find(|cell| !cell.trim().is_empty());
        let text = RowText { name: first.cloned().unwrap_or_default(), ..RowText::default() };
        let what = match self.groups.contains(&row.number) {
            true => t!(server::imports::names_a_group),
            false => t!(server::imports::holds_no_partner),
        };
        RowResult { state: RowState::PassedOver, what: what.to_owned(), partner: None, text }
    }

    /// Remembers the result of a row, for those below it.
    pub fn note(&mut self, line: i64, result: &RowResult) {
        let RowResult { state, text, partner, .. } = result;
        if matches!(state, RowState::Ready | RowState::ReadyContact | RowState::Added | RowState::ContactAdded)
            && let Ok(email) = EmailAddress::parse(&text.email)
        {
            self.addresses.entry(email.key()).or_insert(line);
        }
        if matches!(state, RowState::Ready | RowState::Added) {
            self.names.entry(fold(&text.name)).or_insert(Named { line, partner: *partner });
            self.alike.entry(joined_key(&text.name)).or_insert(line);
        }
    }

    /// The words that stand for nothing of ours, of all rows that were read.
    pub fn unknown(&self) -> Vec<UnknownWord> {
        self.reader.unknown.values().cloned().collect()
    }

    fn judge(&self, form: &DetailsForm, here: &ExistingRecords) -> (RowState, String, Option<PartnerId>, Option<Step>) {
        let fills = self.reader.chosen.fills_gaps;
        let email = EmailAddress::parse(&form.contact.email).ok();
        // What stands above in the file may be here by now.
        let first = email.as_ref().and_then(|email| self.addresses.get(&email.key()));
        let named = self.names.get(&fold(&form.partner.name));
        let person = email.as_ref().filter(|_| first.is_none()).and_then(|email| here.by_email(email));
        let company = if named.is_none() { here.by_name(&form.partner.name) } else { None };
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
        if let Some(first) = first {
            let what = t!(server::imports::same_email, line = &line_in_file(*first).to_string());
            return (RowState::DuplicateInFile, what, None, None);
        }
        if let Some(company) = company {
            let Some(partner) = company.partner.filter(|_| fills) else {
                let email = details.contact.email.as_str();
                let what = t!(server::imports::add_as_contact, known = &company.message, email = email);
                return (RowState::AlreadyExists, what, company.partner, None);
            };
            let what = t!(server::imports::joins, partner = &company.name);
            return (
                RowState::ReadyContact,
                what,
                Some(partner),
                Some(Step::AddContact(Some(partner), details.contact)),
            );
        }
        if let Some(Named { line, partner }) = named {
            let what = t!(server::imports::joins_line, line = &line_in_file(*line).to_string());
            return (RowState::ReadyContact, what, *partner, Some(Step::AddContact(*partner, details.contact)));
        }
        let what = self.looks_like(details.partner.name.as_str(), here);
        (RowState::Ready, what, None, Some(Step::Add(details)))
    }

    /// Says that a new partner may be one in a line above, or that is here.
    fn looks_like(&self, name: &str, here: &ExistingRecords) -> String {
        let key = joined_key(name);
        match (self.alike.get(&key).filter(|_| !key.is_empty()), here.name_like(&key)) {
            (Some(first), _) => t!(server::imports::looks_like_line, line = &line_in_file(*first).to_string()),
            (None, Some(known)) => t!(server::imports::looks_like, partner = known),
            (None, None) => String::new(),
        }
    }
}

/// The words for a field of the wizard's form.
fn label(field: &str) -> &'static str {
    Field::parse(field).map_or("", Field::label)
}
