use super::list_url::to_url;
use crate::domain::partners::partner::{AttentionCounts, PartnerPage, PartnerQuery};
use crate::i18n::grouped;
use leptos::prelude::*;

/// The list by access, each part with how many there are.
pub fn access_tabs(page: &PartnerPage, query: &PartnerQuery) -> AnyView {
    let tab = |(access, name): (&str, &'static str)| {
        let href = to_url(&PartnerQuery { access: access.to_owned(), ..query.clone() }.first_page());
        let current = (query.access == access).then_some("page");
        let count = grouped(page.counts.of(access));
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

/// Why some need attention, on their tab.
pub fn attention(page: &PartnerPage, query: &PartnerQuery) -> Option<AnyView> {
    let why = (query.access == "attention").then(|| reasons(&page.attention)).filter(|why| !why.is_empty())?;
    Some(view! { <p class="quiet-text">{why}</p> }.into_any())
}

fn reasons(attention: &AttentionCounts) -> String {
    let AttentionCounts { refused, expired, reported, silent, requested } = *attention;
    let all = [
        (refused, t!(partners::not_delivered, count = refused)),
        (expired, t!(partners::link_expired, count = expired)),
        (reported, t!(partners::opened_by_others, count = reported)),
        (silent, t!(partners::silent_contacts, count = silent)),
        (requested, t!(partners::asking_for_access, count = requested)),
    ];
    let words: Vec<String> = all.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    if words.is_empty() { String::new() } else { [&words.join(", "), "."].concat() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_reasons_that_there_are_are_told() {
        assert_eq!(reasons(&AttentionCounts::default()), "");
        let some = AttentionCounts { refused: 13, expired: 1, ..AttentionCounts::default() };
        assert_eq!(reasons(&some), "13 emails were not delivered, 1 link has expired.");
    }
}
