//! The Partners page as its URL has it: a view can be bookmarked and shared.

use crate::domain::partner::PartnerQuery;
use crate::paths;
use leptos_router::location::Url;
use leptos_router::params::ParamsMap;

/// The query that the URL's parameters stand for; strange ones are left out.
pub fn from_params(params: &ParamsMap) -> PartnerQuery {
    let text = |name| params.get(name).unwrap_or_default();
    PartnerQuery {
        q: text("q"),
        status: text("status"),
        program: text("program"),
        access: text("access"),
        sort: text("sort"),
        after: text("after"),
    }
}

/// The address of the page that shows `query`.
pub fn to_url(query: &PartnerQuery) -> String {
    let PartnerQuery { q, status, program, access, sort, after } = query;
    let parts =
        [("q", q), ("status", status), ("program", program), ("access", access), ("sort", sort), ("after", after)];
    let mut url = paths::PARTNERS.to_owned();
    let mut mark = '?';
    for (name, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
        url.push(mark);
        url.push_str(name);
        url.push('=');
        url.push_str(&Url::escape(value));
        mark = '&';
    }
    url
}

/// Whether `query` leaves anybody out.
pub fn is_filtered(query: &PartnerQuery) -> bool {
    [&query.q, &query.status, &query.program, &query.access].iter().any(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_survives_its_url() {
        let query = PartnerQuery { q: "Ana & Søn".to_owned(), sort: "-added".to_owned(), ..Default::default() };
        assert_eq!(to_url(&query), "/partners?q=Ana%20%26%20S%C3%B8n&sort=%2Dadded");
        assert_eq!(to_url(&PartnerQuery::default()), "/partners");
    }

    #[test]
    fn the_order_alone_leaves_nobody_out() {
        assert!(!is_filtered(&PartnerQuery { sort: "-name".to_owned(), ..Default::default() }));
        assert!(is_filtered(&PartnerQuery { access: "none".to_owned(), ..Default::default() }));
    }
}
