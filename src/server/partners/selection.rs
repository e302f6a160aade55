//! The partners that somebody selected in the list: one by one, or all that its filters match.

use super::filter::{Filter, bound};
use crate::domain::ids::PartnerId;
use crate::domain::partners::bulk::{MOST, Selection};
use crate::domain::partners::partner::PartnerQuery;
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

/// A statement over a selection: after the filters, one partner `$12` where `$11` is not 0, and at most
/// `$13` rows in the order of their names.
macro_rules! selected {
    ($columns:expr) => {
        $crate::server::partners::filter::filtered!(
            $columns,
            "
                and (cast($11 as bigint) = 0 or p.id = $12)
            order by p.name_key, p.id
            limit $13"
        )
    };
}
pub(super) use selected;

/// What `sql`, made by `selected!`, tells of each partner; who was deleted meanwhile is left out.
pub async fn rows<T>(app: &AppState, sql: &'static str, selection: &Selection) -> Result<Vec<T>>
where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
{
    match selection {
        Selection::Matching(query) => {
            let rows = fetch(app, sql, &Filter::parse(query, app.now())?, None).await?;
            if rows.len() > MOST {
                return Err(Error::Conflict("More than 10,000 partners match. Filter the list first.".to_owned()));
            }
            Ok(rows)
        }
        Selection::Chosen(ids) => {
            let everybody = Filter::parse(&PartnerQuery::default(), app.now())?;
            let mut rows = Vec::with_capacity(ids.len());
            for id in ids {
                rows.extend(fetch(app, sql, &everybody, Some(*id)).await?);
            }
            Ok(rows)
        }
    }
}

async fn fetch<T>(app: &AppState, sql: &'static str, filter: &Filter, one: Option<PartnerId>) -> Result<Vec<T>>
where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
{
    let (is_one, id) = (i64::from(one.is_some()), one.map_or_else(Uuid::nil, |id| id.0));
    let most = i64::try_from(MOST).unwrap_or(i64::MAX) + 1;
    Ok(read!(&app.db, c => bound!(sqlx::query_as(sql), filter).bind(is_one).bind(id).bind(most).fetch_all(c))?)
}
