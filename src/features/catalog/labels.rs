//! What the pages call programs and statuses.

use crate::domain::catalog::choice::ChoiceKind;

/// The words for one of the two lists.
#[derive(Clone, Copy)]
pub struct Labels {
    pub title: &'static str,
    pub about: &'static str,
    pub add: &'static str,
    pub name: &'static str,
    pub name_hint: &'static str,
    pub archive: &'static str,
    pub delete: &'static str,
}

impl Labels {
    pub fn of(kind: ChoiceKind) -> Self {
        match kind {
            ChoiceKind::Program => Self {
                title: "Programs",
                about: "A partner can be in any number of programs. Forms and filters follow this order.",
                add: "Add a program",
                name: "Program name",
                name_hint: "Partners see it in their portal.",
                archive: "Archive program",
                delete: "Delete program",
            },
            ChoiceKind::Status => Self {
                title: "Statuses",
                about: "How far each partner is. A status never gives or removes access. Forms and filters follow \
                        this order.",
                add: "Add a status",
                name: "Status name",
                name_hint: "Only you and your colleagues see it.",
                archive: "Archive status",
                delete: "Delete status",
            },
        }
    }
}

/// `No partner`, `1 partner`, `128 partners`.
pub fn partners_in_words(count: i64) -> String {
    match count {
        0 => "No partner".to_owned(),
        1 => "1 partner".to_owned(),
        many => [&many.to_string(), " partners"].concat(),
    }
}
