//! Tests of the whole: flows as people walk them, and one test for each promise.

mod app;
mod architecture;
mod between;
mod browser;
mod captured_log;
mod faults;
mod flows;
mod mail;
mod migrations;
mod notices;
mod oracle;
mod page;
mod palette;
mod parsers;
mod people;
mod process;
mod promises;
mod prove;
mod secrets;
mod sink;
mod time_limits;
