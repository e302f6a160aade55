//! Imports of partners from a spreadsheet.

pub mod jobs;
pub mod rows;
pub mod sheet;
