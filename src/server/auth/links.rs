//! Links in emails, whatever they are for.

use crate::domain::ids::PersonId;
use crate::domain::language::Language;
use crate::server::platform::db::read;
use crate::server::platform::error::Result;
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;

/// The language of the person a link was made for, used or not; none for the set-up link, which precedes them.
pub async fn language(app: &AppState, token: &PlainToken) -> Result<Option<Language>> {
    const GET: &str = "
        select p.language
        from token t
        left join invitation i on i.id = t.invitation_id
        left join password_reset r on r.id = t.password_reset_id
        left join address_change a on a.id = t.address_change_id
        join person p on p.id = coalesce(i.person_id, r.person_id, a.person_id)
        where t.hash = $1";
    let code: Option<String> = read!(&app.db, c => sqlx::query_scalar(GET).bind(token.hash()).fetch_optional(c))?;
    Ok(code.and_then(|code| Language::parse(&code)))
}

/// Whether this is the secret of a link that we sent or showed, used or not.
pub async fn exists(app: &AppState, token: &PlainToken) -> Result<bool> {
    const FIND: &str = "select count(*) from token where hash = $1";
    let found: i64 = read!(&app.db, c => sqlx::query_scalar(FIND).bind(token.hash()).fetch_one(c))?;
    Ok(found > 0)
}

/// Whether this link was made for `person`.
pub async fn is_of(app: &AppState, token: &PlainToken, person: PersonId) -> Result<bool> {
    const FIND: &str = "
        select count(*)
        from token t
        left join invitation i on i.id = t.invitation_id
        left join password_reset r on r.id = t.password_reset_id
        left join address_change a on a.id = t.address_change_id
        where t.hash = $1 and coalesce(i.person_id, r.person_id, a.person_id) = $2";
    let found: i64 = read!(&app.db, c => sqlx::query_scalar(FIND).bind(token.hash()).bind(person.0).fetch_one(c))?;
    Ok(found > 0)
}

/// Whether a password can be chosen with this link now.
pub async fn is_open(app: &AppState, token: &PlainToken) -> Result<bool> {
    const OPEN: &str = "
        select count(*)
        from token t
        left join invitation i on i.id = t.invitation_id
        left join password_reset r on r.id = t.password_reset_id
        where t.hash = $1
            and (i.is_live and i.expires_at >= $2 or r.ended_at is null and r.expires_at >= $2)";
    let open: i64 = read!(&app.db, c => sqlx::query_scalar(OPEN).bind(token.hash()).bind(app.now().0).fetch_one(c))?;
    Ok(open > 0)
}
