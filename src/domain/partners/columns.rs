//! Columns of a spreadsheet of partners.

use super::contact::ContactInput;
use super::details::PartnerInput;
use crate::domain::spreadsheet::Heading;

/// The programs of a partner, several in one cell.
pub const PROGRAMS: Heading = Heading {
    name: "programs",
    known: &["programs", "program", "partner programs", "partner program", "programmes", "programme"],
};

/// First and last name of the contact in one; only read.
pub const CONTACT: Heading = Heading {
    name: "contact",
    known: &["contact", "main contact", "contact name", "contact person", "full name", "person", "name"],
};

/// The headings that a file must have; [`CONTACT`] replaces both names.
const NEEDED: [&str; 4] = ["name", "first name", "last name", "email"];

/// The columns of an export, in its order.
pub fn exported() -> impl Iterator<Item = Heading> {
    let partner = PartnerInput::COLUMNS.iter().map(|column| column.heading);
    let contact = ContactInput::COLUMNS.iter().map(|column| column.heading);
    partner.chain([PROGRAMS]).chain(contact)
}

/// The hint about the first line of a file.
pub fn in_words() -> String {
    let optional = exported().map(|heading| heading.name).filter(|name| !NEEDED.contains(name)).map(capitalised);
    let mut optional: Vec<String> = optional.collect();
    let last = optional.pop().unwrap_or_default();
    let optional = optional.join(", ");
    t!(imports::columns_hint, optional = &optional, last = &last)
}

fn capitalised(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    [&first.to_ascii_uppercase(), rest].concat()
}
