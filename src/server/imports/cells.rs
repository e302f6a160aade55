//! The cells of a row become what the forms of the wizard take. What an optional field cannot take is left out with a
//! note: it never holds back the row.

use super::headings::{self, key};
use super::languages;
use super::table::{Line, shortened};
use crate::domain::email::{EmailAddress, Pasted};
use crate::domain::imports::{CREATE, FURTHER, RowText};
use crate::domain::language::Language;
use crate::domain::names;
use crate::domain::onboarding::DetailsForm;
use crate::domain::partners::columns::Field;
use crate::domain::partners::details::Website;
use crate::domain::partners::partner::Choices;
use crate::domain::text::{ChoiceName, FirstName, Invalid, JobTitle, LastName, PartnerName, PhoneNumber};
use crate::server::platform::csv;
use crate::server::platform::normalize::{capitalised, fold};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// What a person chose for a file, as it is kept.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FileChoices {
    /// What each column is read as.
    pub fields: Vec<Option<Field>>,
    /// What words are read as that stand for nothing of ours, by [`word_key`].
    pub words: BTreeMap<String, String>,
    /// Whether rows that are here already fill gaps and bring more contacts.
    pub fills_gaps: bool,
    /// What was fixed on the page, by line.
    pub fixes: BTreeMap<i64, RowText>,
}

impl FileChoices {
    /// What stands in the columns of `field`: the first that is not empty.
    pub fn cell<'r>(&self, row: &'r Line, field: Field) -> &'r str {
        self.find(row, field).map_or("", |(_, cell)| cell)
    }

    /// The same, and in which column it stands.
    fn find<'r>(&self, row: &'r Line, field: Field) -> Option<(usize, &'r str)> {
        let columns = self.fields.iter().enumerate().filter(|(_, assigned)| **assigned == Some(field));
        columns
            .filter_map(|(at, _)| Some((at, without_link(field, row.cells.get(at)?.trim()))))
            .find(|(_, cell)| !cell.is_empty() && !stands_for_nothing(field, cell))
    }

    /// What a word is read as, unless that no longer exists or never could.
    pub fn choice(&self, field: Field, value: &str, choices: &Choices) -> Option<&str> {
        let choice = self.words.get(&word_key(field, value))?.as_str();
        let is_there = match field {
            Field::Language => Language::parse(choice).is_some(),
            _ if choice == CREATE => ChoiceName::parse(value).is_ok(),
            Field::Status => choices.statuses.iter().any(|status| status.id.to_string() == choice),
            _ => choices.programs.iter().any(|program| program.id.to_string() == choice),
        };
        is_there.then_some(choice)
    }
}

/// What a row says, and what had to be left out of it.
pub struct Reading {
    pub form: DetailsForm,
    pub notes: Vec<String>,
}

/// A word of a file that stands for nothing of ours.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct UnknownWord {
    pub field: Field,
    /// As it was written first.
    pub value: String,
    /// How many rows have it.
    pub rows: i64,
}

/// The key under which a person says what a word of the file is read as.
pub fn word_key(field: Field, value: &str) -> String {
    [field.as_str(), ":", &fold(value)].concat()
}

/// Reads rows as a person assigned their columns.
pub struct RowReader<'a> {
    pub chosen: &'a FileChoices,
    pub choices: &'a Choices,
    /// What the columns are called.
    pub head: &'a [String],
    /// Whether it is an export of ours.
    pub is_ours: bool,
    /// The companies of lines that name none, from those above them.
    pub above: HashMap<i64, String>,
    /// By field and folded.
    pub unknown: BTreeMap<(Field, String), UnknownWord>,
}

impl RowReader<'_> {
    /// Whether the row holds anything by which it could become a partner.
    pub fn is_empty(&self, row: &Line) -> bool {
        let telling = [Field::Name, Field::FirstName, Field::LastName, Field::FullName, Field::Email];
        !self.chosen.fixes.contains_key(&row.number)
            && telling.into_iter().all(|field| self.chosen.cell(row, field).is_empty())
    }

    /// What stands in the columns of `field`.
    fn cell<'r>(&self, row: &'r Line, field: Field) -> &'r str {
        let as_it_is = || {
            let at = self.chosen.fields.iter().position(|it| *it == Some(field))?;
            row.cells.get(at).map(|cell| cell.trim())
        };
        if self.is_ours { as_it_is().unwrap_or_default() } else { self.chosen.cell(row, field) }
    }

    /// What the row says.
    pub fn read(&mut self, row: &Line) -> Reading {
        let mut notes = Vec::new();
        let mut form = DetailsForm::default();
        let cell = match self.cell(row, Field::Email) {
            // `Ana Ruiz <ana@alder.example>`
            "" => Some(self.cell(row, Field::FullName)).filter(|cell| cell.contains('@')).unwrap_or_default(),
            cell => cell,
        };
        // Outlook's own notation for a colleague, whose address it writes beside it: `Ana Ruiz (ana@alder.example)`.
        let cell = match cell.get(..3) {
            Some(begin) if begin.eq_ignore_ascii_case("/o=") => {
                let is_address = |cell: &&String| EmailAddress::parse(cell).is_ok();
                row.cells.iter().find(is_address).map_or(cell, String::as_str)
            }
            _ => cell,
        };
        form.contact.email = address(cell, &mut notes);
        self.other_addresses(row, &form.contact.email, &mut notes);
        let above = self.above.get(&row.number);
        if above.is_some() {
            notes.push(t!(server::imports::company_above).to_owned());
        }
        let name = above.map_or(self.cell(row, Field::Name), String::as_str);
        form.partner.name = company(name, &mut notes);
        let (first_name, last_name) = self.person(row);
        let pasted = Pasted::read(&form.contact.email).unwrap_or_default();
        let (first_name, last_name) = pasted.names_for(&first_name, &last_name);
        form.contact.first_name =
            part_of_name(Field::FirstName, first_name, |text| FirstName::parse(text).map(drop), &mut notes);
        form.contact.last_name =
            part_of_name(Field::LastName, last_name, |text| LastName::parse(text).map(drop), &mut notes);
        if form.contact.first_name.is_empty() {
            form.contact.first_name = std::mem::take(&mut form.contact.last_name);
        }
        if let Some(RowText { name, first_name, last_name, email }) = self.chosen.fixes.get(&row.number).cloned() {
            form.partner.name = name;
            form.contact.first_name = first_name;
            form.contact.last_name = last_name;
            form.contact.email = email;
            notes.clear();
        }
        // What is understood is shown.
        if let Ok(address) = EmailAddress::parse(&form.contact.email) {
            form.contact.email = address.as_str().to_owned();
        }
        if form.contact.first_name.is_empty() && form.contact.last_name.is_empty() {
            stand_in(&mut form, &mut notes);
        }
        let mut keep = |field: Field, check: fn(&str) -> Result<(), Invalid>| {
            let text = self.cell(row, field);
            let text = if field == Field::Phone { phone(text, &mut notes) } else { text };
            match check(text) {
                Ok(()) => text.to_owned(),
                Err(_) => {
                    notes.push(t!(server::imports::field_left_out, field = field.label(), text = &shortened(text)));
                    String::new()
                }
            }
        };
        form.partner.website = keep(Field::Website, |text| Website::parse(text).map(|_| ()));
        form.contact.job_title = keep(Field::JobTitle, |text| JobTitle::parse(text).map(|_| ()));
        form.contact.phone = keep(Field::Phone, |text| PhoneNumber::parse(text).map(|_| ()));
        form.partner.status = self.status(row, &mut notes);
        form.partner.programs = self.programs(row, &mut notes);
        form.contact.language = self.language(row, &mut notes);
        Reading { form, notes }
    }

    /// Notes the addresses of further columns, which have no place.
    fn other_addresses(&self, row: &Line, taken: &str, notes: &mut Vec<String>) {
        let taken = EmailAddress::parse(taken).ok();
        let columns = self.chosen.fields.iter().enumerate().filter(|(_, field)| **field == Some(Field::Email));
        let cells = columns.filter_map(|(at, _)| row.cells.get(at)).map(|cell| cell.trim());
        let is_other = |cell: &&str| match (EmailAddress::parse(cell), &taken) {
            (Ok(other), Some(taken)) => !other.as_str().eq_ignore_ascii_case(taken.as_str()),
            _ => false,
        };
        let others: Vec<&str> = cells.filter(is_other).collect();
        if !others.is_empty() {
            notes.push(t!(server::imports::address_left_out, text = &shortened(&others.join(", "))));
        }
    }

    /// First and last name, from one column or two.
    fn person(&self, row: &Line) -> (String, String) {
        let [first, last] = [Field::FirstName, Field::LastName].map(|field| self.cell(row, field));
        let whole = self.chosen.find(row, Field::FullName);
        let split = || match whole {
            Some((at, name)) if self.head.get(at).is_some_and(|it| headings::is_last_name_first(it)) => {
                names::split_from_the_last(name)
            }
            Some((_, name)) if name.contains('@') && EmailAddress::parse(name).is_ok() => {
                Pasted::read(name).unwrap_or_default().names_for("", "")
            }
            Some((_, name)) => names::split(without_company(name, self.cell(row, Field::Name))),
            None => Default::default(),
        };
        match (first, last) {
            (first, last) if self.is_ours => (first.to_owned(), last.to_owned()),
            ("", "") => split(),
            // One part alone, and the whole beside it.
            (one, "") | ("", one) if whole.is_some_and(|(_, name)| has_word(name, one)) => split(),
            // `Ruiz, Ana` in the column of one of them.
            (one, "") | ("", one) if one.contains(',') => names::split(one),
            // The whole name of one more person of a line.
            (whole, "") if row.number > FURTHER => names::split(whole),
            (first, last) => names::tidied(first, last),
        }
    }

    /// What a word of the file is read as: by its name, or as a person chose for all rows.
    fn choice(&mut self, field: Field, value: &str, found: Option<String>, notes: &mut Vec<String>) -> Option<String> {
        if found.is_some() || value.is_empty() {
            return found;
        }
        let value = shortened(value);
        let chosen = self.chosen.choice(field, &value, self.choices).map(str::to_owned);
        let note = t!(server::imports::word_left_out, field = field.label(), text = &value);
        if chosen.is_none() && !notes.contains(&note) {
            notes.push(note);
        }
        let word = self.unknown.entry((field, fold(&value))).or_insert(UnknownWord { field, value, rows: 0 });
        word.rows += 1;
        chosen
    }

    /// A status by its name; the default one where there is none.
    fn status(&mut self, row: &Line, notes: &mut Vec<String>) -> String {
        let value = self.cell(row, Field::Status);
        let name = fold(value);
        let found =
            self.choices.statuses.iter().find(|status| fold(&status.name) == name).map(|status| status.id.to_string());
        let default = self.choices.default_status.map(|id| id.to_string()).unwrap_or_default();
        // One that will be created stands as the default one until then.
        self.choice(Field::Status, value, found, notes).filter(|choice| choice != CREATE).unwrap_or(default)
    }

    /// Programs by their names, with semicolons between them, or commas.
    fn programs(&mut self, row: &Line, notes: &mut Vec<String>) -> Vec<String> {
        let choices = self.choices;
        let find = |name: &str| {
            let key = fold(name);
            choices.programs.iter().find(|program| fold(&program.name) == key).map(|program| program.id.to_string())
        };
        let mut ids = Vec::new();
        for name in csv::items(self.cell(row, Field::Programs)).into_iter().take(PROGRAMS) {
            let parts: Vec<&str> = match find(&name) {
                Some(_) => vec![&name],
                None => name.split(['|', '\n', '\r']).flat_map(|part| part.split(" / ")).collect(),
            };
            let parts = parts.into_iter().flat_map(|part| match find(part) {
                Some(_) => vec![part],
                None => part.split(',').collect(),
            });
            let parts: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
            for part in parts {
                ids.extend(self.choice(Field::Programs, part, find(part), notes).filter(|choice| choice != CREATE));
            }
        }
        ids
    }

    fn language(&mut self, row: &Line, notes: &mut Vec<String>) -> String {
        let value = self.cell(row, Field::Language);
        let found = languages::find(value).map(|language| language.code().to_owned());
        self.choice(Field::Language, value, found, notes).unwrap_or_default()
    }
}

/// A cell without the page that it leads to (Notion): `Alder (https://www.notion.so/…)`. Of several, the first.
fn without_link(field: Field, cell: &str) -> &str {
    match cell.split_once(" (http") {
        Some((name, rest)) if rest.ends_with(')') && ![Field::Email, Field::Website].contains(&field) => name,
        _ => cell,
    }
}

/// What people and programs write into a field of which they know nothing. `Null` and `None` are last names that people
/// have.
fn stands_for_nothing(field: Field, cell: &str) -> bool {
    const WORDS: [&str; 21] = [
        "n a",
        "k a",
        "keine angabe",
        "keine angaben",
        "not provided",
        "not available",
        "not applicable",
        "unknown",
        "unbekannt",
        "tbd",
        "inconnu",
        "non renseigne",
        "desconocido",
        "sconosciuto",
        "onbekend",
        "brak danych",
        "sin datos",
        "not set",
        "no value",
        "null null",
        "undefined",
    ];
    /// What programs write; the rest in brackets only.
    const MARKS: [&str; 10] = ["null", "nan", "none", "nil", "blank", "empty", "leer", "vide", "vacio", "vuoto"];
    let is_mark = |marks: &[&str], text: &str| marks.contains(&&*text.to_lowercase());
    let bare = cell.trim_matches(|c| "()[]<>-\\".contains(c));
    let is_name = [Field::FirstName, Field::LastName].contains(&field) && cell == capitalised(&cell.to_lowercase());
    cell.chars().all(|c| "-–—_.?*/".contains(c))
        || (bare.len() < cell.len() && is_mark(&MARKS, bare))
        || (!is_name && is_mark(&MARKS[..4], cell))
        || WORDS.contains(&key(cell).as_str())
}

/// A name without the company that some programs write beside it: `Alder, Ana Ruiz`.
fn without_company<'a>(name: &'a str, company: &str) -> &'a str {
    let is_company = |part: &str| !company.is_empty() && fold(part) == fold(company);
    match (name.split_once(','), name.rsplit_once(',')) {
        (Some((company, name)), _) if is_company(company) => name.trim(),
        (_, Some((name, company))) if is_company(company) => name,
        _ => name,
    }
}

/// Whether `word` is one of several of a name.
fn has_word(name: &str, word: &str) -> bool {
    let (name, word) = (fold(name), fold(word));
    name.len() > word.len() && [" ", &name.replace(',', " "), " "].concat().contains(&[" ", &word, " "].concat())
}

/// A part of a name; none, with a note, where it can be no name.
fn part_of_name(field: Field, text: String, check: fn(&str) -> Result<(), Invalid>, notes: &mut Vec<String>) -> String {
    if text.is_empty() || check(&text).is_ok() {
        return text;
    }
    notes.push(t!(server::imports::field_left_out, field = field.label(), text = &shortened(&text)));
    String::new()
}

/// The address in a cell: of several, the first that is one.
fn address(cell: &str, notes: &mut Vec<String>) -> String {
    if EmailAddress::parse(cell).is_ok() {
        return cell.to_owned();
    }
    // Of one that is none, no part is taken: it would be another's.
    let mut parts = cell.split([';', ',', '|', '/', '\n', ' ']).map(str::trim).filter(|part| part.contains('@'));
    if parts.clone().count() < 2 {
        return cell.to_owned();
    }
    let Some(first) = parts.clone().find(|part| EmailAddress::parse(part).is_ok()) else { return cell.to_owned() };
    let rest: Vec<&str> = parts.by_ref().filter(|part| *part != first).collect();
    if !rest.is_empty() {
        notes.push(t!(server::imports::address_left_out, text = &shortened(&rest.join(", "))));
    }
    first.to_owned()
}

/// A phone number without what spreadsheets put around it (`'030 123`, `493012345.0`); of several that are too long
/// together, the first.
fn phone<'a>(cell: &'a str, notes: &mut Vec<String>) -> &'a str {
    let text = cell.trim_start_matches('\'');
    let whole = text.strip_suffix(".0").filter(|rest| rest.len() > 5 && rest.bytes().all(|byte| byte.is_ascii_digit()));
    let text = whole.unwrap_or(text);
    if text.chars().count() <= PhoneNumber::MAX {
        return text;
    }
    let first = text.split([';', ',', '|', '\n']).chain(text.split(" / ")).map(str::trim);
    match first.into_iter().find(|part| part.len() < text.len() && PhoneNumber::parse(part).is_ok()) {
        Some(first) => {
            notes.push(t!(server::imports::phone_left_out, text = first));
            first
        }
        None => text,
    }
}

/// The name of a company; of a web address what can be a name.
fn company(cell: &str, notes: &mut Vec<String>) -> String {
    if PartnerName::parse(cell).is_ok() || cell.is_empty() {
        return cell.to_owned();
    }
    let name: String = cell.chars().take(PartnerName::MAX).collect();
    if PartnerName::parse(&name).is_ok() {
        notes.push(t!(server::imports::name_cut, text = &shortened(cell), max = &PartnerName::MAX.to_string()));
        return name;
    }
    let lower = cell.to_ascii_lowercase();
    let host = lower.split_once("://").map_or(0, |(scheme, _)| scheme.len() + 3);
    let bare = cell.get(host..).unwrap_or(cell);
    let bare = bare.split(['/', '?', '#']).next().unwrap_or(bare);
    let bare = match bare.get(..4) {
        Some(start) if start.eq_ignore_ascii_case("www.") => &bare[4..],
        _ => bare,
    };
    let name: String = bare.chars().take(PartnerName::MAX).collect();
    if PartnerName::parse(&name).is_err() {
        return cell.to_owned();
    }
    notes.push(t!(server::imports::name_shortened, text = &shortened(cell)));
    name
}

/// Whom to greet where no person is named: what an address says (`ana.ruiz@`), or else the company.
fn stand_in(form: &mut DetailsForm, notes: &mut Vec<String>) {
    let local = form.contact.email.split('@').next().unwrap_or_default();
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(char::is_alphabetic);
    let words: Vec<&str> = local.split('.').collect();
    let (first, last) = match words[..] {
        [first, last] if is_word(&first) && is_word(&last) => (capitalised(first), capitalised(last)),
        _ => (form.partner.name.chars().take(FirstName::MAX).collect(), String::new()),
    };
    if form.contact.email.is_empty() || FirstName::parse(&first).is_err() {
        return;
    }
    notes.push(t!(server::imports::name_stands_in, name = [&first, " ", &last].concat().trim()));
    form.contact.first_name = first;
    form.contact.last_name = last;
}

/// More programs than any row names.
const PROGRAMS: usize = 50;
