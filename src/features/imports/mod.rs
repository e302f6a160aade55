//! Importing partners from a spreadsheet.

pub mod api;
mod import_page;
mod report_page;

pub use import_page::ImportPage;
pub use report_page::ImportReportPage;
