//! How many partners there are in all and in each part of the list, as far as is counted.

use super::filter::{Filter, Start, WIDE};
use super::standing::Part;
use crate::domain::counted::COUNTED;
use crate::domain::partners::partner::{AccessCounts, AttentionCounts};
use crate::server::platform::error::{Context, Result};
use crate::server::platform::sql::Sql;
use crate::server::state::AppState;
use std::array::from_fn;

/// The parts, of which [`Part::Attention`] is the first: it has what the six after it have.
const PARTS: [Part; 12] = [
    Part::Attention,
    Part::Refused,
    Part::Bounced,
    Part::Expired,
    Part::Reported,
    Part::Silent,
    Part::Requested,
    Part::Scheduled,
    Part::Expiring,
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
    let (everyone, numbers) = matching.counted().await.context("counting partners")?;
    let [attention, refused, bounced, expired, reported, silent, requested, scheduled, expiring, none, invited, active] =
        numbers.map(|number| number.min(COUNTED + 1));
    let attention_counts =
        AttentionCounts { refused, bounced, expired, reported, silent, requested, scheduled, expiring };
    Ok((AccessCounts { everyone: everyone.min(COUNTED + 1), attention, invited, active, none }, attention_counts))
}

/// Those that match, for counting.
struct Matching<'a> {
    app: &'a AppState,
    filter: &'a Filter,
    start: Option<&'a Start>,
}

impl Matching<'_> {
    async fn counted(&self) -> Result<(i64, Numbers)> {
        if self.start.is_some_and(|start| start.size <= WIDE) {
            return self.one_by_one().await;
        }
        let mut all = Sql::new("select p.id from ", []);
        self.filter.push_matches(&mut all, self.start);
        let everyone = all.count(&self.app.db, COUNTED + 1).await?;
        let sizes = self.by_index().await?;
        Ok((everyone, if self.filter.is_open() { sizes } else { self.by_shorter_lists(sizes).await? }))
    }

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

    /// Counts all that are in each part, by its index.
    async fn by_index(&self) -> Result<Numbers> {
        let now = self.filter.now;
        let [_, others @ ..] = PARTS;
        let counted = Sql::count_each(others.map(|part| part.list(now)), &self.app.db, COUNTED + 1).await?;
        let reasons = &counted[..6];
        let most = reasons.iter().copied().max().unwrap_or_default();
        let attention = if most > COUNTED || reasons.iter().filter(|number| **number > 0).count() < 2 {
            most
        } else {
            Part::Attention.list(now).count(&self.app.db, COUNTED + 1).await?
        };
        Ok(from_fn(|n| if n == 0 { attention } else { counted[n - 1] }))
    }

    /// Counts each part from its list on if that is short by its `sizes`, or from those that match if they are fewer.
    async fn by_shorter_lists(&self, sizes: Numbers) -> Result<Numbers> {
        let now = self.filter.now;
        let lists = from_fn(|n| {
            let part = PARTS[n];
            let mut sql = Sql::new("select p.id from ", []);
            if sizes[n] <= COUNTED {
                sql.push("(", []).push_sql(part.list(now)).push(") k cross join partner p where p.id = k.id", []);
                self.filter.push_conditions(&mut sql);
            } else {
                self.filter.push_matches(&mut sql, self.start);
                sql.push(" and ", []).push_sql(part.condition(now));
            }
            sql
        });
        Sql::count_each::<{ PARTS.len() }>(lists, &self.app.db, COUNTED + 1).await
    }
}
