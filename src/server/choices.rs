//! Statuses and programs, as forms and filters offer them.

use super::access::Staff;
use super::db::{Tx, execute, read, run};
use super::failure::{Failure, Result};
use super::state::App;
use crate::domain::ids::{PartnerId, ProgramId, StatusId};
use crate::domain::partner::{Choices, PartnerDetails, Program, Status};
use uuid::Uuid;

/// All of them, in the organisation's order.
pub async fn list(app: &App, _: &Staff) -> Result<Choices> {
    let statuses: Vec<(Uuid, String, String)> =
        read!(&app.db, c => sqlx::query_as("select id, name, tone from status order by position, id").fetch_all(c))?;
    let programs: Vec<(Uuid, String)> =
        read!(&app.db, c => sqlx::query_as("select id, name from program order by position, id").fetch_all(c))?;
    Ok(Choices {
        statuses: statuses.into_iter().map(|(id, name, tone)| Status { id: StatusId(id), name, tone }).collect(),
        programs: programs.into_iter().map(|(id, name)| Program { id: ProgramId(id), name }).collect(),
    })
}

/// Refuses a status or program that is not in the list (any more), by the field that names it.
pub async fn check(tx: &mut Tx, details: &PartnerDetails) -> Result<()> {
    let status: Option<i32> = run!(tx, c =>
        sqlx::query_scalar("select 1 from status where id = $1").bind(details.status.0).fetch_optional(c))?;
    if status.is_none() {
        return Err(Failure::field("status", "This status does not exist any more. Choose another."));
    }
    for program in &details.programs {
        let known: Option<i32> = run!(tx, c =>
            sqlx::query_scalar("select 1 from program where id = $1").bind(program.0).fetch_optional(c))?;
        if known.is_none() {
            return Err(Failure::field("programs", "One of these programs does not exist any more. Choose again."));
        }
    }
    Ok(())
}

/// Makes `programs` the programs of `partner`.
pub async fn set_programs(tx: &mut Tx, partner: PartnerId, programs: &[ProgramId]) -> Result<()> {
    execute!(tx, "delete from partner_program where partner_id = $1", partner.0)?;
    for program in programs {
        execute!(tx, "insert into partner_program (partner_id, program_id) values ($1, $2)", partner.0, program.0)?;
    }
    Ok(())
}
