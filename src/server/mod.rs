//! Everything that touches the database, the mail server or a secret. Knows nothing of pages.
//!
//! One module a noun. A function that changes something takes the proof of who asks ([`access`])
//! as its second argument and writes the audit row in the same transaction as the change.

pub mod access;
pub mod activation;
pub mod audit;
pub mod audit_log;
pub mod bulk;
mod bulk_work;
pub mod choice_lists;
pub mod choices;
pub mod clock;
pub mod config;
pub mod contacts;
pub mod csv;
pub mod db;
pub mod defaults;
pub mod drafts;
pub mod failure;
pub mod help;
pub mod help_feedback;
pub mod housekeeping;
pub mod invitations;
pub mod keys;
mod keyset;
pub mod lookalikes;
pub mod mail_pause;
pub mod mail_queue;
pub mod mailer;
pub mod mails;
pub mod message;
pub mod organisation;
pub mod origin;
pub mod outbox;
pub mod owner_link;
pub mod partner_export;
mod partner_filter;
pub mod partner_list;
pub mod partners;
pub mod password_resets;
pub mod passwords;
pub mod people;
pub mod portal;
pub mod qr;
pub mod random;
pub mod seed;
mod seed_data;
mod selection;
pub mod sessions;
pub mod staff;
pub mod state;
pub mod team;
pub mod template_trials;
pub mod templates;
pub mod test_mails;
pub mod token;
pub mod typed_forms;
