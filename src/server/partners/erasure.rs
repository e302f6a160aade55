//! Erases contacts: nothing that names them stays, and a restored backup does not bring them back.

use super::{contact_roster, edits};
use crate::domain::ids::{PartnerId, PersonId};
use crate::domain::partners::personal_data::{Erasing, PersonalData};
use crate::server::audit::record::{self, Actor, Entry};
use crate::server::authz::{Confirmed, Owner};
use crate::server::outbox::saved;
use crate::server::people::rows::ContactRow;
use crate::server::people::search_index;
use crate::server::platform::config::Config;
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::privacy::export;
use crate::server::privacy::forget::{self, forget};
use crate::server::privacy::places::Extent;
use crate::server::state::AppState;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;
use uuid::Uuid;

/// Kinds of rows that say nothing about a person that another kind doesn't.
const UNCOUNTED: [&str; 5] = ["person", "company", "links", "selections", "attempts"];

/// What is held about a contact, and what erasing them does.
pub async fn preview(app: &AppState, _: &Owner, person: PersonId) -> Result<PersonalData> {
    const FIND: &str = "
        select p.name, p.email, p.is_main, c.id, c.name,
            (select count(*) from person o where o.partner_id = c.id and o.id <> p.id)
        from person p
        join partner c on c.id = p.partner_id
        where p.id = $1";
    let found: Option<(String, String, bool, Uuid, String, i64)> =
        read!(&app.db, c => sqlx::query_as(FIND).bind(person.0).fetch_optional(c))?;
    let (name, email, is_main, partner, partner_name, others) = found.ok_or(Error::NotFound)?;
    let is_entry = |kind: &str| ["actions", "entries"].contains(&kind);
    let counts = export::counts(app, person).await?;
    let (kept, deleted): (Vec<_>, Vec<_>) = counts.into_iter().partition(|(kind, _)| is_entry(kind));
    let is_shown = |(kind, count): &(&str, i64)| *count > 0 && !UNCOUNTED.contains(kind);
    Ok(PersonalData {
        person,
        name,
        email,
        partner: PartnerId(partner),
        partner_name,
        deleted: deleted.into_iter().filter(is_shown).map(|(kind, count)| (kind.to_owned(), count)).collect(),
        entries: kept.into_iter().map(|(_, count)| count).sum(),
        erasing: match (others, is_main) {
            (0, _) => Erasing::ContactAndPartner,
            (_, true) => Erasing::MainContact,
            (_, false) => Erasing::Contact,
        },
    })
}

/// Erases a contact, and their partner where `with_partner` says so because it has no other. Returns the partner that
/// stays.
pub async fn erase(
    app: &AppState,
    owner: &Confirmed<Owner>,
    person: PersonId,
    with_partner: bool,
) -> Result<Option<PartnerId>> {
    let mut tx = app.db.begin().await?;
    let (contact, team) = contact_roster::find(&mut tx, person).await?;
    let is_only = team.len() == 1;
    if contact.is_main && !is_only {
        return Err(Error::Conflict(t!(server::partners::main_contact_stays, name = &contact.name())));
    }
    if is_only != with_partner {
        return Err(Error::Conflict(t!(server::partners::contacts_have_changed).to_owned()));
    }
    forget_all(&mut tx, app, person).await?;
    if is_only {
        edits::delete(&mut tx, app, owner, contact.partner()).await?;
    } else {
        delete_contact(&mut tx, &contact).await?;
    }
    let entry = Entry {
        actor: (&***owner).into(),
        partner: Some(contact.partner()),
        person: Some(person),
        action: "contact_erased",
        what: recorded!(server::events::contact_erased, actor = &owner.name),
    };
    record::write(&mut tx, app, entry).await?;
    tx.commit().await?;
    keep_list(app).await;
    saved::tidy_logged(app).await;
    Ok((!is_only).then(|| contact.partner()))
}

async fn forget_all(tx: &mut Tx, app: &AppState, person: PersonId) -> Result<()> {
    forget(tx, person, Extent::Everything).await?;
    forget::remember_erased(tx, person, app.now().0).await
}

async fn delete_contact(tx: &mut Tx, contact: &ContactRow) -> Result<()> {
    execute!(&mut *tx, "delete from person where id = $1", contact.id().0)?;
    search_index::refresh_search(tx, contact.partner()).await
}

/// Erases everyone again whom a restored backup brought back. Returns how many, and the names of the partners that had
/// no other contact and were deleted.
pub async fn erase_again(tx: &mut Tx, app: &AppState, people: &BTreeSet<Uuid>) -> Result<(u64, Vec<String>)> {
    const DELETE: &str = "delete from partner where id = $1 returning name";
    const SET_MAIN: &str = "update person set is_main = $2 where id = $1";
    let (mut count, mut deleted) = (0, Vec::new());
    for person in people.iter().copied().map(PersonId) {
        let (contact, team) = match contact_roster::find(tx, person).await {
            Ok(found) => found,
            Err(Error::NotFound) => {
                forget::remember_erased(tx, person, app.now().0).await?;
                continue;
            }
            Err(error) => return Err(error),
        };
        forget_all(tx, app, person).await?;
        match team.iter().find(|other| other.id() != person) {
            None => {
                let partner = contact.partner().0;
                deleted.push(run!(&mut *tx, c => sqlx::query_scalar(DELETE).bind(partner).fetch_one(c))?);
            }
            Some(next) => {
                if contact.is_main {
                    execute!(&mut *tx, SET_MAIN, person.0, false)?;
                    execute!(&mut *tx, SET_MAIN, next.id().0, true)?;
                }
                delete_contact(tx, &contact).await?;
            }
        }
        let entry = Entry {
            actor: Actor::named(None, "Gangway"),
            partner: Some(contact.partner()),
            person: Some(person),
            action: "contact_erased",
            what: recorded!(server::events::contact_erased_again),
        };
        record::write(tx, app, entry).await?;
        count += 1;
    }
    Ok((count, deleted))
}

/// The file that survives the database: ids and nothing else.
pub fn list_file(config: &Config) -> PathBuf {
    config.data_dir.join("erased-people")
}

/// The ids in the list beside the database.
pub fn listed(config: &Config) -> Result<BTreeSet<Uuid>> {
    match fs::read_to_string(list_file(config)) {
        Ok(text) => Ok(text.lines().filter_map(|line| Uuid::try_parse(line.trim()).ok()).collect()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(Error::Internal(Box::new(error))),
    }
}

/// Adds to the list beside the database all who were erased, so that a restore of an older backup knows them. What cannot
/// be written now is written by the next clean-up.
pub async fn keep_list(app: &AppState) {
    let kept = async {
        let mut tx = app.db.begin().await?;
        let erased = forget::erased(&mut tx).await?;
        drop(tx);
        add_to_list(&app.config, erased.into_iter().map(|person| person.0))
    };
    if let Err(error) = kept.await {
        tracing::error!(error = %error, "List of erased people not written");
    }
}

/// Adds `people` to the list beside the database.
pub fn add_to_list(config: &Config, people: impl Iterator<Item = Uuid>) -> Result<()> {
    let known = listed(config)?;
    let all: BTreeSet<Uuid> = known.iter().copied().chain(people).collect();
    if all == known {
        return Ok(());
    }
    let (file, unfinished) = (list_file(config), config.data_dir.join(".erased-people.part"));
    let text: String = all.iter().map(|id| format!("{id}\n")).collect();
    let write = || {
        fs::create_dir_all(&config.data_dir)?;
        fs::write(&unfinished, text)?;
        fs::File::open(&unfinished)?.sync_all()?;
        fs::rename(&unfinished, &file)
    };
    write().map_err(|error| Error::Internal(Box::new(error)))
}
