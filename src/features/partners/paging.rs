use super::list_url::to_url;
use crate::domain::counted::COUNTED;
use crate::domain::partners::partner::{PartnerPage, PartnerQuery};
use leptos::prelude::*;

/// Which rows these are, and the way to the pages before and after them.
pub fn paging(page: &PartnerPage, query: &PartnerQuery) -> AnyView {
    let shown = i64::try_from(page.rows.len()).unwrap_or(0);
    let before = query.rows_before();
    let at = |after: String, previous: String, from: Option<i64>| {
        let from = from.filter(|from| *from > 0).map(|from| from.to_string()).unwrap_or_default();
        to_url(&PartnerQuery { after, before: previous, from, ..query.clone() })
    };
    let previous = page.previous.clone().map(|row| match before.map(|before| before - page.view.size) {
        // The first page has an address of its own.
        Some(..=0) => at(String::new(), String::new(), None),
        from => at(String::new(), row, from),
    });
    let next = page.next.clone().map(|row| at(row, String::new(), before.map(|before| before + shown)));
    if previous.is_none() && next.is_none() {
        return ().into_any();
    }
    view! {
        <nav class="paging" aria-label=t!(partners::pages)>
            <p class="paging-rows">{in_words(before, shown, page.total)}</p>
            {previous.map(|href| view! { <a class="button" href=href rel="prev">{t!(partners::previous_page)}</a> }.into_any())}
            {next.map(|href| view! { <a class="button" href=href rel="next">{t!(partners::next_page)}</a> }.into_any())}
        </nav>
    }
    .into_any()
}

/// `51 to 100 of 401`, where it is known how many stand `before`.
pub fn in_words(before: Option<i64>, shown: i64, total: i64) -> String {
    match before {
        Some(before) if before + shown <= total || total > COUNTED => {
            t!(partners::rows_from_to, first = before + 1, last = before + shown, total = total)
        }
        _ => t!(partners::rows_of, shown = shown, total = total),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_are_counted_as_far_as_they_are_known() {
        assert_eq!(in_words(Some(50), 50, 401), "51 to 100 of 401");
        assert_eq!(in_words(Some(1_200), 1, 1_201), "1,201 to 1,201 of 1,201");
        assert_eq!(in_words(None, 50, 401), "50 of 401");
        assert_eq!(in_words(Some(12_000), 50, 10_001), "12,001 to 12,050 of 10,000+");
        assert_eq!(in_words(Some(400), 50, 401), "50 of 401", "the list shrank meanwhile");
    }
}
