//! The terms of the program: their versions, which are kept and never changed, and who accepted which.

use super::settings;
use crate::domain::ids::PersonId;
use crate::domain::organisation::terms::{AcceptedTerms, ManagedTerms, Terms, TermsVersion};
use crate::domain::text::TermsText;
use crate::domain::time::Timestamp;
use crate::server::audit::record::{self, Entry};
use crate::server::authz::{LiveSession, Owner, Staff};
use crate::server::people::rows::PersonFilter;
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::markdown;
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use std::collections::HashMap;
use uuid::Uuid;

const CURRENT: &str = "select number, body from terms_version order by number desc limit 1";

/// The version that partners are to accept now; none where there are no terms.
pub async fn asked(app: &AppState) -> Result<Option<i64>> {
    let newest: Option<(i64, String)> = read!(&app.db, c => sqlx::query_as(CURRENT).fetch_optional(c))?;
    Ok(in_use(newest))
}

/// The same inside a transaction.
pub async fn asked_in(tx: &mut Tx) -> Result<Option<i64>> {
    let newest: Option<(i64, String)> = run!(tx, c => sqlx::query_as(CURRENT).fetch_optional(c))?;
    Ok(in_use(newest))
}

fn in_use(newest: Option<(i64, String)>) -> Option<i64> {
    newest.filter(|(_, body)| !body.is_empty()).map(|(number, _)| number)
}

/// Keeps that `person` accepted `version` just now.
pub async fn accept(tx: &mut Tx, app: &AppState, person: PersonId, version: i64) -> Result<()> {
    const ADD: &str = "insert into terms_acceptance (person_id, version, accepted_at) values ($1, $2, $3)";
    execute!(tx, ADD, person.0, version, app.now().0)?;
    Ok(())
}

/// What `person` accepted last.
pub async fn accepted(app: &AppState, person: PersonId) -> Result<Option<AcceptedTerms>> {
    Ok(accepted_by(app, PersonFilter::One(person)).await?.remove(&person))
}

/// What each of `people` accepted last.
pub async fn accepted_by(app: &AppState, people: PersonFilter) -> Result<HashMap<PersonId, AcceptedTerms>> {
    const LAST: &str = "
        select a.person_id, a.version, a.accepted_at
        from person p
        join terms_acceptance a on a.person_id = p.id
        where (p.id = $1 or p.partner_id = $1)
            and a.accepted_at = (select max(n.accepted_at) from terms_acceptance n where n.person_id = p.id)";
    let rows: Vec<(Uuid, i64, i64)> = read!(&app.db, c => sqlx::query_as(LAST).bind(people.id()).fetch_all(c))?;
    let accepted = |(id, version, at)| (PersonId(id), AcceptedTerms { version, at: Timestamp(at) });
    Ok(rows.into_iter().map(accepted).collect())
}

#[derive(sqlx::FromRow)]
struct VersionRow {
    number: i64,
    created_at: i64,
    written_by: Option<String>,
    is_empty: bool,
    accepted_by: i64,
}

/// Everything on *Program > Terms*.
pub async fn managed(app: &AppState, _: &Staff, you_may_save: bool) -> Result<ManagedTerms> {
    const VERSIONS: &str = "
        select t.number, t.created_at, b.name as written_by, t.body = '' as is_empty,
            (
                select count(distinct a.person_id)
                from terms_acceptance a
                where a.version = t.number
            ) as accepted_by
        from terms_version t
        left join person b on b.id = t.written_by
        order by t.number desc";
    let newest: Option<(i64, String)> = read!(&app.db, c => sqlx::query_as(CURRENT).fetch_optional(c))?;
    let rows: Vec<VersionRow> = read!(&app.db, c => sqlx::query_as(VERSIONS).fetch_all(c))?;
    let view = |row: VersionRow| TermsVersion {
        number: row.number,
        written_at: Timestamp(row.created_at),
        written_by: row.written_by.unwrap_or_else(|| t!(server::organisation::former_member).to_owned()),
        is_empty: row.is_empty,
        accepted_by: row.accepted_by,
    };
    let (version, text) = newest.unwrap_or_default();
    Ok(ManagedTerms { version, text, versions: rows.into_iter().map(view).collect(), you_may_save })
}

/// Makes `text` the current terms, unless another person changed them since `version` was shown. People who are already
/// active keep what they accepted.
pub async fn save(app: &AppState, owner: &Owner, version: i64, text: &TermsText) -> Result<()> {
    const ADD: &str = "insert into terms_version (number, body, written_by, created_at) values ($1, $2, $3, $4)";
    let mut tx = settings::begin(app).await?;
    let newest: Option<(i64, String)> = run!(&mut tx, c => sqlx::query_as(CURRENT).fetch_optional(c))?;
    let (number, before) = newest.unwrap_or_default();
    if number != version {
        return Err(Error::Conflict(t!(server::organisation::changed_by_someone_else).to_owned()));
    }
    if text.as_str() == before {
        return Ok(());
    }
    let number = number + 1;
    execute!(&mut tx, ADD, number, text.as_str(), owner.id.0, app.now().0)?;
    let what = match text.as_str() {
        "" => recorded!(server::events::terms_ended, actor = &owner.name),
        _ => recorded!(server::events::terms_changed, actor = &owner.name, version = number),
    };
    record::write(&mut tx, app, Entry::of(&**owner, "terms_changed", what)).await?;
    tx.commit().await
}

/// One version, for people who are signed in or hold a link issued here: exactly those who are asked to accept the
/// terms or have done so.
pub async fn read(
    app: &AppState,
    visitor: Option<&LiveSession>,
    link: Option<&PlainToken>,
    version: i64,
) -> Result<Terms> {
    const GET: &str = "select body, created_at from terms_version where number = $1";
    if visitor.is_none() && !is_link(app, link).await? {
        return Err(Error::NotFound);
    }
    let found: Option<(String, i64)> = read!(&app.db, c => sqlx::query_as(GET).bind(version).fetch_optional(c))?;
    let (body, written_at) = found.filter(|(body, _)| !body.is_empty()).ok_or(Error::NotFound)?;
    Ok(Terms {
        organisation: settings::name(app).await?,
        version,
        written_at: Timestamp(written_at),
        is_current: asked(app).await? == Some(version),
        is_signed_in: visitor.is_some(),
        html: markdown::page_by(&app.workers, &body).await?,
    })
}

async fn is_link(app: &AppState, link: Option<&PlainToken>) -> Result<bool> {
    const FIND: &str = "select count(*) from token where hash = $1 and invitation_id is not null";
    let Some(link) = link else { return Ok(false) };
    let found: i64 = read!(&app.db, c => sqlx::query_scalar(FIND).bind(link.hash()).fetch_one(c))?;
    Ok(found > 0)
}
