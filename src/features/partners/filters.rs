use super::list_url::to_url;
use super::row_edits::RowEdits;
use crate::domain::partners::partner::{Choices, PartnerQuery};
use crate::paths;
use crate::ui::later::later;
use crate::ui::server_data::{ServerData, ServerView};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::time::Duration;

/// How long typing must rest before the list follows.
const REST: Duration = Duration::from_millis(250);

/// Search and filters. A plain form with a button; once hydrated, the list follows automatically.
#[component]
pub fn Filters(
    query: Memo<PartnerQuery>,
    choices: ServerData<Choices>,
    /// What rows can be changed to, too.
    edits: RowEdits,
) -> impl IntoView {
    let search = NodeRef::<html::Input>::new();
    // What the search field asked for last: a newer word in it must not be overwritten by its answer.
    let asked = StoredValue::new(query.with_untracked(|query| query.q.clone()));
    let show = follow(query);
    let search_for = move |q: String| {
        asked.set_value(q.clone());
        show.run((PartnerQuery { q, ..query.get_untracked() }, true));
    };
    let mut on_type = debounce(REST, search_for);
    Effect::new(move |_| {
        let q = query.with(|query| query.q.clone());
        if asked.with_value(|asked| *asked != q) {
            if let Some(search) = search.get_untracked() {
                search.set_value(&q);
            }
            asked.set_value(q);
        }
    });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        search_for(search.get_untracked().map(|search| search.value()).unwrap_or_default());
    };
    view! {
        <form class="partners-filters" role="search" method="get" action=paths::PARTNERS on:submit=on_submit>
            <label class="visually-hidden" for="q">{t!(partners::search_partners)}</label>
            <input
                id="q" name="q" type="search" class="partners-search" placeholder=t!(partners::search_name_contact_email)
                autocomplete="off" spellcheck="false" value=query.with_untracked(|query| query.q.clone())
                node_ref=search on:input=move |event| on_type(event_target_value(&event))
            />
            <ServerView from=choices silent=true show=move |choices: Choices| {
                edits.offer(choices.clone());
                by_choice(choices, query, show)
            }/>
            <input type="hidden" name="access" value=move || query.with(|query| query.access.clone())/>
            <input type="hidden" name="import" value=move || query.with(|query| query.import.clone())/>
            <input type="hidden" name="cohort" value=move || query.with(|query| query.cohort.clone())/>
            <button class="button">{t!(partners::apply)}</button>
        </form>
    }
}

/// The filters by what an organisation can choose for its partners.
fn by_choice(choices: Choices, query: Memo<PartnerQuery>, show: Callback<(PartnerQuery, bool)>) -> AnyView {
    let Choices { statuses, programs, archived_statuses, archived_programs, team, me, .. } = choices;
    let (mine, others): (Vec<_>, Vec<_>) = team.into_iter().partition(|member| member.id == me);
    let mine = mine.into_iter().map(|member| (member.id.to_string(), t!(partners::my_partners).to_owned()));
    let managers = mine.chain(others.into_iter().map(|member| (member.id.to_string(), member.name))).collect();
    let archived = archived_statuses.into_iter().map(|status| (status.id.to_string(), archived_name(&status.name)));
    let statuses = statuses.into_iter().map(|status| (status.id.to_string(), status.name)).chain(archived);
    let archived = archived_programs.into_iter().map(|program| (program.id.to_string(), archived_name(&program.name)));
    let programs = programs.into_iter().map(|program| (program.id.to_string(), program.name)).chain(archived);
    view! {
        <Filter
            name="status" label=t!(partners::status) any=t!(partners::any_status) options=statuses.collect()
            chosen=part(query, |query| query.status.clone())
            choose=Callback::new(move |status| show.run((PartnerQuery { status, ..query.get_untracked() }, false)))
        />
        <Filter
            name="program" label=t!(partners::program) any=t!(partners::any_program) options=programs.collect()
            chosen=part(query, |query| query.program.clone())
            choose=Callback::new(move |program| show.run((PartnerQuery { program, ..query.get_untracked() }, false)))
        />
        <Filter
            name="manager" label=t!(partners::partner_manager) any=t!(partners::any_manager) options=managers
            chosen=part(query, |query| query.manager.clone())
            choose=Callback::new(move |manager| show.run((PartnerQuery { manager, ..query.get_untracked() }, false)))
        />
        // Where rows are cards, no head of a column sorts them.
        <div class="partners-sort">
            <Filter
                name="sort" label=t!(partners::sort) any=t!(partners::by_name) options=orders(&query.get_untracked().sort)
                chosen=part(query, |query| query.sort.clone())
                choose=Callback::new(move |sort| show.run((PartnerQuery { sort, ..query.get_untracked() }, false)))
            />
        </div>
    }
    .into_any()
}

/// The orders that are worth a tap, and the one in use.
fn orders(in_use: &str) -> Vec<(String, String)> {
    let all = [
        ("-added", t!(partners::newest_first)),
        ("-invited", t!(partners::last_invited)),
        ("-signed-up", t!(partners::last_signed_up)),
        ("-last-seen", t!(partners::last_seen)),
        ("status", t!(partners::status)),
    ];
    let other = Some((in_use, t!(partners::as_sorted)))
        .filter(|(sort, _)| !sort.is_empty() && all.iter().all(|(it, _)| it != sort));
    all.into_iter().chain(other).map(|(sort, label)| (sort.to_owned(), label.to_owned())).collect()
}

fn archived_name(name: &str) -> String {
    t!(partners::archived_name, name = name)
}

/// One filter: a list whose first entry matches every partner.
#[component]
fn Filter(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    options: Vec<(String, String)>,
    chosen: Memo<String>,
    choose: Callback<String>,
) -> impl IntoView {
    let options = [(String::new(), any.to_owned())].into_iter().chain(options).map(move |(value, text)| {
        let now = chosen.with_untracked(|chosen| *chosen == value);
        let mine = value.clone();
        view! {
            <option value=value selected=now prop:selected=move || chosen.with(|chosen| *chosen == mine)>{text}</option>
        }
    });
    let select = move || {
        view! {
            <select id=name name=name class="partners-filter" on:change=move |event| choose.run(event_target_value(&event))>
                {options.collect_view()}
            </select>
        }
        .into_any()
    };
    view! {
        <label class="visually-hidden" for=name>{label}</label>
        {later(select)}
    }
}

fn part(query: Memo<PartnerQuery>, part: fn(&PartnerQuery) -> String) -> Memo<String> {
    Memo::new(move |_| query.with(part))
}

/// Leads to the first page of a query; `true` replaces the address, so that Back leaves a search at
/// once instead of letter by letter.
fn follow(query: Memo<PartnerQuery>) -> Callback<(PartnerQuery, bool)> {
    let navigate = use_navigate();
    Callback::new(move |(next, replace): (PartnerQuery, bool)| {
        let next = next.first_page();
        if next != query.get_untracked() {
            navigate(&to_url(&next), NavigateOptions { replace, scroll: false, ..Default::default() });
        }
    })
}
