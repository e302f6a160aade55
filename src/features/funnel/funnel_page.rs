use super::api::LoadFunnel;
use crate::domain::funnel::{self, Dimension, FunnelQuery, FunnelRow, FunnelStep};
use crate::paths;
use crate::ui::keyed::KeyedView;
use crate::ui::page::{Empty, PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use crate::ui::table::table;
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// *Funnel*: how far partners have come, in charts and in tables. The choice is in the URL and needs no script.
#[component]
pub fn FunnelPage() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| {
        let part = |name| params.with(|params| params.get(name).unwrap_or_default());
        FunnelQuery { days: part("days"), by: part("by") }
    });
    let page = load(move || LoadFunnel { query: query.get() });
    let fields = KeyedView::default();
    view! {
        <PageTitle title=t!(funnel::funnel)/>
        <PageHead title=t!(funnel::funnel) sub=t!(funnel::lead)>
            <a class="button" href=move || query.with(|query| paths::funnel(paths::FUNNEL_CSV, query)) rel="external">{t!(funnel::export_csv)}</a>
        </PageHead>
        <ServerView from=page in_place=true show=move |page: funnel::FunnelPage| {
            let query = query.get_untracked();
            view! { {fields.show(&paths::funnel("", &query), choice(&query))} {charts(page, &query)} }.into_any()
        }/>
    }
}

/// Which period, and by what.
fn choice(query: &FunnelQuery) -> AnyView {
    let periods = FunnelQuery::PERIODS.map(|period| (period, period_label(period))).to_vec();
    let dimensions = Dimension::ALL.map(|dimension| (dimension.as_str(), dimension.label())).to_vec();
    view! {
        <form class="funnel-choice" method="get" action=paths::FUNNEL>
            {select("days", t!(funnel::period), periods, query.period())}
            {select("by", t!(funnel::by), dimensions, query.dimension().as_str())}
            <button class="button">{t!(funnel::show)}</button>
        </form>
    }
    .into_any()
}

fn period_label(period: &str) -> &'static str {
    match period {
        "30" => t!(funnel::days_30),
        "365" => t!(funnel::days_365),
        "all" => t!(funnel::all_time),
        _ => t!(funnel::days_90),
    }
}

fn select(
    name: &'static str,
    label: &'static str,
    options: Vec<(&'static str, &'static str)>,
    chosen: &str,
) -> AnyView {
    let options = options.into_iter().map(|(value, text)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{text}</option> }.into_any()
    });
    view! { <label>{label} " " <select name=name>{options.collect_view()}</select></label> }.into_any()
}

fn charts(page: funnel::FunnelPage, query: &FunnelQuery) -> AnyView {
    let funnel::FunnelPage { all, rows, chart, parts_chart, counted_at } = page;
    if all.counts[0] == 0 {
        return view! {
            <Empty title=t!(funnel::nothing_added) icon="users">
                <p>{t!(funnel::nothing_added_hint)}</p>
                <a class="button" href=paths::PARTNERS>{t!(funnel::all_partners)}</a>
            </Empty>
        }
        .into_any();
    }
    let median =
        (!all.median.is_empty()).then(|| view! { <p>{t!(funnel::median_is, time = &all.median)}</p> }.into_any());
    let dimension = query.dimension().label();
    let heads = [&[dimension], &FunnelStep::ALL.map(FunnelStep::label)[..], &[t!(funnel::median)]].concat();
    let rows = rows.into_iter().chain([all]).map(row).collect();
    let counted = counted_at
        .map(|at| view! { <p class="quiet-text">{t!(funnel::counted)} " " <Time at=at relative=true/></p> }.into_any());
    view! {
        <div class="stack">
            <section class="card" aria-labelledby="steps">
                <h2 id="steps">{t!(funnel::from_added_to_active)}</h2>
                <div class="chart-frame" inner_html=chart></div>
                {median}
                <p class="quiet-text">{t!(funnel::steps_hint)}</p>
                {counted}
            </section>
            <section class="card" aria-labelledby="parts">
                <h2 id="parts">{t!(funnel::active_of_added)}</h2>
                <div class="chart-frame" inner_html=parts_chart></div>
            </section>
            {table("funnel-table", t!(funnel::funnel), &heads, rows)}
        </div>
    }
    .into_any()
}

fn row(row: FunnelRow) -> AnyView {
    let FunnelRow { label, counts, median, cohort, .. } = row;
    let cells = FunnelStep::ALL.into_iter().zip(counts).map(|(step, count)| {
        let number = t!(funnel::number, count = count);
        let href = paths::partners_of_cohort(&cohort.at(step));
        view! { <td data-label=step.label()><a href=href>{number}</a></td> }.into_any()
    });
    view! {
        <tr>
            <th scope="row" class="cell-name">{label}</th>
            {cells.collect_view()}
            <td data-label=t!(funnel::median)>{if median.is_empty() { "–".to_owned() } else { median }}</td>
        </tr>
    }
    .into_any()
}
