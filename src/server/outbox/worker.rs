//! The worker that empties the queue: claim (commits), send (no transaction open), complete (fenced).

use super::compose::message;
use super::delivery::{self, Claim};
use crate::domain::email::{mask, mask_all};
use crate::server::mailer::outcome::SendOutcome;
use crate::server::mailer::smtp::SmtpSession;
use crate::server::platform::error::{Context, Error, Result};
use crate::server::state::AppState;
use crate::server::templates::fill::FilledText;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use tracing::Instrument;

/// How many conversations with the mail server are under way at a time: Microsoft 365 lets a mailbox hold three.
pub const SESSIONS: usize = 3;
/// How often the queue is looked at when nothing wakes the worker: another instance, or a lease that
/// ran out, rings no bell here.
const TICK: Duration = Duration::from_secs(1);

/// How long emails in progress may take once the worker is asked to stop. The delivery of an interrupted one is in
/// doubt, and it is sent again as the same message.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(25);

/// Runs until `stop` says so, then lets what is under way finish.
pub async fn run(app: AppState, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(SESSIONS));
    while !*stop.borrow() {
        // In a task of its own: whatever goes wrong there, the next look comes.
        let look = tokio::spawn(start_due(app.clone(), places.clone(), stop.clone()));
        match look.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(error = %error, "Failed to poll the email queue"),
            Err(error) => tracing::error!(error = %error, "Email queue poll panicked"),
        }
        tokio::select! {
            () = app.outbox.notified() => {}
            () = tokio::time::sleep(TICK) => {}
            _ = stop.changed() => {}
        }
    }
    app.outbox_looked.store(0, Ordering::SeqCst);
    if tokio::time::timeout(SHUTDOWN_TIMEOUT, places.acquire_many(SESSIONS as u32)).await.is_err() {
        tracing::warn!("Shutdown timed out with emails in progress");
    }
}

async fn start_due(app: AppState, places: Arc<Semaphore>, mut stop: watch::Receiver<bool>) -> Result<()> {
    while is_any_due(&app).await? {
        let place = tokio::select! {
            biased;
            _ = stop.wait_for(|stopped| *stopped) => return Ok(()),
            place = places.clone().acquire_owned() => place,
        };
        let (Ok(place), Some(claim)) = (place, delivery::claim(&app).await.context("claiming an email")?) else {
            return Ok(());
        };
        let (app, stop) = (app.clone(), stop.clone());
        tokio::spawn(async move {
            if let Err(error) = send_from(&app, claim, || *stop.borrow()).await {
                tracing::error!(error = %error, "Failed to poll the email queue");
            }
            drop(place);
            // The queue was perhaps waiting for a free place.
            app.outbox.notify_one();
        });
    }
    Ok(())
}

async fn is_any_due(app: &AppState) -> Result<bool> {
    Ok(can_send(app) && delivery::next_due(app).await?.is_some_and(|due| due <= app.now()))
}

/// Notes that the queue is looked at, and says whether this instance can send. Another one may be able to.
fn can_send(app: &AppState) -> bool {
    app.outbox_looked.store(app.now().0, Ordering::SeqCst);
    app.mailer.problem().is_none()
}

/// Sends everything that is due now, one after the other, and says how much that was.
pub async fn drain(app: &AppState) -> Result<usize> {
    match delivery::claim(app).await? {
        Some(claim) => send_from(app, claim, || false).await,
        None => Ok(0),
    }
}

/// Sends `claim` and what is due after it in one conversation with the mail server, until nothing is due or
/// `stopped`. Says how many were sent.
async fn send_from(app: &AppState, mut claim: Claim, stopped: impl Fn() -> bool) -> Result<usize> {
    let mut conversation = SmtpSession::default();
    let mut sent = 0;
    loop {
        conversation = send(app, claim, conversation).await;
        sent += 1;
        if stopped() || !can_send(app) {
            return Ok(sent);
        }
        let Some(next) = delivery::claim(app).await.context("claiming an email")? else { return Ok(sent) };
        claim = next;
    }
}

/// One attempt for one email. Its span has the level of an error, so that errors have it whatever the filter.
#[tracing::instrument(level = "error", name = "email", skip_all, fields(id = %claim.id, attempt = claim.attempt))]
async fn send(app: &AppState, claim: Claim, conversation: SmtpSession) -> SmtpSession {
    let claim = Arc::new(claim);
    // In a task of its own: a message that makes us panic is one that could not be written.
    let attempt = tokio::spawn(attempt(app.clone(), claim.clone(), conversation).in_current_span()).await;
    let (wording, outcome, conversation) = attempt.map_err(Error::from).flatten().unwrap_or_else(|error| {
        tracing::error!(error = %error, "Failed to compose an email");
        let words = t!(server::outbox::gangway_could_not_write_this_email).to_owned();
        (None, SendOutcome::Retry(words), SmtpSession::default())
    });
    app.metrics.count_email(outcome.label());
    // Without completion the lease runs out and the message is tried again.
    match delivery::complete(app, &claim, wording.as_ref(), &outcome).await {
        Ok(true) => {}
        Ok(false) => tracing::warn!("Email taken over by another worker"),
        Err(error) => tracing::error!(error = %error, "Failed to record the outcome of an email"),
    }
    conversation
}

async fn attempt(
    app: AppState,
    claim: Arc<Claim>,
    mut conversation: SmtpSession,
) -> Result<(Option<FilledText>, SendOutcome, SmtpSession)> {
    let (outgoing, wording) = message::compose(&app, &claim).await.context("composing the email")?;
    let outcome = app.mailer.deliver(&outgoing, &mut conversation).await;
    let said = mask_all(&format!("{outcome:?}"));
    tracing::info!(to = mask(&outgoing.to), outcome = said, "Email attempted");
    Ok((wording, outcome, conversation))
}
