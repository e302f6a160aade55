pub mod api;
mod choice_form;
mod choice_table;
mod edit_page;
mod labels;
mod list_page;

pub use self::edit_page::{EditProgramPage, EditStatusPage, NewProgramPage, NewStatusPage};
pub use self::list_page::{ManageProgramsPage, ManageStatusesPage};
