//! Partners and contacts, as typed and as shown.

pub mod attention;
pub mod bulk;
pub mod colleague_request;
pub mod columns;
pub mod contact;
pub mod details;
pub mod invite_domains;
pub mod list_view;
pub mod partner;
pub mod personal_data;
