//! Which column of a file holds what: by its heading, in eight languages and in the words of common programs, and else
//! by what stands in it.

use super::table::{Line, Table};
use crate::domain::email::EmailAddress;
use crate::domain::names;
use crate::domain::partners::columns::Field;
use crate::server::platform::csv;
use crate::server::platform::normalize::fold;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a heading says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Is(Field),
    /// `Name`: of a company, of a person, or the last name beside a first name.
    SomeName,
    /// `Title`: what a person does, or how they are addressed.
    SomeTitle,
}

use Meaning::{Is, SomeName, SomeTitle};

/// Words of headings as [`key`] writes them, a line for each meaning or several: English, German, French, Spanish, Italian,
/// Dutch, Polish, Portuguese; then HubSpot, Salesforce, Pipedrive, Dynamics, Outlook, Google, LinkedIn. The first of a
/// meaning is preferred.
const WORDS: &str = include_str!("headings.txt");

/// The same, to look up.
#[derive(Default)]
struct Words {
    /// What a heading means, and how far down its list that stands.
    known: HashMap<&'static str, (Meaning, usize)>,
    /// Words that tell nothing: `Primary email`, `E-mail 1 - Value`, `Person - Email - Work`.
    noise: HashSet<&'static str>,
    /// Words that tell nothing either, of programs in other languages: `Primäres zugeordnetes Unternehmen`. They go after
    /// those above, because some of them mean something elsewhere.
    weak_noise: HashSet<&'static str>,
    /// Words that say that a heading is about a person.
    of_person: HashSet<&'static str>,
    /// What one of several contacts of a company does: `Billing Contact`.
    role: HashSet<&'static str>,
    /// Headings that are like others and hold nothing of ours: `Last contact`.
    ignored: HashSet<&'static str>,
}

static KNOWN: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for (kind, list) in WORDS.lines().filter_map(|line| line.split_once(": ")) {
        let list = list.split(", ");
        let set = match kind {
            "noise" => Some(&mut words.noise),
            "weak_noise" => Some(&mut words.weak_noise),
            "of_person" => Some(&mut words.of_person),
            "role" => Some(&mut words.role),
            "ignored" => Some(&mut words.ignored),
            _ => None,
        };
        if let Some(set) = set {
            set.extend(list);
            continue;
        }
        let meaning = match kind {
            "some_name" => SomeName,
            "some_title" => SomeTitle,
            field => match Field::parse(field) {
                Some(field) => Is(field),
                None => continue,
            },
        };
        for word in list {
            let rank = words.known.len();
            words.known.insert(word, (meaning, rank));
        }
    }
    words
});

/// A heading as headings are compared; `companyName` and `Contact2` are two words each.
pub fn key(heading: &str) -> String {
    let mut apart = String::with_capacity(heading.len());
    let (mut was_lower, mut was_letter) = (false, false);
    for c in heading.chars() {
        if (was_lower && c.is_uppercase()) || (was_letter && c.is_ascii_digit()) {
            apart.push(' ');
        }
        // `Person1FirstName`
        (was_lower, was_letter) = (c.is_lowercase() || c.is_ascii_digit(), c.is_alphabetic());
        apart.push(c);
    }
    let heading = apart.as_str();
    let plain: String = fold(heading).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether these are the columns of an export of ours, in which everything stands as it is.
pub fn are_ours(head: &[String]) -> bool {
    Field::exported().enumerate().all(|(at, field)| head.get(at).is_some_and(|heading| key(heading) == field.heading()))
}

/// Whether a heading says that last names come first: `Name, Vorname`.
pub fn is_last_name_first(heading: &str) -> bool {
    const HEADINGS: [&str; 16] = [
        "name vorname",
        "nachname vorname",
        "familienname vorname",
        "nachname und vorname",
        "nom prenom",
        "nom et prenom",
        "cognome nome",
        "cognome e nome",
        "nazwisko imie",
        "nazwisko i imie",
        "apellidos nombre",
        "apellidos y nombre",
        "last name first name",
        "last first",
        "surname first name",
        "achternaam voornaam",
    ];
    HEADINGS.contains(&key(heading).as_str())
}

/// What a heading means, and how far down its list that stands. Of `Company (legal name)` and `Tel./Mobil` a part is enough.
fn meaning(heading: &str) -> Option<(Meaning, usize)> {
    let whole = key(heading);
    if KNOWN.ignored.contains(whole.as_str()) {
        return None;
    }
    let outside = heading.split(['(', '[']).next().unwrap_or(heading);
    let parts = outside.split('/').map(key).filter(|part| !part.is_empty());
    meaning_of(&whole)
        .or_else(|| meaning_of(&key(outside)))
        .or_else(|| parts.into_iter().find_map(|part| meaning_of(&part)))
}

/// The same of a heading as [`key`] writes it.
fn meaning_of(whole: &str) -> Option<(Meaning, usize)> {
    let find = |key: &str| KNOWN.known.get(key).copied();
    let words: Vec<&str> = whole.split(' ').collect();
    let is_of_person = words.iter().any(|word| KNOWN.of_person.contains(word));
    let without = |is_noise: &dyn Fn(&str) -> bool| {
        words.iter().copied().filter(|word| !is_noise(word)).collect::<Vec<_>>().join(" ")
    };
    let strong = without(&|word| KNOWN.noise.contains(word));
    // `Cellulare referente`
    let is_known = |word: &str| KNOWN.known.contains_key(word) && !KNOWN.of_person.contains(word);
    let telling = without(&|word| KNOWN.noise.contains(word) || KNOWN.weak_noise.contains(word) && !is_known(word));
    let weak = without(&|word| KNOWN.noise.contains(word) || KNOWN.weak_noise.contains(word));
    match [whole, &strong, &telling, &weak].into_iter().find_map(find) {
        Some((SomeName, at)) if is_of_person && whole != "name" => Some((Is(Field::FullName), at)),
        // `Company contact`, but `Contact: Company`.
        Some((Is(Field::Name), _)) if is_of_person && !KNOWN.of_person.contains(words[0]) && find(whole).is_none() => {
            Some((Is(Field::FullName), usize::MAX))
        }
        None if is_of_person && weak.is_empty() => Some((Is(Field::FullName), usize::MAX)),
        found => found,
    }
}

/// Whether a heading is known as a whole.
pub fn is_known(heading: &str) -> bool {
    meaning(heading).is_some()
}

/// Which of several people of a row a heading is about, by a number from `least` on, an ordinal or their work, and the
/// rest of it.
fn told_apart(heading: &str, least: usize) -> Option<(Who, String)> {
    const ORDINALS: [(&str, usize); 40] = [
        ("2nd", 2),
        ("second", 2),
        ("secondary", 2),
        ("zweit", 2),
        ("zweiter", 2),
        ("zweite", 2),
        ("zweiten", 2),
        ("zweites", 2),
        ("deuxieme", 2),
        ("segundo", 2),
        ("segunda", 2),
        ("secondo", 2),
        ("seconda", 2),
        ("secondario", 2),
        ("secondaria", 2),
        ("secundario", 2),
        ("secundaria", 2),
        ("secondaire", 2),
        ("sekundare", 2),
        ("sekundarer", 2),
        ("sekundares", 2),
        ("secundair", 2),
        ("tweede", 2),
        ("drugi", 2),
        ("druga", 2),
        ("drugiej", 2),
        ("dodatkowy", 2),
        ("additional", 2),
        ("weiterer", 2),
        ("weitere", 2),
        ("alternate", 2),
        ("alternative", 2),
        ("3rd", 3),
        ("third", 3),
        ("dritter", 3),
        ("troisieme", 3),
        ("tercer", 3),
        ("terzo", 3),
        ("derde", 3),
        ("trzeci", 3),
    ];
    let number = |word: &str| match word.parse() {
        Ok(number) if (least..=9).contains(&number) => Some(number),
        _ => ORDINALS.iter().find(|(other, _)| *other == word).map(|(_, number)| *number),
    };
    let key = key(heading);
    let words: Vec<&str> = key.split(' ').collect();
    let rest = |is_other: &dyn Fn(&str) -> bool| {
        words.iter().copied().filter(|word| !is_other(word)).collect::<Vec<_>>().join(" ")
    };
    // `Contact A`, `Contact B`, `Contact B Name`
    let letter = words.iter().enumerate().find_map(|(at, word)| {
        let is_told = at + 1 == words.len() || at.checked_sub(1).is_some_and(|at| KNOWN.of_person.contains(words[at]));
        [("b", 2), ("c", 3), ("d", 4)].into_iter().find(|(letter, _)| letter == word && is_told)
    });
    if let Some((letter, number)) = letter {
        return Some((Who::Number(number), rest(&|word| word == letter)));
    }
    if let Some(found) = words.iter().find_map(|word| number(word)) {
        return Some((Who::Number(found), rest(&|word| number(word).is_some())));
    }
    let role = words.iter().find(|word| KNOWN.role.contains(*word))?;
    Some((Who::Role((*role).to_owned()), rest(&|word| word == *role)))
}

/// The same of a heading that stood before: `Name, Email, Name, Email`, which pandas writes as `Name.1, Email.1`.
fn repeated(head: &[String], at: usize) -> Option<(Who, String)> {
    let heading = &head[at];
    let before = head[..at].iter().filter(|other| key(other) == key(heading)).count();
    if before > 0 && !heading.trim().is_empty() {
        return Some((Who::Number(before + 1), key(heading)));
    }
    let (first, number) = heading.rsplit_once('.')?;
    let number: usize = number.parse().ok().filter(|number| (1..9).contains(number))?;
    head[..at].iter().any(|other| other == first).then(|| (Who::Number(number + 1), key(first)))
}

/// One of several people of a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Number(usize),
    Role(String),
}

/// A column about a person whose heading tells them apart from others of the same row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct OfOne {
    /// 0 for the first person of a row.
    person: usize,
    field: Field,
}

/// What headings say of people that they tell apart: `Contact 2 Email`, `Zweiter Ansprechpartner`, `Billing Contact`. Those
/// are people who have an address and are called a contact, or by a name: other addresses of one person are not.
fn people(head: &[String]) -> Vec<Option<OfOne>> {
    let of_person = |heading: &str| key(heading).split(' ').any(|word| KNOWN.of_person.contains(word));
    let name = name_of_person(head);
    let has_plain = |fields: &[Field]| {
        let is_plain = |key: &str| !key.contains(|c: char| c.is_ascii_digit()) && told_apart(key, 1).is_none();
        let is_such = |heading: &String| matches!(meaning(heading), Some((Is(field), _)) if fields.contains(&field));
        head.iter().any(|heading| is_plain(&key(heading)) && is_such(heading))
    };
    // Beside a person without a number, `Person 1` is the second.
    let least = if has_plain(&[Field::Email]) && has_plain(&NAMES) { 1 } else { 2 };
    let told = |(at, heading): (usize, &String)| {
        let (who, rest) = repeated(head, at).or_else(|| told_apart(heading, least))?;
        let field = match meaning_of(&rest).map(|found| found.0) {
            // `Deputy`, beside `Deputy Email`.
            None if rest.is_empty() && matches!(who, Who::Role(_)) => Field::FullName,
            Some(Is(field)) if PERSON.contains(&field) => field,
            Some(SomeTitle) => Field::JobTitle,
            Some(SomeName) => name?,
            _ => return None,
        };
        // `Sales Manager` is no contact, `Sales Contact` is one.
        Some((who, field, of_person(heading) || NAMES.contains(&field)))
    };
    let told: Vec<Option<(Who, Field, bool)>> = head.iter().enumerate().map(told).collect();
    let is_person = |who: &Who| {
        let (mut has_address, mut is_called, mut is_contact) = (false, false, false);
        for (heading, told) in head.iter().zip(&told) {
            if let Some((_, field, is_named)) = told.as_ref().filter(|(other, ..)| other == who) {
                has_address |= *field == Field::Email;
                is_called |= is_named;
                is_contact |= of_person(heading);
            }
        }
        has_address && is_called && (is_contact || matches!(who, Who::Number(_)))
    };
    let mut who: Vec<&Who> = Vec::new();
    for (one, ..) in told.iter().flatten() {
        if !who.contains(&one) && is_person(one) {
            who.push(one);
        }
    }
    // Where nobody else is there, the first of those whose work is named is the first person.
    let has_first = head
        .iter()
        .zip(&told)
        .any(|(heading, told)| told.is_none() && matches!(meaning(heading), Some((Is(Field::Email), _))));
    let place = |one: &Who| who.iter().position(|other| *other == one).map(|at| at + usize::from(has_first));
    told.iter()
        .map(|told| told.as_ref().and_then(|(who, field, _)| Some(OfOne { person: place(who)?, field: *field })))
        .collect()
}

/// What `Name` says of a person in this file, unless it is that of their company.
fn name_of_person(head: &[String]) -> Option<Field> {
    let has = |field| head.iter().any(|heading| matches!(meaning(heading), Some((Is(other), _)) if other == field));
    match (has(Field::FirstName), has(Field::LastName)) {
        _ if !has(Field::Name) => None,
        (true, false) => Some(Field::LastName),
        (false, true) => Some(Field::FirstName),
        (false, false) => Some(Field::FullName),
        (true, true) => None,
    }
}

/// Names of people, in one and in parts.
const NAMES: [Field; 3] = [Field::FirstName, Field::LastName, Field::FullName];

/// What belongs to a person, not to their company.
const PERSON: [Field; 7] =
    [Field::FirstName, Field::LastName, Field::FullName, Field::Email, Field::JobTitle, Field::Phone, Field::Language];

/// The columns of the first person of a row.
pub fn first_person(head: &[String]) -> Vec<(usize, Field)> {
    let (people, name) = (people(head), name_of_person(head));
    let column = |(at, heading): (usize, &String)| match people[at] {
        Some(OfOne { person: 0, field }) => Some((at, field)),
        Some(_) => None,
        None => match meaning(heading)?.0 {
            Is(field) if PERSON.contains(&field) => Some((at, field)),
            SomeName => Some((at, name?)),
            _ => None,
        },
    };
    let columns: Vec<(usize, Field)> = head.iter().enumerate().filter_map(column).collect();
    let has = |field| columns.iter().any(|(_, other)| *other == field);
    // What is called a contact is the company then, as [`guess`] has it.
    let is_company = has(Field::FirstName) && has(Field::LastName) && columns_of(head, Field::Name).is_empty();
    columns.into_iter().filter(|(_, field)| !is_company || *field != Field::FullName).collect()
}

/// For each person of a row beyond the first, with an address of their own: the columns of the first person, each with
/// those in which the same of the other stands.
pub fn further_people(head: &[String]) -> Vec<Vec<(usize, Vec<usize>)>> {
    let (people, first) = (people(head), first_person(head));
    let count = people.iter().flatten().map(|one| one.person).max().unwrap_or_default();
    let columns_of = |person: usize| {
        let of = |field| people.iter().position(|it| *it == Some(OfOne { person, field }));
        let columns = |field| match field {
            Field::FullName if of(field).is_none() => {
                [of(Field::FirstName), of(Field::LastName)].into_iter().flatten().collect()
            }
            Field::FirstName => of(field).or_else(|| of(Field::FullName)).into_iter().collect(),
            field => of(field).into_iter().collect(),
        };
        first.iter().map(|(at, field)| (*at, columns(*field))).collect()
    };
    (1..=count).map(columns_of).collect()
}

/// The columns whose headings say that they hold `field`; `Name` may be that of a person.
pub fn columns_of(head: &[String], field: Field) -> Vec<usize> {
    let is_such = |heading: &String| match meaning(heading) {
        Some((Is(other), _)) => other == field,
        Some((SomeName, _)) => field == Field::FullName,
        _ => false,
    };
    (0..head.len()).filter(|at| is_such(&head[*at])).collect()
}

/// How many different things the cells of a line seem to name.
pub fn count_known(cells: &[String]) -> usize {
    let mut found: Vec<Meaning> = Vec::new();
    for (meaning, _) in cells.iter().filter_map(|cell| meaning(cell)) {
        if !found.contains(&meaning) {
            found.push(meaning);
        }
    }
    found.len()
}

/// What each column is read as: as a person said of its heading before, or else as it seems. A column in which mostly
/// names of one of the `lists` are, folded, is of that list, whatever it is called.
pub fn guess(
    table: &Table,
    remembered: &HashMap<String, Option<Field>>,
    lists: &[(Field, Vec<String>)],
) -> Vec<Option<Field>> {
    let chosen: Vec<Option<Option<Field>>> =
        table.head.iter().map(|heading| remembered.get(&key(heading)).copied()).collect();
    let people = people(&table.head);
    let meaning_at = |(at, heading): (usize, &String)| match (chosen[at], people[at]) {
        (Some(field), _) => field.map(|field| (Is(field), 0)),
        (None, Some(OfOne { person: 0, field })) => Some((Is(field), usize::MAX)),
        // They got lines of their own.
        (None, Some(_)) => None,
        (None, None) => meaning(heading).or_else(|| stand_in(heading)),
    };
    let meanings: Vec<Option<(Meaning, usize)>> = table.head.iter().enumerate().map(meaning_at).collect();
    let mut fields: Vec<Option<Field>> = vec![None; meanings.len()];
    // A column in which nothing stands, or a number for a company, is the last choice.
    let is_poor =
        |field, at| table.column(at).next().is_none() || (field == Field::Name && table.is_mostly(at, is_code));
    let place = |field: Field| {
        let named = meanings
            .iter()
            .enumerate()
            .filter_map(|(at, it)| it.filter(|(it, _)| *it == Is(field)).map(|it| (it.1, at)));
        named.map(|(rank, at)| (is_poor(field, at), rank, at)).min().map(|(_, _, at)| at)
    };
    for field in Field::ALL {
        if let Some(at) = place(field).filter(|at| field != Field::Website || !table.is_mostly(*at, is_profile)) {
            fields[at] = Some(field);
        }
    }
    // A mobile number stands in for a phone number that is missing, one address for another.
    for (at, meaning) in meanings.iter().enumerate() {
        if let Some((Is(field @ (Field::Phone | Field::Email)), _)) = meaning {
            fields[at] = Some(*field);
        }
    }
    // Another name of the company where one is missing: `Associated Company`.
    if let Some(company) = fields.iter().position(|field| *field == Some(Field::Name)) {
        for at in 0..fields.len() {
            let is_such = meanings[at].is_some_and(|(it, _)| it == Is(Field::Name)) && !is_poor(Field::Name, at);
            if is_such && completes(table, company, at) {
                fields[at] = Some(Field::Name);
            }
        }
    }
    // What a person said of a column holds, also where two columns then hold the same.
    for (field, chosen) in fields.iter_mut().zip(&chosen) {
        *field = chosen.unwrap_or(*field);
    }
    let some = |wanted: Meaning| {
        let found = meanings.iter().position(|it| it.is_some_and(|(it, _)| it == wanted));
        found.filter(|at| chosen[*at].is_none())
    };
    let has = |fields: &[Option<Field>], field| fields.contains(&Some(field));
    let column = |fields: &[Option<Field>], field| fields.iter().position(|it| *it == Some(field));
    // `Customer` is a number, and `Name` that of the company.
    if let (Some(company), Some(_)) = (column(&fields, Field::Name), some(SomeName))
        && chosen[company].is_none()
        && table.is_mostly(company, is_code)
    {
        fields[company] = None;
    }
    if let Some(at) = some(SomeName) {
        let [company, first, last, whole] =
            [Field::Name, Field::FirstName, Field::LastName, Field::FullName].map(|field| has(&fields, field));
        fields[at] = match (first, last) {
            (true, false) => Some(Field::LastName),
            (false, true) => Some(Field::FirstName),
            // Beside its parts it is the name of the person once more.
            (true, true) if is_both_names(table, at, &fields) => None,
            _ if !company => Some(Field::Name),
            (false, false) if !whole => Some(Field::FullName),
            _ => None,
        };
        // Of the two, `Person` is a colleague (monday).
        if let Some(colleague) = column(&fields, Field::FullName).filter(|at| key(&table.head[*at]) == "person")
            && fields[at].is_none()
            && chosen[colleague].is_none()
        {
            fields.swap(at, colleague);
        }
    }
    // `Ansprechpartner Name` beside `Ansprechpartner Vorname`: one part, not the whole.
    let half = match [Field::FirstName, Field::LastName].map(|field| column(&fields, field)) {
        [Some(other), None] => Some((other, Field::LastName)),
        [None, Some(other)] => Some((other, Field::FirstName)),
        _ => None,
    };
    if let (Some((other, field)), Some(at)) = (half, column(&fields, Field::FullName))
        && chosen[at].is_none()
        && is_other_part(table, at, other)
    {
        fields[at] = Some(field);
    }
    // What is called a contact and repeats no person's name is the company, in the words of bookkeeping.
    if let Some(at) = column(&fields, Field::FullName)
        && chosen[at].is_none()
        && !has(&fields, Field::Name)
        && has(&fields, Field::FirstName)
        && has(&fields, Field::LastName)
        && !is_both_names(table, at, &fields)
        && table.column(at).next().is_some()
    {
        fields[at] = Some(Field::Name);
    }
    if let Some(at) =
        some(SomeTitle).filter(|at| !has(&fields, Field::JobTitle) && !table.is_mostly(*at, names::is_title))
    {
        fields[at] = Some(Field::JobTitle);
    }
    let unread = |fields: &[Option<Field>], is_such: &dyn Fn(&str) -> bool| {
        let is_unread = |at: &usize| fields[*at].is_none() && chosen[*at].is_none();
        (0..fields.len()).filter(is_unread).find(|at| table.is_mostly(*at, is_such))
    };
    for (field, names) in lists {
        let is_name = |cell: &str| csv::items(cell).iter().all(|item| names.contains(&fold(item)));
        if !has(&fields, *field)
            && let Some(at) = unread(&fields, &is_name)
        {
            fields[at] = Some(*field);
        }
    }
    if !has(&fields, Field::Email) {
        // `Ana Ruiz <ana@alder.example>`, whatever the column is called.
        let named = column(&fields, Field::FullName).filter(|at| table.is_mostly(*at, is_address));
        if let Some(at) = unread(&fields, &is_address).or(named.filter(|at| chosen[*at].is_none())) {
            fields[at] = Some(Field::Email);
        }
    }
    fields
}

/// Another address of a person, or another number (`E-mail 2 Address`, `Secondary Phone`), and what is said of the only
/// contact (`Referente commerciale`, `Billing Company`): they stand in for what is missing.
fn stand_in(heading: &str) -> Option<(Meaning, usize)> {
    let (who, rest) = told_apart(heading, 2)?;
    match (who, meaning_of(&rest)?.0) {
        (_, it @ Is(Field::Email | Field::Phone)) | (Who::Role(_), it @ Is(_)) => Some((it, usize::MAX)),
        _ => None,
    }
}

/// A number by which others know a company: `C-1001`, `CUST-0017`.
fn is_code(cell: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || ".,-_/#".contains(c);
    cell.chars().filter(char::is_ascii_digit).count() > 1 && cell.chars().all(is_sign)
}

/// Whether a column holds one part of people's names, of which the `other` column holds the other: cells of the one are not
/// in those of the other.
fn is_other_part(table: &Table, at: usize, other: usize) -> bool {
    let cell = |row: &Line, at: usize| fold(row.cells.get(at).map_or("", |cell| cell.trim()));
    let pairs = table.rows.iter().map(|row| (cell(row, at), cell(row, other)));
    let pairs = pairs.filter(|(one, other)| !one.is_empty() && !other.is_empty()).take(200);
    let (all, apart) = pairs.fold((0, 0), |(all, apart), (one, other)| {
        (all + 1, apart + usize::from(!one.split([' ', ',']).any(|word| word == other) && !one.contains(&other)))
    });
    apart * 2 > all
}

/// Whether the `other` column holds something where the one holds nothing, and nowhere something else.
fn completes(table: &Table, one: usize, other: usize) -> bool {
    let cell = |row: &Line, at: usize| fold(row.cells.get(at).map_or("", |cell| cell.trim()));
    let pairs = || table.rows.iter().map(|row| (cell(row, one), cell(row, other)));
    pairs().any(|(one, other)| one.is_empty() && !other.is_empty())
        && pairs().all(|(one, other)| one.is_empty() || other.is_empty() || one == other)
}

/// Whether a column repeats what the columns of first and last names hold.
fn is_both_names(table: &Table, at: usize, fields: &[Option<Field>]) -> bool {
    let column = |field| fields.iter().position(|it| *it == Some(field));
    let (Some(first), Some(last)) = (column(Field::FirstName), column(Field::LastName)) else { return false };
    let cell = |row: &Line, at: usize| fold(row.cells.get(at).map_or("", |cell| cell.trim()));
    let is_repeated = |row: &&Line| {
        let (whole, first, last) = (cell(row, at), cell(row, first), cell(row, last));
        !last.is_empty() && whole.contains(&first) && whole.contains(&last)
    };
    let rows = table.rows.iter().take(200);
    rows.clone().filter(is_repeated).count() * 2 > rows.len()
}

fn is_address(cell: &str) -> bool {
    EmailAddress::parse(cell).is_ok()
}

/// A page about a person in a network.
fn is_profile(cell: &str) -> bool {
    cell.contains("linkedin.com/in/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_heading_means_one_thing() {
        let is_meaning = |kind: &str| !["noise", "weak_noise", "of_person", "role", "ignored"].contains(&kind);
        let lists = WORDS.lines().map(|line| line.split_once(": ").expect("a meaning and its words"));
        let words: Vec<&str> =
            lists.clone().filter(|(kind, _)| is_meaning(kind)).flat_map(|(_, list)| list.split(", ")).collect();
        assert_eq!(KNOWN.known.len(), words.len(), "a word stands twice, or its meaning is none of ours");
        for word in words {
            assert_eq!(key(word), word, "as headings are compared");
        }
    }
}
