use super::live_access::AccessPart;
use crate::domain::invitations::invitation::{Attempt, EmailProgress, EmailState};
use crate::domain::invitations::refusal;
use crate::ui::time::Time;
use leptos::prelude::*;

/// What became of the invitation's mail, as long as that matters, and every attempt to hand one over.
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
        {(invited && !is_leaving(&email)).then(|| what_is_known(email.state, email.paused, address))}
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

/// The state of a mail to `address` in sentences; `paused` while nothing is sent.
pub fn what_is_known(state: EmailState, paused: bool, address: String) -> AnyView {
    match state {
        EmailState::Queued if paused => {
            view! { <p>{t!(invitations::the_email_waits_sending_is_paused)}</p> }.into_any()
        }
        EmailState::Scheduled { at } if paused => {
            view! { <p>"The email leaves at " <Time at/> {t!(invitations::or_once_sending_is_resumed_it)}</p> }
                .into_any()
        }
        EmailState::Retrying { reply, .. } if paused => view! {
            <p>
                "Not delivered yet. " {refusal::in_words(&reply)}
                " Gangway tries again once sending is resumed. It is paused now."
            </p>
        }
        .into_any(),
        EmailState::Queued => view! { <p>"The email to " {address} " leaves in a moment."</p> }.into_any(),
        EmailState::Scheduled { at } => {
            view! { <p>"The email to " {address} " leaves at " <Time at/> "."</p> }.into_any()
        }
        EmailState::Sending => view! { <p>"The email to " {address} " is being sent."</p> }.into_any(),
        EmailState::Retrying { next_at, reply } => view! {
            <p>"Not delivered yet. " {refusal::in_words(&reply)} " Gangway tries again at " <Time at=next_at/> "."</p>
        }
        .into_any(),
        EmailState::Accepted { at, .. } => {
            view! { <p>"Sent to " {address} " " <Time at relative=true/> {t!(invitations::not_activated_yet)}</p> }
                .into_any()
        }
        EmailState::Filed { at } => view! {
            <p>
                "No mail server is configured, so nothing was sent. The email was saved as a file "
                <Time at relative=true/> {t!(invitations::copy_the_link_and_pass_it)}
            </p>
        }
        .into_any(),
        EmailState::Failed { at, reply } => view! {
            <p>"Not delivered to " {address} ", " <Time at relative=true/> ". " {refusal::in_words(&reply)}</p>
        }
        .into_any(),
        EmailState::Cancelled { .. } => {
            view! { <p>{t!(invitations::the_email_was_cancelled_before_it)}</p> }.into_any()
        }
    }
}

fn attempt(attempt: Attempt) -> AnyView {
    view! {
        <li value=attempt.number>
            <Time at=attempt.started_at/> " to " {attempt.address} ": "
            {attempt.outcome.unwrap_or_else(|| t!(invitations::under_way).to_owned())}
            {attempt.wording.map(|it| view! { " " <a href=it.href rel="external">{it.label}</a> }.into_any())}
        </li>
    }
    .into_any()
}
