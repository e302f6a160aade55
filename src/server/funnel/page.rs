//! The page of the funnel, and the same as a file.

use super::chart;
use super::groups;
use crate::domain::funnel::{Cohort, Dimension, FunnelPage, FunnelQuery, FunnelRow, FunnelStep};
use crate::domain::language::Language;
use crate::domain::progress::{Counted, Group, Progress};
use crate::domain::time::{DAY, Timestamp};
use crate::server::authz::Staff;
use crate::server::organisation::settings;
use crate::server::platform::csv::CsvFile;
use crate::server::platform::db::read;
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use std::collections::HashMap;
use uuid::Uuid;

/// Everything on the page. Each number is that of the list behind it.
pub async fn load(app: &AppState, _: &Staff, query: &FunnelQuery) -> Result<FunnelPage> {
    let since = query.since(app.now());
    let counted = groups::counted(app, query.dimension(), since).await?;
    let all = row(
        t!(server::funnel::all_partners).to_owned(),
        counted.all,
        Cohort { step: FunnelStep::Added, from: since, to: None, of: None },
    );
    let rows = parts(app, query.dimension(), since, &counted).await?;
    let (chart, parts_chart) = (chart::steps(&all), chart::parts(&rows));
    let counted_at = groups::is_large(&counted).then_some(counted.at);
    Ok(FunnelPage { all, rows, chart, parts_chart, counted_at })
}

/// The parts and all, for spreadsheets.
pub async fn csv(app: &AppState, staff: &Staff, query: &FunnelQuery) -> Result<String> {
    let FunnelPage { all, rows, .. } = load(app, staff, query).await?;
    let mut csv = CsvFile::with_bom();
    let steps = FunnelStep::ALL.map(FunnelStep::as_str);
    csv.add_line(&[&[query.dimension().as_str()], &steps[..], &["median hours to activate"]].concat());
    for row in rows.into_iter().chain([all]) {
        let hours = row.median_hours.map(|hours| hours.to_string()).unwrap_or_default();
        let counts = row.counts.map(|count| count.to_string());
        csv.add_line(&[&[row.label], &counts[..], &[hours]].concat());
    }
    Ok(csv.finish())
}

/// The groups of a dimension, each with its name: months in their order, others with the most partners first, and those
/// without at the end.
async fn parts(
    app: &AppState,
    dimension: Dimension,
    since: Option<Timestamp>,
    counted: &Counted,
) -> Result<Vec<FunnelRow>> {
    let names = names(app, dimension).await?;
    let own = settings::settings(app).await?.language;
    let mut groups: Vec<(&Group, Progress)> =
        counted.groups.iter().map(|(group, progress)| (group, *progress)).collect();
    groups.sort_by_key(|(group, progress)| {
        let (is_last, most) = (**group == Group::Id(None), -progress.counts[0]);
        (is_last, if dimension == Dimension::Month { 0 } else { most }, *group)
    });
    let rows = groups.into_iter().map(|(group, progress)| {
        let label = match group {
            Group::Month(year, month) => t!(server::funnel::month, month = *month as i64, year = &year.to_string()),
            Group::Id(Some(id)) => names.get(id).cloned().unwrap_or_else(|| t!(server::funnel::gone).to_owned()),
            Group::Id(None) => t!(server::funnel::without, dimension = dimension.as_str()).to_owned(),
            Group::Word(code) => {
                let language = Language::parse(code).unwrap_or(own);
                match code.is_empty() {
                    true => t!(server::funnel::own_language, name = language.name()),
                    false => language.name().to_owned(),
                }
            }
        };
        row(label, progress, cohort(dimension, group, since))
    });
    Ok(rows.collect())
}

/// The partners of a group.
fn cohort(dimension: Dimension, group: &Group, since: Option<Timestamp>) -> Cohort {
    let step = FunnelStep::Added;
    let of = |value: String| Cohort { step, from: since, to: None, of: Some((dimension, value)) };
    match group {
        Group::Id(id) => of(id.map(|id| id.to_string()).unwrap_or_default()),
        Group::Word(word) => of(word.clone()),
        Group::Month(year, month) => {
            let first = |year: i64, month: usize| Timestamp::parse_day(&format!("{year:04}-{month:02}-01"));
            let (begin, next) = (first(*year, *month), first(year + (*month as i64) / 12, month % 12 + 1));
            Cohort { step, from: begin.max(since), to: next.map(|next| next.plus(-DAY)), of: None }
        }
    }
}

/// What the groups of a dimension are called that have an id.
async fn names(app: &AppState, dimension: Dimension) -> Result<HashMap<Uuid, String>> {
    let sql = match dimension {
        Dimension::Program => "select id, name from program",
        Dimension::Template => "select id, name from email_template where kind = 'invitation'",
        // Contacts invite their colleagues.
        Dimension::Inviter => "select distinct p.id, p.name from invitation i join person p on p.id = i.invited_by",
        Dimension::Month | Dimension::Language => return Ok(HashMap::new()),
    };
    let names: Vec<(Uuid, String)> = read!(&app.db, c => sqlx::query_as(sql).fetch_all(c))?;
    Ok(names.into_iter().collect())
}

fn row(label: String, progress: Progress, cohort: Cohort) -> FunnelRow {
    let minutes = progress.median;
    let median = minutes.map(|minutes| match minutes {
        ..60 => t!(server::funnel::minutes, count = minutes),
        60..2_880 => t!(server::funnel::hours, count = (minutes + 30) / 60),
        _ => t!(server::funnel::days, count = (minutes + 720) / 1_440),
    });
    FunnelRow {
        label,
        counts: progress.counts,
        median: median.unwrap_or_default(),
        median_hours: minutes.map(|minutes| (minutes + 30) / 60),
        cohort,
    }
}
