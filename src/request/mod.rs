//! What a server function may ask of the request it runs in, and tell its answer.

pub mod context;
pub mod cookies;
pub mod current;
pub mod error;
pub mod flash;
pub mod language;
pub mod opened_links;
pub mod page_policy;
pub mod permission;
pub mod trace;

pub use self::current::{
    app, begin_session, came_from, confirmed, contact, device, editor, end_session, home_of, keep_language,
    link_from_cookie, manager, may_choose_a_password, opened_activation, opened_address, opened_reset, owner,
    page_of_link, redirect_back, redirect_home, redirect_unless_js, redirect_with_notice, resume, set_flash,
    set_link_cookie, signed_in, staff, visitor,
};
pub use self::opened_links::Opened;
