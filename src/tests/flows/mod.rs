//! What people do with Gangway, page by page, without JavaScript.

mod account;
mod help;
mod invitation;
mod list;
mod main_job;
mod manage;
mod partner;
mod seed;
mod templates;
mod wizard;
