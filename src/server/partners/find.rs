//! Finding a partner from anywhere, by a few letters.

use super::words::Words;
use crate::domain::email;
use crate::domain::ids::PartnerId;
use crate::domain::partners::partner::PartnerHit;
use crate::server::authz::Staff;
use crate::server::platform::db::read;
use crate::server::platform::error::Result;
use crate::server::platform::normalize::fold;
use crate::server::platform::sql::Sql;
use crate::server::state::AppState;
use uuid::Uuid;

/// How many are offered.
const MOST: usize = 8;

/// How many matches are put in order: with more of them, those that happen to be found first.
const SORTED: i64 = 500;

/// The partners in whose name, contacts and addresses the words of `text` are: eight at most, those first whose name
/// begins with it.
pub async fn find(app: &AppState, _: &Staff, text: &str) -> Result<Vec<PartnerHit>> {
    let words = Words::of(text);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = beginning(app, &fold(&email::in_letters(text))).await?;
    if found.len() < MOST {
        let mut others = anywhere(app, &words).await?;
        others.retain(|id| !found.contains(id));
        found.extend(others);
        found.truncate(MOST);
    }
    hits(app, &found).await
}

/// The partners that have `words` anywhere.
async fn anywhere(app: &AppState, words: &Words) -> Result<Vec<Uuid>> {
    let mut sql = Sql::new("select f.id from (select p.id, p.name_key from ", []);
    words.push_matches(&mut sql, &app.db);
    sql.push(" limit ?) f order by f.name_key, f.id limit ?", [SORTED.into(), (2 * MOST as i64).into()]);
    let rows: Vec<(Uuid,)> = sql.fetch_all(&app.db).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The partners whose names begin with `text`, and so have all its words.
async fn beginning(app: &AppState, text: &str) -> Result<Vec<Uuid>> {
    const BEGINNING: &str = "
        select p.id from partner p where p.name_key >= $1 and p.name_key < $2 order by p.name_key, p.id limit $3";
    let end = format!("{text}{}", char::MAX);
    Ok(read!(&app.db, c => sqlx::query_scalar(BEGINNING).bind(text).bind(&end).bind(MOST as i64).fetch_all(c))?)
}

/// What is shown of the partners `ids`, in their order.
async fn hits(app: &AppState, ids: &[Uuid]) -> Result<Vec<PartnerHit>> {
    const SHOWN: &str = "
        select p.id, p.name, coalesce(m.name, '') as contact, coalesce(m.email, '') as email
        from partner p
        left join person m on m.partner_id = p.id and m.is_main
        where p.id in (";
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(SHOWN, []);
    sql.push_list(ids.iter().copied().map(Into::into)).push(")", []);
    let mut rows: Vec<(Uuid, String, String, String)> = sql.fetch_all(&app.db).await?;
    rows.sort_by_key(|(id, ..)| ids.iter().position(|known| known == id));
    let hit = |(id, name, contact, email)| PartnerHit { id: PartnerId(id), name, contact, email };
    Ok(rows.into_iter().map(hit).collect())
}
