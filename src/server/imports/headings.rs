//! Which column of a file holds what: by its heading, in eight languages and in the words of common programs, and else
//! by what stands in it.

use super::table::Table;
use crate::domain::email::EmailAddress;
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

/// A heading as headings are compared; `companyName` is two words.
pub fn key(heading: &str) -> String {
    let mut apart = String::with_capacity(heading.len());
    let mut was_lower = false;
    for c in heading.chars() {
        if was_lower && c.is_uppercase() {
            apart.push(' ');
        }
        was_lower = c.is_lowercase();
        apart.push(c);
    }
    let heading = apart.as_str();
    let plain: String = fold(heading).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
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
            _ if !company => Some(Field::Name),
            (false, false) if !whole => Some(Field::FullName),
            _ => None,
        };
    }
    if let Some(at) =
        some(SomeTitle).filter(|at| !has(&fields, Field::JobTitle) && !table.is_mostly(*at, is_form_of_address))
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

fn is_address(cell: &str) -> bool {
    EmailAddress::parse(cell).is_ok()
}

/// A page about a person in a network.
fn is_profile(cell: &str) -> bool {
    cell.contains("linkedin.com/in/")
}

/// `Mr.`, in Outlook's column `Title`.
pub fn is_form_of_address(cell: &str) -> bool {
    const FORMS: [&str; 44] = [
        "mr", "mrs", "ms", "miss", "mx", "sir", "madam", "dr", "prof", "rev", "herr", "frau", "hr", "fr", "herrn",
        "dipl", "ing", "dipl ing", "mag", "m", "mme", "mlle", "monsieur", "madame", "sr", "sra", "srta", "don", "dona",
        "sig", "sig ra", "sigra", "signor", "signora", "dott", "dott ssa", "dhr", "mevr", "mevrouw", "de heer", "pan",
        "pani", "prof dr", "dra",
    ];
    FORMS.contains(&key(cell).as_str())
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
