//! Names of people, in one and in two parts. Many have one name only.

/// What stands before a last name and belongs to it, in lower case.
const PARTICLES: [&str; 34] = [
    "af", "al", "av", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
    "ibn", "la", "las", "le", "los", "op", "ten", "ter", "van", "vom", "von", "y", "ze", "zu", "zum", "zur", "'t",
];

/// What stands before a name or after it and is no part of it.
const TITLES: [&str; 12] = ["dr", "dipl-ing", "frau", "herr", "hr", "ing", "mag", "mr", "mrs", "ms", "prof", "fr"];

/// First and last name as one.
pub fn full(first: &str, last: &str) -> String {
    [first, last].join(" ").trim().to_owned()
}

/// First and last name of a name in one, as well as one can say. With a comma, the last name comes first. What is in
/// brackets is dropped. Of one word, the last name is empty.
pub fn split(name: &str) -> (String, String) {
    let name = without_brackets(name);
    let mut parts = name.split(',').map(str::trim).filter(|part| !part.is_empty());
    let (before, after) = (parts.next().unwrap_or_default(), parts.next());
    let parted = match after.filter(|after| !is_suffix(after)) {
        Some(first) => (words(first).join(" "), words(before).join(" ")),
        None => in_order(&words(before)),
    };
    match parted {
        (first, last) if first.is_empty() => (last, first),
        parted => parted,
    }
}

/// First and last name of a name in one that begins with the last (`Ruiz Ana`, `De Rossi Daniele`): the last word is the
/// first name, as well as one can say.
pub fn split_from_the_last(name: &str) -> (String, String) {
    if name.contains(',') {
        return split(name);
    }
    let name = without_brackets(name);
    match words(&name).split_last() {
        Some((first, [])) => ((*first).to_owned(), String::new()),
        Some((first, last)) => ((*first).to_owned(), last.join(" ")),
        None => Default::default(),
    }
}

fn in_order(words: &[&str]) -> (String, String) {
    let is_particle = |word: &&str| PARTICLES.contains(word);
    // The first word is a first name whatever it is.
    let begins = words.iter().skip(1).position(is_particle).map(|at| at + 1);
    let at = begins.filter(|at| at + 1 < words.len()).unwrap_or(words.len().saturating_sub(1)).max(1);
    let at = at.min(words.len());
    (words[..at].join(" "), words[at..].join(" "))
}

/// The words of a name without titles.
fn words(name: &str) -> Vec<&str> {
    let is_title = |word: &&str| TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let all: Vec<&str> = name.split_whitespace().collect();
    let kept: Vec<&str> = all.iter().copied().skip_while(is_title).collect();
    if kept.is_empty() { all } else { kept }
}

fn is_suffix(part: &str) -> bool {
    let part = part.trim_end_matches('.').to_lowercase();
    ["jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "mba", "esq", "cpa"].contains(&part.as_str())
}

fn without_brackets(name: &str) -> String {
    let mut depth = 0_i32;
    let outside = |c: &char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            _ => return depth <= 0,
        }
        false
    };
    name.chars().filter(outside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_one_is_parted_as_people_would() {
        for (case, name, first, last) in [
            ("C64", "Ana Ruiz", "Ana", "Ruiz"),
            ("C64", "Ruiz, Ana", "Ana", "Ruiz"),
            ("C64", "Smith, Jane, Jr.", "Jane", "Smith"),
            ("C64", "Ruiz, Ana (Sales)", "Ana", "Ruiz"),
            ("C64", "Dr. Ana Ruiz", "Ana", "Ruiz"),
            ("C64", "Juan de la Cruz", "Juan", "de la Cruz"),
            ("C64", "Martin Luther King, Jr.", "Martin Luther", "King"),
            ("C64", "Ludwig van Beethoven", "Ludwig", "van Beethoven"),
            ("C64", "Nguyễn Văn An", "Nguyễn Văn", "An"),
            ("C42", "Suharto", "Suharto", ""),
            ("C42", "Dr. Suharto", "Suharto", ""),
            ("C42", "Suharto,", "Suharto", ""),
            ("C42", "Van", "Van", ""),
            ("C42", "", "", ""),
            ("C42", "Prof.", "Prof.", ""),
        ] {
            assert_eq!(split(name), (first.to_owned(), last.to_owned()), "{case} {name}");
        }
        for (name, first, last) in [
            ("Ruiz Ana", "Ana", "Ruiz"),
            ("Ruiz, Ana", "Ana", "Ruiz"),
            ("De Rossi Daniele", "Daniele", "De Rossi"),
            ("Dr. Ruiz Ana (Sales)", "Ana", "Ruiz"),
            ("Suharto", "Suharto", ""),
            ("", "", ""),
        ] {
            assert_eq!(split_from_the_last(name), (first.to_owned(), last.to_owned()), "C64 {name}");
        }
        assert_eq!((full("Suharto", ""), full("Ana", "Ruiz")), ("Suharto".to_owned(), "Ana Ruiz".to_owned()));
    }
}
