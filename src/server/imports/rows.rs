//! What is to be said of each row of a spreadsheet: by the rules of the wizard, and beside what is here
//! already. Looks only.

use super::sheet::Sheet;
use crate::domain::email::EmailAddress;
use crate::domain::ids::PartnerId;
use crate::domain::imports::RowState;
use crate::domain::language::Language;
use crate::domain::onboarding::{Details, DetailsForm};
use crate::domain::partners::columns;
use crate::domain::partners::contact::ContactInput;
use crate::domain::partners::details::PartnerInput;
use crate::domain::partners::partner::Choices;
use crate::domain::text::ChoiceName;
use crate::server::partners::duplicates::ExistingRecords;
use crate::server::platform::csv;
use crate::server::platform::normalize::fold;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What is to be said of a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowResult {
    pub state: RowState,
    /// Why it is not ready, and the mend.
    pub what: String,
    /// The partner that is here.
    pub partner: Option<PartnerId>,
}

/// The cells of a row by their columns.
pub struct Cells<'a> {
    head: &'a [String],
    columns: &'a [(&'static str, usize)],
    cells: &'a [String],
}

impl<'a> Cells<'a> {
    /// `columns` are those of the sheet.
    pub fn new(sheet: &'a Sheet, columns: &'a [(&'static str, usize)], cells: &'a [String]) -> Self {
        Self { head: &sheet.head, columns, cells }
    }

    /// What is wrong with a field, after the name that the file has for its column.
    fn complaint(&self, field: &str, message: &str) -> String {
        let wanted = field.replace('_', " ");
        let is_of_field =
            |column: &str| column == wanted || column == columns::CONTACT.name && wanted.ends_with(" name");
        match self.columns.iter().find(|(column, _)| is_of_field(column)) {
            Some((_, place)) => t!(server::imports::complaint, column = &self.head[*place], message = message),
            None => message.to_owned(),
        }
    }

    /// What stands in `wanted`; nothing where the row is shorter or there is no such column.
    pub fn get(&self, wanted: &str) -> &'a str {
        let place = self.columns.iter().find(|(column, _)| *column == wanted);
        place.and_then(|(_, place)| self.cells.get(*place)).map_or("", |cell| cell.trim())
    }

    /// First and last name; where one column holds both, the last word is the last name.
    fn names(&self) -> (&'a str, &'a str) {
        let [first_name, last_name] = ["first name", "last name"].map(|column| self.get(column));
        if (first_name, last_name) != ("", "") {
            return (first_name, last_name);
        }
        let whole = self.get(columns::CONTACT.name);
        whole.rsplit_once(char::is_whitespace).unwrap_or((whole, ""))
    }
}

/// The result of each row, with the details of a row that is ready.
pub fn validate(sheet: &Sheet, choices: &Choices, here: &ExistingRecords) -> Vec<(RowResult, Option<Details>)> {
    let columns = sheet.columns();
    let mut names: HashMap<String, i64> = HashMap::new();
    let mut addresses: HashMap<String, i64> = HashMap::new();
    let mut results = Vec::with_capacity(sheet.rows.len());
    for row in &sheet.rows {
        let cells = Cells::new(sheet, &columns, &row.cells);
        if let Some(result) = known(&cells, here) {
            results.push((result, None));
            continue;
        }
        let details = match read(&cells, choices) {
            Ok(details) => details,
            Err(complaints) => {
                results.push((RowResult { state: RowState::Invalid, what: complaints.join(" "), partner: None }, None));
                continue;
            }
        };
        let (name, address) = (fold(details.partner.name.as_str()), details.contact.email.key());
        let twice = match (names.get(&name), addresses.get(&address)) {
            (Some(line), _) => Some(t!(server::imports::same_partner_name, line = &line.to_string())),
            (None, Some(line)) => Some(t!(server::imports::same_email, line = &line.to_string())),
            (None, None) => None,
        };
        if let Some(what) = twice {
            results.push((RowResult { state: RowState::DuplicateInFile, what, partner: None }, None));
            continue;
        }
        names.insert(name, row.line);
        addresses.insert(address, row.line);
        let ready = RowResult { state: RowState::Ready, what: String::new(), partner: None };
        results.push((ready, Some(details)));
    }
    results
}

/// Comes before all complaints, so that a file that was imported once is known as a whole.
fn known(cells: &Cells<'_>, here: &ExistingRecords) -> Option<RowResult> {
    let email = EmailAddress::parse(cells.get("email")).ok();
    let person = email.as_ref().and_then(|email| here.by_email(email));
    let partner = here.by_name(cells.get("name"));
    let what = match (partner, person, &email) {
        (None, None, _) => return None,
        (None, Some(person), _) => person.message.clone(),
        (Some(partner), Some(person), _) if person.partner == partner.partner => partner.message.clone(),
        (Some(partner), Some(person), _) => [&*partner.message, " ", &person.message].concat(),
        (Some(partner), None, Some(email)) => {
            t!(server::imports::add_as_contact, known = &partner.message, email = email.as_str())
        }
        (Some(partner), None, None) => partner.message.clone(),
    };
    let partner = partner.or(person).and_then(|found| found.partner);
    Some(RowResult { state: RowState::AlreadyExists, what, partner })
}

fn read(cells: &Cells<'_>, choices: &Choices) -> Result<Details, Vec<String>> {
    let mut complaints = Vec::new();
    // Without access: nobody is invited by an import.
    let mut form = DetailsForm::default();
    for column in PartnerInput::COLUMNS {
        cells.get(column.heading.name).clone_into((column.text)(&mut form.partner));
    }
    for column in ContactInput::COLUMNS {
        cells.get(column.heading.name).clone_into((column.text)(&mut form.contact));
    }
    let (first_name, last_name) = cells.names();
    first_name.clone_into(&mut form.contact.first_name);
    last_name.clone_into(&mut form.contact.last_name);
    form.partner.status = status(cells, choices, &mut complaints);
    form.partner.programs = programs(cells, choices, &mut complaints);
    form.contact.language = language(cells, &mut complaints);
    let parsed = form.parse().map_err(|errors| {
        complaints.splice(0..0, errors.iter().map(|(field, message)| cells.complaint(field, message)));
    });
    parsed.ok().filter(|_| complaints.is_empty()).ok_or(complaints)
}

/// A status by its name; the default one where there is none.
fn status(cells: &Cells<'_>, choices: &Choices, complaints: &mut Vec<String>) -> String {
    let name = cells.get("status");
    let key = fold(name);
    let found = choices.statuses.iter().find(|status| fold(&status.name) == key);
    if found.is_none() && !name.is_empty() {
        let offered = choices.statuses.iter().map(|status| status.name.as_str());
        let message = t!(server::imports::unknown_status, name = &short(name), offered = &listed(offered));
        complaints.push(cells.complaint("status", &message));
    }
    let id = found.map(|status| status.id).or(choices.default_status);
    id.map_or_else(String::new, |id| id.to_string())
}

/// Programs by their names, with semicolons between them, or commas.
fn programs(cells: &Cells<'_>, choices: &Choices, complaints: &mut Vec<String>) -> Vec<String> {
    let find = |name: &str| {
        let key = fold(name);
        choices.programs.iter().find(|program| fold(&program.name) == key)
    };
    let mut ids = Vec::new();
    for name in csv::items(cells.get(columns::PROGRAMS.name)) {
        let parts: Vec<&str> = match find(&name) {
            Some(_) => vec![&name],
            None => name.split(',').map(str::trim).filter(|part| !part.is_empty()).collect(),
        };
        for part in parts {
            let Some(program) = find(part) else {
                let offered = choices.programs.iter().map(|program| program.name.as_str());
                let message = t!(server::imports::unknown_program, name = &short(part), offered = &listed(offered));
                complaints.push(cells.complaint("programs", &message));
                // One is enough to look at all of them.
                return ids;
            };
            ids.push(program.id.to_string());
        }
    }
    ids
}

fn short(name: &str) -> String {
    name.chars().take(ChoiceName::MAX).collect()
}

/// Enough of the names to choose from.
fn listed<'a>(offered: impl Iterator<Item = &'a str>) -> String {
    offered.take(10).collect::<Vec<_>>().join(", ")
}

/// A language by its code or its own name.
fn language(cells: &Cells<'_>, complaints: &mut Vec<String>) -> String {
    let name = cells.get("language");
    let key = fold(name);
    let is_meant = |language: &Language| language.code() == key || fold(language.name()) == key;
    match Language::ALL.into_iter().find(is_meant) {
        Some(language) => language.code().to_owned(),
        None if name.is_empty() => String::new(),
        None => {
            let codes = Language::ALL.map(Language::code).join(", ");
            complaints.push(cells.complaint("language", &t!(server::imports::unknown_language, codes = &codes)));
            String::new()
        }
    }
}
