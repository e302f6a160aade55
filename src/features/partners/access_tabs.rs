use super::list_url::to_url;
use crate::domain::partners::partner::{AttentionCounts, PartnerPage, PartnerQuery};
use crate::domain::plural::counted;
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
        (refused, "email was not delivered", t!(partners::emails_were_not_delivered)),
        (expired, "link has expired", t!(partners::links_have_expired)),
        (reported, "link was opened by someone else", t!(partners::links_were_opened_by_someone_else)),
        (silent, "contact has been silent for over a week", t!(partners::contacts_have_been_silent_for_over)),
        (requested, "partner asks for access for a colleague", t!(partners::partners_ask_for_access_for_a)),
    ];
    let words: Vec<String> =
        all.into_iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| counted(count, one, many)).collect();
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
