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
    /// The caption of those that are archived.
    pub archived: &'static str,
    /// Said where there is none.
    pub none: &'static str,
}

impl Labels {
    pub fn of(kind: ChoiceKind) -> Self {
        match kind {
            ChoiceKind::Program => Self {
                title: t!(catalog::programs),
                about: t!(catalog::about_programs),
                add: t!(catalog::add_a_program),
                name: t!(catalog::program_name),
                name_hint: t!(catalog::partners_see_it_in_their_portal),
                archive: t!(catalog::archive_program),
                delete: t!(catalog::delete_program),
                archived: t!(catalog::archived_programs),
                none: t!(catalog::no_program_is_offered),
            },
            ChoiceKind::Status => Self {
                title: t!(catalog::statuses),
                about: t!(catalog::how_far_each_partner_is_a),
                add: t!(catalog::add_a_status),
                name: t!(catalog::status_name),
                name_hint: t!(catalog::only_you_and_your_colleagues_see),
                archive: t!(catalog::archive_status),
                delete: t!(catalog::delete_status),
                archived: t!(catalog::archived_statuses),
                none: t!(catalog::no_status_is_offered),
            },
        }
    }
}
