//! The partners of a bar of the funnel, as a filter of the list.

use crate::domain::funnel::{Cohort, Dimension, FunnelStep};
use crate::domain::ids::PartnerId;
use crate::domain::time::DAY;
use crate::server::platform::sql::{Sql, Value};

/// The partner `p` is in this program.
pub const IN_PROGRAM: &str = "exists (select 1 from partner_program g where g.partner_id = p.id and g.program_id = ?)";

/// The invitation that counts for a partner `p`: the newest of its main contact, as `n`, whose contact is `m`.
macro_rules! newest_invitation_where {
    ($condition:literal) => {
        concat!(
            "exists (
                select 1
                from person m
                join newest_invitation n on n.person_id = m.id
                where m.partner_id = p.id and m.is_main and ",
            $condition,
            ")"
        )
    };
}

/// A condition on the partner `p`, where the index of something else is walked. An engine would rather take that of the
/// steps, which a good part of all partners have, and sort them.
pub fn condition_on_the_way(cohort: &Cohort) -> Sql {
    condition("coalesce(p.funnel_step, -1) in (", cohort)
}

fn condition(step: &str, cohort: &Cohort) -> Sql {
    let steps = FunnelStep::ALL.into_iter().filter(|step| *step >= cohort.step).map(|step| (step as i64).into());
    let mut sql = Sql::new(step, []);
    sql.push_list(steps).push(")", []);
    if let Some(from) = cohort.from {
        sql.push(" and p.created_at >= ?", [from.0.into()]);
    }
    if let Some(to) = cohort.to {
        sql.push(" and p.created_at < ?", [to.plus(DAY).0.into()]);
    }
    if let Some((dimension, value)) = &cohort.of {
        sql.push(" and ", []).push_sql(of(*dimension, value));
    }
    sql
}

fn of(dimension: Dimension, value: &str) -> Sql {
    const NO_PROGRAM: &str = "not exists (select 1 from partner_program g where g.partner_id = p.id)";
    const LANGUAGE: &str =
        "coalesce((select m.language from person m where m.partner_id = p.id and m.is_main), '') = ?";
    // What is no id is that of none.
    let id = || -> [Value; 1] { [value.parse::<PartnerId>().map(|id| id.0).unwrap_or_default().into()] };
    match dimension {
        Dimension::Month => Sql::new("1 = 1", []),
        Dimension::Program if value.is_empty() => Sql::new(NO_PROGRAM, []),
        Dimension::Program => Sql::new(IN_PROGRAM, id()),
        Dimension::Template if value.is_empty() => Sql::new(newest_invitation_where!("n.template_id is null"), []),
        Dimension::Template => Sql::new(newest_invitation_where!("n.template_id = ?"), id()),
        Dimension::Inviter if value.is_empty() => Sql::new(newest_invitation_where!("n.invited_by is null"), []),
        Dimension::Inviter => Sql::new(newest_invitation_where!("n.invited_by = ?"), id()),
        Dimension::Language => Sql::new(LANGUAGE, [value.into()]),
    }
}

/// The partners in it, as `id`, each once.
pub fn list(cohort: &Cohort) -> Sql {
    let mut sql = Sql::new("select p.id from partner p where ", []);
    sql.push_sql(condition("p.funnel_step in (", cohort));
    sql
}
