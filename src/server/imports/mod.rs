//! Imports of partners from a spreadsheet: bytes become a table ([`reading`]), its columns get a meaning ([`headings`]), its
//! rows become forms ([`cells`]), and each is compared with what is here ([`rows`]) before anything is added ([`jobs`]).

mod cells;
mod encodings;
mod headings;
pub mod jobs;
mod languages;
mod memory;
mod quotes;
pub mod reading;
mod rows;
mod several;
pub mod table;
mod text;
pub mod workbook;
