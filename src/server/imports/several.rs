//! Rows that hold several people or no person, as other programs write them.

use super::headings::{self, key};
use super::table::{Line, MAX_ROWS};
use crate::domain::email::{EmailAddress, PersonInAddress};
use crate::domain::imports::FURTHER;
use crate::domain::partners::columns::Field;

/// Begins the numbers of lines of people that stood in one cell, above those of people in columns of their own.
const IN_CELL: i64 = 100;

/// Adds a line for each person beyond the first that a cell names with an address (`Ana Ruiz <ana@alder.example>; Ben Ott
/// <ben@alder.example>`), or that two cells name side by side (`Ana Ruiz; Ben Ott` and their addresses).
pub fn part_people(head: &[String], lines: &mut Vec<Line>) {
    let person = headings::first_person(head);
    let [emails, names] = [Field::Email, Field::FullName].map(|field| headings::columns_of(head, field));
    let named = [&*emails, &names].concat();
    let mut added = Vec::new();
    for line in lines.iter_mut() {
        if let (Some(email), Some(name)) = (emails.first(), names.first()) {
            pair(line, *email, *name);
        }
        for at in &named {
            let Some(people) = line.cells.get(*at).and_then(|cell| people(cell)) else { continue };
            for (other, name) in people.iter().enumerate().skip(1) {
                let mut cells = line.cells.clone();
                for (column, _) in &person {
                    if let Some(cell) = cells.get_mut(*column) {
                        cell.clear();
                    }
                }
                cells[*at].clone_from(name);
                added.push(Line { number: (IN_CELL + other as i64) * FURTHER + line.number, cells });
            }
            line.cells[*at].clone_from(&people[0]);
            break;
        }
        // Too many, which the caller says.
        if added.len() > MAX_ROWS {
            break;
        }
    }
    lines.append(&mut added);
    lines.sort_by_key(|line| line.number);
}

/// Writes names and addresses of two cells together, where there are as many: `Ana Ruiz <ana@alder.example>; …`.
fn pair(line: &mut Line, email: usize, name: usize) {
    let parts = |at: usize| {
        let cell = line.cells.get(at).map_or("", String::as_str);
        cell.split([';', '\n', '|']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<&str>>()
    };
    let (addresses, names) = (parts(email), parts(name));
    let is_bare = |address: &&str| EmailAddress::parse(address).is_ok_and(|parsed| parsed.as_str() == *address);
    // `Ruiz; Ana` is one person.
    let are_names = names.iter().all(|name| !name.contains('@') && name.contains([' ', ',']));
    if addresses.len() < 2 || addresses.len() != names.len() || !addresses.iter().all(is_bare) || !are_names {
        return;
    }
    let people = names.iter().zip(addresses).map(|(name, address)| ["\"", name, "\" <", address, ">"].concat());
    line.cells[email] = people.collect::<Vec<_>>().join(";");
    line.cells[name].clear();
}

/// The people of a cell, two at least, some of them named.
fn people(cell: &str) -> Option<Vec<String>> {
    let parts = |sign| cell.split(sign).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<&str>>();
    let is_named = |part: &&str| PersonInAddress::read(part).is_ok_and(|person| !person.first_name.is_empty());
    let are_people = |parts: &Vec<&str>| {
        parts.len() > 1 && parts.iter().all(|part| EmailAddress::parse(part).is_ok()) && parts.iter().any(is_named)
    };
    let parts = [';', '\n', '|', ','].into_iter().map(parts).find(are_people)?;
    Some(parts.into_iter().map(str::to_owned).collect())
}

/// Takes the name of a row for that of a company, where a column says that it is one and none is named (Odoo).
pub fn name_companies(head: &[String], lines: &mut [Line]) {
    const HEADINGS: [&str; 12] = [
        "company type",
        "is a company",
        "is company",
        "unternehmenstyp",
        "ist ein unternehmen",
        "type de societe",
        "est une societe",
        "tipo de compania",
        "es una compania",
        "tipo azienda",
        "bedrijfstype",
        "tipo de empresa",
    ];
    const COMPANIES: [&str; 12] = [
        "company",
        "unternehmen",
        "societe",
        "compania",
        "empresa",
        "azienda",
        "bedrijf",
        "true",
        "wahr",
        "vrai",
        "yes",
        "1",
    ];
    let first = |field| headings::columns_of(head, field).into_iter().next();
    let kind = head.iter().position(|heading| HEADINGS.contains(&&*key(heading)));
    let (Some(kind), Some(company), Some(name)) = (kind, first(Field::Name), first(Field::FullName)) else { return };
    for line in lines {
        line.cells.resize(line.cells.len().max(head.len()), String::new());
        if COMPANIES.contains(&&*key(&line.cells[kind])) && line.cells[company].trim().is_empty() {
            line.cells.swap(company, name);
        }
    }
}
