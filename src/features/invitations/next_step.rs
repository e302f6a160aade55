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
    let opens = " opens the email and sets a password. You'll see it here and in your list of partners.";
    match (&contact.access, contact.email_state()) {
        (Access::None, _) => Some(["Nothing was sent. You can give ", who, " access now or later."].concat()),
        (Access::Active { .. }, _) => Some([who, " is in: they set a password and can use the portal."].concat()),
        (Access::Invited, None) => {
            Some(["Next: share the link with ", who, ". You'll see here when they use it."].concat())
        }
        (Access::Invited, Some(EmailState::Queued | EmailState::Scheduled { .. } | EmailState::Sending)) => {
            Some(["Next: ", who, opens].concat())
        }
        (Access::Invited, Some(EmailState::Accepted { .. })) => Some(["Sent. Next: ", who, opens].concat()),
        (Access::Invited, Some(_)) => None,
    }
}
