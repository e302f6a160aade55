//! Numbers with their noun, in the singular or plural.

use crate::i18n::grouped;

/// `1 partner`, `128 partners`, `10,000 partners`.
pub fn counted(count: i64, one: &str, many: &str) -> String {
    [grouped(count).as_str(), " ", if count == 1 { one } else { many }].concat()
}

/// `1 partner`, `128 partners`.
pub fn partners(count: i64) -> String {
    counted(count, "partner", "partners")
}

/// `1 person`, `128 people`.
pub fn people(count: i64) -> String {
    counted(count, "person", "people")
}
