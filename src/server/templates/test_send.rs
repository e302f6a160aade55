//! Test emails to one's own address, to see whether and how they arrive.

use crate::domain::language::Language;
use crate::domain::time::{HOUR, SECOND};
use crate::i18n::{self, Recorded};
use crate::paths;
use crate::server::audit::record::{self, Entry};
use crate::server::authz::Editor;
use crate::server::mailer::outcome::SendOutcome;
use crate::server::mailer::render::{Message, plain};
use crate::server::mailer::smtp::SmtpSession;
use crate::server::mailer::transport::{Mailer, OutgoingEmail};
use crate::server::organisation::settings;
use crate::server::platform::db::{Tx, run};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;

/// The pause after a test that was accepted, so that a stuck key does not flood a mailbox.
const PAUSE: i64 = 10 * SECOND;
/// The same after any test: a second click is none, and a password takes longer to correct.
const DOUBLE_CLICK: i64 = 2 * SECOND;
/// How many tests of one person go out within an hour, so that no other server is asked in our name without end.
const MOST_PER_HOUR: i64 = 60;

/// A test of the way alone.
pub async fn send_plain(app: &AppState, staff: &Editor) -> Result<String> {
    let message = plain_message(app).await?;
    send(app, staff, message).await
}

/// A test of a way that may not be in use yet: through `mailer`, which is called `server`.
pub async fn send_through(app: &AppState, staff: &Editor, mailer: &Mailer, server: &str) -> Result<String> {
    let message = marked(plain_message(app).await?);
    let to = begin(app, staff, |to| {
        recorded!(server::events::mail_server_tested, actor = &staff.name, server = server, address = to)
    })
    .await?;
    deliver(app, staff, mailer, to, message).await
}

async fn plain_message(app: &AppState) -> Result<Message> {
    let organisation = settings::name(app).await?;
    let language = Language::parse(i18n::current().code()).unwrap_or_default();
    let subject = t!(server::mailer::mail_works);
    let words = t!(server::mailer::mail_works_text, organisation = &organisation);
    let link = app.config.url(paths::MANAGE_MAIL);
    app.workers.run(move || plain(&organisation, language, subject, &words, &link)).await?
}

/// Sends `message` to the signed-in person, past the queue, and returns the mail server's answer.
pub async fn send(app: &AppState, staff: &Editor, message: Message) -> Result<String> {
    let message = marked(message);
    let to = begin(app, staff, |to| {
        recorded!(server::events::mail_tested, actor = &staff.name, subject = &message.subject, address = to)
    })
    .await?;
    deliver(app, staff, &app.mailer.now(), to, message).await
}

/// `message` with a subject that calls it a test.
fn marked(message: Message) -> Message {
    Message { subject: t!(server::mailer::test_subject, subject = &message.subject), ..message }
}

/// The address of the signed-in person, if they may send a test now. The audit entry is written before, in a transaction
/// that ends before a socket is opened.
async fn begin(app: &AppState, staff: &Editor, what: impl FnOnce(&str) -> Recorded) -> Result<String> {
    let mut tx = app.db.begin().await?;
    let to = allow(&mut tx, app, staff).await?;
    record::write(&mut tx, app, Entry::of(staff, "mail_tested", what(&to))).await?;
    tx.commit().await?;
    Ok(to)
}

async fn deliver(app: &AppState, staff: &Editor, mailer: &Mailer, to: String, message: Message) -> Result<String> {
    let message_id = format!("test-{}@{}", app.id().simple(), app.config.host());
    let outgoing = OutgoingEmail {
        to_name: staff.name.clone(),
        to,
        reply_to: None,
        return_path: None,
        message_id,
        in_reply_to: None,
        date: app.now(),
        message,
    };
    let outcome = mailer.deliver(&outgoing, &mut SmtpSession::default()).await;
    let to = outgoing.to;
    match outcome {
        SendOutcome::Accepted(reply) => {
            // Also what ticks the setup checklist.
            let what = recorded!(server::events::mail_test_accepted, actor = &staff.name, address = &to);
            record::note(app, Entry::of(staff, "mail_test_accepted", what)).await?;
            match app.config.demo {
                Some(_) => Ok(reply),
                None => Ok(t!(server::mailer::test_accepted, address = &to, reply = &reply)),
            }
        }
        SendOutcome::Filed => Ok(t!(server::mailer::test_filed, address = &to)),
        outcome => Err(Error::Conflict(t!(server::mailer::test_failed, address = &to, reason = &outcome.words()))),
    }
}

/// The address of the signed-in person, unless they got a test a moment ago. The update changes nothing but makes a
/// second test of the same person wait for this one, on both engines.
async fn allow(tx: &mut Tx, app: &AppState, staff: &Editor) -> Result<String> {
    const LOCK: &str = "update person set access_at = access_at where id = $1 returning email";
    const RECENT: &str = "select count(*) from audit where actor_id = $1 and at > $2 and action = $3";
    let email: Option<String> = run!(tx, c => sqlx::query_scalar(LOCK).bind(staff.id.0).fetch_optional(c))?;
    let limits = [
        ("mail_test_accepted", PAUSE, 1, t!(server::templates::a_test_was_sent_to_you)),
        ("mail_tested", DOUBLE_CLICK, 1, t!(server::templates::wait_between_tests)),
        ("mail_tested", HOUR, MOST_PER_HOUR, t!(server::templates::too_many_tests)),
    ];
    for (action, span, most, why) in limits {
        let since = app.now().plus(-span);
        let recent: i64 =
            run!(&mut *tx, c => sqlx::query_scalar(RECENT).bind(staff.id.0).bind(since.0).bind(action).fetch_one(c))?;
        if recent >= most {
            return Err(Error::Conflict(why.to_owned()));
        }
    }
    email.ok_or(Error::SignInNeeded)
}
