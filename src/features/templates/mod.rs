pub mod api;
mod editor;
mod editor_page;
mod languages;
mod list_page;
mod placeholders;
mod toolbar;

pub use editor_page::EditTemplatePage;
pub use list_page::TemplatesPage;
