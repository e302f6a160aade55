//! The partners that a person selected in the list: one by one, or all that its filters match.

use super::filter::{Filter, bound};
use crate::domain::ids::{PartnerId, SelectionId};
use crate::domain::partners::bulk::{MOST, Selection};
use crate::domain::partners::partner::PartnerQuery;
use crate::domain::time::DAY;
use crate::server::authz::Staff;
use crate::server::platform::db::{execute, read};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;

/// How long those who were ticked can be used.
pub const KEPT: i64 = DAY;

/// A statement over a selection: after the filters, where `$15` is not 0 those that `$17` ticked as selection `$16`
/// after `$18`, and at most `$19` rows in the order of their names.
macro_rules! selected {
    ($columns:expr) => {
        $crate::server::partners::filter::filtered!(
            $columns,
            "
                and (
                    cast($15 as bigint) = 0
                    or p.id in (
                        select t.partner_id
                        from partner_selection n
                        join partner_selection_item t on t.selection_id = n.id
                        where n.id = $16 and n.staff_id = $17 and n.created_at > $18
                    )
                )
            order by p.name_key, p.id
            limit $19"
        )
    };
}
pub(super) use selected;

/// Keeps those who were ticked, for the page that asks what happens to them.
pub async fn keep(app: &AppState, staff: &Staff, ticked: &[PartnerId]) -> Result<SelectionId> {
    const ADD: &str = "insert into partner_selection (id, staff_id, created_at) values ($1, $2, $3)";
    const ITEM: &str = "
        insert into partner_selection_item (selection_id, partner_id)
        select $1, id
        from partner
        where id = $2
        on conflict do nothing";
    if ticked.len() > MOST {
        return Err(Error::Conflict(t!(server::partners::select_at_most_10_000_partners).to_owned()));
    }
    let id = SelectionId(app.id());
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, ADD, id.0, staff.id.0, app.now().0)?;
    for partner in ticked {
        execute!(&mut tx, ITEM, id.0, partner.0)?;
    }
    tx.commit().await?;
    Ok(id)
}

/// What `sql`, made by `selected!`, tells of each partner. Deleted partners are left out, and all that another
/// person ticked, or too long ago.
pub async fn rows<T>(app: &AppState, staff: &Staff, sql: &'static str, selection: &Selection) -> Result<Vec<T>>
where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
{
    let (query, ticked) = match selection {
        Selection::Matching(query) => (query.clone(), None),
        Selection::Ticked(id) => (PartnerQuery::default(), Some(id.0)),
    };
    let (filter, since) = (Filter::parse(&query, app.now())?, app.now().plus(-KEPT).0);
    let most = i64::try_from(MOST).unwrap_or(i64::MAX) + 1;
    let rows = read!(&app.db, c => bound!(sqlx::query_as(sql), filter)
        .bind(i64::from(ticked.is_some()))
        .bind(ticked.unwrap_or_default())
        .bind(staff.id.0)
        .bind(since)
        .bind(most)
        .fetch_all(c))?;
    if rows.len() > MOST {
        return Err(Error::Conflict(t!(server::partners::more_than_10_000_partners_match).to_owned()));
    }
    Ok(rows)
}
