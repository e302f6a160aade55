use super::live_access::LiveAccess;
use crate::domain::invitations::invitation::{Access, ContactAccess, EmailState};
use crate::ui::icon::Icon;
use leptos::prelude::*;

/// What happens next, as long as nothing went wrong; celebrates once it did.
pub fn next_step(live: LiveAccess) -> impl IntoView {
    let is_active = live.part(|contact| matches!(contact.access, Access::Active { .. }));
    let words = live.part(words);
    move || {
        let words = words.get()?;
        Some(match is_active.get() {
            true => {
                view! { <p class="notice celebrate" data-tone="success"><Icon name="check"/>{words}</p> }.into_any()
            }
            false => view! { <p class="next-step">{words}</p> }.into_any(),
        })
    }
}

fn words(contact: &ContactAccess) -> Option<String> {
    let who = contact.first_name.as_str();
    match (&contact.access, contact.email_state()) {
        (Access::None, _) => Some(t!(invitations::next_give, name = who)),
        (Access::Active { .. }, _) => Some(t!(invitations::next_active, name = who)),
        (Access::Invited, None) => Some(t!(invitations::next_share_link, name = who)),
        (Access::Invited, Some(EmailState::Queued | EmailState::Scheduled { .. } | EmailState::Sending)) => {
            Some(t!(invitations::next_opens, name = who))
        }
        (Access::Invited, Some(EmailState::Accepted { .. } | EmailState::Delivered { .. })) => {
            Some(t!(invitations::next_sent_opens, name = who))
        }
        (Access::Invited, Some(_)) => None,
    }
}
