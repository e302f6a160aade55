//! Importing partners from a spreadsheet.

pub mod api;
mod assign_form;
mod import_page;
mod progress;
mod report_page;
mod row;

pub use import_page::ImportPage;
pub use report_page::ImportReportPage;
