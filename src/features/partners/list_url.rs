//! The Partners page as its URL has it: a view can be bookmarked and shared.

use crate::domain::partners::bulk::{Change, SelectionForm};
use crate::domain::partners::partner::PartnerQuery;
use crate::paths;
use leptos::prelude::*;
use leptos_router::location::Url;
use leptos_router::params::ParamsMap;

/// The list as it was looked at last, for the way back to it.
#[derive(Clone, Copy)]
pub struct LastList(RwSignal<String>);

/// Remembers the list for the pages around it.
pub fn provide_last_list() {
    provide_context(LastList(RwSignal::new(paths::PARTNERS.to_owned())));
}

impl LastList {
    /// The way back to it.
    pub fn link() -> AnyView {
        let list = use_context::<Self>();
        let href = move || list.map_or_else(|| paths::PARTNERS.to_owned(), |Self(address)| address.get());
        view! { <p class="partner-back"><a href=href>{t!(partners::all_partners)}</a></p> }.into_any()
    }

    /// Remembers this one.
    pub fn set(query: &PartnerQuery) {
        if let Some(Self(address)) = use_context::<Self>() {
            address.set(to_url(query));
        }
    }
}

/// The query that the URL's parameters stand for; strange ones are left out.
pub fn from_params(params: &ParamsMap) -> PartnerQuery {
    let text = |name| params.get(name).unwrap_or_default();
    PartnerQuery {
        q: text("q"),
        status: text("status"),
        program: text("program"),
        access: text("access"),
        import: text("import"),
        manager: text("manager"),
        cohort: text("cohort"),
        sort: text("sort"),
        after: text("after"),
        before: text("before"),
        from: text("from"),
    }
}

/// The address of the page that shows `query`.
pub fn to_url(query: &PartnerQuery) -> String {
    let PartnerQuery { sort, after, before, from, .. } = query.clone();
    let mut parts = filters(query);
    parts.extend([("sort", sort), ("after", after), ("before", before), ("from", from)]);
    url(paths::PARTNERS, parts)
}

/// The address of the file with all that match, `file` or [`paths::PARTNERS_CSV`].
pub fn export_url(file: &str, query: &PartnerQuery) -> String {
    url(file, filters(query))
}

/// The address of the page that asks whether to `change` a selection.
pub fn bulk_url(change: Change, form: &SelectionForm, include_recent: bool) -> String {
    let SelectionForm { selection, all, .. } = form.clone();
    let mut parts = vec![("do", change.as_str().to_owned()), ("selection", selection), ("all", all)];
    parts.extend(filters(&form.filters()));
    parts.extend(include_recent.then(|| ("recent", "on".to_owned())));
    url(paths::PARTNERS_BULK, parts)
}

/// The filters in use: name and value.
pub fn filters(query: &PartnerQuery) -> Vec<(&'static str, String)> {
    let PartnerQuery { q, status, program, access, import, manager, cohort, .. } = query.clone();
    let all = [
        ("q", q),
        ("status", status),
        ("program", program),
        ("manager", manager),
        ("access", access),
        ("import", import),
        ("cohort", cohort),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// Whether `query` filters at all.
pub fn is_filtered(query: &PartnerQuery) -> bool {
    !filters(query).is_empty()
}

fn url(page: &str, parts: Vec<(&'static str, String)>) -> String {
    let mut url = page.to_owned();
    let mut mark = '?';
    for (name, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
        url.push(mark);
        url.push_str(name);
        url.push('=');
        url.push_str(&Url::escape(&value));
        mark = '&';
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_survives_its_url() {
        let query = PartnerQuery { q: "Ana & Søn".to_owned(), sort: "-added".to_owned(), ..Default::default() };
        assert_eq!(to_url(&query), "/partners?q=Ana%20%26%20S%C3%B8n&sort=%2Dadded");
        assert_eq!(to_url(&PartnerQuery::default()), "/partners");
        assert_eq!(export_url(paths::PARTNERS_CSV, &query), "/partners/export.csv?q=Ana%20%26%20S%C3%B8n");
    }

    #[test]
    fn the_order_alone_leaves_nobody_out() {
        assert!(!is_filtered(&PartnerQuery { sort: "-name".to_owned(), ..Default::default() }));
        assert!(is_filtered(&PartnerQuery { access: "none".to_owned(), ..Default::default() }));
    }
}
