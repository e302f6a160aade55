pub mod api;
mod feedback_form;
mod feedback_page;
mod help_page;
mod index_page;

pub use feedback_page::HelpFeedbackPage;
pub use help_page::HelpPage;
pub use index_page::HelpIndexPage;
