//! The contacts of a partner ("team members").

use super::duplicates::Gaps;
use super::invite_domains;
use crate::domain::auth::role::PortalRole;
use crate::domain::email;
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::invitations::delivery::Delivery;
use crate::domain::invitations::invitation::{Access, ContactAccess};
use crate::domain::language::Language;
use crate::domain::partners::contact::ContactDetails;
use crate::domain::partners::partner::Contact;
use crate::domain::time::Timestamp;
use crate::server::audit::record::{self, Entry, field};
use crate::server::auth::email_changes;
use crate::server::authz::{Editor, Staff};
use crate::server::invitations::invite::{self, NewInvitation};
use crate::server::organisation::terms;
use crate::server::outbox::queue;
use crate::server::people::rows::{self, ContactRow, PersonFilter};
use crate::server::people::{email_uniqueness, search_index};
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::phone;
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use std::collections::HashMap;
use uuid::Uuid;

/// The database's word for "no access, invited, active", as facts.
pub fn access_of(access_at: Option<i64>, activated_at: Option<i64>) -> Access {
    match (access_at, activated_at) {
        (None, _) => Access::None,
        (Some(_), None) => Access::Invited,
        (Some(_), Some(since)) => Access::Active { since: Timestamp(since) },
    }
}

#[derive(sqlx::FromRow)]
struct ContactRecord {
    id: Uuid,
    name: String,
    first_name: String,
    last_name: String,
    email: String,
    job_title: String,
    phone: String,
    language: String,
    is_main: bool,
    portal_role: Option<String>,
    access_at: Option<i64>,
    activated_at: Option<i64>,
    /// The organisation's.
    time_zone: String,
}

/// The live state of a contact's or colleague's access; `link` is a secret this browser was handed a moment ago.
pub async fn access(app: &AppState, _: &Staff, person: PersonId, link: Option<&PlainToken>) -> Result<ContactAccess> {
    let people = PersonFilter::One(person);
    let rows = rows(app, people).await?;
    accesses(app, people, &rows, link).await?.pop().ok_or(Error::NotFound)
}

/// A partner's contacts, the main one first.
pub async fn list(app: &AppState, partner: PartnerId, link: Option<&PlainToken>) -> Result<Vec<Contact>> {
    let people = PersonFilter::ContactsOf(partner);
    let rows = rows(app, people).await?;
    let accesses = accesses(app, people, &rows, link).await?;
    let mut pending = email_changes::pending_of(app, people).await?;
    let contact = |(row, access): (ContactRecord, ContactAccess)| Contact {
        id: access.person,
        first_name: row.first_name,
        last_name: row.last_name,
        email: row.email,
        pending_address: pending.remove(&access.person),
        job_title: row.job_title,
        phone_link: phone::international(&row.phone, &row.time_zone).unwrap_or_default(),
        phone: row.phone,
        language: Language::parse(&row.language),
        is_main: row.is_main,
        role: PortalRole::parse_or_default(row.portal_role.as_deref()),
        access,
    };
    Ok(rows.into_iter().zip(accesses).map(contact).collect())
}

async fn rows(app: &AppState, people: PersonFilter) -> Result<Vec<ContactRecord>> {
    const LIST: &str = "
        select p.id, p.name, p.first_name, p.last_name, p.email, p.job_title, p.phone, p.language, p.is_main,
            p.portal_role, p.access_at, p.activated_at, o.time_zone
        from person p
        join organisation o on o.id = 1
        where (p.id = $1 or p.partner_id = $1) and (p.role = 'contact' or p.access_at is not null)
        order by p.is_main desc, p.created_at, p.id";
    Ok(read!(&app.db, c => sqlx::query_as(LIST).bind(people.id()).fetch_all(c))?)
}

/// The access of each of `rows`, in their order, in as many statements for a hundred as for one.
async fn accesses(
    app: &AppState,
    people: PersonFilter,
    rows: &[ContactRecord],
    link: Option<&PlainToken>,
) -> Result<Vec<ContactAccess>> {
    let link = match link {
        Some(token) => invite::link_for(app, token, people).await?,
        None => None,
    };
    let mut invitations = invite::newest_of(app, people).await?;
    // The page of an invited contact asks again every second, and they have accepted nothing.
    let mut terms = match rows.iter().any(|row| row.activated_at.is_some()) {
        true => terms::accepted_by(app, people).await?,
        false => HashMap::new(),
    };
    let access = |row: &ContactRecord| {
        let person = PersonId(row.id);
        let access = access_of(row.access_at, row.activated_at);
        ContactAccess {
            person,
            first_name: row.first_name.clone(),
            name: row.name.clone(),
            email: row.email.clone(),
            invitation: invitations.remove(&person),
            email_to_files: app.mailer.saves_files(),
            time_zone: if access == Access::None { row.time_zone.clone() } else { String::new() },
            terms: terms.remove(&person).filter(|_| matches!(access, Access::Active { .. })),
            link: link.as_ref().filter(|(whose, _)| *whose == person).map(|(_, link)| link.clone()),
            access,
        }
    };
    Ok(rows.iter().map(access).collect())
}

/// A contact's place among those of their company.
#[derive(Debug, Clone, Copy)]
pub struct ContactRole {
    pub is_main: bool,
    pub role: PortalRole,
}

impl ContactRole {
    /// The main contact a partner begins with.
    pub const FIRST: Self = Self { is_main: true, role: PortalRole::Manager };
}

/// Adds a contact to `partner`; with access, they are invited next ([`invite::invite_new`]).
pub async fn add(
    tx: &mut Tx,
    app: &AppState,
    partner: PartnerId,
    details: &ContactDetails,
    place: ContactRole,
    has_access: bool,
) -> Result<ContactRow> {
    const ADD: &str = "
        insert into person (
            id, partner_id, role, is_main, portal_role, first_name, last_name, email, email_key, job_title, phone,
            language, access_at, invited_at, created_at
        )
        values ($1, $2, 'contact', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)
        returning id, partner_id, first_name, last_name, email, is_main, access_at, activated_at";
    email_uniqueness::refuse_taken(tx, &details.email, None).await?;
    let now = app.now().0;
    let added = run!(tx, c => sqlx::query_as(ADD)
        .bind(app.id())
        .bind(partner.0)
        .bind(place.is_main)
        .bind(place.role.as_str())
        .bind(details.first_name.as_str())
        .bind(details.last_name.as_str())
        .bind(details.email.as_str())
        .bind(details.email.key())
        .bind(details.job_title.as_str())
        .bind(details.phone.as_str())
        .bind(details.language.map_or("", Language::code))
        .bind(has_access.then_some(now))
        .bind(now)
        .fetch_one(c));
    added.map_err(email_uniqueness::map_email_conflict)
}

/// Whose contact was changed.
#[derive(Debug)]
pub struct Updated {
    pub partner: PartnerId,
    /// Whether the new address waits to be confirmed, and all else is changed.
    pub waits: bool,
}

/// Changes a contact. With a new address, a pending invitation ends with all its links and a new one is sent the same
/// way: by email, or as a link to share. A contact who already signs in continues to use the old address until they
/// confirm the new one.
pub async fn update(
    app: &AppState,
    staff: &Editor,
    person: PersonId,
    details: ContactDetails,
    role: PortalRole,
) -> Result<Updated> {
    const UPDATE: &str = "
        update person
        set first_name = $2, last_name = $3, email = $4, email_key = $5, job_title = $6, phone = $7,
            portal_role = $8, language = $9
        where id = $1";
    const REST: &str = "select job_title, phone, portal_role, language from person where id = $1";
    const WAS_EMAILED: &str = "
        select count(*)
        from queued_email m
        join invitation i on i.id = m.invitation_id
        where i.person_id = $1 and i.is_live";
    let mut tx = app.db.begin().await?;
    let before = rows::lock_contact(&mut tx, person).await?;
    let (job_title, phone, role_before, language): (String, String, Option<String>, String) =
        run!(&mut tx, c => sqlx::query_as(REST).bind(person.0).fetch_one(c))?;
    let is_new_address = email::key(&before.email) != details.email.key();
    let waits = is_new_address && before.activated_at.is_some();
    if is_new_address {
        email_uniqueness::refuse_taken(&mut tx, &details.email, Some(person)).await?;
    }
    if waits {
        email_changes::ask(&mut tx, app, staff.into(), &before, &details.email).await?;
    }
    let (email, key) = match waits {
        true => (before.email.clone(), email::key(&before.email)),
        false => (details.email.as_str().to_owned(), details.email.key()),
    };
    let updated = execute!(
        &mut tx,
        UPDATE,
        person.0,
        details.first_name.as_str(),
        details.last_name.as_str(),
        &email,
        &key,
        details.job_title.as_str(),
        details.phone.as_str(),
        role.as_str(),
        details.language.map_or("", Language::code),
    );
    updated.map_err(email_uniqueness::map_email_conflict)?;
    // Open links were made for the address as it was written then, so a change of case ends them too.
    if before.email != email && before.activated_at.is_none() && before.access_at.is_some() {
        let emailed: i64 = run!(&mut tx, c => sqlx::query_scalar(WAS_EMAILED).bind(person.0).fetch_one(c))?;
        let send_at = queue::planned_for(&mut tx, person).await?;
        let contact = rows::lock_contact(&mut tx, person).await?;
        let delivery = if emailed > 0 { Delivery::Email } else { Delivery::Link };
        let template = invite::last_template(&mut tx, person).await?;
        let note = queue::unsent_note(&mut tx, person).await?;
        let new = NewInvitation { template, send_at, note, ..NewInvitation::by(delivery) };
        let _link = invite::invite(&mut tx, app, staff.id, &contact, new).await?;
    }
    if is_new_address {
        invite_domains::learn(&mut tx, before.partner(), &details.email).await?;
    }
    search_index::refresh_search(&mut tx, before.partner()).await?;
    let what = if is_new_address && !waits {
        recorded!(server::events::contact_and_address_changed, actor = &staff.name, person = &before.name())
    } else {
        recorded!(server::events::contact_changed, actor = &staff.name, person = &before.name())
    };
    let entry = Entry {
        actor: staff.into(),
        partner: Some(before.partner()),
        person: Some(person),
        action: "contact_changed",
        what,
    };
    let changes = record::changes(|| {
        let role_before = PortalRole::parse_or_default(role_before.as_deref());
        [
            field(t!(server::events::first_name), &before.first_name, details.first_name.as_str()),
            field(t!(server::events::last_name), &before.last_name, details.last_name.as_str()),
            field(t!(server::events::email), &before.email, &email),
            field(t!(server::events::job_title), &job_title, details.job_title.as_str()),
            field(t!(server::events::phone), &phone, details.phone.as_str()),
            field(t!(server::events::portal_role), role_before.label(), role.label()),
            field(t!(server::events::language), in_words(Language::parse(&language)), in_words(details.language)),
        ]
    });
    // That an address was asked for is an entry of its own.
    if !waits || !changes.is_empty() {
        record::write_change(&mut tx, app, entry, &changes).await?;
    }
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(Updated { partner: before.partner(), waits })
}

/// Fills in what is missing of a contact and their partner; nothing that is there changes.
pub async fn fill_gaps(tx: &mut Tx, app: &AppState, staff: &Editor, gaps: &Gaps) -> Result<()> {
    const PERSON: &str = "
        update person
        set job_title = case job_title when '' then $2 else job_title end,
            phone = case phone when '' then $3 else phone end,
            language = case language when '' then $4 else language end
        where id = $1";
    const PARTNER: &str = "update partner set website = $2, version = version + 1 where id = $1 and website = ''";
    let Gaps { person, partner, job_title, phone, language, website } = gaps;
    let contact = rows::lock_contact(&mut *tx, *person).await?;
    execute!(&mut *tx, PERSON, person.0, job_title, phone, language)?;
    if !website.is_empty() {
        execute!(&mut *tx, PARTNER, partner.0, website)?;
    }
    search_index::refresh_search(&mut *tx, *partner).await?;
    let entry = Entry {
        actor: staff.into(),
        partner: Some(*partner),
        person: Some(*person),
        action: "contact_changed",
        what: recorded!(server::events::contact_changed, actor = &staff.name, person = &contact.name()),
    };
    let changes = record::changes(|| {
        [
            field(t!(server::events::job_title), "", job_title),
            field(t!(server::events::phone), "", phone),
            field(t!(server::events::language), "", in_words(Language::parse(language))),
            field(t!(server::events::website), "", website),
        ]
    });
    record::write_change(tx, app, entry, &changes).await
}

fn in_words(language: Option<Language>) -> &'static str {
    language.map_or("", Language::name)
}
