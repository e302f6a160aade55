//! The worker that empties the queue: claim (commits), send (no transaction open), complete (fenced).

use super::failure::{Failure, Result};
use super::letters;
use super::mailer::Outcome;
use super::mails::{self, Claim, Wording};
use super::state::App;
use crate::domain::email::mask;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::sync::watch;

/// How many messages are under way at a time.
const CONVERSATIONS: usize = 4;
/// How often the queue is looked at when nothing wakes the worker: another instance, or a lease that
/// ran out, rings no bell here.
const TICK: Duration = Duration::from_secs(1);

/// How long what is under way may take once the worker was told to stop. What is cut off is in doubt, and
/// goes out again as the same message.
const PATIENCE: Duration = Duration::from_secs(25);

/// Runs until `stop` says so, then lets what is under way finish.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(CONVERSATIONS));
    while !*stop.borrow() {
        // In a task of its own: whatever goes wrong there, the next look comes.
        let look = tokio::spawn(start_due(app.clone(), places.clone(), stop.clone()));
        match look.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(error = %error, "The outbox could not look at its queue."),
            Err(error) => tracing::error!(error = %error, "The outbox panicked. It goes on."),
        }
        tokio::select! {
            () = app.outbox.notified() => {}
            () = tokio::time::sleep(TICK) => {}
            _ = stop.changed() => {}
        }
    }
    app.outbox_looked.store(0, Ordering::SeqCst);
    if tokio::time::timeout(PATIENCE, places.acquire_many(CONVERSATIONS as u32)).await.is_err() {
        tracing::warn!("Some mails were still under way. They will be sent again.");
    }
}

async fn start_due(app: App, places: Arc<Semaphore>, mut stop: watch::Receiver<bool>) -> Result<()> {
    loop {
        app.outbox_looked.store(app.now().0, Ordering::SeqCst);
        if mails::next_due(&app).await?.is_none_or(|due| due > app.now()) {
            return Ok(());
        }
        let place = tokio::select! {
            biased;
            _ = stop.wait_for(|stopped| *stopped) => return Ok(()),
            place = places.clone().acquire_owned() => place,
        };
        let (Ok(place), Some(claim)) = (place, mails::claim(&app).await?) else { return Ok(()) };
        let app = app.clone();
        tokio::spawn(async move {
            send(&app, claim).await;
            drop(place);
            // The queue was perhaps waiting for a free place.
            app.outbox.notify_one();
        });
    }
}

/// Sends everything that is due now, one after the other, and says how much that was.
pub async fn drain(app: &App) -> Result<usize> {
    let mut sent = 0;
    while let Some(claim) = mails::claim(app).await? {
        send(app, claim).await;
        sent += 1;
    }
    Ok(sent)
}

async fn send(app: &App, claim: Claim) {
    let claim = Arc::new(claim);
    // In a task of its own: a message that makes us panic is one that could not be written.
    let attempt = tokio::spawn(attempt(app.clone(), claim.clone())).await;
    let (wording, outcome) = attempt.map_err(Failure::from).flatten().unwrap_or_else(|error| {
        tracing::error!(mail.id = %claim.id, error = %error, "A mail could not be written.");
        (None, Outcome::Retry("Gangway could not write this email. Its log says why.".to_owned()))
    });
    app.metrics.mail(&outcome);
    // Without completion the lease runs out and the message is tried again.
    match mails::complete(app, &claim, wording.as_ref(), &outcome).await {
        Ok(true) => {}
        Ok(false) => tracing::warn!(mail.id = %claim.id, "Another worker took this mail over."),
        Err(error) => tracing::error!(mail.id = %claim.id, error = %error, "A mail could not be handled."),
    }
}

async fn attempt(app: App, claim: Arc<Claim>) -> Result<(Option<Wording>, Outcome)> {
    let (letter, wording) = letters::compose(&app, &claim).await?;
    let outcome = app.mailer.deliver(&letter).await;
    tracing::info!(mail.id = %claim.id, mail.to = mask(&letter.to), mail.outcome = ?outcome, "A mail was attempted.");
    Ok((wording, outcome))
}
