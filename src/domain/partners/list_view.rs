//! A person's view of the list of partners: which columns, how many rows.

use serde::{Deserialize, Serialize};

/// A column of the list beside the partner's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ListColumn {
    Status,
    Programs,
    Contact,
    Email,
    Language,
    Access,
    Invited,
    SignedUp,
    LastSeen,
    Added,
}

impl ListColumn {
    /// All there are, in the order in which they stand.
    pub const ALL: [Self; 10] = [
        Self::Status,
        Self::Programs,
        Self::Contact,
        Self::Email,
        Self::Language,
        Self::Access,
        Self::Invited,
        Self::SignedUp,
        Self::LastSeen,
        Self::Added,
    ];

    /// The word in the database, on the wire and in `sort=`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Programs => "programs",
            Self::Contact => "contact",
            Self::Email => "email",
            Self::Language => "language",
            Self::Access => "access",
            Self::Invited => "invited",
            Self::SignedUp => "signed-up",
            Self::LastSeen => "last-seen",
            Self::Added => "added",
        }
    }

    /// Its heading.
    pub fn label(self) -> &'static str {
        match self {
            Self::Status => t!(partners::status),
            Self::Programs => t!(partners::programs),
            Self::Contact => t!(partners::main_contact),
            Self::Email => t!(partners::email),
            Self::Language => t!(partners::language),
            Self::Access => t!(partners::access),
            Self::Invited => t!(partners::invited),
            Self::SignedUp => t!(partners::signed_up),
            Self::LastSeen => t!(partners::last_seen),
            Self::Added => t!(partners::added),
        }
    }

    /// Whether it holds days, of which the newest are wanted first.
    pub fn is_time(self) -> bool {
        matches!(self, Self::Invited | Self::SignedUp | Self::LastSeen | Self::Added)
    }
}

/// The columns and the number of rows that one colleague chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListView {
    pub columns: Vec<ListColumn>,
    /// Rows a page, one of [`SIZES`](Self::SIZES).
    pub size: i64,
}

impl Default for ListView {
    fn default() -> Self {
        use ListColumn::{Access, Added, Contact, Programs, Status};
        Self { columns: vec![Status, Programs, Contact, Access, Added], size: Self::SIZES[0] }
    }
}

impl ListView {
    /// How many rows a page may have.
    pub const SIZES: [i64; 3] = [50, 100, 200];

    /// As it is kept: `100 status email`.
    pub fn to_words(&self) -> String {
        let columns = self.columns.iter().map(|column| [" ", column.as_str()].concat());
        [self.size.to_string(), columns.collect()].concat()
    }

    /// Reads it back. Unknown columns are left out; without a known size it is the default.
    pub fn from_words(words: &str) -> Self {
        let (size, columns) = words.split_once(' ').unwrap_or((words, ""));
        let size = size.parse().ok().filter(|size| Self::SIZES.contains(size));
        let is_chosen = |column: &ListColumn| columns.split(' ').any(|word| word == column.as_str());
        size.map(|size| Self { size, columns: ListColumn::ALL.into_iter().filter(is_chosen).collect() })
            .unwrap_or_default()
    }
}

/// The choice, as sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListViewForm {
    pub columns: Vec<String>,
    pub size: String,
}

impl ListViewForm {
    /// The choice, without what there is not.
    pub fn parse(&self) -> ListView {
        let size = if self.size.is_empty() { ListView::SIZES[0].to_string() } else { self.size.clone() };
        ListView::from_words(&[size, self.columns.join(" ")].join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_kept_in_the_order_of_the_columns() {
        let form = |columns: &[&str], size: &str| ListViewForm {
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            size: size.to_owned(),
        };
        let chosen = form(&["last-seen", "status", "x"], "100").parse();
        assert_eq!(chosen.to_words(), "100 status last-seen");
        assert_eq!(ListView::from_words(&chosen.to_words()), chosen);
        assert_eq!(form(&[], "50").parse().columns, [], "the name alone");
        for unknown in ["", "7 status", "x"] {
            assert_eq!(ListView::from_words(unknown), ListView::default(), "{unknown}");
        }
    }
}
