//! Browsers that are signed in. The cookie's secret is kept as a hash; removing a row signs out.

use super::known_browser::KnownBrowser;
use crate::domain::auth::role::{PortalRole, Role};
use crate::domain::auth::viewer::SignedInAs;
use crate::domain::ids::{PartnerId, PersonId, SessionId};
use crate::domain::language::Language;
use crate::domain::time::{DAY, MINUTE, Timestamp};
use crate::server::authz::LiveSession;
use crate::server::people::rows;
use crate::server::platform::client::browser_name;
use crate::server::platform::db::{Tx, execute, read};
use crate::server::platform::error::{Context, Result};
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use uuid::Uuid;

/// A session ends when it was not used for this long.
pub const IDLE: i64 = 14 * DAY;
/// How many sessions a person has at most; the one that was used least recently gives way.
const MOST: i64 = 20;
/// Using a session is noted at most this often.
const NOTE_EVERY: i64 = 5 * MINUTE;
/// A cookie that is in use is replaced this often, so that one that was copied is of no use soon.
const ROTATE_EVERY: i64 = DAY;
/// A browser that did not get the new cookie keeps the old one for so long, and is given another after that.
const PREVIOUS_LASTS: i64 = DAY;
const RETRY_AFTER: i64 = 5 * MINUTE;
/// How long the old cookie works beside the new one, for requests that were on their way.
const OVERLAP: i64 = MINUTE;

/// What one signs in with.
#[derive(Debug, Clone, Default)]
pub struct Device {
    /// What it says it is.
    pub agent: String,
    /// None for a browser that was never here.
    pub known: Option<KnownBrowser>,
}

/// A session that just began: the secret for the cookie, where its person belongs, and the browser that is known now.
#[derive(Debug)]
pub struct NewSession {
    pub token: PlainToken,
    pub role: Role,
    pub browser: KnownBrowser,
}

#[derive(sqlx::FromRow)]
struct LiveRow {
    id: Uuid,
    created_at: i64,
    last_seen_at: i64,
    confirmed_at: i64,
    rotated_at: i64,
    is_previous: bool,
    has_previous: bool,
    person_id: Uuid,
    partner_id: Option<Uuid>,
    portal_role: Option<String>,
    role: String,
    name: String,
    email: String,
    language: String,
}

/// The session of a cookie, as long as its person has access.
pub async fn find(app: &AppState, token: &PlainToken) -> Result<Option<LiveSession>> {
    const FIND: &str = "
        select s.id, s.created_at, s.last_seen_at, s.confirmed_at, s.rotated_at, s.hash <> $1 as is_previous,
            s.hash = $1 and coalesce(s.previous_until > $3, false) as has_previous, p.id as person_id, p.partner_id,
            p.portal_role, p.role, p.name, p.email, p.language
        from session s
        join person p on p.id = s.person_id
        where (s.hash = $1 or s.previous_hash = $1 and s.previous_until > $2) and s.expires_at > $2 and p.is_active";
    let now = app.now();
    let row: Option<LiveRow> = read!(&app.db, c => sqlx::query_as(FIND)
            .bind(token.hash()).bind(now.0).bind(now.plus(OVERLAP).0).fetch_optional(c))
    .context("loading the session")?;
    let Some(row) = row else { return Ok(None) };
    let role = rows::role(&row.role)?;
    if row.has_previous || now >= Timestamp(row.last_seen_at).plus(NOTE_EVERY) {
        // Beside the request: reading must not wait for a writer.
        let (task, session, person) = (app.clone(), row.id, PersonId(row.person_id));
        let end = end(app, role, Timestamp(row.created_at), now);
        let is_previous = row.is_previous;
        app.tasks.spawn(async move {
            if let Err(error) = note_use(&task, session, person, is_previous, now, end).await {
                tracing::warn!(error = %error, "Failed to record the use of a session");
            }
        });
    }
    Ok(Some(LiveSession {
        id: SessionId(row.id),
        person: SignedInAs { id: PersonId(row.person_id), name: row.name, email: row.email, role },
        partner: row.partner_id.map(PartnerId),
        portal_role: PortalRole::parse_or_default(row.portal_role.as_deref()),
        language: Language::parse(&row.language),
        confirmed_at: Timestamp(row.confirmed_at),
        rotation_due: now >= Timestamp(row.rotated_at).plus(if row.is_previous { RETRY_AFTER } else { ROTATE_EVERY }),
    }))
}

/// When a session ends that is used now: soon without further use, and at its age whatever its use. A cookie that was
/// copied is worth nothing some day.
fn end(app: &AppState, role: Role, created_at: Timestamp, now: Timestamp) -> Timestamp {
    let days = if role == Role::Contact { app.config.contact_session_days } else { app.config.staff_session_days };
    now.plus(IDLE).min(created_at.plus(i64::from(days) * DAY))
}

async fn note_use(
    app: &AppState,
    session: Uuid,
    person: PersonId,
    is_previous: bool,
    now: Timestamp,
    end: Timestamp,
) -> Result<()> {
    const NOTE: &str = "update session set last_seen_at = $2, expires_at = $3 where id = $1";
    const END_PREVIOUS: &str = "update session set previous_until = $2 where id = $1 and previous_until > $2";
    let mut tx = app.db.begin().await?;
    // In the order in which access is removed: first the person, then the sessions.
    note_seen(&mut tx, person, now).await?;
    execute!(&mut tx, NOTE, session, now.0, end.0)?;
    if !is_previous {
        execute!(&mut tx, END_PREVIOUS, session, now.plus(OVERLAP).0)?;
    }
    tx.commit().await
}

async fn note_seen(tx: &mut Tx, person: PersonId, now: Timestamp) -> Result<()> {
    execute!(tx, "update person set last_seen_at = $2 where id = $1", person.0, now.0)?;
    Ok(())
}

/// Begins a session in the transaction that proved who it is.
pub async fn begin(
    tx: &mut Tx,
    app: &AppState,
    person: PersonId,
    role: Role,
    Device { agent, known }: Device,
) -> Result<NewSession> {
    const ADD: &str = "
        insert into session (
            id, hash, person_id, browser, created_at, last_seen_at, expires_at, confirmed_at, rotated_at
        )
        values ($1, $2, $3, $4, $5, $5, $6, $5, $5)";
    const GIVE_WAY: &str = "
        delete from session
        where person_id = $1
            and id not in (
                select id
                from session
                where person_id = $1
                order by last_seen_at desc, id desc
                limit $2
            )";
    let token = PlainToken::mint(&app.random);
    let now = app.now();
    let end = end(app, role, now, now);
    execute!(&mut *tx, GIVE_WAY, person.0, MOST - 1)?;
    execute!(&mut *tx, ADD, app.id(), token.hash(), person.0, browser_name(&agent), now.0, end.0)?;
    note_seen(tx, person, now).await?;
    let browser = known.unwrap_or_else(|| KnownBrowser::new(&app.random, now)).signed_in(person, now);
    Ok(NewSession { token, role, browser })
}

/// Replaces the secret of a session, for the browser that sent `token`. None if another request just did.
pub async fn rotate(app: &AppState, session: SessionId, token: &PlainToken) -> Result<Option<PlainToken>> {
    const ROTATE: &str = "
        update session
        set hash = $2, rotated_at = $4, previous_hash = $3, previous_until = $5
        where id = $1 and rotated_at <= $6 and (hash = $3 or previous_hash = $3)";
    let (new, now) = (PlainToken::mint(&app.random), app.now());
    let (until, since) = (now.plus(PREVIOUS_LASTS), now.plus(-RETRY_AFTER));
    let mut tx = app.db.begin().await?;
    let rotated = execute!(&mut tx, ROTATE, session.0, new.hash(), token.hash(), now.0, until.0, since.0)?;
    tx.commit().await?;
    Ok((rotated > 0).then_some(new))
}

/// Notes that the person of this session just gave their password.
pub async fn confirm(app: &AppState, session: SessionId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, "update session set confirmed_at = $2 where id = $1", session.0, app.now().0)?;
    tx.commit().await
}

/// Ends one session of `person`; another person's is not found.
pub async fn revoke(app: &AppState, person: &PersonId, session: SessionId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, "delete from session where id = $1 and person_id = $2", session.0, person.0)?;
    tx.commit().await
}
