pub mod api;
mod checklist;
mod logo_form;
mod organisation_page;
mod settings_form;
mod terms_page;
mod terms_text;

pub use checklist::setup_checklist;
pub use organisation_page::OrganisationPage;
pub use terms_page::ManageTermsPage;
pub use terms_text::TermsPage;
