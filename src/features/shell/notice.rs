//! One sentence about what just happened.

use crate::domain::notice::Notice;
use crate::ui::icon::Icon;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Shows the text of the notice in the address. Every frame has one; pages need none of their own.
#[component]
pub fn NoticeBanner() -> impl IntoView {
    let query = use_query_map();
    let sentence = move || query.with(|query| query.get_str("notice").and_then(Notice::sentence));
    view! {
        <div class="notices" role="status">
            {move || sentence().map(|sentence| view! {
                <p class="notice" data-tone="success"><Icon name="check"/>{sentence}</p>
            }.into_any())}
        </div>
    }
}
