//! One sentence about what just happened.

use crate::ui::icon::Icon;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Says what `?notice=` stands for. Every frame has one; pages need none of their own.
#[component]
pub fn Notice() -> impl IntoView {
    let query = use_query_map();
    let sentence = move || query.with(|query| query.get_str("notice").and_then(sentence));
    view! {
        <div class="notices" role="status">
            {move || sentence().map(|sentence| view! {
                <p class="notice" data-tone="good"><Icon name="check"/>{sentence}</p>
            }.into_any())}
        </div>
    }
}

fn sentence(code: &str) -> Option<&'static str> {
    Some(match code {
        "saved" => "Your changes are saved.",
        "logo-saved" => "The logo is saved.",
        "logo-removed" => "The logo is removed.",
        "language-removed" => "The language is removed from the template.",
        "template-added" => "The template is added.",
        "template-copied" => "This is the copy. Change what should differ, and give it a name.",
        "template-default" => "The default template is changed.",
        "template-deleted" => "The template is deleted.",
        "deleted" => "The partner is deleted.",
        "contact-added" => "The contact is added.",
        "contact-removed" => "The contact is removed. Their links and sessions have ended.",
        "main-contact-changed" => "The main contact is changed.",
        "colleague-invited" => "The invitation is made.",
        "colleague-removed" => "The colleague is removed. Their links and sessions have ended.",
        "invitation-withdrawn" => "The invitation is withdrawn. Its links no longer work.",
        "role-changed" => "The role is changed. It counts from their next click on.",
        "added" => "It is added to the list.",
        "archived" => "It is archived: not offered any more, and shown where it is in use.",
        "brought-back" => "It is offered again.",
        "entry-deleted" => "It is deleted.",
        "mail-paused" => "Sending is paused.",
        "mail-resumed" => "Mail is sent again.",
        "mail-retried" => "The email is tried again now.",
        "mail-cancelled" => "The email is cancelled. The invitation stays, and its links work.",
        "told" => "Thank you. Whoever sent the invitation is told; nothing was activated.",
        "thanks" => "Thanks for your feedback.",
        "access-given" => "Access to the portal is given.",
        "access-removed" => "Access to the portal is removed. Links and sessions have ended.",
        "invitation-resent" => "The invitation is on its way again. Earlier links keep working.",
        "link-ready" => "The activation link is ready to copy.",
        "password-changed" => "Your password is changed. All other sessions have ended.",
        "team-invited" => "The invitation is on its way to your colleague.",
        "team-requested" => "Your request is made. Your colleague is invited once it is approved.",
        "request-approved" => "The colleague is added and invited.",
        "request-declined" => "The request is declined.",
        "address-asked" => {
            "Saved. The new address counts once it is confirmed: an email with a link is on its way there."
        }
        "address-resent" => "The email with the link is on its way again. Earlier links keep working.",
        "address-cancelled" => "The change is cancelled. The address stays as it is.",
        "address-changed" => "You sign in with your new address from now on. All other sessions have ended.",
        "session-ended" => "The session has ended.",
        "signed-out" => "You are signed out.",
        _ => return None,
    })
}
