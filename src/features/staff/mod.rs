pub mod api;
mod colleague_page;
mod list_page;
mod membership;
mod new_colleague;

pub use colleague_page::ColleaguePage;
pub use list_page::StaffPage;
pub use new_colleague::NewColleaguePage;
