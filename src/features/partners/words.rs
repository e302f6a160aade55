//! Numbers in sentences.

/// `1 partner`, `128 partners`, `10,000 partners`.
pub fn counted(count: i64, one: &str, many: &str) -> String {
    let digits = count.to_string();
    let mut words = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words.push(' ');
    words + if count == 1 { one } else { many }
}

/// `1 partner`, `128 partners`.
pub fn partners(count: i64) -> String {
    counted(count, "partner", "partners")
}

/// `1 person`, `128 people`.
pub fn people(count: i64) -> String {
    counted(count, "person", "people")
}

/// `Alder & Finch, Bluewater and 35 more partners`: the first names of `total`.
pub fn named(names: &[String], total: i64) -> String {
    let more = total - i64::try_from(names.len()).unwrap_or(total);
    match names {
        names if more > 0 => [&names.join(", "), " and ", &counted(more, "more partner", "more partners")].concat(),
        [] => String::new(),
        [name] => name.clone(),
        [before @ .., last] => [&before.join(", "), " and ", last].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_read_well() {
        assert_eq!(partners(0), "0 partners");
        assert_eq!(partners(1), "1 partner");
        assert_eq!(people(128), "128 people");
        assert_eq!(partners(10_000), "10,000 partners");
    }

    #[test]
    fn the_first_names_stand_for_all() {
        let names = ["Alder".to_owned(), "Bluewater".to_owned()];
        assert_eq!(named(&names[..1], 1), "Alder");
        assert_eq!(named(&names, 2), "Alder and Bluewater");
        assert_eq!(named(&names, 3), "Alder, Bluewater and 1 more partner");
    }
}
