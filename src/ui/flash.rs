//! What a form without JavaScript brings back: the error and what was typed, for one page load.

use crate::error::AppError;
use crate::reply;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The answer of a server function that failed, carried to the page that is rendered next.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Flash {
    /// The URL of the server function.
    pub action: String,
    pub error: Option<AppError>,
    /// What was typed, by field name without the `form[...]` around it; passwords are left out. A
    /// group of check boxes repeats its name.
    pub typed: Vec<(String, String)>,
    /// What the server function had to say, where it did not fail.
    #[serde(default)]
    pub said: String,
}

impl fmt::Display for Flash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&reply::to_text(&reply::encode(self).unwrap_or_default()))
    }
}

impl FromStr for Flash {
    type Err = AppError;

    fn from_str(text: &str) -> Result<Self, AppError> {
        reply::decode(&reply::from_text(text))
    }
}

/// This page load's flash, until the visitor moves on.
#[derive(Clone, Copy)]
struct Current(StoredValue<Flash>);

/// Hands the request's flash to the forms of the page, on the server and again in the browser. To be
/// called once, before anything else of the page, so that both sides count shared values alike.
pub fn provide_flash() {
    let flash = SharedValue::new_str(|| use_context::<Flash>().unwrap_or_default());
    provide_context(Current(StoredValue::new(flash.into_inner())));
}

/// Forgets the flash as soon as the visitor moves to another address without reloading. To be called inside the router.
pub fn forget_flash_on_leaving() {
    let location = use_location();
    let flash = use_context::<Current>();
    Effect::new(move |before: Option<String>| {
        let now = [location.pathname.get(), location.search.get()].join("?");
        if let (Some(before), Some(Current(flash))) = (before, flash)
            && before != now
        {
            flash.set_value(Flash::default());
        }
        now
    });
}

/// The flash for the form that posts to `action`.
pub(super) fn flash_for(action: &str) -> Option<Flash> {
    let Current(flash) = use_context()?;
    flash.with_value(|flash| (flash.action == action).then(|| flash.clone()))
}

/// What the server function at `action` said to a form without JavaScript.
pub fn said_by(action: &str) -> Option<String> {
    flash_for(action).map(|flash| flash.said).filter(|said| !said.is_empty())
}
