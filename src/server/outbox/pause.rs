//! Why nothing is sent right now: a person paused sending, or the mail server rejects us.

use super::queue;
use crate::domain::outbox::{EmailPause, Warning};
use crate::domain::time::{MINUTE, Timestamp};
use crate::i18n::Recorded;
use crate::paths;
use crate::server::audit::record::{self, Entry};
use crate::server::authz::{Editor, Staff};
use crate::server::platform::db::{Tx, execute, read};
use crate::server::platform::error::Result;
use crate::server::state::AppState;

/// How long nothing is tried after the mail server refused our sign-in.
pub const AFTER_REJECTION: i64 = 5 * MINUTE;

/// Selects the pause that holds at `$1`, if any.
pub const CURRENT: &str = "select at, why, ends_at from email_pause where ends_at is null or ends_at > $1";

/// The pause that holds now, if any.
pub async fn current(app: &AppState) -> Result<Option<EmailPause>> {
    let row: Option<(i64, String, Option<i64>)> =
        read!(&app.db, c => sqlx::query_as(CURRENT).bind(app.now().0).fetch_optional(c))?;
    Ok(row.map(|(at, why, ends_at)| EmailPause {
        at: Timestamp(at),
        why: Recorded::read(&why),
        ends_at: ends_at.map(Timestamp),
    }))
}

/// What staff are to know on every page: why the emails they ask for do not leave, or are of no use.
pub async fn warning(app: &AppState, _: &Staff, is_owner: bool) -> Result<Option<Warning>> {
    let to = |href: &str, link: &str| (href.to_owned(), link.to_owned());
    let (words, (href, link)) = if let Some(demo) = &app.config.demo {
        (t!(server::demo::is_a_demo).to_owned(), to(&demo.emails, t!(server::demo::emails)))
    } else if let Some(pause) = current(app).await? {
        let words = t!(server::outbox::sending_is_paused, why = &pause.why);
        (words, to(paths::MANAGE_MAIL, t!(server::outbox::open_mail)))
    } else if let Some(why) = app.mailer.problem() {
        (why.words(), to(paths::MANAGE_MAIL, t!(server::outbox::open_mail)))
    } else if app.mailer.saves_files() {
        let words = t!(server::outbox::saved_as_files).to_owned();
        (words, to(paths::MANAGE_MAIL_SERVER, t!(server::outbox::open_mail_server)))
    } else if is_owner
        && app.mailer.has_server()
        && let Some(why) = app.config.local_links_only()
    {
        (why, to(paths::MANAGE_MAIL_SERVER, t!(server::outbox::open_mail_server)))
    } else {
        return Ok(None);
    };
    Ok(Some(Warning { words, href, link }))
}

/// Pauses sending until a person resumes it; emails in progress are still sent.
pub async fn pause(app: &AppState, staff: &Editor) -> Result<()> {
    let mut tx = app.db.begin().await?;
    pause_until_resumed(&mut tx, app, &recorded!(server::outbox::paused_by, name = &staff.name).encode()).await?;
    note(&mut tx, app, staff, "mail_paused", recorded!(server::events::mail_paused, actor = &staff.name)).await?;
    tx.commit().await
}

/// The same for a reason of the server's own.
pub async fn pause_until_resumed(tx: &mut Tx, app: &AppState, why: &str) -> Result<()> {
    const PAUSE: &str = "
        insert into email_pause (id, at, why, ends_at)
        values (1, $1, $2, null)
        on conflict (id) do update set at = excluded.at, why = excluded.why, ends_at = null";
    execute!(tx, PAUSE, app.now().0, why)?;
    Ok(())
}

/// Sends again, beginning now, whatever the reason was.
pub async fn resume(app: &AppState, staff: &Editor) -> Result<()> {
    let mut tx = app.db.begin().await?;
    execute!(&mut tx, "delete from email_pause")?;
    try_again(&mut tx, app).await?;
    note(&mut tx, app, staff, "mail_resumed", recorded!(server::events::mail_resumed, actor = &staff.name)).await?;
    tx.commit().await?;
    app.outbox.notify_one();
    Ok(())
}

/// Tries at once what waits for the mail server, because there is reason to think that it will fare better: a pause for
/// that ends, too.
pub async fn try_again(tx: &mut Tx, app: &AppState) -> Result<()> {
    clear_rejection_pause(tx).await?;
    queue::retry_waiting(tx, app).await?;
    Ok(())
}

async fn note(tx: &mut Tx, app: &AppState, staff: &Editor, action: &'static str, what: Recorded) -> Result<()> {
    record::write(tx, app, Entry::of(staff, action, what)).await
}

/// The mail server refused our sign-in: instead of every message running into the same wall, all wait.
pub async fn pause_after_rejection(tx: &mut Tx, app: &AppState, reply: &str) -> Result<()> {
    const PAUSE: &str = "
        insert into email_pause (id, at, why, ends_at)
        values (1, $1, $2, $3)
        on conflict (id) do update set why = excluded.why, ends_at = excluded.ends_at
        where email_pause.ends_at is not null";
    execute!(tx, PAUSE, app.now().0, reply, app.now().plus(AFTER_REJECTION).0)?;
    Ok(())
}

/// The mail server took a message: it lets us in again.
pub async fn clear_rejection_pause(tx: &mut Tx) -> Result<()> {
    execute!(tx, "delete from email_pause where ends_at is not null")?;
    Ok(())
}
