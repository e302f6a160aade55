pub mod api;
mod organisation_page;
mod settings_form;

pub use organisation_page::OrganisationPage;
