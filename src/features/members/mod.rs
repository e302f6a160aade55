pub mod api;
mod list_page;
mod member_page;
mod membership;
mod new_member_page;

pub use self::list_page::MembersPage;
pub use self::member_page::MemberPage;
pub use self::new_member_page::NewMemberPage;
