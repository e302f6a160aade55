pub mod api;
mod form;
mod page;

pub use self::page::MailServerPage;
