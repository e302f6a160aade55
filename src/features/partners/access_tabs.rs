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
        ("", "All"),
        ("attention", "Needs attention"),
        ("invited", "Invited"),
        ("active", "Active"),
        ("none", "No access"),
    ];
    view! { <nav aria-label="Access"><ul class="tabs">{tabs.map(tab).into_iter().collect_view()}</ul></nav> }.into_any()
}

/// Why some need attention, on their tab.
pub fn attention(page: &PartnerPage, query: &PartnerQuery) -> Option<AnyView> {
    let why = (query.access == "attention").then(|| reasons(&page.attention)).filter(|why| !why.is_empty())?;
    Some(view! { <p class="quiet-text">{why}</p> }.into_any())
}

fn reasons(attention: &AttentionCounts) -> String {
    let AttentionCounts { refused, expired, reported, silent, requested } = *attention;
    let all = [
        (refused, "email was not delivered", "emails were not delivered"),
        (expired, "link has expired", "links have expired"),
        (reported, "link was opened by someone else", "links were opened by someone else"),
        (silent, "contact has been silent for over a week", "contacts have been silent for over a week"),
        (requested, "partner asks for access for a colleague", "partners ask for access for a colleague"),
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
