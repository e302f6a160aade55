use super::api::ListAudit;
use crate::domain::audit::{self, AuditQuery, AuditRow};
use crate::paths;
use crate::ui::keyed::KeyedView;
use crate::ui::page::{Empty, PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use crate::ui::table::{next_page, table};
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

/// What is longer, in bytes, is folded up.
const LONG: usize = 600;

/// *Organisation > Audit log*: who did what, when and from where. The search is in the URL and needs no script.
#[component]
pub fn AuditPage() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| asked(&params.get()));
    let page = load(move || ListAudit { query: query.get() });
    let (fields, rows) = (KeyedView::default(), KeyedView::default());
    view! {
        <PageTitle title="Audit log"/>
        <PageHead title="Audit log" sub="Who did what, when and from where. Nothing here can be changed.">
            <a class="button" href=move || to_url(paths::MANAGE_AUDIT_CSV, &query.get()) rel="external">"Export CSV"</a>
        </PageHead>
        // New ones for another query, so that the fields say what the list answers.
        {move || fields.show(&query.with(|query| to_url("", query)), search(query.get()))}
        <ServerView from=page in_place=true show=move |page| list(page, &query.get_untracked(), rows)/>
    }
}

fn asked(params: &ParamsMap) -> AuditQuery {
    let part = |name| params.get(name).unwrap_or_default();
    AuditQuery { q: part("q"), from: part("from"), to: part("to"), before: part("before") }
}

fn to_url(page: &str, query: &AuditQuery) -> String {
    let parts = serde_qs::to_string(query).unwrap_or_default();
    let parts: Vec<&str> = parts.split('&').filter(|part| !part.ends_with('=')).collect();
    if parts.is_empty() { page.to_owned() } else { [page, "?", &parts.join("&")].concat() }
}

fn search(query: AuditQuery) -> AnyView {
    let day = |name: &'static str, label: &'static str, value: String| {
        view! { <label class="audit-day">{label} <input type="date" name=name value=value/></label> }.into_any()
    };
    view! {
        <form class="audit-search" role="search" method="get" action=paths::MANAGE_AUDIT>
            <label class="visually-hidden" for="q">"Search the audit log"</label>
            <input
                id="q" name="q" type="search" placeholder="Search names and what happened" autocomplete="off"
                maxlength="200" value=query.q
            />
            {day("from", "From", query.from)} {day("to", "To", query.to)}
            <button class="button">"Search"</button>
        </form>
    }
    .into_any()
}

fn list(page: audit::AuditPage, query: &AuditQuery, rows: KeyedView) -> AnyView {
    if page.rows.is_empty() {
        return view! {
            <Empty title="Nothing happened that matches" icon="search">
                <p>"Search for another word, or for more days. Days are those of your organisation's time zone."</p>
                <a class="button" href=paths::MANAGE_AUDIT>"Show everything"</a>
            </Empty>
        }
        .into_any();
    }
    let next = page.next.map(|before| to_url(paths::MANAGE_AUDIT, &AuditQuery { before, ..query.clone() }));
    view! {
        // New ones for another query, so that nothing unfolded stays so for another entry.
        {rows.show(&to_url("", query), table(
            "audit-table",
            "Audit log",
            &["What", "Who", "When", "From"],
            page.rows.into_iter().map(row).collect(),
        ))}
        {next.map(|next| next_page(next, "Older"))}
    }
    .into_any()
}

/// What was so and is so; a whole message that was rewritten only for those who ask.
fn changes(changes: String) -> AnyView {
    let is_long = changes.len() > LONG;
    let lines = view! { <div class="sub audit-changes">{changes}</div> };
    if !is_long {
        return lines.into_any();
    }
    view! { <details class="sub"><summary>"What changed"</summary> {lines}</details> }.into_any()
}

fn row(row: AuditRow) -> AnyView {
    let changes = (!row.changes.is_empty()).then(|| changes(row.changes));
    let origin = if row.origin.is_empty() { "The server itself".to_owned() } else { row.origin };
    view! {
        <tr>
            <th scope="row" class="cell-name audit-what">{row.what} {changes}</th>
            <td data-label="Who">{row.actor}</td>
            <td data-label="When"><Time at=row.at/></td>
            <td data-label="From" class="audit-origin">{origin}</td>
        </tr>
    }
    .into_any()
}
