//! Numbers with their noun, in the singular or plural.

/// `1 partner`, `128 partners`, `10,000 partners`.
pub fn counted(count: i64, one: &str, many: &str) -> String {
    [grouped(count).as_str(), " ", if count == 1 { one } else { many }].concat()
}

/// `128`, `10,000`.
pub fn grouped(count: i64) -> String {
    let digits = count.to_string();
    let mut words = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// `1 partner`, `128 partners`.
pub fn partners(count: i64) -> String {
    counted(count, "partner", "partners")
}

/// `1 person`, `128 people`.
pub fn people(count: i64) -> String {
    counted(count, "person", "people")
}
