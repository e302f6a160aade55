//! Statuses and programs, as forms and filters offer them.

use crate::domain::ids::{PartnerId, PersonId, ProgramId, StatusId};
use crate::domain::partners::details::PartnerDetails;
use crate::domain::partners::partner::{Choices, Program, Status, TeamChoice};
use crate::server::authz::Staff;
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use uuid::Uuid;

/// All of them, in the organisation's order, and the team.
pub async fn list(app: &AppState, staff: &Staff) -> Result<Choices> {
    const STATUSES: &str = "
        select id, name, tone, is_default, archived_at is not null as is_archived
        from status
        order by position, id";
    const PROGRAMS: &str = "select id, name, archived_at is not null as is_archived from program order by position, id";
    const TEAM: &str = "select id, name from person where partner_id is null and is_active order by name, id";
    let rows: Vec<(Uuid, String, String, bool, bool)> = read!(&app.db, c => sqlx::query_as(STATUSES).fetch_all(c))?;
    let chosen = rows.iter().find(|(.., is_default, is_archived)| *is_default && !is_archived);
    let chosen = chosen.map(|row| StatusId(row.0));
    let (archived_statuses, statuses) = split(
        rows.into_iter().map(|(id, name, tone, _, is_archived)| (is_archived, Status { id: StatusId(id), name, tone })),
    );
    let rows: Vec<(Uuid, String, bool)> = read!(&app.db, c => sqlx::query_as(PROGRAMS).fetch_all(c))?;
    let (archived_programs, programs) =
        split(rows.into_iter().map(|(id, name, is_archived)| (is_archived, Program { id: ProgramId(id), name })));
    let team: Vec<(Uuid, String)> = read!(&app.db, c => sqlx::query_as(TEAM).fetch_all(c))?;
    let team = team.into_iter().map(|(id, name)| TeamChoice { id: PersonId(id), name }).collect();
    let default_status = chosen.or(statuses.first().map(|status| status.id));
    Ok(Choices { statuses, programs, archived_statuses, archived_programs, default_status, team, me: staff.id })
}

/// Those marked with `true`, then the others.
fn split<T>(marked: impl Iterator<Item = (bool, T)>) -> (Vec<T>, Vec<T>) {
    let (yes, no): (Vec<_>, Vec<_>) = marked.partition(|(mark, _)| *mark);
    let unmarked = |all: Vec<(bool, T)>| all.into_iter().map(|(_, one)| one).collect();
    (unmarked(yes), unmarked(no))
}

/// Refuses a status or program that is not offered or no longer offered, by the field that names it. `partner` keeps
/// what it has, archived or not.
pub async fn check(tx: &mut Tx, details: &PartnerDetails, partner: Option<PartnerId>) -> Result<()> {
    check_status(tx, details.status, partner).await?;
    check_programs(tx, &details.programs, partner).await
}

/// Refuses a status that is not offered, unless `partner` has it already.
pub async fn check_status(tx: &mut Tx, status: StatusId, partner: Option<PartnerId>) -> Result<()> {
    const OFFERED: &str = "
        select 1
        from status s
        where s.id = $1
            and (
                s.archived_at is null
                or exists (select 1 from partner p where p.id = $2 and p.status_id = s.id)
            )";
    let partner = partner.map(|partner| partner.0).unwrap_or_default();
    let offered: Option<i32> =
        run!(tx, c => sqlx::query_scalar(OFFERED).bind(status.0).bind(partner).fetch_optional(c))?;
    match offered {
        Some(_) => Ok(()),
        None => Err(Error::field("status", t!(server::catalog::this_status_is_no_longer_offered))),
    }
}

/// Refuses programs that are not offered, unless `partner` is in them already.
pub async fn check_programs(tx: &mut Tx, programs: &[ProgramId], partner: Option<PartnerId>) -> Result<()> {
    const OFFERED: &str = "
        select 1
        from program g
        where g.id = $1
            and (
                g.archived_at is null
                or exists (
                    select 1
                    from partner_program l
                    where l.partner_id = $2 and l.program_id = g.id
                )
            )";
    let partner = partner.map(|partner| partner.0).unwrap_or_default();
    for program in programs {
        let offered: Option<i32> =
            run!(tx, c => sqlx::query_scalar(OFFERED).bind(program.0).bind(partner).fetch_optional(c))?;
        if offered.is_none() {
            return Err(Error::field("programs", t!(server::catalog::one_of_these_programs_is_no)));
        }
    }
    Ok(())
}

/// Makes `programs` the programs of `partner`.
pub async fn set_programs(tx: &mut Tx, partner: PartnerId, programs: &[ProgramId]) -> Result<()> {
    execute!(tx, "delete from partner_program where partner_id = $1", partner.0)?;
    add_programs(tx, partner, programs).await
}

/// The same for a partner that has none.
pub async fn add_programs(tx: &mut Tx, partner: PartnerId, programs: &[ProgramId]) -> Result<()> {
    for program in programs {
        execute!(tx, "insert into partner_program (partner_id, program_id) values ($1, $2)", partner.0, program.0)?;
    }
    Ok(())
}
