//! The frame around every page: navigation, notices, and what depends on the viewer's role.

mod activation_toast;
pub mod api;
pub mod frame;
mod language_switch;
mod navigation;
pub mod notice;
mod palette;
pub mod rights;
pub mod shortcuts;
pub mod user_menu;
