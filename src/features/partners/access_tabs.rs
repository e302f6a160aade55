use super::labels::part;
use super::list_url::to_url;
use crate::domain::partners::partner::{PartnerPage, PartnerQuery};
use leptos::prelude::*;

/// The list by access, each part with how many there are, where that is known.
pub fn access_tabs(page: &PartnerPage, query: &PartnerQuery) -> AnyView {
    let tab = |(access, name): (&str, &'static str)| {
        let href = to_url(&PartnerQuery { access: access.to_owned(), ..query.clone() }.first_page());
        let current = (tab_of(&query.access) == access).then_some("page");
        let count = page.counts.of(access).map(|count| {
            view! { " " <span class="tab-count">{t!(partners::tab_count, count = count)}</span> }.into_any()
        });
        view! { <li><a href=href aria-current=current>{name} {count}</a></li> }.into_any()
    };
    let tabs = [
        ("", t!(partners::all)),
        ("attention", t!(partners::needs_attention)),
        ("invited", t!(partners::invited)),
        ("active", t!(partners::active)),
        ("none", t!(partners::no_access)),
    ];
    view! { <nav aria-label=t!(partners::access)><ul class="tabs">{tabs.map(tab).into_iter().collect_view()}</ul></nav> }.into_any()
}

/// Parts of a tab: why some need attention, and whose email leaves later. Each leads to its list.
pub fn parts(page: &PartnerPage, query: &PartnerQuery) -> Option<AnyView> {
    let all: &[&str] = match tab_of(&query.access) {
        "attention" => &["refused", "bounced", "expired", "reported", "silent", "requested"],
        "invited" => &["expiring", "scheduled"],
        _ => &[],
    };
    let link = |(access, count): (&str, i64)| {
        let href = to_url(&PartnerQuery { access: access.to_owned(), ..query.clone() }.first_page());
        let current = (query.access == access).then_some("page");
        view! { <li><a href=href aria-current=current>{part(access, count)}</a></li> }.into_any()
    };
    let counted = all.iter().filter_map(|access| Some((*access, page.counts.of(access)?)));
    let links: Vec<AnyView> = counted.filter(|(_, count)| *count > 0).map(link).collect();
    (!links.is_empty()).then(|| {
        view! { <nav aria-label=t!(partners::parts)><ul class="choices access-parts">{links}</ul></nav> }.into_any()
    })
}

/// The tab that a part belongs to.
fn tab_of(access: &str) -> &str {
    match access {
        "refused" | "bounced" | "expired" | "reported" | "silent" | "requested" => "attention",
        "expiring" | "scheduled" => "invited",
        tab => tab,
    }
}
