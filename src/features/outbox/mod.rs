pub mod api;
mod health;
mod mail_page;
mod queue_table;
mod test_email;

pub use self::mail_page::MailPage;
pub use self::queue_table::state as email_state;
pub use self::test_email::{SEND, TEST_HINT, TestAnswer, TestButton, TestEmail, TestSend};
