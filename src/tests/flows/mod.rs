//! What people do with Gangway, page by page, without JavaScript.

mod account;
mod address_change;
mod audit;
mod bulk;
mod colleagues;
mod help;
mod import;
mod invitation;
mod list;
mod logging;
mod logo;
mod mail;
mod main_job;
mod manage;
mod organisation;
mod partner;
mod restore;
mod schedule;
mod seed;
mod staff;
mod team;
mod templates;
mod terms;
mod watching;
mod wizard;
