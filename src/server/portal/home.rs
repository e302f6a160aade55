//! What a contact sees of their own company. Every query is bound to the partner of the session.

use super::invite_colleague;
use crate::domain::auth::role::PortalRole;
use crate::domain::portal::{Portal, PortalProgram, TeamMember};
use crate::server::authz::ContactSession;
use crate::server::organisation::partner_manager;
use crate::server::organisation::settings::{self, Settings};
use crate::server::partners::colleague_requests;
use crate::server::partners::details::{FactsRow, facts_columns};
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::platform::markdown;
use crate::server::state::AppState;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Member {
    id: Uuid,
    first_name: String,
    name: String,
    email: String,
    job_title: String,
    is_main: bool,
    portal_role: Option<String>,
    has_access: bool,
    is_active: bool,
}

/// The portal of the contact who is signed in.
pub async fn load(app: &AppState, contact: &ContactSession) -> Result<Portal> {
    const PROGRAMS: &str = "
        select g.name, g.description
        from partner_program l
        join program g on g.id = l.program_id
        where l.partner_id = $1
        order by g.position, g.id";
    const COMPANY: &str = concat!("select ", facts_columns!(), " from partner p where p.id = $1");
    const TEAM: &str = "
        select id, first_name, name, email, job_title, is_main, portal_role, has_access, is_active
        from (
            select id, first_name, name, email, job_title, is_main, portal_role, access_at is not null as has_access,
                activated_at is not null as is_active, created_at
            from person
            where partner_id = $1
            union all
            select id, first_name, trim(first_name || ' ' || last_name), email, job_title, false, 'member', true, false,
                created_at
            from colleague_request
            where partner_id = $1 and is_open and seems_invited
        ) team
        order by is_main desc, created_at, id";
    let partner = contact.partner.0;
    let company: Option<FactsRow> = read!(&app.db, c => sqlx::query_as(COMPANY).bind(partner).fetch_optional(c))?;
    let company = company.ok_or(Error::NotFound)?;
    let programs: Vec<(String, String)> = read!(&app.db, c => sqlx::query_as(PROGRAMS).bind(partner).fetch_all(c))?;
    let members: Vec<Member> = read!(&app.db, c => sqlx::query_as(TEAM).bind(partner).fetch_all(c))?;
    let you = members.iter().find(|member| member.id == contact.id.0).ok_or(Error::NotFound)?;
    let (invites, requests) = match PortalRole::parse_or_default(you.portal_role.as_deref()) {
        PortalRole::Manager => (
            invite_colleague::offer(app, contact.partner).await?,
            colleague_requests::list(app, contact.partner).await?.into_iter().filter(|it| !it.seems_invited).collect(),
        ),
        PortalRole::Member => (None, Vec::new()),
    };
    let Settings { name: organisation, welcome, .. } = settings::settings(app).await?;
    let partner_manager = partner_manager::of_contact(app, contact.id).await?;
    let mut described = Vec::with_capacity(programs.len());
    for (name, description) in programs {
        described.push(PortalProgram { name, description: markdown::page_by(&app.workers, &description).await? });
    }
    Ok(Portal {
        partner_manager: partner_manager.map_or_else(|| organisation.clone(), |person| person.name),
        organisation,
        first_name: you.first_name.clone(),
        welcome: markdown::page_by(&app.workers, &welcome).await?,
        company: company.into(),
        programs: described,
        invites,
        requests,
        team: members
            .into_iter()
            .map(|member| TeamMember {
                name: member.name,
                email: member.email,
                job_title: member.job_title,
                role: PortalRole::parse_or_default(member.portal_role.as_deref()),
                is_main: member.is_main,
                is_you: member.id == contact.id.0,
                has_access: member.has_access,
                is_active: member.is_active,
            })
            .collect(),
    })
}
