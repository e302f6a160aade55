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
                name: t!(catalog::program_name),
                name_hint: t!(catalog::partners_see_it_in_their_portal),
                archive: t!(catalog::archive_program),
                delete: t!(catalog::delete_program),
            },
            ChoiceKind::Status => Self {
                title: t!(catalog::statuses),
                about: t!(catalog::how_far_each_partner_is_a),
                add: t!(catalog::add_a_status),
                name: t!(catalog::status_name),
                name_hint: t!(catalog::only_you_and_your_colleagues_see),
                archive: t!(catalog::archive_status),
                delete: t!(catalog::delete_status),
            },
        }
    }
}

/// `No partner`, `1 partner`, `128 partners`.
pub fn partners_in_words(count: i64) -> String {
    match count {
        0 => t!(catalog::no_partner).to_owned(),
        1 => "1 partner".to_owned(),
        many => [&many.to_string(), " partners"].concat(),
    }
}
