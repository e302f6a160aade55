use crate::domain::auth::pending_email::PendingAddress;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::rich::{SLOTS, rich};
use crate::ui::time::Time;
use leptos::prelude::*;

/// A new address that waits to be confirmed, and what can be done about it.
#[component]
pub fn PendingEmail(
    pending: PendingAddress,
    resend: FormAction,
    cancel: FormAction,
    /// Whose address it is, where it is not one's own.
    #[prop(optional, into)]
    person: String,
    /// Without it there is only something to see.
    #[prop(default = true)]
    may_edit: bool,
) -> impl IntoView {
    let PendingAddress { email, until, expired } = pending;
    let form = state(&person, resend, cancel);
    let words = match expired {
        true => t!(auth::pending_expired, address = SLOTS[0], time = SLOTS[1]),
        false => t!(auth::pending_until, address = SLOTS[0], time = SLOTS[1]),
    };
    let whose = email.clone();
    let button = move |post: FormAction, label: &'static str| {
        let person = person.clone();
        view! {
            <form method="post" action=post.url() on:submit=post.on_submit()>
                {(!person.is_empty()).then(|| view! { <input type="hidden" name="form[person]" value=person/> }.into_any())}
                <button class="button small" aria-disabled=post.busy()>
                    {label} <span class="visually-hidden">": " {whose.clone()}</span>
                </button>
            </form>
        }
        .into_any()
    };
    view! {
        <div class="address-waits">
            <p class="notice" data-tone="warning">
                <Icon name="clock"/>
                <span>{rich(&words, [view! { <strong>{email}</strong> }.into_any(), view! { <Time at=until/> }.into_any()])}</span>
            </p>
            <FormBanner form/>
            {may_edit.then(|| view! {
                <div class="cluster">{button(resend, t!(auth::send_again))} {button(cancel, t!(auth::cancel))}</div>
            }.into_any())}
        </div>
    }
}

/// Complaints of both forms; after a page load only those about this person.
fn state(person: &str, resend: FormAction, cancel: FormAction) -> FormState {
    let mut states = [resend, cancel].map(|post| FormState::new(post.url())).into_iter();
    let brought_back = states.find(|state| state.typed("person", "") == person);
    brought_back.unwrap_or_else(|| FormState::new("")).follow(resend).follow(cancel)
}
