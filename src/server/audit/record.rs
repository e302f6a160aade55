//! What happened, who did it: written in the transaction that did it, shown as a timeline.

use crate::domain::audit::AuditKind;
use crate::domain::ids::{BulkId, PartnerId, PersonId};
use crate::domain::partners::partner::TimelineEvent;
use crate::domain::time::Timestamp;
use crate::i18n::Recorded;
use crate::server::authz::{Editor, LiveSession, Staff};
use crate::server::platform::client;
use crate::server::platform::db::{Tx, execute, read};
use crate::server::platform::error::Result;
use crate::server::platform::normalize::fold;
use crate::server::state::AppState;

/// Who did it: staff, the invited person, or the server itself.
pub struct Actor<'a> {
    pub id: Option<PersonId>,
    pub name: &'a str,
    /// The change to many partners that it is part of.
    pub bulk: Option<BulkId>,
}

impl<'a> Actor<'a> {
    /// A person, the server itself, or someone without a name, doing one thing.
    pub fn named(id: Option<PersonId>, name: &'a str) -> Self {
        Self { id, name, bulk: None }
    }
}

impl<'a> From<&'a Staff> for Actor<'a> {
    fn from(staff: &'a Staff) -> Self {
        Self { id: Some(staff.id), name: &staff.name, bulk: staff.bulk }
    }
}

impl<'a> From<&'a Editor> for Actor<'a> {
    fn from(editor: &'a Editor) -> Self {
        Self::from(&**editor)
    }
}

impl<'a> From<&'a LiveSession> for Actor<'a> {
    fn from(live: &'a LiveSession) -> Self {
        Self::named(Some(live.person.id), &live.person.name)
    }
}

/// One thing that happened. `action` is a stable word for filters, `what` a sentence for people, most of them of
/// `locales/*/server/events.ftl`; no secret and no link belongs in either.
pub struct Entry<'a> {
    pub actor: Actor<'a>,
    pub partner: Option<PartnerId>,
    pub person: Option<PersonId>,
    pub action: &'static str,
    pub what: Recorded,
}

impl<'a> Entry<'a> {
    /// Something that is about no partner and no person in particular.
    pub fn of(actor: impl Into<Actor<'a>>, action: &'static str, what: Recorded) -> Self {
        Self { actor: actor.into(), partner: None, person: None, action, what }
    }
}

/// Adds `entry` to the transaction.
pub async fn write(tx: &mut Tx, app: &AppState, entry: Entry<'_>) -> Result<()> {
    write_change(tx, app, entry, &Recorded::default()).await
}

/// Records what changes nothing else, in a transaction of its own.
pub async fn note(app: &AppState, entry: Entry<'_>) -> Result<()> {
    let mut tx = app.db.begin().await?;
    write(&mut tx, app, entry).await?;
    tx.commit().await
}

/// Like [`write()`] for something whose fields were changed.
pub async fn write_change(tx: &mut Tx, app: &AppState, entry: Entry<'_>, changes: &Recorded) -> Result<()> {
    const ADD: &str = "
        insert into audit (
            id, at, actor, actor_id, partner_id, person_id, bulk_id, action, kind, what, changes, origin,
            search_key
        )
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    let (what, changes) = (entry.what.encode(), changes.encode());
    let search_key = search_key(entry.actor.name, entry.action, &[&what, &changes]);
    execute!(
        tx,
        ADD,
        app.id(),
        app.now().0,
        entry.actor.name,
        entry.actor.id.map(|id| id.0),
        entry.partner.map(|id| id.0),
        entry.person.map(|id| id.0),
        entry.actor.bulk.map(|id| id.0),
        entry.action,
        AuditKind::of(entry.action).as_str(),
        &what,
        &changes,
        client::current(),
        &search_key,
    )?;
    Ok(())
}

/// What the search finds an entry by: all of its words in each language, folded. The texts are as they are stored.
pub fn search_key(actor: &str, action: &str, stored: &[&str]) -> String {
    let texts: Vec<String> = stored.iter().flat_map(|text| Recorded::all(text)).collect();
    fold(&[actor, action, &texts.join(" ")].join(" "))
}

/// The [`field()`]s of something that was changed, a line each.
pub fn changes<const FIELDS: usize>(fields: impl Fn() -> [Option<String>; FIELDS]) -> Recorded {
    Recorded::new(|| fields().into_iter().flatten().collect::<Vec<_>>().join("\n"))
}

/// A field by its name, as it was and as it is; none where it stayed as it was.
pub fn field(name: &str, before: &str, after: &str) -> Option<String> {
    (before != after)
        .then(|| t!(server::events::change, field = name, before = &one_line(before), after = &one_line(after)))
}

fn one_line(text: &str) -> String {
    if text.is_empty() { t!(server::events::nothing).to_owned() } else { text.replace('\n', " ") }
}

/// The newest hundred entries about a partner, newest first.
pub async fn timeline(app: &AppState, partner: PartnerId) -> Result<Vec<TimelineEvent>> {
    const LIST: &str = "select at, what from audit where partner_id = $1 order by at desc, id desc limit 100";
    let rows: Vec<(i64, String)> = read!(&app.db, c => sqlx::query_as(LIST).bind(partner.0).fetch_all(c))?;
    Ok(rows
        .into_iter()
        .map(|(at, what)| TimelineEvent { at: Timestamp(at), what: Recorded::read(&what), email: None })
        .collect())
}

/// How many events with this action there are, for tests and metrics.
pub async fn count(app: &AppState, action: &str) -> Result<i64> {
    const COUNT: &str = "select count(*) from audit where action = $1";
    Ok(read!(&app.db, c => sqlx::query_scalar(COUNT).bind(action).fetch_one(c))?)
}
