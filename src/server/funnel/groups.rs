//! Partners counted together: those of a month, a program, a template, a language or an inviter.

use crate::domain::counted::COUNTED;
use crate::domain::funnel::{Dimension, FunnelStep};
use crate::domain::progress::{Counted, Group, Progress};
use crate::domain::time::{DAY, Timestamp};
use crate::server::platform::error::Result;
use crate::server::platform::sql::Sql;
use crate::server::state::AppState;
use std::collections::HashMap;
use std::sync::Arc;

/// How many partners of a group are where.
#[derive(Debug, Default)]
struct Tally {
    /// How many are at each step, and not further.
    at: [i64; FunnelStep::ALL.len()],
    /// How many took so many minutes to activate.
    minutes: Vec<(i64, i64)>,
}

impl Tally {
    fn add(&mut self, step: i64, minutes: Option<i64>, number: i64) {
        if let Some(at) = usize::try_from(step).ok().and_then(|step| self.at.get_mut(step)) {
            *at += number;
        }
        self.minutes.extend(minutes.map(|minutes| (minutes, number)));
    }

    fn progress(mut self) -> Progress {
        self.minutes.sort_unstable();
        let total: i64 = self.minutes.iter().map(|(_, number)| number).sum();
        let mut before = 0;
        let median = self.minutes.into_iter().find(|(_, number)| {
            before += number;
            before * 2 >= total
        });
        Progress {
            counts: std::array::from_fn(|step| self.at[step..].iter().sum()),
            median: median.map(|(minutes, _)| minutes),
        }
    }
}

/// A group's key, the step, the minutes to activate, and how many partners have all of these in common.
type Row<K> = (K, i64, Option<i64>, i64);

/// Counts the partners that were added from `since` on. Of many it may say what was counted some time ago: a million
/// take seconds.
pub async fn counted(app: &AppState, dimension: Dimension, since: Option<Timestamp>) -> Result<Arc<Counted>> {
    let count = async {
        let (all, groups) = (all(app, since).await?, parts(app, dimension, since).await?);
        Ok(Counted { all, groups, at: app.now() })
    };
    app.progress.answer(&app.clock, (dimension, since), count, is_large).await
}

/// Whether it counts more partners than are counted each time.
pub fn is_large(counted: &Counted) -> bool {
    counted.all.counts[0] > COUNTED
}

/// All partners that were added from `since` on.
async fn all(app: &AppState, since: Option<Timestamp>) -> Result<Progress> {
    let rows: Vec<Row<i64>> = counting("cast(0 as bigint)", "where 1 = 1", since).fetch_all(&app.db).await?;
    let mut tally = Tally::default();
    for (_, step, minutes, number) in rows {
        tally.add(step, minutes, number);
    }
    Ok(tally.progress())
}

/// The same partners by what they have in common.
async fn parts(app: &AppState, dimension: Dimension, since: Option<Timestamp>) -> Result<HashMap<Group, Progress>> {
    // A cross join is made in the order it is written in: from the partners of the period on.
    const NEWEST: &str = "
        cross join person m
        cross join newest_invitation n
        where m.partner_id = p.id and m.is_main and n.person_id = m.id";
    const PROGRAM: &str = "left join partner_program g on g.partner_id = p.id where 1 = 1";
    const CONTACT: &str = "left join person m on m.partner_id = p.id and m.is_main where 1 = 1";
    let by = |key: &str, joins: &str| counting(key, joins, since);
    let db = &app.db;
    let groups: Vec<Row<Group>> = match dimension {
        Dimension::Month => {
            let day = format!("p.created_at / {DAY}");
            keyed(by(&day, "where 1 = 1").fetch_all(db).await?, |day: i64| {
                let (year, month, _) = Timestamp(day * DAY).date();
                Group::Month(year, month)
            })
        }
        Dimension::Language => keyed(by("coalesce(m.language, '')", CONTACT).fetch_all(db).await?, Group::Word),
        Dimension::Program => keyed(by("g.program_id", PROGRAM).fetch_all(db).await?, Group::Id),
        Dimension::Template => keyed(by("n.template_id", NEWEST).fetch_all(db).await?, Group::Id),
        Dimension::Inviter => keyed(by("n.invited_by", NEWEST).fetch_all(db).await?, Group::Id),
    };
    let mut tallies: HashMap<Group, Tally> = HashMap::new();
    for (key, step, minutes, number) in groups {
        tallies.entry(key).or_default().add(step, minutes, number);
    }
    Ok(tallies.into_iter().map(|(group, tally)| (group, tally.progress())).collect())
}

/// Counts the partners `p` that were added from `since` on by `key`. `joins` ends in a condition.
fn counting(key: &str, joins: &str, since: Option<Timestamp>) -> Sql {
    let select = format!(
        "select {key} as grouped, p.funnel_step, p.activated_after / 60000000 as minutes, count(*) as number
        from partner p {joins}"
    );
    let mut sql = Sql::new(&select, []);
    if let Some(since) = since {
        sql.push(" and p.created_at >= ?", [since.0.into()]);
    }
    sql.push(" group by 1, 2, 3", []);
    sql
}

fn keyed<K>(rows: Vec<Row<K>>, key: impl Fn(K) -> Group) -> Vec<Row<Group>> {
    rows.into_iter().map(|(own, step, minutes, number)| (key(own), step, minutes, number)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_that_of_all_who_activated() {
        let median = |minutes: &[(i64, i64)]| Tally { minutes: minutes.to_vec(), ..Tally::default() }.progress().median;
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[(5, 1)]), Some(5));
        assert_eq!(median(&[(9, 1), (1, 1), (5, 1)]), Some(5));
        assert_eq!(median(&[(1, 1), (9, 1)]), Some(1), "the lower one of two");
        assert_eq!(median(&[(1, 2), (60, 3)]), Some(60));
    }

    #[test]
    fn each_step_includes_those_after_it() {
        let mut tally = Tally::default();
        for (step, number) in [(0, 4), (1, 3), (2, 2), (4, 1), (9, 7)] {
            tally.add(step, None, number);
        }
        assert_eq!(tally.progress().counts, [10, 6, 3, 1, 1]);
    }
}
