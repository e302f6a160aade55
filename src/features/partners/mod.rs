pub mod api;
mod contact_card;
mod delete_partner;
mod edit_contact;
mod edit_partner;
mod filters;
mod list_page;
mod list_url;
mod paging;
mod partner_page;
mod table;
mod timeline;

pub use edit_contact::EditContactPage;
pub use edit_partner::EditPartnerPage;
pub use list_page::PartnersPage;
pub use partner_page::PartnerPage;
