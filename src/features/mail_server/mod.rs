pub mod api;
mod form;
mod page;
mod sender_domain;

pub use self::page::MailServerPage;
