//! Text that staff wrote as Markdown.

use leptos::prelude::*;

/// Text of several paragraphs; `html` is what the server made of Markdown.
pub fn prose(html: String) -> AnyView {
    view! { <div class="prose" inner_html=html></div> }.into_any()
}
