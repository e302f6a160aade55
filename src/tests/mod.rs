//! Tests of the whole: flows as people walk them, and one test for each promise.

mod app;
mod architecture;
mod authority;
mod bounces;
mod browser;
mod captured_log;
mod catalogue;
mod db_proxy;
mod fake_smtp;
mod faults;
mod flows;
mod guarantees;
mod invariants;
mod leak_scanner;
mod migrations;
mod notices;
mod page;
mod palette;
mod parsers;
mod people;
mod process;
mod received_email;
mod scaled_runs;
mod sources;
mod texts;
mod time_limits;
