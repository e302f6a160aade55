//! Finding a partner from anywhere, by a few letters.

use crate::domain::email;
use crate::domain::ids::PartnerId;
use crate::domain::partners::partner::PartnerHit;
use crate::server::authz::Staff;
use crate::server::partners::filter::patterns;
use crate::server::platform::db::read;
use crate::server::platform::error::Result;
use crate::server::platform::normalize::{fold, like_text};
use crate::server::state::AppState;
use uuid::Uuid;

/// The partners in whose name, contacts and addresses the words of `text` are: eight at most, those first whose name
/// begins with it.
pub async fn find(app: &AppState, _: &Staff, text: &str) -> Result<Vec<PartnerHit>> {
    const FIND: &str = "
        with hit as (
            select id, name, name_key, case when name_key like $2 escape '\\' then 0 else 1 end as rank
            from partner
            where search_key like $1 escape '\\'
                and (
                    cast($3 as text) = '%%'
                    or (
                        search_key like $3 escape '\\' and search_key like $4 escape '\\'
                        and search_key like $5 escape '\\' and search_key like $6 escape '\\'
                    )
                )
            order by rank, name_key, id
            limit 8
        )
        select h.id, h.name, coalesce(m.name, '') as contact, coalesce(m.email, '') as email
        from hit h
        left join person m on m.partner_id = h.id and m.is_main
        order by h.rank, h.name_key, h.id";
    let text: String = text.chars().filter(|c| !c.is_control()).take(200).collect();
    let begin = fold(&email::in_letters(&text));
    if begin.is_empty() {
        return Ok(Vec::new());
    }
    let (begin, [first, more @ ..]) = (like_text(&begin) + "%", patterns(&text));
    let rows: Vec<(Uuid, String, String, String)> = read!(&app.db, c => {
        let query = sqlx::query_as(FIND).bind(&first).bind(&begin);
        more.iter().fold(query, |query, word| query.bind(word)).fetch_all(c)
    })?;
    let hit = |(id, name, contact, email)| PartnerHit { id: PartnerId(id), name, contact, email };
    Ok(rows.into_iter().map(hit).collect())
}
