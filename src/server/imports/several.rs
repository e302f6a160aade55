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
    let cell = |at: usize| line.cells.get(at).map_or("", String::as_str);
    let addresses = parts(cell(email), &[';', '\n', '|', ',', '/', ' ']);
    let addresses: Vec<&str> = addresses.into_iter().filter(|part| !ANDS.contains(part)).collect();
    let is_bare = |address: &&str| EmailAddress::parse(address).is_ok_and(|parsed| parsed.as_str() == *address);
    if addresses.len() < 2 || !addresses.iter().all(is_bare) {
        return;
    }
    let all = ANDS.iter().fold(cell(name).to_owned(), |names, and| names.replace(&[" ", and, " "].concat(), "/"));
    // `Ruiz; Ana` is one person, and so is `Ruiz, Ana`.
    let are_names = |names: &Vec<&str>, signs: &[char]| {
        let is_whole = |name: &&str| !name.contains('@') && name.contains(signs);
        names.len() == addresses.len() && names.iter().all(is_whole)
    };
    let apart = Some(parts(&all, &[';', '\n', '|', '/'])).filter(|names| are_names(names, &[' ', ',']));
    let names =
        apart.or_else(|| Some(parts(&all, &[';', '\n', '|', '/', ','])).filter(|names| are_names(names, &[' '])));
    let Some(names) = names else { return };
    let people = names.iter().zip(addresses).map(|(name, address)| ["\"", name, "\" <", address, ">"].concat());
    line.cells[email] = people.collect::<Vec<_>>().join(";");
    line.cells[name].clear();
}

/// What people write between the last two of a list.
const ANDS: [&str; 8] = ["&", "and", "und", "et", "y", "e", "en", "i"];

fn parts<'a>(cell: &'a str, signs: &[char]) -> Vec<&'a str> {
    cell.split(signs).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The people of a cell, two at least, some of them named.
fn people(cell: &str) -> Option<Vec<String>> {
    let is_named = |part: &&str| PersonInAddress::read(part).is_ok_and(|person| !person.first_name.is_empty());
    let are_people = |parts: &Vec<&str>| {
        parts.len() > 1 && parts.iter().all(|part| EmailAddress::parse(part).is_ok()) && parts.iter().any(is_named)
    };
    let parts = [';', '\n', '|', ','].into_iter().map(|sign| parts(cell, &[sign])).find(are_people)?;
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

/// Writes what stands before a last name in a column of its own to it: `van der` and `Dijk`.
pub fn join_last_names(head: &[String], lines: &mut [Line]) {
    const HEADINGS: [&str; 8] = [
        "tussenvoegsel",
        "tussenvoegsels",
        "voorvoegsel",
        "voorvoegsels",
        "infix",
        "namenszusatz",
        "vorsatzwort",
        "surname prefix",
    ];
    let Some(before) = head.iter().position(|heading| HEADINGS.contains(&&*key(heading))) else { return };
    let last = headings::first_person(head).into_iter().find(|(_, field)| *field == Field::LastName);
    let Some((last, _)) = last else { return };
    for line in lines {
        if let (Some(before), Some(name)) = (line.cells.get(before).cloned(), line.cells.get_mut(last)) {
            *name = [before.trim(), " ", name.trim()].concat().trim().to_owned();
        }
    }
}
