//! Dumb, accessible pieces: no server function, no rule of the domain.
//!
//! Forms that use these fields carry `novalidate`: complaints appear beside their field, in our words.

pub mod badge;
pub mod checks;
pub mod confirm;
pub mod copy;
pub mod field;
pub mod flash;
pub mod form_action;
pub mod form_state;
pub mod hidden_fields;
pub mod icon;
pub mod keyed;
pub mod later;
pub mod live;
pub mod live_preview;
pub mod menu;
pub mod more_fields;
pub mod page;
pub mod password;
pub mod password_prompt;
pub mod preview;
pub mod prose;
pub mod rich;
pub mod rpc;
pub mod select;
pub mod server_data;
pub mod shortcut_switch;
pub mod status;
pub mod table;
pub mod text_area;
pub mod time;
pub mod unsaved;

#[cfg_attr(not(feature = "hydrate"), path = "no_browser.rs")]
pub mod browser;
