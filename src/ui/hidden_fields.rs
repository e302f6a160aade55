//! Fields that a form carries along.

use leptos::prelude::*;

/// Fields that a form carries along.
pub fn hidden_fields(fields: Vec<(&'static str, String)>) -> impl IntoView {
    fields
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> }.into_any())
        .collect_view()
}
