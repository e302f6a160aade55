pub mod api;
mod health;
mod mail_page;
mod queue_table;
mod test_mail;

pub use self::mail_page::MailPage;
pub use self::queue_table::state as mail_state;
pub use self::test_mail::{SEND, TestMail, TestSend};
