mod added_page;
pub mod api;
mod autosave;
mod details_form;
mod details_page;
mod duplicate_hints;
mod invitation_form;
mod invitation_page;
mod leave;
mod step_one_complaints;
mod stepper;
mod submit_button;
mod unfinished;
mod wizard_page;

pub use added_page::AddedPage;
pub use details_page::DetailsPage;
pub use invitation_page::InvitationPage;
pub use unfinished::Unfinished;
