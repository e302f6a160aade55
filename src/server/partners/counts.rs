//! How many partners there are in all and in each part of the list, as far as is counted.

use super::filter::{Filter, Start};
use super::standing::Part;
use crate::domain::partners::partner::{AccessCounts, AttentionCounts, COUNTED};
use crate::server::platform::error::{Context, Result};
use crate::server::platform::sql::Sql;
use crate::server::state::AppState;

/// All but [`Part::Attention`], which the others tell nearly always.
const PARTS: [Part; 9] = [
    Part::None,
    Part::Invited,
    Part::Active,
    Part::Refused,
    Part::Expired,
    Part::Reported,
    Part::Silent,
    Part::Requested,
    Part::Scheduled,
];

/// Counts those that match all filters but the part, from `start` on if that is no part.
pub async fn count(app: &AppState, filter: &Filter, start: Option<&Start>) -> Result<(AccessCounts, AttentionCounts)> {
    let matching = Matching { app, filter, start: start.filter(|start| !start.is_part) };
    let everyone = matching.everyone().await?;
    let is_few = !filter.is_open() && everyone <= COUNTED;
    let counted = matching.numbers(is_few, &PARTS).await?;
    let number = |part| PARTS.into_iter().zip(&counted).find(|(counted, _)| *counted == part).map_or(0, |(_, n)| *n);
    let attention = AttentionCounts {
        refused: number(Part::Refused),
        expired: number(Part::Expired),
        reported: number(Part::Reported),
        silent: number(Part::Silent),
        requested: number(Part::Requested),
        scheduled: number(Part::Scheduled),
    };
    let access = AccessCounts {
        everyone,
        attention: matching.needing_attention(is_few, &attention).await?,
        invited: number(Part::Invited),
        active: number(Part::Active),
        none: number(Part::None),
    };
    Ok((access, attention))
}

/// Those that match, for counting.
struct Matching<'a> {
    app: &'a AppState,
    filter: &'a Filter,
    start: Option<&'a Start>,
}

impl Matching<'_> {
    fn list(&self) -> Sql {
        let mut sql = Sql::new("select p.id from ", []);
        self.filter.of_every_part().push_matches(&mut sql, self.start);
        sql.push(" limit ?", [(COUNTED + 1).into()]);
        sql
    }

    async fn everyone(&self) -> Result<i64> {
        self.list().count(&self.app.db, COUNTED + 1).await.context("counting partners")
    }

    /// How many are in each of `parts`, as far as is counted. Where few match they are looked through, otherwise each
    /// part is.
    async fn numbers(&self, is_few: bool, parts: &[Part]) -> Result<Vec<i64>> {
        let mut sql = Sql::default();
        if is_few {
            sql.push("with few as materialized (", []).push_sql(self.list()).push(") ", []);
        }
        for (n, part) in (0_i64..).zip(parts) {
            let select = match n {
                0 => "select ? as n, count(*) as number from (select 1 from ",
                _ => " union all select ? as n, count(*) as number from (select 1 from ",
            };
            sql.push(select, [n.into()]);
            if is_few {
                sql.push("few p where 1 = 1", []);
                self.filter.push_part(&mut sql, *part);
            } else {
                sql.push("(", []).push_sql(part.list(self.filter.now)).push(") k", []);
                if !self.filter.is_open() {
                    sql.push(" cross join partner p where p.id = k.id", []);
                    self.filter.push_conditions(&mut sql);
                }
            }
            sql.push(" limit ?) c", [(COUNTED + 1).into()]);
        }
        let mut numbers: Vec<(i64, i64)> = sql.fetch_all(&self.app.db).await.context("counting parts of the list")?;
        numbers.sort_unstable();
        Ok(numbers.into_iter().map(|(_, number)| number).collect())
    }

    /// Counts those with any reason: as many as have the only one, or one that many have, or else each once.
    async fn needing_attention(&self, is_few: bool, counts: &AttentionCounts) -> Result<i64> {
        let AttentionCounts { refused, expired, reported, silent, requested, .. } = *counts;
        let reasons = [refused, expired, reported, silent, requested];
        let most = reasons.into_iter().max().unwrap_or_default();
        if most > COUNTED || reasons.into_iter().filter(|count| *count > 0).count() < 2 {
            return Ok(most);
        }
        Ok(self.numbers(is_few, &[Part::Attention]).await?.into_iter().sum())
    }
}
