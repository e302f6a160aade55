//! Names of people as other programs write them, taken apart into first and last name.

use super::headings::is_form_of_address;
use crate::server::platform::normalize::fold;

/// What stands before a last name and belongs to it, in lower case as it is written.
const PARTICLES: [&str; 32] = [
    "de", "del", "della", "dello", "di", "da", "do", "dos", "das", "du", "des", "van", "von", "vom", "zu", "zum",
    "zur", "der", "den", "ten", "ter", "la", "le", "al", "el", "bin", "ibn", "ben", "af", "av", "'t", "d'",
];

/// First and last name. Before a comma stands the last name (`Ruiz, Ana`); else it is the last word with what belongs to
/// it (`Juan de la Cruz`). A single word is the first name. Forms of address, degrees and remarks in brackets go.
pub fn split(whole: &str) -> (String, String) {
    let plain = without_brackets(whole);
    let parts: Vec<&str> =
        plain.split(',').map(str::trim).filter(|part| !part.is_empty() && !is_degree(part)).collect();
    match parts[..] {
        [] => (String::new(), String::new()),
        [one] => split_words(one),
        // `Ana Ruiz, Jr.`
        [one, suffix] if is_suffix(suffix) => {
            let (first, last) = split_words(one);
            (first, [&last, " ", suffix].concat().trim().to_owned())
        }
        [last, first, ref rest @ ..] => {
            let suffixes = rest.iter().filter(|part| is_suffix(part)).map(|part| [" ", part].concat());
            let last = [last.to_owned(), suffixes.collect()].concat();
            (words(first).join(" "), last)
        }
    }
}

fn split_words(name: &str) -> (String, String) {
    let words = words(name);
    let Some(before_last) = words.len().checked_sub(1) else { return (String::new(), String::new()) };
    let ending = if before_last > 1 && is_suffix(words[before_last]) { before_last - 1 } else { before_last };
    let particle = (1..ending).find(|at| PARTICLES.contains(&words[*at]));
    let begin = particle.unwrap_or(ending).max(1);
    (words[..begin.min(words.len())].join(" "), words[begin.min(words.len())..].join(" "))
}

/// The words of a name without forms of address before it, unless there is nothing else.
fn words(name: &str) -> Vec<&str> {
    let all: Vec<&str> = name.split_whitespace().collect();
    let begin = all.iter().position(|word| !is_form_of_address(word)).unwrap_or(0);
    all[begin..].to_vec()
}

fn without_brackets(name: &str) -> String {
    let mut depth = 0;
    let kept = name.chars().filter(|c| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' if depth > 0 => depth -= 1,
            _ => return depth == 0,
        }
        false
    });
    kept.collect()
}

fn is_suffix(part: &str) -> bool {
    ["jr", "sr", "ii", "iii", "iv", "junior", "senior"].contains(&fold(part).trim_end_matches('.'))
}

fn is_degree(part: &str) -> bool {
    const DEGREES: [&str; 12] = ["phd", "md", "mba", "msc", "bsc", "ma", "ba", "llm", "cpa", "esq", "dds", "rn"];
    DEGREES.contains(&fold(part).replace('.', "").as_str())
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn names_are_taken_apart_as_people_write_them() {
        for (whole, first, last) in [
            ("Ana Ruiz", "Ana", "Ruiz"),
            ("Ruiz, Ana", "Ana", "Ruiz"),
            ("Smith, Jane, Jr.", "Jane", "Smith Jr."),
            ("Ruiz, Ana (Sales)", "Ana", "Ruiz"),
            ("Ruiz, Ana [extern]", "Ana", "Ruiz"),
            ("Dr. Ana Ruiz", "Ana", "Ruiz"),
            ("Prof. Dr. Ana Ruiz", "Ana", "Ruiz"),
            ("Ruiz, Dr. Ana", "Ana", "Ruiz"),
            ("Ana Ruiz, PhD", "Ana", "Ruiz"),
            ("Ana Ruiz, Ph.D., MBA", "Ana", "Ruiz"),
            ("Martin King Jr.", "Martin", "King Jr."),
            ("Juan de la Cruz", "Juan", "de la Cruz"),
            ("de la Cruz, Juan", "Juan", "de la Cruz"),
            ("Zoë van der Berg", "Zoë", "van der Berg"),
            ("Ludwig von Beethoven", "Ludwig", "von Beethoven"),
            ("Maria da Silva e Costa", "Maria", "da Silva e Costa"),
            ("Nguyễn Văn An", "Nguyễn Văn", "An"),
            ("Jonas Paul Weber", "Jonas Paul", "Weber"),
            ("Suharto", "Suharto", ""),
            ("Suharto,", "Suharto", ""),
            ("Dr.", "Dr.", ""),
            ("  ", "", ""),
            ("(Sales)", "", ""),
            ("Van Morrison", "Van", "Morrison"),
            ("李 小龙", "李", "小龙"),
        ] {
            assert_eq!(split(whole), (first.to_owned(), last.to_owned()), "{whole}");
        }
    }
}
