mod access_actions;
mod access_badge;
mod access_panel;
mod activate_page;
mod activation_form;
pub mod api;
mod dead_ends;
mod link_box;
mod live_access;
mod mail_line;
mod send_once;
mod set_up_form;
mod standing;

pub use access_badge::AccessBadge;
pub use access_panel::AccessPanel;
pub use activate_page::ActivatePage;
pub use standing::Standing;
