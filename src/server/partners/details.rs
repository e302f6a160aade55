//! A partner's own details: how they are stored, read, compared and exported.

use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::partners::details::{PartnerDetails, PartnerFacts};
use crate::i18n::Recorded;
use crate::server::audit::record::{self, Entry, field};
use crate::server::authz::Editor;
use crate::server::people::search_index::SearchKeys;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::normalize::{company_key, fold};
use crate::server::state::AppState;

/// The names of the programs of the partner `p`, with `$separator` between them, as SQL quotes it.
macro_rules! program_names {
    ($separator:literal) => {
        concat!(
            "coalesce(
                (
                    select string_agg(o.name, ",
            $separator,
            " order by o.position, o.name)
                    from partner_program g
                    join program o on o.id = g.program_id
                    where g.partner_id = p.id
                ),
                ''
            )"
        )
    };
}

/// The columns of [`FactsRow`], of a partner `p`.
macro_rules! facts_columns {
    () => {
        "p.name, p.website"
    };
}
pub(in crate::server) use facts_columns;
pub(super) use program_names;

/// What staff and contacts see of a partner alike, as a part of a row.
#[derive(sqlx::FromRow)]
pub struct FactsRow {
    pub name: String,
    pub website: String,
}

impl From<FactsRow> for PartnerFacts {
    fn from(FactsRow { name, website }: FactsRow) -> Self {
        Self { name, website }
    }
}

/// Adds a partner, which is found and sorted by `keys`. Who added it looks after it.
pub async fn insert(
    tx: &mut Tx,
    app: &AppState,
    id: PartnerId,
    by: PersonId,
    details: &PartnerDetails,
    keys: &SearchKeys,
) -> Result<()> {
    const ADD: &str = "
        insert into partner (
            id, name, website, name_key, company_key, search_key, contact_key, status_id, contact_person_id, version,
            created_at
        )
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10)";
    let (name, website) = (details.name.as_str(), details.website.as_str());
    let (name_key, company_key) = (fold(name), company_key(name));
    let SearchKeys { words, contact } = keys;
    let (status, now) = (details.status.0, app.now().0);
    execute!(tx, ADD, id.0, name, website, name_key, company_key, words, contact, status, by.0, now)?;
    Ok(())
}

/// Changes a partner and increments its version; false where `version` is not the newest.
pub async fn update(tx: &mut Tx, id: PartnerId, version: i64, details: &PartnerDetails) -> Result<bool> {
    const UPDATE: &str = "
        update partner
        set name = $3, website = $4, name_key = $5, company_key = $6, status_id = $7, version = version + 1
        where id = $1 and version = $2";
    let (name, website) = (details.name.as_str(), details.website.as_str());
    Ok(execute!(tx, UPDATE, id.0, version, name, website, fold(name), company_key(name), details.status.0)? > 0)
}

/// Makes `person` the manager of a partner, if they are active in the team.
pub async fn set_partner_manager(tx: &mut Tx, id: PartnerId, person: PersonId) -> Result<()> {
    const SET: &str = "
        update partner
        set contact_person_id = $2
        where id = $1
            and exists (select 1 from person p where p.id = $2 and p.partner_id is null and p.is_active)";
    match execute!(tx, SET, id.0, person.0)? {
        0 => Err(Error::field("partner_manager", t!(partners::choose_a_partner_manager))),
        _ => Ok(()),
    }
}

/// A partner's details as the audit log tells them.
#[derive(sqlx::FromRow)]
pub struct Snapshot {
    #[sqlx(flatten)]
    pub facts: FactsRow,
    status: String,
    programs: String,
    partner_manager: String,
    domains: String,
}

impl Snapshot {
    /// As they are now.
    pub async fn read(tx: &mut Tx, id: PartnerId) -> Result<Self> {
        const READ: &str = concat!(
            "
            select ",
            facts_columns!(),
            ", s.name as status,
                ",
            program_names!("', '"),
            " as programs,
                coalesce((select c.name from partner_manager c where c.partner_id = p.id), '') as partner_manager,
                coalesce(
                    (
                        select string_agg(d.domain, ', ' order by d.domain)
                        from partner_domain d
                        where d.partner_id = p.id and d.removed_at is null
                    ),
                    ''
                ) as domains
            from partner p
            join status s on s.id = p.status_id
            where p.id = $1"
        );
        Ok(run!(tx, c => sqlx::query_as(READ).bind(id.0).fetch_one(c))?)
    }

    /// Each field, as it was and as it is in `after`.
    pub fn changes(&self, after: &Self) -> Recorded {
        let Self { facts: FactsRow { name, website }, status, programs, partner_manager, domains } = self;
        record::changes(|| {
            [
                field(t!(server::events::partner_name), name, &after.facts.name),
                field(t!(server::events::website), website, &after.facts.website),
                field(t!(server::events::status), status, &after.status),
                field(t!(server::events::programs), programs, &after.programs),
                field(t!(server::events::partner_manager), partner_manager, &after.partner_manager),
                field(t!(server::events::invite_domains), domains, &after.domains),
            ]
        })
    }
}

/// Notes what changed since `before`, and what a new status suggests.
pub async fn note_changes(tx: &mut Tx, app: &AppState, staff: &Editor, id: PartnerId, before: &Snapshot) -> Result<()> {
    const OFFER: &str =
        "update partner set offer = (select rule from status where status.id = partner.status_id) where id = $1";
    let after = Snapshot::read(tx, id).await?;
    if before.status != after.status {
        execute!(tx, OFFER, id.0)?;
    }
    let entry = Entry {
        actor: staff.into(),
        partner: Some(id),
        person: None,
        action: "partner_changed",
        what: recorded!(server::events::partner_changed, actor = &staff.name, partner = &before.facts.name),
    };
    record::write_change(tx, app, entry, &before.changes(&after)).await
}
