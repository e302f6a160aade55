//! How many partners there are in all and in each part of the list, as far as is counted.

use super::filter::{Filter, Start};
use super::standing::{Part, access_rank};
use crate::domain::partners::partner::{AccessCounts, AttentionCounts, COUNTED};
use crate::server::platform::error::{Context, Result};
use crate::server::platform::sql::Sql;
use crate::server::state::AppState;
use tokio::try_join;

/// By the access of the main contact, in the order of [`access_rank`].
const ACCESS: [Part; 3] = [Part::None, Part::Invited, Part::Active];

/// All reasons but [`Part::Attention`], which the others tell nearly always.
const REASONS: [Part; 6] =
    [Part::Refused, Part::Expired, Part::Reported, Part::Silent, Part::Requested, Part::Scheduled];

/// Counts those that match all filters but the part, from `start` on if that is no part.
pub async fn count(app: &AppState, filter: &Filter, start: Option<&Start>) -> Result<(AccessCounts, AttentionCounts)> {
    let filter = filter.of_every_part();
    let mut matching = Matching { app, filter: &filter, start: start.filter(|start| !start.is_part()), is_few: false };
    let everyone = matching.list().count(&app.db, COUNTED + 1).await.context("counting partners")?;
    matching.is_few = !filter.is_open() && everyone <= COUNTED;
    let (access, reasons) = try_join!(matching.by_access(), matching.numbers(REASONS))?;
    let [none, invited, active] = access;
    let [refused, expired, reported, silent, requested, scheduled] = reasons;
    let attention = AttentionCounts { refused, expired, reported, silent, requested, scheduled };
    let access =
        AccessCounts { everyone, attention: matching.needing_attention(&attention).await?, invited, active, none };
    Ok((access, attention))
}

/// Those that match, for counting.
struct Matching<'a> {
    app: &'a AppState,
    filter: &'a Filter,
    start: Option<&'a Start>,
    is_few: bool,
}

impl Matching<'_> {
    /// Their ids, as `id`.
    fn ids(&self) -> Sql {
        let mut sql = Sql::new("select p.id from ", []);
        self.filter.push_matches(&mut sql, self.start);
        sql
    }

    /// As many of them as are counted.
    fn list(&self) -> Sql {
        let mut list = self.ids();
        list.push(" limit ?", [(COUNTED + 1).into()]);
        list
    }

    /// How many are in each part of [`ACCESS`]: by the index of each, or of what matches by the contacts.
    async fn by_access(&self) -> Result<[i64; ACCESS.len()]> {
        if self.filter.is_open() || (self.start.is_none() && !self.is_few) {
            return self.numbers(ACCESS).await;
        }
        let mut sql = Sql::new(concat!("select ", access_rank!(), " as n, count(*) as number from ("), []);
        sql.push_sql(self.ids()).push(") k cross join person m where m.partner_id = k.id and m.is_main group by 1", []);
        let counted: Vec<(i64, i64)> = sql.fetch_all(&self.app.db).await.context("counting by access")?;
        Ok(by_number(&counted).map(|count| count.min(COUNTED + 1)))
    }

    /// How many are in each of `parts`, as far as is counted. Where few match they are looked through, otherwise each
    /// part is.
    async fn numbers<const N: usize>(&self, parts: [Part; N]) -> Result<[i64; N]> {
        let mut sql = Sql::default();
        if self.is_few {
            sql.push("with few as materialized (", []).push_sql(self.list()).push(") ", []);
        }
        for (n, part) in (0_i64..).zip(parts) {
            let select = match n {
                0 => "select ? as n, count(*) as number from (select 1 from ",
                _ => " union all select ? as n, count(*) as number from (select 1 from ",
            };
            sql.push(select, [n.into()]);
            if self.is_few {
                sql.push("few p where 1 = 1", []);
                self.filter.push_part(&mut sql, part);
            } else {
                sql.push("(", []).push_sql(part.list(self.filter.now)).push(") k", []);
                if !self.filter.is_open() {
                    sql.push(" cross join partner p where p.id = k.id", []);
                    self.filter.push_conditions(&mut sql);
                }
            }
            sql.push(" limit ?) c", [(COUNTED + 1).into()]);
        }
        let counted: Vec<(i64, i64)> = sql.fetch_all(&self.app.db).await.context("counting parts of the list")?;
        Ok(by_number(&counted))
    }

    /// Counts those with any reason: as many as have the only one, or one that many have, or else each once.
    async fn needing_attention(&self, counts: &AttentionCounts) -> Result<i64> {
        let AttentionCounts { refused, expired, reported, silent, requested, .. } = *counts;
        let reasons = [refused, expired, reported, silent, requested];
        let most = reasons.into_iter().max().unwrap_or_default();
        if most > COUNTED || reasons.into_iter().filter(|count| *count > 0).count() < 2 {
            return Ok(most);
        }
        let [number] = self.numbers([Part::Attention]).await?;
        Ok(number)
    }
}

/// What was counted of each number from 0 on.
fn by_number<const N: usize>(counted: &[(i64, i64)]) -> [i64; N] {
    std::array::from_fn(|number| counted.iter().find(|(n, _)| *n == number as i64).map_or(0, |(_, count)| *count))
}
