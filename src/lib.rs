//! Gangway: a self-hosted partner portal.
//!
//! Start reading at [`app`] for what a visitor sees and, behind the `ssr` feature, at `http` for how
//! a request is answered and at `server` for what happens to the data.

#![recursion_limit = "256"]

// First, because all others expand their macros.
#[macro_use]
pub mod i18n;
#[macro_use]
pub mod routes;

pub mod app;
pub mod chunks;
pub mod domain;
pub mod error;
pub mod features;
pub mod frames;
pub mod paths;
pub mod reply;
pub mod ui;

#[cfg(feature = "ssr")]
pub mod cli;
#[cfg(feature = "ssr")]
pub mod http;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod server;

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests;

/// Takes over the page that the server rendered, which is one of `chunk`.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn hydrate(chunk: String) {
    let is_loaded = match chunks::Chunk::named(&chunk) {
        Some(chunk) => chunks::load(chunk).await.is_ok(),
        None => true,
    };
    if is_loaded && i18n::load() {
        leptos::mount::hydrate_body(app::App);
    }
}
