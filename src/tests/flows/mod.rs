//! What people do with Gangway, page by page, without JavaScript.

mod access_panel;
mod audit;
mod auth;
mod bulk;
mod catalog;
mod colleague_requests;
mod contacts;
mod demo;
mod email_changes;
mod help;
mod imports;
mod invitation;
mod live;
mod logging;
mod logo;
mod main_job;
mod members;
mod onboarding;
mod organisation;
mod outbox;
mod partner_list;
mod partners;
mod restore;
mod schedule;
mod templates;
mod terms;
