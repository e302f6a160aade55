//! What people do with Gangway, page by page, without JavaScript.

mod main_job;
mod seed;
