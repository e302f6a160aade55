pub mod api;
mod company_page;
mod invite_form;
mod portal_page;
mod programs_page;
mod team_page;
mod welcome_page;

pub use company_page::CompanyPage;
pub use programs_page::ProgramsPage;
pub use team_page::TeamPage;
pub use welcome_page::WelcomePage;
