use super::live_access::AccessPart;
use crate::domain::invitations::invitation::{Attempt, EmailProgress, EmailState};
use crate::domain::time::Timestamp;
use crate::ui::rich::{SLOTS, rich};
use crate::ui::time::Time;
use leptos::prelude::*;

/// Status of the invitation's email, as long as that matters, and every delivery attempt.
#[component]
pub fn EmailLine(
    email: AccessPart<Option<EmailProgress>>,
    invited: AccessPart<bool>,
    /// Where it goes.
    address: AccessPart<String>,
) -> impl IntoView {
    move || email.get().map(|email| progress(email, invited.get(), address.get()))
}

fn progress(email: EmailProgress, invited: bool, address: String) -> AnyView {
    let reply = email
        .state
        .reply()
        .map(|reply| view! { <blockquote class="mail-reply">{reply.to_owned()}</blockquote> }.into_any());
    view! {
        {(invited && !is_leaving(&email)).then(|| what_is_known(email.state, email.paused, email.returns_here, address))}
        {(!email.attempts.is_empty()).then(|| view! {
            <details class="mail-attempts">
                <summary>{t!(invitations::details)}</summary>
                {reply}
                <ol>{email.attempts.into_iter().map(attempt).collect_view()}</ol>
            </details>
        }.into_any())}
    }
    .into_any()
}

/// Whether it is about to leave, and can be taken back.
pub fn is_leaving(email: &EmailProgress) -> bool {
    email.state == EmailState::Queued && !email.paused
}

/// The state of a mail to `address` in sentences; `paused` while nothing is sent, `returns_here` where bounces are read.
pub fn what_is_known(state: EmailState, paused: bool, returns_here: bool, address: String) -> AnyView {
    match state {
        EmailState::Queued if paused => {
            view! { <p>{t!(invitations::the_email_waits_sending_is_paused)}</p> }.into_any()
        }
        EmailState::Scheduled { at } if paused => {
            timed(t!(invitations::email_leaves_or_once_resumed, time = SLOTS[0]), at, false)
        }
        EmailState::Retrying { why, .. } if paused => view! {
            <p>{t!(invitations::retries_once_resumed, reason = &why.words)}</p>
        }
        .into_any(),
        EmailState::Queued => view! { <p>{t!(invitations::email_leaves_soon, address = &address)}</p> }.into_any(),
        EmailState::Scheduled { at } => {
            timed(t!(invitations::email_leaves_at, address = &address, time = SLOTS[0]), at, false)
        }
        EmailState::Sending => view! { <p>{t!(invitations::email_being_sent, address = &address)}</p> }.into_any(),
        EmailState::Retrying { next_at, why, .. } => {
            timed(t!(invitations::email_retries_at, reason = &why.words, time = SLOTS[0]), next_at, false)
        }
        EmailState::Accepted { at, .. } => {
            let sent = timed(t!(invitations::email_accepted, address = &address, time = SLOTS[0]), at, true);
            let not_delivered = match returns_here {
                true => t!(invitations::a_bounce_is_shown_here),
                false => t!(invitations::accepted_is_not_delivered),
            };
            view! { {sent} <p class="quiet-text">{not_delivered}</p> }.into_any()
        }
        EmailState::Delivered { at, answered: false } => {
            timed(t!(invitations::email_delivered, address = &address, time = SLOTS[0]), at, true)
        }
        EmailState::Delivered { at, answered: true } => {
            timed(t!(invitations::email_answered, address = &address, time = SLOTS[0]), at, true)
        }
        EmailState::Delayed { at, why, .. } => {
            let reason = &why.words;
            timed(t!(invitations::email_delayed, address = &address, time = SLOTS[0], reason = reason), at, true)
        }
        EmailState::Bounced { at, why, .. } => {
            let reason = &why.words;
            let words = match why.is_of_address {
                true => t!(invitations::email_bounced, address = &address, time = SLOTS[0], reason = reason),
                false => t!(invitations::email_returned, address = &address, time = SLOTS[0], reason = reason),
            };
            timed(words, at, true)
        }
        EmailState::Complained { at } => {
            timed(t!(invitations::email_complained, address = &address, time = SLOTS[0]), at, true)
        }
        EmailState::Filed { at } => timed(t!(invitations::email_filed, time = SLOTS[0]), at, true),
        EmailState::Failed { at, why, .. } => {
            let reason = &why.words;
            timed(t!(invitations::email_failed, address = &address, time = SLOTS[0], reason = reason), at, true)
        }
        EmailState::Cancelled { .. } => {
            view! { <p>{t!(invitations::the_email_was_cancelled_before_it)}</p> }.into_any()
        }
    }
}

/// A sentence with a time in it.
fn timed(sentence: String, at: Timestamp, relative: bool) -> AnyView {
    view! { <p>{rich(&sentence, [view! { <Time at relative/> }.into_any()])}</p> }.into_any()
}

fn attempt(attempt: Attempt) -> AnyView {
    let outcome = attempt.outcome.as_deref().unwrap_or(t!(invitations::under_way));
    let words = t!(invitations::attempt, time = SLOTS[0], address = &attempt.address, outcome = outcome);
    view! {
        <li value=attempt.number>
            {rich(&words, [view! { <Time at=attempt.started_at/> }.into_any()])}
            {attempt.wording.map(|it| view! { " " <a href=it.href rel="external">{it.label}</a> }.into_any())}
        </li>
    }
    .into_any()
}
