//! Imports of partners from a spreadsheet: bytes become a table ([`reading`]), which is kept in parts ([`store`]). Its
//! columns get a meaning ([`headings`]), its rows become forms ([`cells`]), and each is compared with what is here
//! ([`rows`]) before anything is added: part by part, in the background ([`worker`]).

mod adopt;
mod cells;
mod encodings;
mod headings;
pub mod jobs;
mod languages;
mod layout;
mod memory;
mod quotes;
pub mod reading;
mod rows;
mod several;
mod store;
pub mod table;
mod text;
pub mod workbook;
pub mod worker;
