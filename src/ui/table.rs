//! A list in columns; on narrow screens each row is a card (`style/ui/table.css`).

use leptos::prelude::*;

/// The column of buttons, whose head only screen readers need.
pub const ACTIONS: &str = "actions";

/// A table of `class` with a column for each of `heads`. The first cell of a row is a
/// `<th scope="row" class="cell-name">`, every other one repeats its head as `data-label`.
pub fn table(class: &str, caption: &str, heads: &[&'static str], rows: Vec<AnyView>) -> AnyView {
    let head = |head: &&'static str| match *head {
        ACTIONS => view! { <th scope="col"><span class="visually-hidden">{t!(ui::actions)}</span></th> }.into_any(),
        head => view! { <th scope="col">{head}</th> }.into_any(),
    };
    let heads: Vec<AnyView> = heads.iter().map(head).collect();
    view! {
        <div class="table-wrap">
            <table class=["table ", class].concat()>
                <caption class="visually-hidden">{caption.to_owned()}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The way on where a list goes further than its page.
pub fn next_page(href: String, words: &'static str) -> AnyView {
    view! { <nav class="paging" aria-label=t!(ui::pages)><a class="button" href=href rel="next">{words}</a></nav> }
        .into_any()
}
