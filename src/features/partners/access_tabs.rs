use super::list_url::to_url;
use crate::domain::partners::partner::{AttentionCounts, PartnerPage, PartnerQuery};
use leptos::prelude::*;

/// The list by access, each part with how many there are.
pub fn access_tabs(page: &PartnerPage, query: &PartnerQuery) -> AnyView {
    let tab = |(access, name): (&str, &'static str)| {
        let href = to_url(&PartnerQuery { access: access.to_owned(), ..query.clone() }.first_page());
        let current = (tab_of(&query.access) == access).then_some("page");
        let count = t!(partners::tab_count, count = page.counts.of(access).unwrap_or_default());
        view! { <li><a href=href aria-current=current>{name} " " <span class="tab-count">{count}</span></a></li> }
            .into_any()
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
    let counts = &page.attention;
    let AttentionCounts { refused, bounced, expired, reported, silent, requested, scheduled, expiring } = *counts;
    let all = match tab_of(&query.access) {
        "attention" => vec![
            ("refused", t!(partners::not_delivered, count = refused)),
            ("bounced", t!(partners::bounced_emails, count = bounced)),
            ("expired", t!(partners::link_expired, count = expired)),
            ("reported", t!(partners::opened_by_others, count = reported)),
            ("silent", t!(partners::silent_contacts, count = silent)),
            ("requested", t!(partners::asking_for_access, count = requested)),
        ],
        "invited" => vec![
            ("expiring", t!(partners::links_ending, count = expiring)),
            ("scheduled", t!(partners::scheduled_emails, count = scheduled)),
        ],
        _ => Vec::new(),
    };
    let link = |(access, words): (&'static str, String)| {
        let href = to_url(&PartnerQuery { access: access.to_owned(), ..query.clone() }.first_page());
        let current = (query.access == access).then_some("page");
        view! { <li><a href=href aria-current=current>{words}</a></li> }.into_any()
    };
    let links: Vec<AnyView> = all.into_iter().filter(|(access, _)| counts.of(access) > 0).map(link).collect();
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
