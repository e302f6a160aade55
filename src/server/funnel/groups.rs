//! Partners counted together: those of a month, a program, a template, a language or an inviter.

use crate::domain::funnel::{Dimension, FunnelStep};
use crate::domain::time::{DAY, Timestamp};
use crate::server::platform::error::Result;
use crate::server::platform::sql::Sql;
use crate::server::state::AppState;
use std::collections::HashMap;
use uuid::Uuid;

/// What partners have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// All of them.
    All,
    /// Year and month.
    Month(i64, usize),
    /// A program, a template or a member of the team; none for those without.
    Id(Option<Uuid>),
    /// A language's code; empty for the organisation's.
    Word(String),
}

/// How far the partners of a group have come.
#[derive(Debug, Clone, Default)]
pub struct Tally {
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

    /// How many came to each step.
    pub fn counts(&self) -> [i64; FunnelStep::ALL.len()] {
        std::array::from_fn(|step| self.at[step..].iter().sum())
    }

    /// The median time to activate, in minutes; the lower one of two.
    pub fn median(&self) -> Option<i64> {
        let mut minutes = self.minutes.clone();
        minutes.sort_unstable();
        let total: i64 = minutes.iter().map(|(_, number)| number).sum();
        let mut before = 0;
        minutes
            .into_iter()
            .find(|(_, number)| {
                before += number;
                before * 2 >= total
            })
            .map(|(minutes, _)| minutes)
    }
}

/// A group's key, the step, the minutes to activate, and how many partners have all of these in common.
type Counted<K> = (K, i64, Option<i64>, i64);

/// The partners that were added from `since` on, by what they have in common; all together without a dimension.
pub async fn count(
    app: &AppState,
    dimension: Option<Dimension>,
    since: Option<Timestamp>,
) -> Result<HashMap<Key, Tally>> {
    const NEWEST: &str = "
        join person m on m.partner_id = p.id and m.is_main
        join newest_invitation n on n.person_id = m.id";
    const PROGRAM: &str = "left join partner_program g on g.partner_id = p.id";
    const CONTACT: &str = "left join person m on m.partner_id = p.id and m.is_main";
    let sql = |key: &str, joins: &str| {
        let mut sql = Sql::new(
            &format!(
                "select {key} as grouped, p.funnel_step, p.activated_after / 60000000 as minutes, count(*) as number
                from partner p {joins}"
            ),
            [],
        );
        if let Some(since) = since {
            sql.push(" where p.created_at >= ?", [since.0.into()]);
        }
        sql.push(" group by 1, 2, 3", []);
        sql
    };
    let db = &app.db;
    let groups: Vec<Counted<Key>> = match dimension {
        None => {
            let rows: Vec<Counted<i64>> = sql("cast(0 as bigint)", "").fetch_all(db).await?;
            keyed(rows, |_| Key::All)
        }
        Some(Dimension::Month) => {
            let day = format!("p.created_at / {DAY}");
            let rows: Vec<Counted<i64>> = sql(&day, "").fetch_all(db).await?;
            keyed(rows, |day| {
                let (year, month, _) = Timestamp(day * DAY).date();
                Key::Month(year, month)
            })
        }
        Some(Dimension::Language) => {
            let rows: Vec<Counted<String>> = sql("coalesce(m.language, '')", CONTACT).fetch_all(db).await?;
            keyed(rows, Key::Word)
        }
        Some(dimension) => {
            let (key, joins) = match dimension {
                Dimension::Program => ("g.program_id", PROGRAM),
                Dimension::Template => ("n.template_id", NEWEST),
                _ => ("n.invited_by", NEWEST),
            };
            let rows: Vec<Counted<Option<Uuid>>> = sql(key, joins).fetch_all(db).await?;
            keyed(rows, Key::Id)
        }
    };
    let mut tallies: HashMap<Key, Tally> = HashMap::new();
    for (key, step, minutes, number) in groups {
        tallies.entry(key).or_default().add(step, minutes, number);
    }
    Ok(tallies)
}

fn keyed<K>(rows: Vec<Counted<K>>, key: impl Fn(K) -> Key) -> Vec<Counted<Key>> {
    rows.into_iter().map(|(own, step, minutes, number)| (key(own), step, minutes, number)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_that_of_all_who_activated() {
        let median = |minutes: &[(i64, i64)]| Tally { minutes: minutes.to_vec(), ..Tally::default() }.median();
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
        assert_eq!(tally.counts(), [10, 6, 3, 1, 1]);
    }
}
