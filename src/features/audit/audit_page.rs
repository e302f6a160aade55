use super::api::ListAudit;
use crate::domain::audit::{self, AuditKind, AuditPartner, AuditQuery, AuditRow};
use crate::paths;
use crate::ui::keyed::KeyedView;
use crate::ui::page::{Empty, PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use crate::ui::table::{next_page, table};
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

/// What was changed is folded up where it is longer, in bytes.
const LONG: usize = 600;

/// *Organisation > Audit log*: who did what, when and from where. The search is in the URL and needs no script.
#[component]
pub fn AuditPage() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| asked(&params.get()));
    let page = load(move || ListAudit { query: query.get() });
    let (fields, rows) = (KeyedView::default(), KeyedView::default());
    view! {
        <PageTitle title=t!(audit::audit_log)/>
        <PageHead title=t!(audit::audit_log) sub=t!(audit::who_did_what_when_and_from)>
            <a class="button" href=move || to_url(paths::MANAGE_AUDIT_CSV, &query.get()) rel="external">{t!(audit::export_csv)}</a>
        </PageHead>
        <ServerView from=page in_place=true show=move |page: audit::AuditPage| {
            let query = query.get_untracked();
            let search = search(&query, &page);
            view! {
                // New ones for another query, so that the fields say what the list answers.
                {fields.show(&to_url("", &query), search)}
                {list(page, &query, rows)}
            }
            .into_any()
        }/>
    }
}

fn asked(params: &ParamsMap) -> AuditQuery {
    let part = |name| params.get(name).unwrap_or_default();
    AuditQuery {
        q: part("q"),
        person: part("person"),
        kind: part("kind"),
        partner: part("partner"),
        from: part("from"),
        to: part("to"),
        before: part("before"),
    }
}

fn to_url(page: &str, query: &AuditQuery) -> String {
    let parts = serde_qs::to_string(query).unwrap_or_default();
    let parts: Vec<&str> = parts.split('&').filter(|part| !part.ends_with('=')).collect();
    if parts.is_empty() { page.to_owned() } else { [page, "?", &parts.join("&")].concat() }
}

fn search(query: &AuditQuery, page: &audit::AuditPage) -> AnyView {
    let day = |name: &'static str, label: &'static str, value: String| {
        view! { <label class="audit-day">{label} <input type="date" name=name value=value/></label> }.into_any()
    };
    let people = page.people.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let kinds = AuditKind::ALL.map(|kind| (kind.as_str().to_owned(), kind.label().to_owned())).into();
    let only = page.partner.as_ref().map(|partner| {
        let all = to_url(paths::MANAGE_AUDIT, &AuditQuery { partner: String::new(), ..query.clone() });
        view! {
            <p class="audit-only">
                {t!(audit::only)} " " <a href=paths::partner(partner.id)>{partner.name.clone()}</a> ". " <a href=all>{t!(audit::show_all_partners)}</a>
                <input type="hidden" name="partner" value=partner.id.to_string()/>
            </p>
        }
        .into_any()
    });
    view! {
        <form class="audit-search" role="search" method="get" action=paths::MANAGE_AUDIT>
            <label class="visually-hidden" for="q">{t!(audit::search_the_audit_log)}</label>
            <input
                id="q" name="q" type="search" placeholder=t!(audit::search_names_and_what_happened) autocomplete="off"
                maxlength="200" value=query.q.clone()
            />
            {choice("person", t!(audit::person), t!(audit::anyone), people, &query.person)}
            {choice("kind", t!(audit::kind), t!(audit::everything), kinds, &query.kind)}
            <div class="audit-days">
                {day("from", t!(audit::from_day), query.from.clone())} {day("to", t!(audit::to_day), query.to.clone())}
                <button class="button">{t!(audit::search)}</button>
            </div>
            {only}
        </form>
    }
    .into_any()
}

/// A list to filter by; the first entry leaves nothing out.
fn choice(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    options: Vec<(String, String)>,
    chosen: &str,
) -> AnyView {
    let options = options.into_iter().map(|(value, text)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{text}</option> }.into_any()
    });
    view! {
        <label class="visually-hidden" for=name>{label}</label>
        <select id=name name=name><option value="">{any}</option> {options.collect_view()}</select>
    }
    .into_any()
}

fn list(page: audit::AuditPage, query: &AuditQuery, rows: KeyedView) -> AnyView {
    if page.rows.is_empty() {
        return view! {
            <Empty title=t!(audit::no_matching_entries) icon="search">
                <p>{t!(audit::search_for_another_word_or_for)}</p>
                <a class="button" href=paths::MANAGE_AUDIT>{t!(audit::show_everything)}</a>
            </Empty>
        }
        .into_any();
    }
    let next = page.next.map(|before| to_url(paths::MANAGE_AUDIT, &AuditQuery { before, ..query.clone() }));
    view! {
        // New ones for another query, so that nothing unfolded stays so for another entry.
        {rows.show(&to_url("", query), table(
            "audit-table",
            t!(audit::audit_log),
            &[t!(audit::what), t!(audit::when)],
            page.rows.into_iter().map(row).collect(),
        ))}
        {next.map(|next| next_page(next, t!(audit::older)))}
    }
    .into_any()
}

fn row(row: AuditRow) -> AnyView {
    let by_and_from = by_and_from(&row);
    let is_long = row.changes.len() > LONG;
    let changes =
        (!row.changes.is_empty()).then(|| view! { <div class="sub audit-changes">{row.changes}</div> }.into_any());
    let (short, long) = if is_long { (None, changes) } else { (changes, None) };
    let details = (long.is_some() || !by_and_from.is_empty()).then(|| {
        let from =
            (!by_and_from.is_empty()).then(|| view! { <div class="audit-origin">{by_and_from}</div> }.into_any());
        view! { <details class="sub"><summary>{t!(audit::details)}</summary> {from} {long}</details> }.into_any()
    });
    let results = row
        .bulk
        .filter(|_| row.partner.is_none())
        .map(|bulk| view! { " " <a href=paths::bulk(bulk)>{t!(audit::view_results)}</a> }.into_any());
    view! {
        <tr>
            <th scope="row" class="cell-name audit-what">{sentence(row.what, row.partner)} {results} {short} {details}</th>
            <td data-label=t!(audit::when)><Time at=row.at/></td>
        </tr>
    }
    .into_any()
}

/// Who did it, unless the entry says so, and from where.
fn by_and_from(row: &AuditRow) -> String {
    let AuditRow { actor, origin, what, .. } = row;
    match (what.contains(actor), origin.is_empty()) {
        (true, _) => origin.clone(),
        (false, true) => t!(audit::by, name = actor),
        (false, false) => t!(audit::by_and_from, name = actor, origin = origin),
    }
}

/// What happened, with the partner's name as a link.
fn sentence(what: String, partner: Option<AuditPartner>) -> AnyView {
    let Some(AuditPartner { id, name }) = partner else { return what.into_any() };
    let Some((before, after)) = what.split_once(&name) else { return what.into_any() };
    let (before, after) = (before.to_owned(), after.to_owned());
    view! { {before} <a href=paths::partner(id)>{name}</a> {after} }.into_any()
}
