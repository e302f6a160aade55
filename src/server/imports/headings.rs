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
}

static KNOWN: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    for (kind, list) in WORDS.lines().filter_map(|line| line.split_once(": ")) {
        let list = list.split(", ");
        let meaning = match kind {
            "noise" => {
                words.noise.extend(list);
                continue;
            }
            "weak_noise" => {
                words.weak_noise.extend(list);
                continue;
            }
            "of_person" => {
                words.of_person.extend(list);
                continue;
            }
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

/// A heading as headings are compared; `companyName` and `Contact2` are two words.
pub fn key(heading: &str) -> String {
    let mut apart = String::with_capacity(heading.len());
    let mut was_lower = false;
    for c in heading.chars() {
        if was_lower && (c.is_uppercase() || c.is_ascii_digit()) {
            apart.push(' ');
        }
        was_lower = c.is_lowercase();
        apart.push(c);
    }
    let heading = apart.as_str();
    let plain: String = fold(heading).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
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

/// What a heading means, and how far down its list that stands.
fn meaning(heading: &str) -> Option<(Meaning, usize)> {
    let find = |key: &str| KNOWN.known.get(key).copied();
    let whole = key(heading);
    let words: Vec<&str> = whole.split(' ').collect();
    let is_of_person = words.iter().any(|word| KNOWN.of_person.contains(word));
    let without =
        |is_noise: fn(&str) -> bool| words.iter().copied().filter(|word| !is_noise(word)).collect::<Vec<_>>().join(" ");
    let strong = without(|word| KNOWN.noise.contains(word));
    let weak = without(|word| KNOWN.noise.contains(word) || KNOWN.weak_noise.contains(word));
    match find(&whole).or_else(|| find(&strong)).or_else(|| find(&weak)) {
        Some((SomeName, at)) if is_of_person && whole != "name" => Some((Is(Field::FullName), at)),
        None if is_of_person && weak.is_empty() => Some((Is(Field::FullName), usize::MAX)),
        found => found,
    }
}

/// Whether a heading is known as a whole.
pub fn is_known(heading: &str) -> bool {
    meaning(heading).is_some()
}

/// What a heading says of one more person of the same row: which one, and what. `Contact 2 Email`, `Zweiter
/// Ansprechpartner`.
fn further(heading: &str) -> Option<(usize, Field)> {
    const ORDINALS: [(&str, usize); 22] = [
        ("2nd", 2),
        ("second", 2),
        ("secondary", 2),
        ("zweiter", 2),
        ("zweite", 2),
        ("zweiten", 2),
        ("deuxieme", 2),
        ("segundo", 2),
        ("segunda", 2),
        ("secondo", 2),
        ("secondario", 2),
        ("secondaire", 2),
        ("tweede", 2),
        ("drugi", 2),
        ("additional", 2),
        ("weiterer", 2),
        ("alternate", 2),
        ("3rd", 3),
        ("third", 3),
        ("dritter", 3),
        ("troisieme", 3),
        ("tercer", 3),
    ];
    let key = key(heading);
    let ordinal = |word: &str| match word.parse() {
        Ok(number @ 2..=9) => Some(number),
        _ => ORDINALS.iter().find(|(other, _)| *other == word).map(|(_, number)| *number),
    };
    let words: Vec<&str> = key.split(' ').collect();
    let number = words.iter().find_map(|word| ordinal(word))?;
    if !words.iter().any(|word| KNOWN.of_person.contains(word)) {
        return None;
    }
    let rest: Vec<&str> = words.into_iter().filter(|word| ordinal(word).is_none()).collect();
    match meaning(&rest.join(" "))?.0 {
        Is(field) if PERSON.contains(&field) => Some((number, field)),
        SomeTitle => Some((number, Field::JobTitle)),
        _ => None,
    }
}

/// What belongs to a person, not to their company.
const PERSON: [Field; 7] =
    [Field::FirstName, Field::LastName, Field::FullName, Field::Email, Field::JobTitle, Field::Phone, Field::Language];

/// For each person of a row beyond the first, with an address of their own: the columns of the first person, each with
/// the one in which the same of the other stands, if there is one.
pub fn further_people(head: &[String]) -> Vec<Vec<(usize, Option<usize>)>> {
    let further: Vec<Option<(usize, Field)>> = head.iter().map(|heading| further(heading)).collect();
    let first = head.iter().enumerate().filter(|(at, _)| further[*at].is_none());
    let first = first.filter_map(|(at, heading)| match meaning(heading)?.0 {
        Is(field) if PERSON.contains(&field) => Some((at, field)),
        _ => None,
    });
    let first: Vec<(usize, Field)> = first.collect();
    let columns_of = |number: usize| {
        let column = |field| further.iter().position(|it| *it == Some((number, field)));
        first.iter().map(|(at, field)| (*at, column(*field))).collect::<Vec<_>>()
    };
    let has_address = |number: &usize| further.contains(&Some((*number, Field::Email)));
    (2..=9).filter(has_address).map(columns_of).collect()
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
    let meaning_of = |(heading, chosen): (&String, &Option<Option<Field>>)| match chosen {
        Some(field) => field.map(|field| (Is(field), 0)),
        None => meaning(heading),
    };
    let meanings: Vec<Option<(Meaning, usize)>> = table.head.iter().zip(&chosen).map(meaning_of).collect();
    let mut fields: Vec<Option<Field>> = vec![None; meanings.len()];
    // A column in which nothing stands, or a number for a company, is the last choice.
    let is_number = |cell: &str| cell.chars().all(|c| c.is_ascii_digit() || ".,-".contains(c));
    let is_poor =
        |field, at| table.column(at).next().is_none() || (field == Field::Name && table.is_mostly(at, is_number));
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
    // What a person said of a column holds, also where two columns then hold the same.
    for (field, chosen) in fields.iter_mut().zip(&chosen) {
        *field = chosen.unwrap_or(*field);
    }
    let some = |wanted: Meaning| {
        let found = meanings.iter().position(|it| it.is_some_and(|(it, _)| it == wanted));
        found.filter(|at| chosen[*at].is_none())
    };
    let has = |fields: &[Option<Field>], field| fields.contains(&Some(field));
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
    if !has(&fields, Field::Email)
        && let Some(at) = unread(&fields, &is_address)
    {
        fields[at] = Some(Field::Email);
    }
    fields
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
        let is_meaning = |kind: &str| !["noise", "weak_noise", "of_person"].contains(&kind);
        let lists = WORDS.lines().map(|line| line.split_once(": ").expect("a meaning and its words"));
        let words: Vec<&str> =
            lists.clone().filter(|(kind, _)| is_meaning(kind)).flat_map(|(_, list)| list.split(", ")).collect();
        assert_eq!(KNOWN.known.len(), words.len(), "a word stands twice, or its meaning is none of ours");
        for word in words {
            assert_eq!(key(word), word, "as headings are compared");
        }
    }
}
