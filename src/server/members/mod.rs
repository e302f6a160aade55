//! Members: the organisation's own users.

pub mod member;
