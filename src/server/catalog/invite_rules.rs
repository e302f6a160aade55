//! What programs allow the managers of their partners: to invite colleagues themselves, up to a number of
//! seats.

use crate::domain::catalog::invite_rule::InviteRule;
use crate::domain::ids::{ChoiceId, PartnerId};
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct RuleRow {
    id: Uuid,
    managers_invite: bool,
    seats: Option<i64>,
}

impl RuleRow {
    fn rule(&self) -> InviteRule {
        InviteRule { managers_invite: self.managers_invite, seats: self.seats }
    }
}

const OF_PARTNER: &str = "
    select g.id, g.managers_invite, g.seats
    from partner_program l
    join program g on g.id = l.program_id
    where l.partner_id = $1";

fn most_generous(rows: &[RuleRow]) -> InviteRule {
    rows.iter().map(RuleRow::rule).fold(InviteRule::default(), InviteRule::or)
}

/// What the programs of `partner` allow together.
pub async fn of_partner(app: &AppState, partner: PartnerId) -> Result<InviteRule> {
    let rows: Vec<RuleRow> = read!(&app.db, c => sqlx::query_as(OF_PARTNER).bind(partner.0).fetch_all(c))?;
    Ok(most_generous(&rows))
}

/// The same inside a transaction.
pub async fn of_partner_in(tx: &mut Tx, partner: PartnerId) -> Result<InviteRule> {
    let rows: Vec<RuleRow> = run!(tx, c => sqlx::query_as(OF_PARTNER).bind(partner.0).fetch_all(c))?;
    Ok(most_generous(&rows))
}

/// What each program allows.
pub async fn all(app: &AppState) -> Result<Vec<(Uuid, InviteRule)>> {
    const ALL: &str = "select id, managers_invite, seats from program";
    let rows: Vec<RuleRow> = read!(&app.db, c => sqlx::query_as(ALL).fetch_all(c))?;
    Ok(rows.into_iter().map(|row| (row.id, row.rule())).collect())
}

/// Sets what a program allows, and returns what it allowed before.
pub async fn set(tx: &mut Tx, program: ChoiceId, rule: InviteRule) -> Result<InviteRule> {
    const BEFORE: &str = "select id, managers_invite, seats from program where id = $1";
    const SET: &str = "update program set managers_invite = $2, seats = $3 where id = $1";
    let before: RuleRow = run!(tx, c => sqlx::query_as(BEFORE).bind(program.0).fetch_one(c))?;
    execute!(tx, SET, program.0, rule.managers_invite, rule.seats)?;
    Ok(before.rule())
}
