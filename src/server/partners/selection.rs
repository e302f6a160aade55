//! The partners that a person selected in the list: one by one, or all that its filters match.

use super::filter::Filter;
use super::standing::standing_joins;
use crate::domain::ids::{PartnerId, SelectionId};
use crate::domain::partners::bulk::{MOST, MOST_TICKED, Selection};
use crate::domain::time::DAY;
use crate::server::authz::Staff;
use crate::server::platform::db::execute;
use crate::server::platform::error::{Error, Result};
use crate::server::platform::sql::Sql;
use crate::server::state::AppState;

/// How long those who were ticked can be used.
pub const KEPT: i64 = DAY;

/// Keeps those who were ticked, for the page that asks what happens to them.
pub async fn keep(app: &AppState, staff: &Staff, ticked: &[PartnerId]) -> Result<SelectionId> {
    const ADD: &str = "insert into partner_selection (id, staff_id, created_at) values ($1, $2, $3)";
    const ITEM: &str = "
        insert into partner_selection_item (selection_id, partner_id)
        select $1, id
        from partner
        where id = $2
        on conflict do nothing";
    if ticked.len() > MOST_TICKED {
        return Err(Error::Conflict(t!(server::partners::too_many_ticked, most = MOST_TICKED as i64)));
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

/// `columns` of each partner `p`, with its status `s` and what
/// [`standing_joins`](super::standing::standing_joins) joins, in the order of their names.
pub async fn rows(app: &AppState, staff: &Staff, columns: Sql, selection: &Selection) -> Result<Sql> {
    let mut sql = Sql::new("with hit as (", []);
    sql.push_sql(selected(app, staff, selection).await?);
    sql.push(" limit ?) select ", [(MOST + 1).into()]).push_sql(columns);
    sql.push(" from hit join partner p on p.id = hit.id join status s on s.id = p.status_id ", []);
    sql.push(concat!(standing_joins!(), " order by p.name_key, p.id"), []);
    Ok(sql)
}

/// The ids of all of them, in the order of their names.
pub async fn in_order(app: &AppState, staff: &Staff, selection: &Selection) -> Result<Sql> {
    let mut sql = selected(app, staff, selection).await?;
    sql.push(" order by p.name_key, p.id", []);
    Ok(sql)
}

/// The ids of all of them. Deleted partners are left out, and all that another person ticked, or too long ago.
async fn selected(app: &AppState, staff: &Staff, selection: &Selection) -> Result<Sql> {
    const TICKED: &str = "
        partner_selection n
        join partner_selection_item t on t.selection_id = n.id
        join partner p on p.id = t.partner_id
        where n.id = ? and n.staff_id = ? and n.created_at > ?";
    let mut sql = Sql::new("select p.id from ", []);
    match selection {
        Selection::Ticked(id) => {
            let since = app.now().plus(-KEPT).0;
            sql.push(TICKED, [id.0.into(), staff.id.0.into(), since.into()]);
        }
        Selection::Matching(query) => {
            let filter = Filter::parse(query, app.now())?;
            filter.push_matches(&mut sql, filter.start(app).await?.as_ref());
        }
    }
    Ok(sql)
}
