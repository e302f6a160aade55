//! How many partners there are in all and in each part of the list, as far as is counted.

use super::filter::{Filter, Start};
use super::standing::Part;
use crate::domain::counted::COUNTED;
use crate::domain::partners::partner::PartCounts;
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

/// Counts those that match `filter`, which begins with `start`, and of those but for its part, how many are in each part.
/// Where more match than are counted, a part is counted only if it is asked for, or where nothing else is.
pub async fn count(app: &AppState, filter: &Filter, start: Option<&Start>) -> Result<PartCounts> {
    let every = filter.of_every_part();
    let from = start.filter(|start| !start.is_part());
    let matching = Matching { app, filter: &every, start: from };
    let (everyone, numbers) = matching.counted().await.context("counting partners")?;
    let mut counts = PartCounts(vec![(String::new(), everyone)]);
    match (numbers, filter.part) {
        (Some(numbers), _) => counts.0.extend(PARTS.into_iter().map(|part| part.as_str().to_owned()).zip(numbers)),
        (None, Some(part)) => {
            counts.0.push((part.as_str().to_owned(), filter.count(app, start).await?));
        }
        (None, None) => {}
    }
    Ok(counts)
}

/// Those that match, for counting.
struct Matching<'a> {
    app: &'a AppState,
    filter: &'a Filter,
    start: Option<&'a Start>,
}

impl Matching<'_> {
    async fn counted(&self) -> Result<(i64, Option<Numbers>)> {
        if self.start.is_some_and(|start| !start.is_long()) {
            return self.one_by_one().await;
        }
        let everyone = self.filter.count(self.app, self.start).await?;
        match everyone > COUNTED {
            _ if self.filter.is_open() => Ok((everyone, Some(self.by_index().await?))),
            true => Ok((everyone, None)),
            false => self.one_by_one().await,
        }
    }

    /// Looks each of them through, and counts those that are in the same parts together.
    async fn one_by_one(&self) -> Result<(i64, Option<Numbers>)> {
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
        Ok((everyone, Some(from_fn(of))))
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
}
