//! Pictures beside words.

use leptos::prelude::*;

/// A picture of `public/icons.svg`. Always decoration: a word beside it says the same.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=["/icons.svg#", name].concat()></use>
        </svg>
    }
}
