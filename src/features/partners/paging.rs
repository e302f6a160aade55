use super::list_url::to_url;
use crate::domain::partners::partner::PartnerQuery;
use leptos::prelude::*;

/// The way to the next page, and back to the first one.
#[component]
pub fn Paging(query: PartnerQuery, next: Option<String>) -> impl IntoView {
    let first = (!query.after.is_empty()).then(|| at(&query, String::new()));
    let next = next.map(|after| at(&query, after));
    (first.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="paging" aria-label="Pages">
                {first.map(|first| view! { <a class="button" href=first>"First page"</a> }.into_any())}
                {next.map(|next| view! { <a class="button" href=next rel="next">"Next page"</a> }.into_any())}
            </nav>
        }
    })
}

fn at(query: &PartnerQuery, after: String) -> String {
    to_url(&PartnerQuery { after, ..query.clone() })
}
