//! How many partners there are in all and in each part of the list, as far as is counted.

use super::filter::{Filter, Start, WIDE};
use super::standing::Part;
use crate::domain::counted::COUNTED;
use crate::domain::partners::partner::{AccessCounts, AttentionCounts};
use crate::server::platform::error::{Context, Result};
use crate::server::platform::sql::Sql;
use crate::server::state::AppState;
use std::array::from_fn;

/// The parts, of which [`Part::Attention`] is the first: it has what the five after it have.
const PARTS: [Part; 10] = [
    Part::Attention,
    Part::Refused,
    Part::Expired,
    Part::Reported,
    Part::Silent,
    Part::Requested,
    Part::Scheduled,
    Part::None,
    Part::Invited,
    Part::Active,
];

/// How many are in each of [`PARTS`].
type Numbers = [i64; PARTS.len()];

/// Counts those that match all filters but the part, from `start` on if that is no part.
pub async fn count(app: &AppState, filter: &Filter, start: Option<&Start>) -> Result<(AccessCounts, AttentionCounts)> {
    let filter = filter.of_every_part();
    let matching = Matching { app, filter: &filter, start: start.filter(|start| !start.is_part()) };
    let (everyone, numbers) = match matching.start {
        Some(start) if start.size <= WIDE => matching.one_by_one().await,
        _ if filter.is_open() => matching.by_index().await,
        _ => matching.by_shorter_lists().await,
    }
    .context("counting partners")?;
    let [attention, refused, expired, reported, silent, requested, scheduled, none, invited, active] =
        numbers.map(|number| number.min(COUNTED + 1));
    let attention_counts = AttentionCounts { refused, expired, reported, silent, requested, scheduled };
    Ok((AccessCounts { everyone: everyone.min(COUNTED + 1), attention, invited, active, none }, attention_counts))
}

/// Those that match, for counting.
struct Matching<'a> {
    app: &'a AppState,
    filter: &'a Filter,
    start: Option<&'a Start>,
}

impl Matching<'_> {
    /// Looks each of them through, and counts those that are in the same parts together.
    async fn one_by_one(&self) -> Result<(i64, Numbers)> {
        let mut sql = Sql::new("select cast(0", []);
        for (n, part) in PARTS.into_iter().enumerate() {
            sql.push(" + case when ", []).push_sql(part.condition(self.filter.now));
            sql.push(&format!(" then {} else 0 end", 1 << n), []);
        }
        sql.push(" as bigint) as parts, count(*) as number from ", []);
        self.filter.push_matches(&mut sql, self.start);
        sql.push(" group by 1", []);
        let counted: Vec<(i64, i64)> = sql.fetch_all(&self.app.db).await?;
        let everyone = counted.iter().map(|(_, number)| number).sum();
        let of = |n: usize| counted.iter().filter(|(parts, _)| parts & (1 << n) != 0).map(|(_, number)| number).sum();
        Ok((everyone, from_fn(of)))
    }

    /// Counts each part by its index, where all partners match.
    async fn by_index(&self) -> Result<(i64, Numbers)> {
        let everyone = self.everyone().await?;
        let mut numbers = self.numbers(|part| (part != Part::Attention).then(|| part.list(self.filter.now))).await?;
        let reasons = &numbers[1..=5];
        let most = reasons.iter().copied().max().unwrap_or_default();
        numbers[0] = if most > COUNTED || reasons.iter().filter(|number| **number > 0).count() < 2 {
            most
        } else {
            Part::Attention.list(self.filter.now).count(&self.app.db, COUNTED + 1).await?
        };
        Ok((everyone, numbers))
    }

    /// Counts each part from its list on if that is short, or from those that match if they are fewer.
    async fn by_shorter_lists(&self) -> Result<(i64, Numbers)> {
        let now = self.filter.now;
        let all = Filter::open(now);
        let (_, sizes) = Matching { app: self.app, filter: &all, start: None }.by_index().await?;
        let list = |part: Part| {
            let is_short = PARTS.into_iter().zip(sizes).any(|(known, size)| known == part && size <= COUNTED);
            let mut sql = Sql::new("select p.id from ", []);
            if is_short {
                sql.push("(", []).push_sql(part.list(now)).push(") k cross join partner p where p.id = k.id", []);
                self.filter.push_conditions(&mut sql);
            } else {
                self.filter.push_matches(&mut sql, self.start);
                sql.push(" and ", []).push_sql(part.condition(now));
            }
            Some(sql)
        };
        Ok((self.everyone().await?, self.numbers(list).await?))
    }

    async fn everyone(&self) -> Result<i64> {
        let mut sql = Sql::new("select p.id from ", []);
        self.filter.push_matches(&mut sql, self.start);
        sql.count(&self.app.db, COUNTED + 1).await
    }

    /// How many `list` has of each part, as far as is counted; 0 without a list.
    async fn numbers(&self, list: impl Fn(Part) -> Option<Sql>) -> Result<Numbers> {
        let mut sql = Sql::default();
        for (n, part) in (0_i64..).zip(PARTS) {
            let Some(list) = list(part) else { continue };
            sql.push(if sql.is_empty() { "" } else { " union all " }, []);
            sql.push("select ? as n, count(*) as number from (select 1 from (", [n.into()]).push_sql(list);
            sql.push(") k limit ?) c", [(COUNTED + 1).into()]);
        }
        let counted: Vec<(i64, i64)> = sql.fetch_all(&self.app.db).await?;
        Ok(from_fn(|n| counted.iter().find(|(part, _)| *part == n as i64).map_or(0, |(_, number)| *number)))
    }
}
