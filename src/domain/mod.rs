//! The vocabulary of Gangway and all parsing, compiled for the server and for the browser alike.
//!
//! Nothing here knows a database, a clock, a random source or a page. Raw input arrives as forms of
//! `String`s; their `parse` turns them into the newtypes that the rest of the program trusts.

pub mod audit;
pub mod auth;
pub mod catalog;
pub mod counted;
pub mod email;
pub mod entities;
pub mod forms;
pub mod funnel;
pub mod help;
pub mod ids;
pub mod imports;
pub mod invitations;
pub mod language;
pub mod links;
pub mod live;
pub mod mail_server;
pub mod members;
pub mod names;
pub mod notice;
pub mod notifications;
pub mod onboarding;
pub mod organisation;
pub mod outbox;
pub mod partners;
pub mod password;
pub mod portal;
pub mod progress;
pub mod sender_domain;
pub mod templates;
pub mod text;
pub mod time;
pub mod visible;
