//! What a server function may ask of the request it runs in, and tell its answer.

pub mod context;
pub mod cookies;
pub mod current;
pub mod error;
pub mod flash;
pub mod language;
pub mod page_policy;
pub mod permission;
pub mod trace;

pub use self::current::{
    activation_token_from_cookie, address_token_from_cookie, app, begin_session, came_from, confirmed, contact, device,
    editor, end_session, home_of, keep_language, link_from_cookie, manager, may_choose_a_password, owner,
    redirect_back, redirect_unless_js, redirect_with_notice, reset_token_from_cookie, resume, set_flash,
    set_link_cookie, signed_in, staff, visitor,
};
