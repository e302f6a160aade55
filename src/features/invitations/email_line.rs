use super::live_access::AccessPart;
use crate::domain::invitations::invitation::{Attempt, EmailProgress, EmailState};
use crate::ui::time::Time;
use leptos::prelude::*;

/// What became of the invitation's mail, as long as that matters, and every attempt to hand one over.
#[component]
pub fn EmailLine(email: AccessPart<Option<EmailProgress>>, invited: AccessPart<bool>) -> impl IntoView {
    move || email.get().map(|email| progress(email, invited.get()))
}

fn progress(email: EmailProgress, invited: bool) -> AnyView {
    let count = email.attempts.len();
    let summary = if count == 1 { "1 attempt".to_owned() } else { format!("{count} attempts") };
    view! {
        {invited.then(|| what_is_known(email.state, email.paused))}
        {(count > 0).then(|| view! {
            <details class="mail-attempts">
                <summary>{summary}</summary>
                <ol>{email.attempts.into_iter().map(attempt).collect_view()}</ol>
            </details>
        }.into_any())}
    }
    .into_any()
}

/// The state of a mail in sentences; `paused` while nothing is sent.
pub fn what_is_known(state: EmailState, paused: bool) -> AnyView {
    match state {
        EmailState::Queued if paused => view! { <p>"The email waits: sending is paused."</p> }.into_any(),
        EmailState::Scheduled { at } if paused => {
            view! { <p>"The email leaves at " <Time at/> ", or once sending is resumed. It is paused now."</p> }
                .into_any()
        }
        EmailState::Retrying { reply, .. } if paused => view! {
            <p>"The last attempt failed. Gangway tries again once sending is resumed. It is paused now."</p>
            <blockquote class="mail-reply">{reply}</blockquote>
        }
        .into_any(),
        EmailState::Queued => view! { <p>"The email leaves in a moment."</p> }.into_any(),
        EmailState::Scheduled { at } => view! { <p>"The email leaves at " <Time at/> "."</p> }.into_any(),
        EmailState::Sending => view! { <p>"The email is being handed to the mail server."</p> }.into_any(),
        EmailState::Retrying { next_at, reply } => view! {
            <p>"The last attempt failed. Gangway tries again at " <Time at=next_at/> "."</p>
            <blockquote class="mail-reply">{reply}</blockquote>
        }
        .into_any(),
        EmailState::Accepted { at, reply } => view! {
            <p>"The mail server accepted the email at " <Time at=at/> ". It answered:"</p>
            <blockquote class="mail-reply">{reply}</blockquote>
        }
        .into_any(),
        EmailState::Filed { at } => view! {
            <p>
                "No mail server is configured, so nothing was sent. The email was saved as a file at "
                <Time at=at/> ". Copy the link and pass it on yourself."
            </p>
        }
        .into_any(),
        EmailState::Failed { at, reply } => view! {
            <p>"The email could not be delivered. The last answer came at " <Time at=at/> ":"</p>
            <blockquote class="mail-reply">{reply}</blockquote>
        }
        .into_any(),
        EmailState::Cancelled { .. } => view! { <p>"The email was cancelled before it was sent."</p> }.into_any(),
    }
}

fn attempt(attempt: Attempt) -> AnyView {
    view! {
        <li value=attempt.number>
            <Time at=attempt.started_at/> " to " {attempt.address} ": "
            {attempt.outcome.unwrap_or_else(|| "under way".to_owned())}
            {attempt.wording.map(|it| view! { " " <a href=it.href rel="external">{it.label}</a> }.into_any())}
        </li>
    }
    .into_any()
}
