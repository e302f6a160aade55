pub mod api;
mod colleague_page;
mod list_page;
mod membership;
mod new_colleague;

pub use self::colleague_page::ColleaguePage;
pub use self::list_page::StaffPage;
pub use self::new_colleague::NewColleaguePage;
